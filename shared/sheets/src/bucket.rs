//! Where staff put the file and find the reports.

use std::fs::File;
use std::future::Future;
use std::io::Write;
use std::path::Path;

use aws::{CallFailed, Clients, Listed, Objects, Upload};

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

/// A bucket whose objects are listed, read whole and taken away, by whoever looks for what lies there.
pub trait Folder: Bucket {
    /// Lists objects whose keys begin with `prefix` and come after `after`, in the order of their keys: some at a time.
    fn list(
        &self,
        bucket: &str,
        prefix: &str,
        after: &str,
    ) -> impl Future<Output = Result<Vec<Listed>, BucketError>> + Send;

    /// Reads an object of which is known that it is small.
    fn bytes(
        &self,
        bucket: &str,
        key: &str,
    ) -> impl Future<Output = Result<Vec<u8>, BucketError>> + Send;

    /// Deletes an object; one that is not there is no error.
    fn remove(
        &self,
        bucket: &str,
        key: &str,
    ) -> impl Future<Output = Result<(), BucketError>> + Send;
}

/// Why an object was not read or written. Holds codes, never contents.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BucketError {
    /// The file is larger than anybody's.
    #[error("the file is larger than 256 MiB")]
    TooLarge,
    /// The bucket did not do what it was asked.
    #[error(transparent)]
    Unavailable(#[from] CallFailed),
    /// The function's own disk did not take the file.
    #[error("GetObject failed: {0}")]
    Disk(&'static str),
}

/// Buckets on S3.
#[derive(Clone, Debug)]
pub struct S3Bucket {
    objects: Objects,
}

impl S3Bucket {
    /// Prepares the client; connects to nothing.
    #[must_use]
    pub fn new(clients: &Clients) -> Self {
        Self { objects: clients.objects() }
    }
}

impl Bucket for S3Bucket {
    async fn read(&self, bucket: &str, key: &str, into: &Path) -> Result<(), BucketError> {
        let mut object = self.objects.get(bucket, key).await?;
        // A length that is not told is taken for too large.
        if object.length().is_none_or(|length| length > LARGEST) {
            return Err(BucketError::TooLarge);
        }
        let no_file = |_| BucketError::Disk("the disk takes no file");
        let mut file = File::create(into).map_err(no_file)?;
        while let Some(chunk) = object.next().await {
            file.write_all(&chunk?).map_err(|_| BucketError::Disk("the disk is full"))?;
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
        let upload = Upload { content_type, only_new: false, bytes };
        Ok(self.objects.put(bucket, key, upload).await?)
    }
}

impl Folder for S3Bucket {
    async fn list(
        &self,
        bucket: &str,
        prefix: &str,
        after: &str,
    ) -> Result<Vec<Listed>, BucketError> {
        Ok(self.objects.list(bucket, prefix, after).await?)
    }

    async fn bytes(&self, bucket: &str, key: &str) -> Result<Vec<u8>, BucketError> {
        let mut object = self.objects.get(bucket, key).await?;
        let mut bytes = Vec::new();
        while let Some(chunk) = object.next().await {
            bytes.extend_from_slice(&chunk?);
        }
        Ok(bytes)
    }

    async fn remove(&self, bucket: &str, key: &str) -> Result<(), BucketError> {
        Ok(self.objects.delete(bucket, key).await?)
    }
}
