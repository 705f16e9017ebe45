//! Buckets in memory.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};

use aws::CallFailed;
use domain::ports::Clock as _;
use jiff::Timestamp;
use sheets::{Bucket, BucketError, Folder, Listed};

use super::SettableClock;

/// An object: its bytes, and when it was put.
type Object = (Vec<u8>, Timestamp);

/// What happens once somebody has read an object.
type Meanwhile = Box<dyn FnOnce() + Send>;

/// All buckets. Clones are the same ones.
#[derive(Clone)]
pub struct MemoryBucket {
    meanwhile: Arc<Mutex<Option<Meanwhile>>>,
    kept: Arc<Mutex<BTreeMap<(String, String), Object>>>,
    clock: SettableClock,
}

impl MemoryBucket {
    /// Buckets without objects, by a clock.
    #[must_use]
    pub fn new(clock: &SettableClock) -> Self {
        Self { meanwhile: Arc::default(), kept: Arc::default(), clock: clock.clone() }
    }

    /// Puts an object, now.
    pub fn put(&self, bucket: &str, key: &str, bytes: &[u8]) {
        let object = (bytes.to_vec(), self.clock.now());
        self.all().insert((bucket.to_owned(), key.to_owned()), object);
    }

    /// Lets something happen right after the next file was read, while it is imported.
    pub fn meanwhile(&self, happens: impl FnOnce() + Send + 'static) {
        let mut meanwhile = self.meanwhile.lock().expect("no test panics with it");
        *meanwhile = Some(Box::new(happens));
    }

    /// The keys in a bucket.
    #[must_use]
    pub fn keys(&self, bucket: &str) -> Vec<String> {
        let all = self.all();
        all.keys().filter(|(of, _)| of == bucket).map(|(_, key)| key.clone()).collect()
    }

    /// An object's bytes.
    #[must_use]
    pub fn object(&self, bucket: &str, key: &str) -> Option<Vec<u8>> {
        let all = self.all();
        all.get(&(bucket.to_owned(), key.to_owned())).map(|(bytes, _)| bytes.clone())
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<(String, String), Object>> {
        self.kept.lock().expect("no test panics with it")
    }
}

impl Bucket for MemoryBucket {
    async fn read(&self, bucket: &str, key: &str, into: &Path) -> Result<(), BucketError> {
        std::fs::write(into, self.bytes(bucket, key).await?).expect("the file can be written");
        let meanwhile = self.meanwhile.lock().expect("no test panics with it").take();
        if let Some(happens) = meanwhile {
            happens();
        }
        Ok(())
    }

    async fn write(
        &self,
        bucket: &str,
        key: &str,
        _: &str,
        bytes: Vec<u8>,
    ) -> Result<(), BucketError> {
        self.put(bucket, key, &bytes);
        Ok(())
    }
}

impl Folder for MemoryBucket {
    /// Some at a time, as S3 does; here three.
    async fn list(
        &self,
        bucket: &str,
        prefix: &str,
        after: &str,
    ) -> Result<Vec<Listed>, BucketError> {
        let all = self.all();
        let asked = all.iter().filter(|((of, key), _)| {
            of == bucket && key.starts_with(prefix) && key.as_str() > after
        });
        let listed = |((_, key), (bytes, at)): (&(String, String), &Object)| Listed {
            key: key.clone(),
            size: bytes.len() as u64,
            at: *at,
        };
        Ok(asked.take(3).map(listed).collect())
    }

    async fn bytes(&self, bucket: &str, key: &str) -> Result<Vec<u8>, BucketError> {
        let missing = || BucketError::from(CallFailed::because("GetObject", "NoSuchKey"));
        self.object(bucket, key).ok_or_else(missing)
    }

    async fn remove(&self, bucket: &str, key: &str) -> Result<(), BucketError> {
        self.all().remove(&(bucket.to_owned(), key.to_owned()));
        Ok(())
    }
}
