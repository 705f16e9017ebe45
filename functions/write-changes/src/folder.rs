//! Where files of changes go.

use std::future::Future;

use aws::{CallFailed, Clients, Objects, Settings, SettingsError, Upload};

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

/// A file was not put.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct FolderError(pub CallFailed);

/// A folder in a bucket.
#[derive(Clone, Debug)]
pub struct S3Folder {
    objects: Objects,
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
        Ok(Self { objects: clients.objects(), bucket })
    }
}

impl Folder for S3Folder {
    async fn put_new(&self, name: &str, bytes: Vec<u8>) -> Result<bool, FolderError> {
        let content_type = "text/csv; charset=utf-8";
        let upload = Upload { content_type, only_new: true, bytes };
        match self.objects.put(&self.bucket, name, upload).await {
            Ok(()) => Ok(true),
            // There already, or being put this very moment by another run.
            Err(failed) if failed.is("PreconditionFailed") => Ok(false),
            Err(failed) if failed.is("ConditionalRequestConflict") => Ok(false),
            Err(failed) => Err(FolderError(failed)),
        }
    }
}
