//! The months that an import of reads adds up: the sums of their days, in whatever order files come.

mod any_files;

use std::fmt::Write as _;

use domain::history::reads::{DayPlace, Flow, MeterTag, Months, ToldDay, by_month, counted_once};
use domain::history::{HistoryKind, Kept};
use domain::ports::{MonthsImport as _, ReadsImport as _, Usage as _};
use domain::{AccountNumber, HistoryKey};
use fixtures::test_keys;
use import_history::{ImportError, Importer, Summary};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan as _};
use tests::app::TestApp;
use web::samples::shipped;

const HEADER: &str = "account_no,start,minutes,kwh,received_kwh,estimated,meter_no";
const EXTRACT: &str = "account_no,alias_nos,last_name,billing_zip,status,service_from\n\
                       48151623,77-1,Quillfeather,78611,active,2024-01-01\n\
                       48151642,,Ravensbourne,78612,active,2026-10-10\n";
const FIRST: &str = "48151623";
const DAY: SignedDuration = SignedDuration::from_hours(24);

async fn app() -> TestApp {
    let app = TestApp::empty();
    app.import(EXTRACT).await;
    app
}

fn zone() -> TimeZone {
    TimeZone::get(shipped().time_zone).expect("a zone")
}

fn today(app: &TestApp) -> Date {
    zone().to_datetime(app.now()).date()
}

async fn import(app: &TestApp, file: &str) -> Result<Summary, ImportError> {
    let (keys, reading) = (test_keys(), shipped().reading(&[]));
    let (store, clock, keys, reading) = (&app.store, &app.clock, &keys, &reading);
    let importer = Importer {
        store,
        clock,
        keys,
        reading,
        zone: &zone(),
        kept: Kept::SHIPPED,
        dry_run: false,
    };
    importer.import(HistoryKind::Reads, file.as_bytes(), |_| ()).await
}

async fn told(app: &TestApp, rows: &str) {
    app.wait(SignedDuration::from_secs(1));
    import(app, &format!("{HEADER}\n{rows}")).await.expect("a file with rows that can be used");
}

/// A row for each day from one to another, of so many kilowatt-hours.
fn days(account: &str, from: Date, to: Date, kwh: u32) -> String {
    let dates = from.series(1.day()).take_while(|date| *date <= to);
    dates.fold(String::new(), |mut rows, date| {
        let _ = writeln!(rows, "{account},{date},1440,{kwh},,,");
        rows
    })
}

fn partition(account: &str, holder: u64) -> HistoryKey {
    HistoryKey::of(&test_keys(), &AccountNumber::parse(account).expect("a number"), holder)
}

async fn months(app: &TestApp, of: &HistoryKey) -> Option<Months> {
    let mut found = app.store.months(std::slice::from_ref(of)).await.expect("an answer");
    found.pop().map(|(_, months)| months)
}

async fn kept(app: &TestApp, of: &HistoryKey) -> Vec<(DayPlace, ToldDay)> {
    app.store.days(of, date(2020, 1, 1), date(2030, 1, 1)).await.expect("an answer")
}

/// The kilowatt-hours of a month, and whether it is known whole.
async fn used(app: &TestApp, of: &HistoryKey, month: Date) -> Option<(u64, bool)> {
    let used = months(app, of).await?.of(month)?;
    Some((used.read.delivered.expose() / 1_000, used.whole))
}

/// Whether each month is the sum of its days, back from the last that was over when something was told of the account.
async fn agrees(app: &TestApp, of: &HistoryKey) {
    let (months, kept) = (months(app, of).await, kept(app, of).await);
    let Some(months) = months else { return assert!(kept.is_empty(), "days without months") };
    let kept = counted_once(kept, &MeterTag::of(&test_keys(), of, None));
    let days: Vec<_> = kept.iter().map(|(place, told)| (place.date, &told.day)).collect();
    let last = months.until().saturating_sub(1.month());
    for span in by_month(&days, last, Months::KEPT, &zone()) {
        assert_eq!(months.of(span.date), span.used, "{}", span.date);
    }
}

#[tokio::test]
async fn a_month_is_added_up_when_its_last_day_comes_and_a_corrected_day_mends_it() {
    let (app, of) = (app().await, partition(FIRST, 1));
    let october = date(2026, 10, 1);

    told(&app, &days(FIRST, october, date(2026, 10, 31), 40)).await;
    let whole = used(&app, &of, october).await;
    told(&app, &days(FIRST, date(2026, 10, 5), date(2026, 10, 5), 10)).await;
    let corrected = used(&app, &of, october).await;
    told(&app, &days(FIRST, date(2026, 11, 1), date(2026, 11, 22), 9)).await;

    assert_eq!(whole, Some((31 * 40, true)));
    assert_eq!(corrected, Some((30 * 40 + 10, true)));
    assert_eq!(used(&app, &of, date(2026, 11, 1)).await, None, "it is not over");
    app.wait(DAY * 9);
    told(&app, &days(FIRST, date(2026, 11, 23), date(2026, 11, 30), 9)).await;
    assert_eq!(used(&app, &of, date(2026, 11, 1)).await, Some((30 * 9, true)));
    agrees(&app, &of).await;
}

#[tokio::test]
async fn the_same_file_again_writes_no_months() {
    let (app, of) = (app().await, partition(FIRST, 1));
    let rows = days(FIRST, date(2026, 9, 1), date(2026, 11, 20), 40);
    told(&app, &rows).await;
    let before = months(&app, &of).await;

    told(&app, &rows).await;

    assert!(before.is_some());
    assert_eq!(months(&app, &of).await, before);
}

