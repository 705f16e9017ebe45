//! Files that staff put in the bucket, and the reports that they find beside them.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use aws::CallFailed;
use domain::test_keys;
use import_accounts::{Bucket, BucketError, ImportError, Importer, Options, UploadError, Uploads};
use serde_json::{Value, json};

use crate::store::{Store, ZIP, accounts, matches, ten};

/// Objects by key, in one bucket.
#[derive(Default)]
struct Objects {
    kept: Mutex<BTreeMap<String, Vec<u8>>>,
    too_large: bool,
}

impl Bucket for Objects {
    async fn read(&self, bucket: &str, key: &str, into: &Path) -> Result<(), BucketError> {
        assert_eq!(bucket, "extracts");
        if self.too_large {
            return Err(BucketError::TooLarge);
        }
        let kept = self.kept.lock().expect("no test panics with it");
        let missing = BucketError::from(CallFailed::because("GetObject", "NoSuchKey"));
        let bytes = kept.get(key).ok_or(missing)?;
        std::fs::write(into, bytes).expect("the file can be written");
        Ok(())
    }

    async fn write(
        &self,
        bucket: &str,
        key: &str,
        _: &str,
        bytes: Vec<u8>,
    ) -> Result<(), BucketError> {
        assert_eq!(bucket, "extracts");
        self.kept.lock().expect("no test panics with it").insert(key.to_owned(), bytes);
        Ok(())
    }
}

impl Objects {
    /// A bucket with one file under the name that [`upload`] tells of.
    fn with(file: &str) -> Self {
        let kept = BTreeMap::from([("extracts/bills.csv".to_owned(), file.as_bytes().to_vec())]);
        Self { kept: Mutex::new(kept), too_large: false }
    }

    /// The one object whose key ends so, and its key.
    #[track_caller]
    fn report(&self, name: &str) -> (String, Vec<u8>) {
        let kept = self.kept.lock().expect("no test panics with it");
        let mut found = kept.iter().filter(|(key, _)| key.ends_with(name));
        let (key, bytes) = found.next().expect("a report");
        assert!(found.next().is_none(), "two reports");
        (key.clone(), bytes.clone())
    }

    #[track_caller]
    fn summary(&self) -> Value {
        serde_json::from_slice(&self.report("/summary.json").1).expect("JSON")
    }

    fn many(&self) -> usize {
        self.kept.lock().expect("no test panics with it").len()
    }
}

async fn upload(store: &Store, bucket: &Objects) -> Result<(), UploadError> {
    let keys = test_keys();
    let importer = Importer {
        extracts: store,
        clock: &store.clock,
        keys: &keys,
        questions: &ZIP,
        options: Options::default(),
    };
    let object = json!({"bucket": {"name": "extracts"}, "object": {"key": "extracts/bills.csv"}});
    Uploads { importer, bucket }.handle(&json!({"Records": [{"s3": object}]})).await
}

#[tokio::test]
async fn a_file_is_imported_and_its_report_starts_no_other_import() {
    let (store, bucket) = (Store::default(), Objects::with(&accounts(1, 10, "Lee")));

    upload(&store, &bucket).await.expect("an import");

    let (key, _) = bucket.report("/summary.json");
    let summary = bucket.summary();
    assert!(matches(&store, "7", "Lee"));
    assert!(key.starts_with("reports/bills/20261123T1200"), "{key}");
    assert_eq!((&summary["end"], &summary["added"]), (&json!("in-force"), &json!(10)));
    assert_eq!((&summary["problem"], bucket.many()), (&Value::Null, 2));
}

#[tokio::test]
async fn rejected_rows_come_back_as_a_file_and_stay_out_of_the_summary() {
    let file = accounts(1, 10, "Lee").replace("\n4,Lee,24091", "\n4,Quixote,2409");
    let (store, bucket) = (Store::default(), Objects::with(&file));

    upload(&store, &bucket).await.expect("an import");

    let rejects = String::from_utf8(bucket.report("/rejects.csv").1).expect("UTF-8");
    let summary = bucket.summary().to_string();
    assert!(rejects.starts_with("line,reason,account_no,last_name,billing_zip\n5,"), "{rejects}");
    assert!(rejects.contains(",4,Quixote,2409"));
    assert!(!summary.contains("Quixote") && summary.contains("\"bad-answer\":1"), "{summary}");
}

#[tokio::test]
async fn a_file_that_staff_must_mend_is_reported_and_not_tried_again() {
    let store = ten().await;
    let before = store.in_force();
    let unreadable = Objects::with("account_no,last_name\n1,Lee\n");
    let shrinking = Objects::with(&accounts(1, 2, "Lee"));

    upload(&store, &unreadable).await.expect("a report");
    upload(&store, &shrinking).await.expect("a report");

    let problem = |bucket: &Objects| bucket.summary()["problem"].to_string();
    assert!(problem(&unreadable).contains("no column `billing_zip`"));
    assert!(problem(&shrinking).contains("would drop 8 of 10 accounts"));
    assert_eq!(shrinking.summary()["end"], "nothing-written");
    assert_eq!(store.in_force(), before);
}

#[tokio::test]
async fn a_file_that_the_disk_cannot_hold_is_reported() {
    let store = ten().await;
    let bucket = Objects { too_large: true, ..Objects::default() };

    upload(&store, &bucket).await.expect("a report");

    assert_eq!(bucket.summary()["problem"], "the file is larger than 256 MiB");
}

#[tokio::test]
async fn what_another_try_may_mend_is_left_to_lambda_to_try_again() {
    let store = ten().await;
    let bucket = Objects::with(&accounts(1, 11, "Lee"));
    store.fail_after(0);

    let stopped = upload(&store, &bucket).await;
    let missing = upload(&store, &Objects::default()).await;
    store.mend();
    let again = upload(&store, &bucket).await;

    assert!(matches!(stopped, Err(UploadError::Import(ImportError::Store(_)))));
    assert!(matches!(missing, Err(UploadError::Bucket(_))));
    assert!(again.is_ok());
    assert!(matches(&store, "11", "Lee"));
}
