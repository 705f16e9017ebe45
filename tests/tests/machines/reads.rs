//! Files of reads: what goes in, what stays out, and that no day goes in by half.

use std::io::Read;

use domain::AccountNumber;
use domain::HistoryKey;
use domain::history::reads::{Day, DayPlace, ToldDay};
use domain::history::{HistoryKind, Kept};
use domain::ports::{HistoryImport as _, LeaseWish, Usage as _};
use fixtures::test_keys;
use import_history::{ImportError, Importer, Summary};
use jiff::SignedDuration;
use jiff::civil::date;
use jiff::tz::TimeZone;
use sheets::Source;
use tests::app::TestApp;
use web::samples::shipped;

const HEADER: &str = "account_no,start,minutes,kwh,received_kwh,estimated,meter_no";
/// The accounts of the extract, whose holders have had them for years.
const EXTRACT: &str = "account_no,alias_nos,last_name,billing_zip,status,service_from\n\
                       48151623,77-1,Quillfeather,78611,active,2024-01-01\n\
                       48151642,,Ravensbourne,78612,active,2026-11-10\n";

async fn app() -> TestApp {
    let app = TestApp::empty();
    app.import(EXTRACT).await;
    app
}

async fn import(app: &TestApp, rows: &str, dry_run: bool) -> Result<Summary, ImportError> {
    let (keys, reading) = (test_keys(), shipped().reading(&[]));
    let (store, clock) = (&app.store, &app.clock);
    let (keys, reading) = (&keys, &reading);
    let zone = &TimeZone::get(shipped().time_zone).expect("a zone");
    let importer = Importer { store, clock, keys, reading, zone, kept: Kept::SHIPPED, dry_run };
    importer.import(HistoryKind::Reads, format!("{HEADER}\n{rows}").as_bytes(), |_| ()).await
}

async fn taken(app: &TestApp, rows: &str) -> Summary {
    import(app, rows, false).await.expect("a file with rows that can be used")
}

/// Hours of an account on a day, each with so many watt-hours.
fn hours(account: &str, day: &str, hours: std::ops::Range<u32>, watt_hours: u32) -> String {
    let row = |hour| format!("{account},{day} {hour:02}:00,60,0.{watt_hours:03},,,\n");
    hours.map(row).collect()
}

/// How many rows were added, changed, unchanged, older and rejected.
fn counts(summary: &Summary) -> [u64; 5] {
    [summary.added, summary.changed, summary.unchanged, summary.older, summary.rejected]
}

/// All that is kept of the account of [`EXTRACT`]'s first row.
async fn kept(app: &TestApp) -> Vec<(DayPlace, ToldDay)> {
    let account = AccountNumber::parse("48151623").expect("a number");
    let partition = HistoryKey::of(&test_keys(), &account, 1);
    app.store.days(&partition, date(2020, 1, 1), date(2030, 1, 1)).await.expect("an answer")
}

#[tokio::test]
async fn the_same_file_again_changes_nothing_and_a_corrected_row_replaces() {
    let app = app().await;
    let rows = hours("48151623", "2026-11-20", 0..24, 100);

    let first = taken(&app, &rows).await;
    let again = taken(&app, &rows).await;
    app.wait(SignedDuration::from_secs(1));
    let corrected = taken(&app, &hours("48151623", "2026-11-20", 5..6, 200)).await;

    assert_eq!(counts(&first), [24, 0, 0, 0, 0]);
    assert_eq!(counts(&again), [0, 0, 24, 0, 0]);
    assert_eq!(counts(&corrected), [0, 1, 0, 0, 0]);
    let days = kept(&app).await;
    let [(_, ToldDay { day: Day::Hours(hours), .. })] = &days[..] else { panic!("one day") };
    let read: Vec<u64> = hours.iter().flatten().map(|read| read.delivered.expose()).collect();
    assert_eq!((read.len(), read[4], read[5]), (24, 100, 200));
}

#[tokio::test]
async fn hours_that_come_one_file_after_the_other_add_up_to_a_day() {
    let app = app().await;
    for hour in 0..24 {
        app.wait(SignedDuration::from_secs(1));
        taken(&app, &hours("48151623", "2026-11-20", hour..hour + 1, 100)).await;
    }

    let days = kept(&app).await;

    let [(_, ToldDay { day: Day::Hours(hours), .. })] = &days[..] else { panic!("one day") };
    assert!(hours.iter().all(Option::is_some));
}

