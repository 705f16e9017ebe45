//! Files of balances: what goes in, what stays out, what comes twice or stops midway, and what is put in the bucket.

use domain::Email;
use domain::history::{HistoryKind, Kept};
use domain::ports::{Clock as _, HistoryImport as _, LeaseWish};
use fixtures::test_keys;
use import_history::{
    Documents, ImportEnd, ImportError, Importer, Summary, UploadError, Uploads, in_words,
};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use sheets::{FileError, Reports};
use tests::app::{NOON, TestApp};
use tests::memory::{MemoryBucket, MemoryPostOffice, SettableClock};
use tests::store::TestStore;
use web::samples::shipped;

const HEADER: &str = "account_no,balance_cents,as_of";

fn file(rows: &[&str]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

/// Imports a file, or only says what it would do.
async fn import(app: &TestApp, csv: &str, dry_run: bool) -> Result<Summary, ImportError> {
    let (keys, reading) = (test_keys(), shipped().reading(&[]));
    let (store, clock) = (&app.store, &app.clock);
    let (keys, reading, zone) = (&keys, &reading, &TimeZone::UTC);
    let importer = Importer { store, clock, keys, reading, zone, kept: Kept::SHIPPED, dry_run };
    importer.import(HistoryKind::Balances, csv.as_bytes(), |_| ()).await
}

async fn taken(app: &TestApp, rows: &[&str]) -> Summary {
    import(app, &file(rows), false).await.expect("a file with rows that can be used")
}

/// How many rows were added, changed, unchanged, older and rejected.
fn counts(summary: &Summary) -> [u64; 5] {
    [summary.added, summary.changed, summary.unchanged, summary.older, summary.rejected]
}

#[tokio::test]
async fn the_same_file_again_changes_nothing_and_a_corrected_row_replaces() {
    let app = TestApp::start().await;
    let rows = ["48151623,8410,2026-11-23", "48151642,0,2026-11-23"];

    let first = taken(&app, &rows).await;
    let again = taken(&app, &rows).await;
    app.wait(SignedDuration::from_secs(1));
    let corrected = taken(&app, &[rows[0], "48151642,100,2026-11-23"]).await;

    assert_eq!(counts(&first), [2, 0, 0, 0, 0]);
    assert_eq!(counts(&again), [0, 0, 2, 0, 0]);
    assert_eq!(counts(&corrected), [0, 1, 1, 0, 0]);
}

#[tokio::test]
async fn bad_rows_come_back_with_line_and_reason_and_the_others_go_in() {
    let app = TestApp::start().await;
    let rows = [
        "48151623,8410,2026-11-23",
        "999,1,2026-11-23",
        ",1,2026-11-23",
        "48151642,eight,2026-11-23",
        "48151642,1,2026-11-24",
        "48151642,1,2026-11-22",
        "48151642,1",
    ];

    let summary = taken(&app, &rows).await;

    assert_eq!(counts(&summary), [1, 0, 0, 0, 6]);
    let reasons =
        ["bad-answer", "before-holder", "future", "no-account", "unknown-account", "width"];
    assert_eq!(summary.reasons, reasons.map(|reason| (reason, 1)).into());
    let rejects = String::from_utf8(summary.rejects.expose().to_vec()).expect("UTF-8");
    let lines: Vec<&str> = rejects.lines().collect();
    assert_eq!(lines[0], "line,reason,account_no,balance_cents,as_of");
    assert!(lines[1].starts_with("3,account_no is in no extract"), "{}", lines[1]);
    assert!(lines[6].ends_with(",48151642,1"), "{}", lines[6]);
}

#[tokio::test]
async fn of_two_rows_of_one_account_the_later_day_counts_and_of_one_day_the_later_row() {
    let app = TestApp::start().await;
    app.wait(SignedDuration::from_hours(48));

    let days = ["48151623,3,2026-11-25", "48151623,2,2026-11-24", "48151623,4,2026-11-25"];
    let first = taken(&app, &days).await;
    let again = taken(&app, &["48151623,4,2026-11-25"]).await;

    assert_eq!(counts(&first), [1, 1, 0, 1, 0]);
    assert_eq!(first.first_older_line, Some(3));
    let words = in_words(&first, |number| number.to_string());
    assert!(words.contains("they change nothing; the first is on line 3"), "{words}");
    assert_eq!(counts(&again), [0, 0, 1, 0, 0]);
}

#[tokio::test]
async fn more_rows_than_are_read_at_a_time_all_go_in() {
    let app = TestApp::empty();
    let numbers = || 100_000..102_500;
    let accounts = numbers().map(|it| format!("{it},Lee,24091\n")).collect::<Vec<_>>().concat();
    app.import(&format!("account_no,last_name,billing_zip\n{accounts}")).await;
    let rows = numbers().map(|it| format!("{it},{it},2026-11-23\n")).collect::<Vec<_>>().concat();

    let summary = import(&app, &format!("{HEADER}\n{rows}"), false).await.expect("a good file");

    assert_eq!(counts(&summary), [2_500, 0, 0, 0, 0]);
    assert_eq!((summary.rows, summary.lines), (2_500, 2_500));
}

#[tokio::test]
async fn a_dry_run_says_the_same_and_writes_nothing() {
    let app = TestApp::start().await;
    let csv = file(&["48151623,8410,2026-11-23", "999,1,2026-11-23"]);

    let dry = import(&app, &csv, true).await.expect("a good file");
    let wet = import(&app, &csv, false).await.expect("a good file");

    assert_eq!((dry.end, wet.end), (ImportEnd::DryRun, ImportEnd::Taken));
    assert_eq!(Summary { end: wet.end, ..dry }, wet);
}

#[tokio::test]
async fn a_file_of_which_nothing_can_be_made_is_refused() {
    let app = TestApp::start().await;

    let bad = import(&app, &file(&["999,1,2026-11-23"]), false).await;
    let bare = import(&app, &format!("{HEADER}\n"), false).await;
    let headless = import(&app, "account_no,rate\n1,2\n", false).await;
    let early = import(&TestApp::empty(), &file(&["48151623,1,2026-11-23"]), false).await;

    let Err(ImportError::NothingUsable(summary)) = bad else { panic!("{bad:?}") };
    assert_eq!((summary.end, summary.rejected), (ImportEnd::NothingWritten, 1));
    assert!(matches!(bare, Err(ImportError::File(FileError::HeaderOnly))), "{bare:?}");
    assert!(matches!(headless, Err(ImportError::Header(_))), "{headless:?}");
    assert!(matches!(early, Err(ImportError::NoExtract)), "{early:?}");
}

#[tokio::test]
async fn one_import_at_a_time_and_the_next_as_soon_as_it_has_ended() {
    let app = TestApp::start().await;
    let now = app.now();
    let wish = LeaseWish::of_anybody(now, now + SignedDuration::from_mins(15));
    app.store.begin_history(HistoryKind::Balances, wish).await.expect("it is free");

    let second = import(&app, &file(&["48151623,1,2026-11-23"]), false).await;
    app.wait(SignedDuration::from_mins(15));
    let after = taken(&app, &["48151623,1,2026-11-23"]).await;
    let at_once = taken(&app, &["48151623,2,2026-11-23"]).await;

    assert!(matches!(second, Err(ImportError::AnotherIsRunning)), "{second:?}");
    assert_eq!((after.added, at_once.changed), (1, 1));
}

/// A bucket with one file, and the reports on it.
pub(super) struct Objects {
    bucket: MemoryBucket,
    key: &'static str,
}

impl Objects {
    fn with(csv: &str) -> Self {
        Self::at("balances/night.csv", csv)
    }

    /// A bucket with a file at a key.
    pub(super) fn at(key: &'static str, csv: &str) -> Self {
        let bucket = MemoryBucket::new(&SettableClock::at(NOON));
        bucket.put("extracts", key, csv.as_bytes());
        Self { bucket, key }
    }

    /// The report, by the end of its name.
    #[track_caller]
    pub(super) fn report(&self, name: &str) -> String {
        let place = format!("reports/{}/", self.key.trim_end_matches(".csv"));
        let keys = self.bucket.keys("extracts");
        let found = keys.iter().find(|key| key.starts_with(&place) && key.ends_with(name));
        let found = self.bucket.object("extracts", found.expect("a report"));
        String::from_utf8(found.expect("a report")).expect("UTF-8")
    }

    #[track_caller]
    pub(super) fn summary(&self) -> Value {
        serde_json::from_str(&self.report("/summary.json")).expect("JSON")
    }
}

/// Tells the import of a file that was put at `at`.
pub(super) async fn upload(
    (store, clock): (&TestStore, &SettableClock),
    post_office: &MemoryPostOffice,
    objects: &Objects,
    at: Timestamp,
) -> Result<(), UploadError> {
    let (keys, reading) = (test_keys(), shipped().reading(&[]));
    let (keys, reading, zone) = (&keys, &reading, &TimeZone::UTC);
    let importer =
        Importer { store, clock, keys, reading, zone, kept: Kept::SHIPPED, dry_run: false };
    let reports_to = [Email::parse("billing@example.coop").expect("an email")];
    let reports_to = &reports_to[..];
    let Objects { bucket, key } = objects;
    let reports = Reports { bucket, post_office, reports_to, accept_rejects: 1 };
    let documents = Documents { bucket, uploads: "extracts", copies: "documents" };
    let uploads = Uploads { importer, reports, documents };
    let object = json!({"key": key, "sequencer": "0055AED6DCD90281E5"});
    let s3 = json!({"bucket": {"name": "extracts"}, "object": object});
    uploads.handle(&json!({"Records": [{"s3": s3, "eventTime": at.to_string()}]})).await
}

#[tokio::test]
async fn a_file_put_in_the_bucket_is_imported_and_its_report_is_beside_it() {
    let app = TestApp::start().await;
    let bucket = Objects::with(&file(&["48151623,8410,2026-11-23", "999,1,2026-11-23"]));

    let ended = upload((&app.store, &app.clock), &app.post_office, &bucket, app.now()).await;

    assert!(ended.is_ok(), "{ended:?}");
    assert_eq!(bucket.summary()["end"], "taken");
    assert_eq!(bucket.summary()["added"], 1);
    assert!(bucket.report("/rejects.csv").contains("999"));
    assert!(app.letters_to("billing@example.coop").is_empty(), "so many rejects are as usual");
    assert!(app.heard("8410") == 0 && app.heard("48151623") == 0);
}

#[tokio::test]
async fn a_file_that_does_not_go_in_whole_is_told_by_mail_without_its_rows() {
    let app = TestApp::start().await;
    let bucket = Objects::with(&file(&["999,777,2026-11-23"]));

    let ended = upload((&app.store, &app.clock), &app.post_office, &bucket, app.now()).await;

    assert!(ended.is_ok(), "{ended:?}");
    let mail = app.letters_to("billing@example.coop").pop().expect("a letter");
    assert_eq!(mail.subject, "Balances: NOT taken");
    assert!(mail.text.contains("none of the file's 1 rows can be used"), "{}", mail.text);
    assert!(!mail.text.contains("777"));
}

#[tokio::test]
async fn a_file_in_the_folder_of_another_kind_is_told_where_it_belongs() {
    let app = TestApp::start().await;
    let bucket = Objects::at("reads/night.csv", &file(&["48151623,8410,2026-11-23"]));

    let ended = upload((&app.store, &app.clock), &app.post_office, &bucket, app.now()).await;

    assert!(ended.is_ok(), "{ended:?}");
    let problem = bucket.summary()["problem"].to_string();
    assert!(
        problem.contains("those of balances, whose files are put under balances/"),
        "{problem}"
    );
}

#[tokio::test]
async fn a_file_that_was_put_earlier_does_not_bring_back_what_was_corrected() {
    let app = TestApp::start().await;
    let (wrong, right) = (
        Objects::with(&file(&["48151623,8410,2026-11-23"])),
        Objects::with(&file(&["48151623,9120,2026-11-23"])),
    );
    let tell = async |bucket: &Objects, hours: i64| {
        let at = app.clock.now() - SignedDuration::from_hours(hours);
        let ended = upload((&app.store, &app.clock), &app.post_office, bucket, at).await;
        ended.expect("it is taken");
    };

    tell(&right, 1).await;
    tell(&wrong, 2).await;

    assert_eq!(wrong.summary()["older"], 1);
    assert_eq!(wrong.summary()["changed"], 0);
}

#[tokio::test]
async fn an_upload_waits_for_the_import_that_is_running_and_for_the_store() {
    let app = TestApp::start().await;
    let bucket = Objects::with(&file(&["48151623,8410,2026-11-23"]));
    let tell = || upload((&app.store, &app.clock), &app.post_office, &bucket, app.now());
    let now = app.now();
    let wish = LeaseWish::of_anybody(now, now + SignedDuration::from_mins(15));
    app.store.begin_history(HistoryKind::Balances, wish).await.expect("it is free");

    let busy = tell().await;
    let reports = bucket.bucket.keys("extracts").len();
    app.wait(SignedDuration::from_mins(15));
    app.store.set_down(true);
    let down = tell().await;
    app.store.set_down(false);
    let healed = tell().await;

    assert!(busy.is_ok() && reports == 1, "it is left to the next sweep: {busy:?}");
    assert!(matches!(down, Err(UploadError::Import(ImportError::Store(_)))), "{down:?}");
    assert!(healed.is_ok(), "{healed:?}");
    assert_eq!(bucket.summary()["added"], 1);
}
