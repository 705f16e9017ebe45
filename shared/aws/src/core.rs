//! Makes calls that the SDK has a client for which would take as long to build as all functions together.
//!
//! A request is made by hand, and so is the reading of its answer. The core of the SDK does everything else:
//! signature, retries, time limits, connections.

use std::fmt;

use aws_runtime::auth::sigv4::{SCHEME_ID, SigV4AuthScheme};
use aws_runtime::auth::{SigV4OperationSigningConfig, SigningOptions};
use aws_runtime::recursion_detection::RecursionDetectionInterceptor;
use aws_runtime::retries::classifiers::AwsErrorCodeClassifier;
use aws_runtime::service_clock_skew::ServiceClockSkewInterceptor;
use aws_smithy_runtime::client::identity::IdentityCache;
use aws_smithy_runtime::client::orchestrator::operation::Operation;
use aws_smithy_runtime::client::retries::classifiers::{
    HttpStatusCodeClassifier, TransientErrorClassifier,
};
use aws_smithy_runtime_api::client::auth::AuthSchemeOptionResolverParams;
use aws_smithy_runtime_api::client::auth::static_resolver::StaticAuthSchemeOptionResolver;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Output};
use aws_smithy_runtime_api::client::orchestrator::{
    HttpRequest, HttpResponse, OrchestratorError, SensitiveOutput,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::StaticRuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::DeserializeResponse;
use aws_smithy_types::config_bag::Layer;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_types::region::SigningRegion;
use aws_types::{SdkConfig, SigningName};

use crate::failure::CallFailed;

/// A service, and how requests to it are signed.
#[derive(Clone, Debug)]
pub(crate) struct Service {
    /// Its name in a signature, such as `s3`.
    pub(crate) name: &'static str,
    /// How paths and bodies are signed.
    pub(crate) options: SigningOptions,
}

/// A request. Its body must stay out of logs.
struct Asked(HttpRequest);

impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Asked(..)")
    }
}

/// The service refuses.
#[derive(Debug, thiserror::Error)]
#[error("the service says no")]
struct Refusal(ErrorMetadata);

impl ProvideErrorMetadata for Refusal {
    fn meta(&self) -> &ErrorMetadata {
        &self.0
    }
}

/// Reads a refusal: `<Error><Code>NoSuchKey</Code>...`.
pub(crate) fn refusal(response: &HttpResponse) -> Result<Output, OrchestratorError<Error>> {
    let body = String::from_utf8_lossy(response.body().bytes().unwrap_or_default());
    refused(text_in(&body, "Code"))
}

/// A refusal with the service's code, if it told one.
pub(crate) fn refused(code: Option<&str>) -> Result<Output, OrchestratorError<Error>> {
    let mut meta = ErrorMetadata::builder();
    if let Some(code) = code {
        meta = meta.code(code);
    }
    Err(OrchestratorError::operation(Error::erase(Refusal(meta.build()))))
}

/// The text in the first element of a name, in XML that has no attributes there.
pub(crate) fn text_in<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = xml.split_once(&format!("<{name}>"))?;
    Some(rest.split_once(&format!("</{name}>"))?.0)
}

/// Sends a request to an address and reads the answer.
///
/// # Errors
///
/// With the service's code, or how far the call came.
pub(crate) async fn invoke<O: fmt::Debug + Send + Sync + 'static>(
    config: &SdkConfig,
    service: &Service,
    call: &'static str,
    place: &str,
    request: HttpRequest,
    answers: impl DeserializeResponse + 'static,
) -> Result<O, CallFailed> {
    let region = config.region().ok_or_else(|| CallFailed::because(call, "no region"))?;
    let mut operation = Operation::builder()
        .service_name(service.name)
        .operation_name(call)
        .endpoint_url(place)
        .runtime_plugin(signature(config, service, SigningRegion::from(region.clone())))
        .interceptor(ServiceClockSkewInterceptor::new())
        // It lets Lambda end a function that keeps starting itself by what it puts.
        .interceptor(RecursionDetectionInterceptor::new())
        .with_connection_poisoning()
        .retry_classifier(AwsErrorCodeClassifier::<Refusal>::new())
        .retry_classifier(TransientErrorClassifier::<Refusal>::new())
        .retry_classifier(HttpStatusCodeClassifier::default());
    if let Some(version) = config.behavior_version() {
        operation = operation.behavior_version(version);
    }
    if let Some(time) = config.time_source() {
        operation = operation.time_source(time);
    }
    if let Some(http) = config.http_client() {
        operation = operation.http_client(http);
    }
    if let Some(retries) = config.retry_config() {
        operation = operation.standard_retry(retries);
    }
    if let Some(timeouts) = config.timeout_config() {
        operation = operation.timeout_config(timeouts.clone());
    }
    let operation = operation.serializer(|asked: Asked| Ok(asked.0));
    let operation = operation.deserializer_impl::<O, Refusal>(answers).build();
    // In a box: the SDK's own future is so deep that a function around it would not build.
    let invoked = Box::pin(operation.invoke(Asked(request)));
    invoked.await.map_err(|error| CallFailed::of(call, &error))
}

fn signature(config: &SdkConfig, service: &Service, region: SigningRegion) -> StaticRuntimePlugin {
    let mut layer = Layer::new("signature");
    // Whatever level the SDK's own logs have, no answer is in them: it may be a secret.
    layer.store_put(SensitiveOutput);
    layer.store_put(AuthSchemeOptionResolverParams::new(()));
    layer.store_put(SigV4OperationSigningConfig {
        region: Some(region),
        name: Some(SigningName::from_static(service.name)),
        signing_options: service.options.clone(),
        ..SigV4OperationSigningConfig::default()
    });
    let components = RuntimeComponentsBuilder::new("signature")
        .with_auth_scheme(SigV4AuthScheme::new())
        .with_auth_scheme_option_resolver(Some(StaticAuthSchemeOptionResolver::new(vec![
            SCHEME_ID,
        ])))
        .with_identity_cache(Some(IdentityCache::no_cache()));
    let components = match config.credentials_provider() {
        Some(credentials) => components.with_identity_resolver(SCHEME_ID, credentials),
        None => components,
    };
    StaticRuntimePlugin::new().with_config(layer.freeze()).with_runtime_components(components)
}

/// The domain of the services of a region.
pub(crate) fn domain(region: &str) -> &'static str {
    if region.starts_with("cn-") { "amazonaws.com.cn" } else { "amazonaws.com" }
}
