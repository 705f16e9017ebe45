//! Reads S3's answers: an object or an error code.

use std::fmt;

use aws_smithy_runtime_api::client::interceptors::context::{Error, Output};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::ser_de::DeserializeResponse;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

use super::Object;

/// A request. Its body must stay out of logs.
pub(super) struct Asked(pub(super) HttpRequest);

impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Asked(..)")
    }
}

/// The service refuses.
#[derive(Debug, thiserror::Error)]
#[error("the service says no")]
pub(super) struct Refusal(ErrorMetadata);

impl ProvideErrorMetadata for Refusal {
    fn meta(&self) -> &ErrorMetadata {
        &self.0
    }
}

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
        let body = response.body().bytes().unwrap_or_default();
        let mut meta = ErrorMetadata::builder();
        if let Some(code) = code(&String::from_utf8_lossy(body)) {
            meta = meta.code(code);
        }
        Err(OrchestratorError::operation(Error::erase(Refusal(meta.build()))))
    }
}

/// The code in `<Error><Code>NoSuchKey</Code>…`. Source: S3's error responses.
fn code(body: &str) -> Option<&str> {
    let (_, rest) = body.split_once("<Code>")?;
    Some(rest.split_once("</Code>")?.0)
}
