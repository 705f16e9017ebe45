//! Asks the services that take JSON and answer in it: Secrets Manager, and the logs for the operator's command line.

use std::fmt;

use aws_runtime::auth::SigningOptions;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Output};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::ser_de::DeserializeResponse;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_types::SdkConfig;
use serde_json::Value;

use crate::core::{self, Service};
use crate::failure::CallFailed;

/// A service, and the interface that its calls are of.
#[derive(Clone, Copy)]
pub(crate) struct RpcService {
    /// Its name in addresses and signatures, such as `logs`.
    pub(crate) name: &'static str,
    /// What stands before the call's name, such as `Logs_20140328`.
    pub(crate) interface: &'static str,
}

/// Makes a call. An answer that is no JSON is `Null`.
///
/// # Errors
///
/// With the service's code, or how far the call came.
pub(crate) async fn ask(
    config: &SdkConfig,
    service: RpcService,
    call: &'static str,
    asked: &Value,
) -> Result<Value, CallFailed> {
    let region = config.region().ok_or_else(|| CallFailed::because(call, "no region"))?.as_ref();
    let of_region = format!("https://{}.{region}.{}", service.name, core::domain(region));
    let place = config.endpoint_url().unwrap_or(&of_region);
    let body = asked.to_string();
    let length = body.len().to_string();
    let mut request = HttpRequest::new(SdkBody::from(body));
    request.set_method("POST").expect("the method is one of HTTP's");
    request.set_uri("/").expect("it is a path");
    let headers = request.headers_mut();
    headers.insert("content-type", "application/x-amz-json-1.1");
    headers.insert("content-length", length);
    headers.insert("x-amz-target", format!("{}.{call}", service.interface));
    let signed = Service { name: service.name, options: SigningOptions::default() };
    let answer: Answer = core::invoke(config, &signed, call, place, request, Json).await?;
    Ok(answer.0)
}

/// An answer. It may hold a secret.
struct Answer(Value);

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answer(..)")
    }
}

/// Reads an answer in JSON.
#[derive(Debug)]
struct Json;

impl DeserializeResponse for Json {
    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        _: &ConfigBag,
    ) -> Result<Output, OrchestratorError<Error>> {
        let body = response.body().bytes().unwrap_or_default();
        let answer: Value = serde_json::from_slice(body).unwrap_or_default();
        if response.status().is_success() {
            return Ok(Output::erase(Answer(answer)));
        }
        let code = answer["__type"].as_str().and_then(|it| it.rsplit('#').next());
        core::refused(code)
    }
}
