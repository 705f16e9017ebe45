//! Where staff put the file and find the reports.

use std::future::Future;

use aws_sdk_s3::Client;
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::primitives::{AggregatedBytes, ByteStream};

/// The largest file, in bytes, inclusive: half a million rows, and far from what the function's memory holds.
const LARGEST: usize = 64 * 1024 * 1024;

/// A bucket of objects.
pub trait Bucket: Sync {
    /// Reads an object.
    ///
    /// MUST return [`BucketError::TooLarge`] instead of reading more than memory holds.
    fn read(
        &self,
        bucket: &str,
        key: &str,
    ) -> impl Future<Output = Result<Vec<u8>, BucketError>> + Send;

    /// Writes an object, over one of the same key.
    fn write(
        &self,
        bucket: &str,
        key: &str,
        content_type: &str,
        bytes: Vec<u8>,
    ) -> impl Future<Output = Result<(), BucketError>> + Send;
}

/// Why an object was not read or written. Holds codes, never contents.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BucketError {
    /// The file is larger than anybody's billing extract.
    #[error("the file is larger than 64 MiB")]
    TooLarge,
    /// The bucket did not do what it was asked.
    #[error("{call} failed: {code}")]
    Unavailable {
        /// The call.
        call: &'static str,
        /// What the service said, in a word.
        code: String,
    },
}

/// Buckets on S3.
#[derive(Clone, Debug)]
pub struct S3Bucket {
    client: Client,
}

impl S3Bucket {
    /// Prepares the client; connects to nothing.
    #[must_use]
    pub fn new(clients: &aws::Clients) -> Self {
        Self { client: Client::new(&clients.s3_config()) }
    }
}

impl Bucket for S3Bucket {
    async fn read(&self, bucket: &str, key: &str) -> Result<Vec<u8>, BucketError> {
        let get = self.client.get_object().bucket(bucket).key(key);
        let object = get.send().await.map_err(|error| failed("GetObject", &error))?;
        // A length that is not told is taken for too large.
        let fits = object.content_length().and_then(|length| usize::try_from(length).ok());
        if fits.is_none_or(|length| length > LARGEST) {
            return Err(BucketError::TooLarge);
        }
        let body = object.body.collect().await;
        body.map(AggregatedBytes::to_vec).map_err(|_| BucketError::Unavailable {
            call: "GetObject",
            code: "the body broke off".to_owned(),
        })
    }

    async fn write(
        &self,
        bucket: &str,
        key: &str,
        content_type: &str,
        bytes: Vec<u8>,
    ) -> Result<(), BucketError> {
        let put = self.client.put_object().bucket(bucket).key(key).content_type(content_type);
        let put = put.body(ByteStream::from(bytes));
        put.send().await.map(drop).map_err(|error| failed("PutObject", &error))
    }
}

/// Keeps the service's code of an error: requests and answers may hold what rows say.
fn failed<E: ProvideErrorMetadata, R>(call: &'static str, error: &SdkError<E, R>) -> BucketError {
    let code = match error {
        SdkError::ServiceError(service) => service.err().code().unwrap_or("no code"),
        SdkError::TimeoutError(_) => "no answer in time",
        SdkError::DispatchFailure(_) => "no connection",
        SdkError::ResponseError(_) => "the answer could not be read",
        _ => "the request could not be made",
    };
    BucketError::Unavailable { call, code: code.to_owned() }
}
