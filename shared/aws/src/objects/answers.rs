//! Reads S3's answers: an object or an error code.

use aws_smithy_runtime_api::client::interceptors::context::{Error, Output};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::ser_de::DeserializeResponse;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::config_bag::ConfigBag;

use super::Object;
use crate::core;

#[derive(Debug)]
pub(super) struct Answers;

impl DeserializeResponse for Answers {
    fn deserialize_streaming_with_config(
        &self,
        response: &mut HttpResponse,
        _: &ConfigBag,
    ) -> Option<Result<Output, OrchestratorError<Error>>> {
        // A refusal is short, so it is read whole.
        response.status().is_success().then(|| {
            let length = response.headers().get("content-length");
            let length = length.and_then(|length| length.parse().ok());
            Ok(Output::erase(Object { length, body: ByteStream::new(response.take_body()) }))
        })
    }

    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        _: &ConfigBag,
    ) -> Result<Output, OrchestratorError<Error>> {
        core::refusal(response)
    }
}
