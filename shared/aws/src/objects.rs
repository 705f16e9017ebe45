//! Gets and puts objects of S3.

mod answers;
mod expiry;
mod links;
mod listing;

use std::time::Duration;

use aws_runtime::auth::SigningOptions;
use aws_smithy_http::label::{EncodingStrategy, fmt_string};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::SdkConfig;

use self::answers::Answers;
use crate::core::{self, Service};
use crate::failure::CallFailed;

pub(crate) use self::links::DocumentLinks;
pub use self::listing::Listed;

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
        self.call("GetObject", bucket, request("GET", &path_of(key), SdkBody::empty())).await
    }

    /// Puts an object.
    ///
    /// # Errors
    ///
    /// With the service's code, or how far the call came.
    pub async fn put(&self, bucket: &str, key: &str, upload: Upload<'_>) -> Result<(), CallFailed> {
        let length = upload.bytes.len().to_string();
        let mut request = request("PUT", &path_of(key), SdkBody::from(upload.bytes));
        let headers = request.headers_mut();
        headers.insert("content-type", upload.content_type.to_owned());
        headers.insert("content-length", length);
        if upload.only_new {
            headers.insert("if-none-match", "*");
        }
        self.call("PutObject", bucket, request).await.map(drop)
    }

    /// Lists objects whose keys begin with `prefix` and come after `after`, in the order of their keys: up to a thousand.
    ///
    /// # Errors
    ///
    /// With the service's code, or how far the call came.
    pub async fn list(
        &self,
        bucket: &str,
        prefix: &str,
        after: &str,
    ) -> Result<Vec<Listed>, CallFailed> {
        const CALL: &str = "ListObjectsV2";
        let list = self.text(CALL, bucket, &listing::query(prefix, after)).await?;
        listing::read(&list).ok_or_else(|| CallFailed::because(CALL, "an answer that is no list"))
    }

    /// After how many days the bucket's objects go; `None` if they stay.
    ///
    /// # Errors
    ///
    /// With the service's code, or how far the call came.
    pub async fn expiry(&self, bucket: &str) -> Result<Option<u32>, CallFailed> {
        match self.text("GetBucketLifecycleConfiguration", bucket, expiry::QUERY).await {
            Ok(rules) => Ok(expiry::read(&rules)),
            Err(failed) if failed.is("NoSuchLifecycleConfiguration") => Ok(None),
            Err(failed) => Err(failed),
        }
    }

    /// An answer that is a text.
    async fn text(
        &self,
        call: &'static str,
        bucket: &str,
        query: &str,
    ) -> Result<String, CallFailed> {
        let mut answer = self.call(call, bucket, request("GET", query, SdkBody::empty())).await?;
        let mut body = Vec::new();
        while let Some(chunk) = answer.next().await {
            body.extend_from_slice(&chunk?);
        }
        String::from_utf8(body).map_err(|_| CallFailed::because(call, "an answer that is no text"))
    }

    /// Deletes an object; one that is not there is no error.
    ///
    /// # Errors
    ///
    /// With the service's code, or how far the call came.
    pub async fn delete(&self, bucket: &str, key: &str) -> Result<(), CallFailed> {
        let request = request("DELETE", &path_of(key), SdkBody::empty());
        self.call("DeleteObject", bucket, request).await.map(drop)
    }

    async fn call(
        &self,
        call: &'static str,
        bucket: &str,
        request: HttpRequest,
    ) -> Result<Object, CallFailed> {
        let region = self.config.region().ok_or_else(|| CallFailed::because(call, "no region"))?;
        let place = place(self.config.endpoint_url(), region.as_ref(), bucket);
        core::invoke(&self.config, &service(), call, &place, request, Answers).await
    }
}

fn request(method: &str, path: &str, body: SdkBody) -> HttpRequest {
    let mut request = HttpRequest::new(body);
    request.set_method(method).expect("the method is one of HTTP's");
    request.set_uri(path.to_owned()).expect("what has been encoded is a path");
    request
}

/// The path of an object in its bucket.
fn path_of(key: &str) -> String {
    format!("/{}", fmt_string(key, EncodingStrategy::Greedy))
}

/// The address of a bucket.
///
/// It is a host of its own, except for names that no certificate covers and for a local endpoint.
fn place(endpoint: Option<&str>, region: &str, bucket: &str) -> String {
    let domain = core::domain(region);
    match endpoint {
        Some(endpoint) => format!("{}/{bucket}", endpoint.trim_end_matches('/')),
        None if bucket.contains('.') => format!("https://s3.{region}.{domain}/{bucket}"),
        None => format!("https://{bucket}.s3.{region}.{domain}"),
    }
}

/// Unlike other services, S3 takes paths as they are and needs the hash of the body in a header.
fn service() -> Service {
    let mut options = SigningOptions::default();
    options.double_uri_encode = false;
    options.normalize_uri_path = false;
    options.content_sha256_header = true;
    Service { name: "s3", options }
}

#[cfg(test)]
mod tests;
