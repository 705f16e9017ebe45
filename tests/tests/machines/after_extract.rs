//! Rows of a day after the extract's, which cannot know of somebody who moved in since, and of today.

use domain::history::{HistoryKind, Kept};
use fixtures::test_keys;
use import_history::{Importer, Summary, in_words};
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use serde_json::json;
use tests::app::TestApp;
use web::samples::shipped;

const EXTRACT: &str = "account_no,last_name,billing_zip,customer_no,service_from\n\
                       48151623,Quillfeather,78611,55,2024-01-01\n";
const BALANCES: &str = "account_no,balance_cents,as_of\n\
                        48151623,8410,2026-11-23\n\
                        48151623,8410,2026-11-24\n";
const READS: &str = "account_no,start,minutes,kwh\n\
                     48151623,2026-11-23 23:00,60,1\n\
                     48151623,2026-11-24 00:00,60,1\n\
                     48151623,2026-11-24 01:00,60,1\n";
const BILLS: &str = "account_no,bill_date,amount_cents,from_date\n\
                     48151623,2026-11-25,8410,2026-10-24\n\
                     48151623,2026-11-25,8410,2026-11-24\n";

/// The portal two days after its extract.
async fn app() -> TestApp {
    let app = TestApp::empty();
    app.import(EXTRACT).await;
    app.wait(SignedDuration::from_hours(48));
    app
}

async fn import(app: &TestApp, kind: HistoryKind, csv: &str, dry_run: bool) -> Summary {
    let (keys, reading) = (&test_keys(), &shipped().reading(&[]));
    let zone = &TimeZone::get(shipped().time_zone).expect("a zone");
    let importer = Importer {
        store: &app.store,
        clock: &app.clock,
        keys,
        reading,
        zone,
        kept: Kept::SHIPPED,
        dry_run,
    };
    importer.import(kind, csv.as_bytes(), |_| ()).await.expect("a file with rows that can be used")
}

/// How many rows were warned of, and their lines.
fn warned(summary: &Summary) -> Vec<(u64, &[u64])> {
    summary.warnings.iter().map(|warning| (warning.rows, &warning.lines[..])).collect()
}

#[tokio::test]
async fn rows_of_days_after_the_extracts_are_warned_of_once_a_file_with_count_lines_and_the_way_on()
{
    let app = app().await;

    let dry = import(&app, HistoryKind::Balances, BALANCES, true).await;
    let balances = import(&app, HistoryKind::Balances, BALANCES, false).await;
    let reads = import(&app, HistoryKind::Reads, READS, false).await;
    let bills = import(&app, HistoryKind::Bills, BILLS, false).await;

    assert_eq!(warned(&dry), [(1, &[3][..])]);
    assert_eq!(warned(&balances), warned(&dry));
    assert_eq!(warned(&reads), [(2, &[3, 4][..])]);
    assert_eq!(warned(&bills), [(1, &[3][..])]);
    assert_eq!([&balances, &reads, &bills].map(|summary| summary.rejected), [0; 3]);
    let words = in_words(&dry, |number| number.to_string());
    let says = "LOOK AT 1 rows: the day is after the extract in force, and there are no two customer numbers";
    assert!(words.contains(says) && words.contains("import the extract first"), "{words}");
    let json = serde_json::to_value(&reads).expect("JSON");
    assert_eq!((&json["warnings"][0]["rows"], json["warnings"][1].is_null()), (&json!(2), true));
}

#[tokio::test]
async fn nothing_is_warned_of_where_customer_numbers_are_compared() {
    let app = app().await;
    let with = "account_no,balance_cents,as_of,customer_no\n48151623,8410,2026-11-24,55\n";
    let empty = "account_no,balance_cents,as_of,customer_no\n48151623,8410,2026-11-24,\n";

    let with = import(&app, HistoryKind::Balances, with, false).await;
    let empty = import(&app, HistoryKind::Balances, empty, false).await;

    assert_eq!(warned(&with), []);
    assert_eq!(warned(&empty), [(1, &[2][..])], "an empty cell compares nothing");
}

#[tokio::test]
async fn nothing_is_warned_of_once_the_extract_of_the_day_is_in() {
    let app = app().await;
    app.import(EXTRACT).await;

    let balances = import(&app, HistoryKind::Balances, BALANCES, false).await;
    let reads = import(&app, HistoryKind::Reads, READS, false).await;

    assert_eq!(warned(&balances), []);
    assert_eq!(warned(&reads), []);
}

#[tokio::test]
async fn a_row_of_today_goes_in_where_the_day_begins_before_it_does_in_utc() {
    let app = TestApp::start().await;
    app.wait(SignedDuration::from_hours(8));
    let (keys, reading) = (&test_keys(), &shipped().reading(&[]));
    let zone = &TimeZone::get("Pacific/Guam").expect("a zone");
    let (store, clock) = (&app.store, &app.clock);
    let importer =
        Importer { store, clock, keys, reading, zone, kept: Kept::SHIPPED, dry_run: false };
    let csv = "account_no,balance_cents,as_of\n48151623,1,2026-11-24\n";

    let summary = importer.import(HistoryKind::Balances, csv.as_bytes(), |_| ()).await;

    assert_eq!(summary.expect("it is of today").added, 1);
}
