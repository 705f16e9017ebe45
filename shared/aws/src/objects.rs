//! Gets and puts objects of S3.
//!
//! The requests are made by hand. The core of the SDK does everything else: signature, retries, time
//! limits, connections. The SDK's client of S3 would take as long to build as all functions together.

mod answers;

use std::time::Duration;

use aws_runtime::auth::sigv4::{SCHEME_ID, SigV4AuthScheme};
use aws_runtime::auth::{SigV4OperationSigningConfig, SigningOptions};
use aws_runtime::recursion_detection::RecursionDetectionInterceptor;
use aws_runtime::retries::classifiers::AwsErrorCodeClassifier;
use aws_runtime::service_clock_skew::ServiceClockSkewInterceptor;
use aws_smithy_http::label::{EncodingStrategy, fmt_string};
use aws_smithy_runtime::client::identity::IdentityCache;
use aws_smithy_runtime::client::orchestrator::operation::Operation;
use aws_smithy_runtime::client::retries::classifiers::{
    HttpStatusCodeClassifier, TransientErrorClassifier,
};
use aws_smithy_runtime_api::client::auth::AuthSchemeOptionResolverParams;
use aws_smithy_runtime_api::client::auth::static_resolver::StaticAuthSchemeOptionResolver;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::StaticRuntimePlugin;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::config_bag::Layer;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::region::SigningRegion;
use aws_types::{SdkConfig, SigningName};

use self::answers::{Answers, Asked, Refusal};
use crate::failure::CallFailed;

/// An object to put.
#[derive(Debug)]
pub struct Upload<'a> {
    /// Its `Content-Type`.
    pub content_type: &'a str,
    /// Whether the call fails if there is an object of this name.
    pub only_new: bool,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// An object that is being read.
#[derive(Debug)]
pub struct Object {
    length: Option<u64>,
    body: ByteStream,
}

impl Object {
    /// Its length in bytes, if the service says it.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// The next bytes. `None` at the end.
    ///
    /// # Errors
    ///
    /// If the connection ends before the object does.
    pub async fn next(&mut self) -> Option<Result<bytes::Bytes, CallFailed>> {
        let chunk = self.body.next().await?;
        Some(chunk.map_err(|_| CallFailed::because("GetObject", "the body broke off")))
    }
}

/// The objects in all buckets that the function's role lets it use.
#[derive(Clone, Debug)]
pub struct Objects {
    config: SdkConfig,
}

impl Objects {
    pub(crate) fn new(config: &SdkConfig) -> Self {
        // Large files take long, so only silence ends a call.
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(Duration::from_secs(1))
            .read_timeout(Duration::from_secs(10));
        Self { config: config.to_builder().timeout_config(timeouts.build()).build() }
    }

    /// Starts to read an object.
    ///
    /// # Errors
    ///
    /// With the service's code, or how far the call came.
    pub async fn get(&self, bucket: &str, key: &str) -> Result<Object, CallFailed> {
        self.call("GetObject", bucket, request("GET", key, SdkBody::empty())).await
    }

    /// Puts an object.
    ///
    /// # Errors
    ///
    /// With the service's code, or how far the call came.
    pub async fn put(&self, bucket: &str, key: &str, upload: Upload<'_>) -> Result<(), CallFailed> {
        let length = upload.bytes.len().to_string();
        let mut request = request("PUT", key, SdkBody::from(upload.bytes));
        let headers = request.headers_mut();
        headers.insert("content-type", upload.content_type.to_owned());
        headers.insert("content-length", length);
        if upload.only_new {
            headers.insert("if-none-match", "*");
        }
        self.call("PutObject", bucket, request).await.map(drop)
    }

    async fn call(
        &self,
        call: &'static str,
        bucket: &str,
        request: HttpRequest,
    ) -> Result<Object, CallFailed> {
        let config = &self.config;
        let missing = |what: &str| CallFailed::because(call, what);
        let region = config.region().ok_or_else(|| missing("no region"))?;
        let place = place(config.endpoint_url(), region.as_ref(), bucket);
        let mut operation = Operation::builder()
            .service_name("S3")
            .operation_name(call)
            .endpoint_url(&place)
            .runtime_plugin(signature(config, SigningRegion::from(region.clone())))
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
        let operation = operation.deserializer_impl::<Object, Refusal>(Answers).build();
        operation.invoke(Asked(request)).await.map_err(|error| CallFailed::of(call, &error))
    }
}

fn request(method: &str, key: &str, body: SdkBody) -> HttpRequest {
    let mut request = HttpRequest::new(body);
    request.set_method(method).expect("the method is one of HTTP's");
    let path = format!("/{}", fmt_string(key, EncodingStrategy::Greedy));
    request.set_uri(path).expect("what has been encoded is a path");
    request
}

/// The address of a bucket.
///
/// It is a host of its own, except for names that no certificate covers and for a local endpoint.
fn place(endpoint: Option<&str>, region: &str, bucket: &str) -> String {
    let domain = if region.starts_with("cn-") { "amazonaws.com.cn" } else { "amazonaws.com" };
    match endpoint {
        Some(endpoint) => format!("{}/{bucket}", endpoint.trim_end_matches('/')),
        None if bucket.contains('.') => format!("https://s3.{region}.{domain}/{bucket}"),
        None => format!("https://{bucket}.s3.{region}.{domain}"),
    }
}

/// How a request is signed.
///
/// Unlike other services, S3 takes paths as they are and needs the hash of the body in a header.
fn signature(config: &SdkConfig, region: SigningRegion) -> StaticRuntimePlugin {
    let mut options = SigningOptions::default();
    options.double_uri_encode = false;
    options.normalize_uri_path = false;
    options.content_sha256_header = true;
    let mut layer = Layer::new("signature");
    layer.store_put(AuthSchemeOptionResolverParams::new(()));
    layer.store_put(SigV4OperationSigningConfig {
        region: Some(region),
        name: Some(SigningName::from_static("s3")),
        signing_options: options,
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

#[cfg(test)]
mod tests;
