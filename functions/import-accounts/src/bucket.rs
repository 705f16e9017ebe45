//! Where staff put the file and find the reports.

use std::fs::File;
use std::future::Future;
use std::io::Write;
use std::path::Path;

use aws_sdk_s3::Client;
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::primitives::ByteStream;

/// The largest file, in bytes, inclusive: two million rows, and half of the disk that a function has.
const LARGEST: u64 = 256 * 1024 * 1024;

/// A bucket of objects.
pub trait Bucket: Sync {
    /// Copies an object into a file.
    ///
    /// MUST return [`BucketError::TooLarge`] instead of reading more than the disk holds.
    fn read(
        &self,
        bucket: &str,
        key: &str,
        into: &Path,
    ) -> impl Future<Output = Result<(), BucketError>> + Send;

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
    #[error("the file is larger than 256 MiB")]
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
    async fn read(&self, bucket: &str, key: &str, into: &Path) -> Result<(), BucketError> {
        let get = self.client.get_object().bucket(bucket).key(key);
        let mut object = get.send().await.map_err(|error| failed("GetObject", &error))?;
        // A length that is not told is taken for too large.
        let length = object.content_length().and_then(|length| u64::try_from(length).ok());
        if length.is_none_or(|length| length > LARGEST) {
            return Err(BucketError::TooLarge);
        }
        let broken =
            |code: &str| BucketError::Unavailable { call: "GetObject", code: code.to_owned() };
        let mut file = File::create(into).map_err(|_| broken("the disk takes no file"))?;
        while let Some(chunk) = object.body.next().await {
            let chunk = chunk.map_err(|_| broken("the body broke off"))?;
            file.write_all(&chunk).map_err(|_| broken("the disk is full"))?;
        }
        Ok(())
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
