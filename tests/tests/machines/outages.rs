//! Files of outages: how reports stand, as the outage system says, and what the member sees of it.

use domain::EventKind;
use domain::history::{HistoryKind, Kept};
use domain::ports::{HistoryImport as _, LeaseWish};
use fixtures::test_keys;
use import_history::{ImportEnd, ImportError, Importer, Summary};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tests::app::{Browser, PLAIN, SECOND, TestApp};
use tests::walk::{says, settle};
use web::samples::shipped;

const EMAIL: &str = "robin.asterfield@mail.example";
const OTHER: &str = "kim.oyelaran@mail.example";
const MINUTE: SignedDuration = SignedDuration::from_mins(1);

async fn import(app: &TestApp, rows: &[String], dry_run: bool) -> Result<Summary, ImportError> {
    let (keys, reading) = (test_keys(), shipped().reading(&[]));
    let (store, clock) = (&app.store, &app.clock);
    let (keys, reading, zone) = (&keys, &reading, &TimeZone::UTC);
    let importer = Importer { store, clock, keys, reading, zone, kept: Kept::SHIPPED, dry_run };
    let file = format!("reference,status,as_of\n{}\n", rows.join("\n"));
    importer.import(HistoryKind::Outages, file.as_bytes(), |_| ()).await
}

async fn taken(app: &TestApp, rows: &[String]) -> Summary {
    import(app, rows, false).await.expect("a file with rows that can be used")
}

/// A row about a report, of so many minutes from now.
fn row(app: &TestApp, code: &str, status: &str, minutes: i64) -> String {
    format!("{code},{status},{}", app.now() + MINUTE * i32::try_from(minutes).expect("few"))
}

/// How many rows were added, changed, unchanged, older and rejected.
fn counts(summary: &Summary) -> [u64; 5] {
    [summary.added, summary.changed, summary.unchanged, summary.older, summary.rejected]
}

/// A member whose outage is reported, a minute ago, and its code.
async fn reported<'a>(
    app: &'a TestApp,
    account: tests::app::Account,
    email: &str,
) -> (Browser<'a>, String) {
    let mut browser = app.browser();
    settle(app, &mut browser, account, email).await;
    browser.open("/outages").await;
    browser.go_on(&[("what", "out")]).await;
    let code = browser.page().text("main .panel .code").concat();
    app.wait(MINUTE);
    (browser, code)
}

async fn shown(browser: &mut Browser<'_>) -> String {
    browser.open("/outages").await.main()
}

#[tokio::test]
async fn the_member_sees_what_the_outage_system_says() {
    let app = TestApp::start().await;
    let (mut browser, code) = reported(&app, PLAIN, EMAIL).await;

    let sent = taken(&app, &[row(&app, &code, "crew-sent", 0)]).await;
    let with_crew = shown(&mut browser).await;
    app.wait(MINUTE);
    let back = taken(&app, &[row(&app, &code, "Restored", 0)]).await;
    let restored = shown(&mut browser).await;

    assert_eq!((counts(&sent), counts(&back)), ([0, 1, 0, 0, 0], [0, 1, 0, 0, 0]));
    assert!(with_crew.contains(says().outages.crew_sent), "{with_crew}");
    assert!(restored.contains(says().outages.still_out), "{restored}");
    app.deliver().await;
    let told = app.bus.all().into_iter().map(|it| it.event.kind);
    assert!(!told.collect::<Vec<_>>().contains(&EventKind::OutageRestored), "no echo");
}

#[tokio::test]
async fn the_same_file_again_changes_nothing_and_older_news_never_counts() {
    let app = TestApp::start().await;
    let (mut browser, code) = reported(&app, PLAIN, EMAIL).await;
    let sent = [row(&app, &code, "crew-sent", 0)];
    let before_report = [row(&app, &code, "restored", -5)];

    let first = taken(&app, &sent).await;
    let again = taken(&app, &sent).await;
    let old = taken(&app, &before_report).await;
    let page = shown(&mut browser).await;
    browser.press("/outages/restored").await;
    let late = taken(&app, &[row(&app, &code, "crew-sent", 1)]).await;

    assert_eq!(counts(&first), [0, 1, 0, 0, 0]);
    assert_eq!(counts(&again), [0, 0, 1, 0, 0]);
    assert_eq!(counts(&old), [0, 0, 0, 1, 0]);
    assert!(page.contains(says().outages.crew_sent), "{page}");
    assert_eq!(counts(&late), [0, 0, 0, 1, 0], "who has power has it");
}