#[tokio::test]
async fn one_bad_row_keeps_its_whole_day_out_and_says_so_of_each() {
    let app = app().await;
    let good = hours("48151623", "2026-11-19", 0..24, 100);
    for (bad, reason) in [
        ("48151623,2026-11-20 07:00,60,-1,,,", "bad-answer"),
        ("48151623,2026-11-20 07:00,60,,,,", "no-answer"),
        ("48151623,2026-11-20 07:00,45,1,,,", "bad-answer"),
        ("48151623,2026-11-20 06:00,60,1,,,", "overlap"),
        ("48151623,2026-11-20 05:00,60,1,,,", "out-of-order"),
        ("48151623,2026-11-20 07:00,15,1,,,", "part-of-hour"),
        ("48151623,2026-11-20 07:00,60,1000000001,,,", "bad-answer"),
        ("48151623,2026-11-20 07:30,60,1,,,", "bad-answer"),
        ("48151623,2026-11-20 07:00,60", "width"),
    ] {
        let spoilt = hours("48151623", "2026-11-20", 0..7, 100);
        let rest = hours("48151623", "2026-11-20", 8..24, 100);

        let summary = taken(&app, &format!("{good}{spoilt}{bad}\n{rest}")).await;

        assert_eq!(summary.rejected, 24, "{bad}: {:?}", summary.reasons);
        assert_eq!(summary.reasons.get(reason), Some(&1), "{bad}: {:?}", summary.reasons);
        assert_eq!(summary.reasons.get("day-not-whole"), Some(&23), "{bad}");
        let days = kept(&app).await;
        assert_eq!(days.len(), 1, "{bad}: the day before is in, and nothing of this one");
    }
}

#[tokio::test]
async fn what_is_of_the_future_or_long_ago_or_nobodys_or_somebody_elses_stays_out() {
    let app = app().await;
    let rows = [
        hours("48151623", "2026-11-24", 0..2, 100),
        hours("48151623", "2024-01-02", 0..2, 100),
        hours("999", "2026-11-20", 0..2, 100),
        hours("48151642", "2026-11-09", 0..2, 100),
        hours("48151642", "2026-11-10", 0..2, 100),
    ]
    .concat();

    let summary = taken(&app, &rows).await;

    assert_eq!(counts(&summary), [2, 0, 0, 0, 8]);
    let reasons = [
        ("before-holder", 2),
        ("day-not-whole", 1),
        ("future", 1),
        ("too-long-ago", 2),
        ("unknown-account", 2),
    ];
    assert_eq!(summary.reasons, reasons.into());
    let rejects = String::from_utf8(summary.rejects.expose().to_vec()).expect("UTF-8");
    assert!(rejects.lines().nth(1).is_some_and(|line| line.starts_with("2,start is a day")));
}

#[tokio::test]
async fn an_old_number_leads_to_the_same_days() {
    let app = app().await;
    let rows =
        [hours("48151623", "2026-11-20", 0..12, 100), hours("77-1", "2026-11-20", 12..24, 100)];

    let summary = taken(&app, &rows.concat()).await;

    assert_eq!(counts(&summary), [12, 12, 0, 0, 0]);
    let days = kept(&app).await;
    assert!(matches!(&days[..], [(_, ToldDay { day: Day::Hours(hours), .. })]
        if hours.iter().all(Option::is_some)));
}

#[tokio::test]
async fn a_dry_run_says_the_same_and_writes_nothing() {
    let app = app().await;
    let rows = hours("48151623", "2026-11-20", 0..24, 100) + "999,2026-11-20 00:00,60,1,,,\n";

    let dry = import(&app, &rows, true).await.expect("a good file");
    let before = kept(&app).await;
    let wet = taken(&app, &rows).await;

    assert!(before.is_empty());
    assert_eq!(Summary { end: wet.end, ..dry }, wet);
}

#[tokio::test]
async fn more_rows_than_are_written_at_a_time_all_go_in() {
    let app = app().await;
    let first = date(2025, 10, 1);
    let days = (0..400).map(|day| (first + SignedDuration::from_hours(24 * day)).to_string());
    let rows: Vec<String> = days.map(|day| format!("48151623,{day},1440,12.5,,,\n")).collect();
    let rows = rows.concat();

    let by_day = taken(&app, &rows).await;
    let by_hour: String =
        (1..=20).map(|day| hours("48151623", &format!("2026-11-{day:02}"), 1..23, 100)).collect();
    let by_hour = taken(&app, &by_hour).await;

    assert_eq!(counts(&by_day), [400, 0, 0, 0, 0]);
    assert_eq!((by_hour.rows, by_hour.rejected), (440, 0));
    assert!(kept(&app).await.len() >= 400);
}

