//! More than a meter can count: what becomes of it in a file, and of what is kept of it.

use domain::history::Kept;
use domain::history::reads::{Day, DayPlace, MeterTag, ToldDay};
use domain::ports::{MonthsImport as _, ReadsImport as _};
use domain::{AccountNumber, HistoryKey};
use fixtures::test_keys;
use jiff::SignedDuration;
use jiff::civil::date;
use tests::app::{PLAIN, TestApp};
use tests::walk::settle;

const EXTRACT: &str = "account_no,last_name,billing_zip,service_from\n\
                       48151623,Quillfeather,78611,2019-05-02\n";
const HEADER: &str = "account_no,start,minutes,kwh\n";
const SECOND: SignedDuration = SignedDuration::from_secs(1);

/// The quarters of an hour of a day, each with so many kilowatt-hours.
fn quarters(day: &str, kwh: &str) -> String {
    let row = |minute| format!("48151623,{day} 07:{minute:02},15,{kwh}\n");
    [0, 15, 30, 45].map(row).concat()
}

#[tokio::test]
async fn a_day_with_an_hour_that_no_meter_counts_stays_out_and_its_correction_goes_in() {
    let app = TestApp::empty();
    app.import(EXTRACT).await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, "robin.asterfield@mail.example").await;
    let file =
        |kwh: &str| [HEADER, &quarters("2026-11-19", "1"), &quarters("2026-11-20", kwh)].concat();

    let garbage = app.import_reads(&file("999999999")).await;
    app.wait(SECOND);
    let corrected = app.import_reads(&file("2")).await;

    assert_eq!((garbage.added, garbage.rejected), (4, 4));
    assert_eq!(garbage.reasons, [("day-not-whole", 3), ("too-much", 1)].into());
    assert_eq!((corrected.added, corrected.unchanged, corrected.rejected), (4, 4, 0));
    let days = browser.open("/usage?by=day&from=2026-11-01").await.main();
    assert!(days.contains("12.0 kWh in all"), "{days}");
}

#[tokio::test]
async fn an_hour_that_went_in_before_can_be_seen_and_corrected() {
    let app = TestApp::empty();
    app.import(EXTRACT).await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, "robin.asterfield@mail.example").await;
    let keys = test_keys();
    let account = AccountNumber::parse("48151623").expect("a number");
    let partition = HistoryKey::of(&keys, &account, 1);
    let meter = MeterTag::of(&keys, &partition, None);
    let place = DayPlace { partition: partition.clone(), date: date(2026, 10, 20), meter };
    let text = format!("h{} 3999999996000{}", " -".repeat(7), " -".repeat(16));
    let day = Day::from_text(&text).expect("what was written can be read");
    let told = ToldDay { day, at: app.now() };
    app.store.put_days(&[(place, told)], Kept::SHIPPED.reads).await.expect("it is written");

    let before = browser.open("/usage?by=hour&from=2026-10-20").await.main();
    app.wait(SECOND);
    let told = app.import_reads(&[HEADER, &quarters("2026-10-20", "2")].concat()).await;
    let after = browser.open("/usage?by=hour&from=2026-10-20").await.main();

    assert!(before.contains("3,999,999,996.00 kWh in all"), "{before}");
    assert_eq!((told.changed, told.rejected), (4, 0));
    assert!(after.contains("8.00 kWh in all"), "{after}");
    let months = app.store.months(&[partition]).await.expect("an answer");
    let october = months[0].1.of(date(2026, 10, 1)).expect("a month");
    assert_eq!(october.read.delivered.expose(), 8_000);
}
