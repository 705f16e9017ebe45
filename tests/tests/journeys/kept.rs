//! How long bills, what is due and use are shown: as long as the settings say, whatever still waits for its end.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};
use tests::app::{Browser, PLAIN, TestApp, UPLOADS};
use tests::walk::{PASSWORD, settle, sign_in};
use web::portal::{Portal, read};
use web::samples::shipped;

const EMAIL: &str = "robin.asterfield@mail.example";
const EXTRACT: &str = "account_no,last_name,billing_zip,status,service_from\n\
                       48151623,Quillfeather,78611,active,2019-05-02\n";
const PDF: &[u8] = b"%PDF-1.4\nA bill\n%%EOF\n";

/// The shipped settings with so many months of bills and of use.
fn keeping(bills: u32, reads: u32) -> &'static Portal {
    let shipped = include_str!("../../../infra/settings/portal.toml");
    let changed = shipped
        .replace("bills_months = 60", &format!("bills_months = {bills}"))
        .replace("reads_months = 26", &format!("reads_months = {reads}"));
    Box::leak(Box::new(read(&changed).expect("settings")))
}

/// The day so many months ago.
fn ago(app: &TestApp, months: i64) -> Date {
    let zone = TimeZone::get(shipped().time_zone).expect("a zone");
    zone.to_datetime(app.now()).date() - months.months()
}

fn bill(date: Date, cents: u32, document: &str) -> String {
    let from = date - 1.month();
    format!(
        "account_no,bill_date,from_date,amount_cents,document\n48151623,{date},{from},{cents},{document}\n"
    )
}

fn balance(date: Date) -> String {
    format!("account_no,balance_cents,as_of\n48151623,7777,{date}\n")
}

fn day(date: Date, kwh: u32) -> String {
    format!("account_no,start,minutes,kwh\n48151623,{date},1440,{kwh}\n")
}

/// What a member of an app may see of the past, on pages and in files.
async fn seen(browser: &mut Browser<'_>) -> String {
    let mut seen = String::new();
    for address in ["/home", "/pay", "/bills", "/usage"] {
        browser.open(address).await;
        seen.push_str(&browser.page().main());
        let links = browser.page().links_of("main a");
        for link in links.iter().filter(|link| link.contains("as=csv")) {
            seen.push_str(&browser.get(link).await.body);
        }
    }
    seen
}

#[tokio::test]
async fn a_shorter_setting_hides_at_once_what_still_waits_for_its_end() {
    let app = TestApp::of(keeping(60, 60));
    app.import(EXTRACT).await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    let old = ago(&app, 30);
    app.import_bills(&bill(old, 7_777, "4711.pdf")).await;
    app.import_balances(&balance(old)).await;
    app.import_reads(&day(old, 4_242)).await;
    app.import_reads(&day(ago(&app, 1), 11)).await;
    app.put_document("4711.pdf", PDF);
    app.sweep_uploads().await;
    assert!(app.buckets.keys(UPLOADS).iter().all(|key| !key.contains("4711")));

    let before = seen(&mut browser).await;
    browser.open("/bills").await;
    let links = browser.page().links_of("main a");
    let document = links.into_iter().find(|it| it.contains("/document?")).expect("a document");

    let shorter = app.copy_with(keeping(24, 26));
    let mut again = shorter.browser();
    sign_in(&mut again, EMAIL, PASSWORD).await;
    let after = seen(&mut again).await;
    let led = again.get(&document).await.location().map(str::to_owned);
    let earlier = again.get(&format!("/usage?by=day&from={old}")).await;

    for old in ["$77.77", "4242"] {
        assert!(before.contains(old), "{old} in {before}");
        assert!(!after.contains(old), "{old} in {after}");
    }
    assert!(after.contains("up to 26 months") && before.contains("up to 60 months"));
    assert!(led.is_some_and(|to| to.starts_with("/bills?account=")));
    assert_eq!(earlier.status, 200);
    assert!(!earlier.body.contains("4,242"));
}

#[tokio::test]
async fn rows_of_days_that_are_no_longer_kept_stay_out() {
    let app = TestApp::of(keeping(24, 25));
    app.import(EXTRACT).await;
    let (kept, gone) = (ago(&app, 24), ago(&app, 24) - 1.day());
    let (kept_day, gone_day) = (ago(&app, 25), ago(&app, 25) - 1.day());

    let bills = app.import_bills(&(bill(kept, 1, "") + &row(&bill(gone, 2, "")))).await;
    let due = app.import_balances(&(balance(gone) + &row(&balance(kept)))).await;
    let reads = app.import_reads(&(day(kept_day, 1) + &row(&day(gone_day, 2)))).await;

    for summary in [bills, due, reads] {
        assert_eq!((summary.added, summary.rejected), (1, 1));
        assert_eq!(summary.reasons.get("too-long-ago"), Some(&1));
    }
}

/// The row of a file of one.
fn row(file: &str) -> String {
    file.lines().nth(1).map(|row| format!("{row}\n")).expect("a row")
}

#[tokio::test]
async fn a_year_after_its_last_bill_a_member_still_sees_it_and_after_its_months_no_more() {
    let app = TestApp::of(keeping(24, 25));
    app.import(EXTRACT).await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    app.import_bills(&bill(ago(&app, 1), 7_777, "")).await;

    app.wait(SignedDuration::from_hours(24 * 365));
    let mut later = app.browser();
    sign_in(&mut later, EMAIL, PASSWORD).await;
    later.open("/bills").await;
    let year = later.page().main();
    app.wait(SignedDuration::from_hours(24 * 365));
    let mut last = app.browser();
    sign_in(&mut last, EMAIL, PASSWORD).await;
    last.open("/bills").await;

    assert!(year.contains("$77.77"), "{year}");
    assert!(!last.page().main().contains("$77.77"));
}
