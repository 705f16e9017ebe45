//! Files that staff put in the bucket, and the reports that they find beside them.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use aws::CallFailed;
use domain::ports::{MailError, PostOffice};
use domain::{Email, Mail};
use fixtures::test_keys;
use import_accounts::{ImportError, Importer, Options, UploadError, Uploads};
use serde_json::{Value, json};
use sheets::{Bucket, BucketError, Reports};

use crate::store::{READING, Store, accounts, matches, ten};

/// Objects by key, in one bucket.
#[derive(Default)]
struct Objects {
    kept: Mutex<BTreeMap<String, Vec<u8>>>,
    too_large: bool,
    /// The key that the event names.
    uploaded: &'static str,
    mails: Mails,
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
        Self::with_key("extracts/bills.csv", file)
    }

    fn with_key(key: &'static str, file: &str) -> Self {
        let kept = BTreeMap::from([(key.to_owned(), file.as_bytes().to_vec())]);
        Self { kept: Mutex::new(kept), uploaded: key, ..Self::default() }
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
        reading: &READING,
        options: Options::default(),
    };
    let reports_to = [Email::parse("billing@example.coop").expect("an email")];
    let (post_office, reports_to) = (&bucket.mails, &reports_to[..]);
    let reports = Reports { bucket, post_office, reports_to, accept_rejects: 1 };
    let uploads = Uploads { importer, reports };
    let object = json!({"key": bucket.uploaded, "sequencer": "0055AED6DCD90281E5"});
    let object = json!({"bucket": {"name": "extracts"}, "object": object});
    uploads.handle(&json!({"Records": [{"s3": object}]})).await
}

impl PostOffice for Mails {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        self.0.lock().expect("no test panics with it").push(mail.clone());
        Ok(())
    }
}

/// What went by mail.
#[derive(Default)]
struct Mails(Mutex<Vec<Mail>>);

impl Mails {
    fn sent(&self) -> Vec<Mail> {
        self.0.lock().expect("no test panics with it").clone()
    }
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
    assert!(!summary.contains("Quixote") && summary.contains("\"short-zip\":1"), "{summary}");
}

#[tokio::test]
async fn a_file_that_staff_must_mend_is_reported_and_not_tried_again() {
    let store = ten().await;
    let before = store.in_force();
    let unreadable = Objects::with("account_no,last_name\n1,Lee\n");
    let bills =
        Objects::with("account_no,bill_date,amount_cents,from_date\n1,2026-01-02,7,2025-12-01\n");
    let shrinking = Objects::with(&accounts(1, 2, "Lee"));

    upload(&store, &bills).await.expect("a report");
    upload(&store, &unreadable).await.expect("a report");
    upload(&store, &shrinking).await.expect("a report");

    let problem = |bucket: &Objects| bucket.summary()["problem"].to_string();
    assert!(problem(&unreadable).contains("no column `billing_zip`"));
    assert!(problem(&bills).contains("those of bills, whose files are put under bills/"));
    assert!(problem(&shrinking).contains("would drop 8 of 10 accounts"));
    assert_eq!(shrinking.summary()["end"], "nothing-written");
    assert_eq!(store.in_force(), before);
}

#[tokio::test]
async fn a_file_that_went_in_whole_or_as_usual_is_no_matter_for_a_letter() {
    let rejected = |many: usize| {
        (1..=many).fold(accounts(1, 10, "Lee"), |file, number| {
            file.replace(&format!("\n{number},Lee,24091\n"), &format!("\n{number},Lee,\n"))
        })
    };
    for (many, mails) in [(0, 0), (1, 0), (2, 1)] {
        let (store, bucket) = (Store::default(), Objects::with(&rejected(many)));

        upload(&store, &bucket).await.expect("an import");

        assert_eq!(bucket.mails.sent().len(), mails, "{many}");
    }
}