#[tokio::test]
async fn of_one_file_each_row_sees_what_the_rows_above_said() {
    let app = TestApp::start().await;
    let (mut one, first) = reported(&app, PLAIN, EMAIL).await;
    let (mut other, second) = reported(&app, SECOND, OTHER).await;
    let rows = [
        row(&app, &first, "crew-sent", -1),
        row(&app, &second, "crew-sent", 0),
        row(&app, &first, "restored", 0),
        row(&app, &second, "reported", 0),
    ];

    let summary = taken(&app, &rows).await;

    assert_eq!(counts(&summary), [0, 3, 0, 1, 0]);
    assert!(shown(&mut one).await.contains(says().outages.still_out));
    assert!(shown(&mut other).await.contains(says().outages.crew_sent));
}

#[tokio::test]
async fn bad_rows_come_back_with_line_and_reason_and_the_others_go_in() {
    let app = TestApp::start().await;
    let (mut browser, code) = reported(&app, PLAIN, EMAIL).await;
    let rows = [
        row(&app, "ZZZ-999", "restored", 0),
        row(&app, "K7", "restored", 0),
        row(&app, &code, "maybe", 0),
        row(&app, &code, "restored", 30),
        format!("{code},crew-sent,2026-11-23"),
        format!("{code},crew-sent"),
        format!("{code},crew-sent,"),
    ];

    let summary = taken(&app, &rows).await;

    assert_eq!(counts(&summary), [0, 1, 0, 0, 6]);
    let reasons = [
        "bad-answer",
        "bad-reference",
        "early",
        "unknown-outage-status",
        "unknown-reference",
        "width",
    ];
    assert_eq!(summary.reasons, reasons.map(|reason| (reason, 1)).into());
    let rejects = String::from_utf8(summary.rejects.expose().to_vec()).expect("UTF-8");
    assert!(rejects.starts_with("line,reason,reference,status,as_of\n2,no report"), "{rejects}");
    assert!(shown(&mut browser).await.contains(says().outages.crew_sent));
}

#[tokio::test]
async fn a_report_of_somebody_who_was_not_signed_in_is_known_and_changes_nothing() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    browser.open("/outages").await;
    let seen =
        [("place", "417 Cattail Hollow Rd"), ("seen", "tree"), ("call_back", "(202) 555-0173")];
    browser.go_on(&seen).await;
    let code = browser.page().text("main .panel .code").concat();

    let summary = taken(&app, &[row(&app, &code, "restored", 0)]).await;

    assert_eq!(counts(&summary), [0, 0, 1, 0, 0]);
}

#[tokio::test]
async fn a_dry_run_says_what_a_file_would_do_and_does_nothing() {
    let app = TestApp::start().await;
    let (mut browser, code) = reported(&app, PLAIN, EMAIL).await;

    let summary = import(&app, &[row(&app, &code, "restored", 0)], true).await.expect("good rows");

    assert_eq!((summary.end, counts(&summary)), (ImportEnd::DryRun, [0, 1, 0, 0, 0]));
    assert!(shown(&mut browser).await.contains(says().outages.is_reported));
}

#[tokio::test]
async fn a_second_import_of_outages_at_the_same_time_is_told_to_wait() {
    let app = TestApp::start().await;
    let (_, code) = reported(&app, PLAIN, EMAIL).await;
    let rows = [row(&app, &code, "restored", 0)];
    let until: Timestamp = app.now() + MINUTE;
    let wish = LeaseWish::of_anybody(app.now(), until);
    app.store.begin_history(HistoryKind::Outages, wish).await.expect("it is free");

    let refused = import(&app, &rows, false).await;
    app.wait(MINUTE);
    let later = taken(&app, &rows).await;

    assert!(matches!(refused, Err(ImportError::AnotherIsRunning)), "{refused:?}");
    assert_eq!(counts(&later), [0, 1, 0, 0, 0]);
}

#[tokio::test]
async fn a_file_of_which_no_row_can_be_used_says_so_and_a_header_names_what_it_lacks() {
    let app = TestApp::start().await;

    let nothing = import(&app, &["ZZZ-999,restored,".to_owned()], false).await;
    let importer = Importer {
        store: &app.store,
        clock: &app.clock,
        keys: &test_keys(),
        reading: &shipped().reading(&[]),
        zone: &TimeZone::UTC,
        kept: Kept::SHIPPED,
        dry_run: false,
    };
    let file = b"account_no,as_of\n1,2\n".as_slice();
    let header = importer.import(HistoryKind::Outages, file, |_| ()).await;

    assert!(matches!(nothing, Err(ImportError::NothingUsable(_))), "{nothing:?}");
    let said = header.expect_err("columns are missing").to_string();
    assert!(said.contains("reference") && said.contains("status"), "{said}");
}
