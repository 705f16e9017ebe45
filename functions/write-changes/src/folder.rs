//! Where files of changes go.

use std::future::Future;

use aws::{Clients, Settings, SettingsError};
use aws_sdk_s3::Client;
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::primitives::ByteStream;

/// A folder of files.
pub trait Folder: Sync {
    /// Puts a file; says whether it did.
    ///
    /// MUST NOT put a file over one that is there.
    fn put_new(
        &self,
        name: &str,
        bytes: Vec<u8>,
    ) -> impl Future<Output = Result<bool, FolderError>> + Send;
}

/// Why a file was not put: what the service said, in a word.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("PutObject failed: {0}")]
pub struct FolderError(pub String);

/// A folder in a bucket.
#[derive(Clone, Debug)]
pub struct S3Folder {
    client: Client,
    bucket: String,
}

impl S3Folder {
    /// Prepares the client for the bucket that `CHANGES_BUCKET` names; connects to nothing.
    ///
    /// # Errors
    ///
    /// `Missing` if `CHANGES_BUCKET` is not set.
    pub fn new(clients: &Clients, settings: &Settings) -> Result<Self, SettingsError> {
        let bucket = settings.changes_bucket.clone();
        let bucket = bucket.ok_or(SettingsError::Missing("CHANGES_BUCKET"))?;
        Ok(Self { client: Client::new(&clients.s3_config()), bucket })
    }
}

impl Folder for S3Folder {
    async fn put_new(&self, name: &str, bytes: Vec<u8>) -> Result<bool, FolderError> {
        let put = self.client.put_object().bucket(&self.bucket).key(name).if_none_match("*");
        let put = put.content_type("text/csv; charset=utf-8").body(ByteStream::from(bytes));
        match put.send().await {
            Ok(_) => Ok(true),
            Err(SdkError::ServiceError(said)) => match said.err().code() {
                // There already, or being put this very moment by another run.
                Some("PreconditionFailed" | "ConditionalRequestConflict") => Ok(false),
                code => Err(FolderError(code.unwrap_or("no code").to_owned())),
            },
            Err(SdkError::TimeoutError(_)) => Err(FolderError("no answer in time".to_owned())),
            Err(_) => Err(FolderError("the request did not come through".to_owned())),
        }
    }
}