#[tokio::test]
async fn who_gets_reports_hears_what_was_refused_or_rejected_and_nothing_of_anybody() {
    let half = accounts(1, 10, "Quixote").replace("\n4,Quixote,24091", "\n4,Panza,2409");
    let half = Objects::with(&half.replace("\n5,Quixote,24091", "\n5,Quixote,"));
    let refused = Objects::with("last_name,billing_zip\nQuixote,24091\n");

    upload(&Store::default(), &half).await.expect("an import");
    upload(&Store::default(), &refused).await.expect("a report");

    let ([half], [refused]) = (&half.mails.sent()[..], &refused.mails.sent()[..]) else {
        panic!("one letter each")
    };
    assert_eq!(half.to.expose(), "billing@example.coop");
    assert!(half.subject.contains("rows were rejected") && refused.subject.contains("NOT taken"));
    assert!(
        half.text.contains("2 rows that were rejected") && half.text.contains("no-answer: 1"),
        "{}",
        half.text
    );
    assert!(half.text.contains("reports/bills/20261123T12"), "{}", half.text);
    assert!(refused.text.contains("no column `account_no`"), "{}", refused.text);
    for mail in [half, refused] {
        assert!(!mail.text.contains("Quixote") && !mail.text.contains("Panza"), "{}", mail.text);
        assert!(mail.html.contains("<pre>"), "{}", mail.html);
    }
}

#[tokio::test]
async fn a_file_counts_whatever_its_ending_and_one_that_is_still_being_put_does_not() {
    for key in ["extracts/BILLS.CSV", "extracts/bills.txt", "extracts/bills"] {
        let (store, bucket) = (Store::default(), Objects::with_key(key, &accounts(1, 10, "Lee")));

        upload(&store, &bucket).await.expect("an import");

        assert!(matches(&store, "7", "Lee"), "{key}");
    }
    let (store, bucket) =
        (Store::default(), Objects::with_key("extracts/b.csv.filepart", "account_no\n"));
    upload(&store, &bucket).await.expect("nothing to do");
    assert_eq!((bucket.many(), bucket.mails.sent().len()), (1, 0));
}

#[tokio::test]
async fn an_upload_whose_import_was_killed_is_imported_when_lambda_tries_it_again() {
    let store = ten().await;
    let bucket = Objects::with(&accounts(1, 11, "Lee"));
    // The killed import gave its lease back to nobody.
    let soon = "2026-11-23T12:14:00Z".parse().expect("an instant");
    store.lease_until(soon, Some("extracts/extracts/bills.csv#0055AED6DCD90281E5"));
    let other = Objects::with_key("extracts/other.csv", &accounts(1, 11, "Day"));

    let of_another = upload(&store, &other).await;
    let again = upload(&store, &bucket).await;

    assert!(matches!(of_another, Err(UploadError::Import(ImportError::AnotherIsRunning))));
    assert!(again.is_ok());
    assert!(matches(&store, "11", "Lee"));
}

#[tokio::test]
async fn a_file_that_the_disk_cannot_hold_is_reported() {
    let store = ten().await;
    let bucket = Objects { too_large: true, uploaded: "extracts/bills.csv", ..Objects::default() };

    upload(&store, &bucket).await.expect("a report");

    assert_eq!(bucket.summary()["problem"], "the file is larger than 256 MiB");
}

#[tokio::test]
async fn what_another_try_may_mend_is_left_to_lambda_to_try_again() {
    let store = ten().await;
    let bucket = Objects::with(&accounts(1, 11, "Lee"));
    store.fail_after(0);

    let stopped = upload(&store, &bucket).await;
    let missing =
        upload(&store, &Objects { uploaded: "extracts/gone.csv", ..Objects::default() }).await;
    store.mend();
    let again = upload(&store, &bucket).await;

    assert!(matches!(stopped, Err(UploadError::Import(ImportError::Store(_)))));
    assert!(matches!(missing, Err(UploadError::Bucket(_))));
    assert!(again.is_ok());
    assert!(matches(&store, "11", "Lee"));
}