#[tokio::test]
async fn days_that_went_in_before_an_import_was_stopped_are_added_up_by_the_same_file() {
    let (app, of) = (app().await, partition(FIRST, 1));
    let rows = days(FIRST, date(2026, 10, 1), date(2026, 10, 31), 40);
    let other = self::app().await;
    told(&other, &rows).await;
    app.store
        .put_days(&kept(&other, &of).await, Kept::SHIPPED.reads)
        .await
        .expect("the days are in");
    let before = months(&app, &of).await;

    told(&app, &rows).await;

    assert_eq!(before, None, "it was stopped before the months");
    assert_eq!(used(&app, &of, date(2026, 10, 1)).await, Some((31 * 40, true)));
}

#[tokio::test]
async fn days_from_before_months_were_added_up_are_added_up_with_the_next_row_of_the_account() {
    let (app, of) = (app().await, partition(FIRST, 1));
    let other = self::app().await;
    told(&other, &days(FIRST, date(2025, 9, 1), date(2026, 11, 20), 40)).await;
    app.store
        .put_days(&kept(&other, &of).await, Kept::SHIPPED.reads)
        .await
        .expect("the days are in");

    told(&app, &days(FIRST, date(2026, 11, 21), date(2026, 11, 21), 40)).await;

    assert_eq!(used(&app, &of, date(2026, 10, 1)).await, Some((31 * 40, true)));
    assert_eq!(used(&app, &of, date(2025, 10, 1)).await, Some((31 * 40, true)));
    agrees(&app, &of).await;
}

#[tokio::test]
async fn each_holder_has_months_of_their_own() {
    let app = app().await;
    let (october, number) = (date(2026, 10, 1), "48151642");

    told(&app, &days(number, october, date(2026, 10, 31), 7)).await;
    let next =
        EXTRACT.replace("Ravensbourne,78612,active,2026-10-10", "Moor,78612,active,2026-10-20");
    app.import(&next).await;
    told(&app, &days(number, october, date(2026, 10, 31), 9)).await;

    let of = [partition(number, 1), partition(number, 2)];
    assert_eq!(used(&app, &of[0], october).await, Some((22 * 7, false)), "from the 10th on");
    assert_eq!(used(&app, &of[1], october).await, Some((12 * 9, false)), "from the 20th on");
}

#[tokio::test]
async fn the_last_days_of_an_account_that_was_closed_are_added_up() {
    let (app, of) = (app().await, partition(FIRST, 1));
    told(&app, &days(FIRST, date(2026, 10, 1), date(2026, 10, 20), 40)).await;

    app.import(&EXTRACT.replace("78611,active", "78611,closed")).await;
    told(&app, &days(FIRST, date(2026, 10, 21), date(2026, 10, 22), 5)).await;

    assert_eq!(used(&app, &of, date(2026, 10, 1)).await, Some((20 * 40 + 10, false)));
}

#[tokio::test]
async fn the_month_in_which_an_account_was_closed_is_added_up_while_it_runs_and_again_if_it_reopens()
 {
    let (app, of) = (app().await, partition(FIRST, 1));
    let november = date(2026, 11, 1);
    told(&app, &days(FIRST, november, date(2026, 11, 10), 40)).await;
    let of_open = used(&app, &of, november).await;

    app.import(&EXTRACT.replace("78611,active", "78611,closed")).await;
    told(&app, &days(FIRST, date(2026, 11, 11), date(2026, 11, 12), 5)).await;
    let of_closed = used(&app, &of, november).await;
    app.import(EXTRACT).await;
    told(&app, &days(FIRST, date(2026, 11, 13), date(2026, 11, 22), 1)).await;
    app.wait(DAY * 10);
    told(&app, &days(FIRST, date(2026, 11, 23), date(2026, 12, 1), 1)).await;

    assert_eq!(of_open, None, "it is not over");
    assert_eq!(of_closed, Some((10 * 40 + 2 * 5, false)));
    assert_eq!(used(&app, &of, november).await, Some((10 * 40 + 2 * 5 + 18, true)));
    assert_eq!(used(&app, &of, date(2026, 12, 1)).await, None);
    agrees(&app, &of).await;
}

#[tokio::test]
async fn both_changes_of_the_clocks_and_what_is_sent_back_and_guessed_are_in_the_sums() {
    let (app, of) = (app().await, partition(FIRST, 1));
    let hour = |day: &str, hour: u32, meter: &str| {
        format!("{FIRST},{day} {hour:02}:00,60,0.100,0.010,,{meter}\n")
    };
    let spring: String =
        (0..24).filter(|it| *it != 2).map(|it| hour("2026-03-08", it, "A")).collect();
    let autumn: String = (0..24)
        .flat_map(|it| vec![it; if it == 1 { 2 } else { 1 }])
        .map(|it| hour("2025-11-02", it, "A"))
        .collect();
    let other = format!("{FIRST},2026-03-08,1440,1.5,,yes,B\n");

    told(&app, &format!("{spring}{other}")).await;
    told(&app, &autumn).await;

    let months = months(&app, &of).await.expect("months");
    let of_month = |month| months.of(month).map(|used| used.read).expect("a month");
    let (spring, autumn) = (of_month(date(2026, 3, 1)), of_month(date(2025, 11, 1)));
    assert_eq!((spring.delivered.expose(), spring.estimated), (23 * 100 + 1_500, true));
    assert_eq!((autumn.delivered.expose(), autumn.estimated), (25 * 100, false));
    assert_eq!(autumn.received.map(Flow::expose), Some(250));
    agrees(&app, &of).await;
}