#[tokio::test]
async fn a_file_of_which_nothing_can_be_made_is_refused() {
    let app = app().await;

    let bad = import(&app, "48151623,2026-11-20 00:00,60,-1,,,\n", false).await;
    let bare = import(&app, "", false).await;
    let early = import(&TestApp::empty(), "48151623,2026-11-20 00:00,60,1,,,\n", false).await;

    assert!(matches!(bad, Err(ImportError::NothingUsable(_))), "{bad:?}");
    assert!(matches!(bare, Err(ImportError::File(_))), "{bare:?}");
    assert!(matches!(early, Err(ImportError::NoExtract)), "{early:?}");
}

#[tokio::test]
async fn one_import_of_reads_at_a_time_and_the_next_as_soon_as_it_has_ended() {
    let app = app().await;
    let now = app.now();
    let wish = LeaseWish::of_anybody(now, now + SignedDuration::from_mins(15));
    app.store.begin_history(HistoryKind::Reads, wish).await.expect("it is free");
    let rows = hours("48151623", "2026-11-20", 0..1, 100);

    let second = import(&app, &rows, false).await;
    app.wait(SignedDuration::from_mins(15));
    let after = taken(&app, &rows).await;
    let at_once = taken(&app, &rows).await;

    assert!(matches!(second, Err(ImportError::AnotherIsRunning)), "{second:?}");
    assert_eq!((after.added, at_once.unchanged), (1, 1));
}

/// A header, and then the same row so often.
struct Endless {
    header: &'static str,
    row: &'static str,
    rows: u64,
}

impl Source for Endless {
    fn open(&self) -> std::io::Result<Box<dyn Read + Send + '_>> {
        let bytes = self.rows * self.row.len() as u64;
        let row = self.row.as_bytes();
        let rows = Cycle { row, at: 0 }.take(bytes);
        Ok(Box::new(self.header.as_bytes().chain(rows)))
    }
}

struct Cycle<'a> {
    row: &'a [u8],
    at: usize,
}

impl Read for Cycle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let rest = &self.row[self.at..];
        let read = rest.len().min(buffer.len());
        buffer[..read].copy_from_slice(&rest[..read]);
        self.at = (self.at + read) % self.row.len();
        Ok(read)
    }
}

async fn import_file(app: &TestApp, file: &Endless) -> Result<Summary, ImportError> {
    let (keys, reading) = (test_keys(), shipped().reading(&[]));
    let (store, clock, keys, reading) = (&app.store, &app.clock, &keys, &reading);
    let zone = &TimeZone::get(shipped().time_zone).expect("a zone");
    let importer =
        Importer { store, clock, keys, reading, zone, kept: Kept::SHIPPED, dry_run: false };
    importer.import(HistoryKind::Reads, file, |_| ()).await
}

#[tokio::test]
async fn a_file_of_more_than_ten_million_rows_is_refused_before_anything_is_written() {
    let app = app().await;
    let file = Endless { header: "account_no,start,minutes,kwh\n", row: "1\n", rows: 10_000_001 };

    let refused = import_file(&app, &file).await;

    let Err(error @ ImportError::TooManyRows) = refused else { panic!("{refused:?}") };
    assert!(error.to_string().contains("nothing of it was written; split it by days"));
    assert!(kept(&app).await.is_empty());
    let free = LeaseWish::of_anybody(app.now(), app.now() + SignedDuration::from_mins(1));
    app.store.begin_history(HistoryKind::Reads, free).await.expect("it took no lease");
}

#[tokio::test]
async fn many_rows_of_one_account_and_day_all_stay_out_with_line_and_reason() {
    let app = app().await;
    let header = "account_no,start,minutes,kwh\n";
    let row = "48151623,2026-11-20 07:00,60,1\n";
    let file = Endless { header, row, rows: 25_000 };

    let refused = import_file(&app, &file).await;

    let Err(ImportError::NothingUsable(summary)) = refused else { panic!("{refused:?}") };
    assert_eq!((summary.rows, summary.rejected), (25_000, 25_000));
    assert_eq!(summary.reasons, [("too-many-rows", 25_000)].into());
    let rejects = String::from_utf8(summary.rejects.expose().to_vec()).expect("UTF-8");
    let last = rejects.lines().last().expect("a line");
    assert!(last.starts_with("25001,\"more than 10,000 rows of this account and day"), "{last}");
    assert!(kept(&app).await.is_empty());
}
