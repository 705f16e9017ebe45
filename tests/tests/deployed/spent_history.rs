//! Tests what files of bills, balances and reads spend in `DynamoDB`, and the pages that show them, in the units that AWS
//! bills. Source: docs/SPEED.md#what-bills-and-use-spend

use std::fmt::Write as _;

use aws::SystemClock;
use domain::history::HistoryKind;
use domain::ports::Clock as _;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use local::functions::Environments;
use local::stack::Stack;
use local::{Spent, demo};
use tests::app::{Browser, Wire};

use crate::deployed::newer::started;
use crate::deployed::people::{PASSWORD, ask, letter, link};
use crate::deployed::spent::since;

const EMAIL: &str = "dana.whitlock@mail.example";
/// So many accounts that what is read once for a file hardly counts.
const ACCOUNTS: u32 = 500;

/// What a row may spend at most, a day of 24 rows for reads: read and write units of one that is new, of the same again, and
/// of one that says something else.
type Most = [(f64, f64); 3];

const FILES: [(HistoryKind, Most); 2] = [
    (HistoryKind::Balances, [(2.01, 1.01), (2.01, 0.01), (2.01, 1.01)]),
    (HistoryKind::Bills, [(2.01, 1.01), (2.01, 0.01), (2.01, 1.01)]),
];
/// A day of a month that is over is added up with its month: one day of it, since no more is known.
const OVER: Most = [(4.01, 2.01), (4.01, 0.01), (4.01, 2.01)];
/// A day of the month that runs only asks whether the month before is added up.
const RUNNING: Most = [(3.01, 1.01), (3.01, 0.01), (3.01, 1.01)];

/// What a page may spend at most: requests and read units.
const PAGES: [(&str, u32, f64); 6] = [
    ("/home", 3, 6.0),
    ("/bills", 3, 6.0),
    ("/usage?by=month", 3, 27.0),
    ("/usage?by=day", 3, 5.5),
    ("/usage?by=hour", 3, 5.0),
    ("/outages", 3, 5.0),
];

fn extract() -> String {
    let mut file = "account_no,last_name,billing_zip,service_from,service_name\n".to_owned();
    for number in 0..ACCOUNTS {
        let number = 20_000 + number;
        let _ = writeln!(file, "{number},Lee,24091,2019-05-02,{number} County Road 12");
    }
    file
}

/// A day that is over everywhere.
fn lately() -> Date {
    TimeZone::UTC.to_datetime(SystemClock::default().now()).date().saturating_sub(2.days())
}

/// A file of a kind in which each account says the same of a day, `said` cents or watt-hours.
fn file(kind: HistoryKind, day: Date, said: u32) -> String {
    let from = day.saturating_sub(31.days());
    let mut file = match kind {
        HistoryKind::Balances => "account_no,balance_cents,as_of\n",
        HistoryKind::Bills => "account_no,bill_id,bill_date,from_date,amount_cents\n",
        HistoryKind::Reads => "account_no,start,minutes,kwh\n",
        HistoryKind::Outages => "reference,status\n",
    }
    .to_owned();
    for number in 0..ACCOUNTS {
        let number = 20_000 + number;
        let _ = match kind {
            HistoryKind::Balances => writeln!(file, "{number},{said},{day}"),
            HistoryKind::Bills => writeln!(file, "{number},B-1,{day},{from},{said}"),
            HistoryKind::Reads => (0..24).try_for_each(|hour| {
                writeln!(file, "{number},{day}T{hour:02}:00,60,{}.{said:03}", 1 + number % 3)
            }),
            HistoryKind::Outages => Ok(()),
        };
    }
    file
}

/// What a function spent meanwhile.
async fn spent_by(stack: &Stack, function: &str, work: impl Future<Output = ()>) -> Spent {
    let before = stack.record().spent();
    work.await;
    since(&before, &stack.record().spent()).remove(function).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_of_a_file_spends_no_more_than_the_page_says() {
    let (stack, environments) = started().await;
    let accounts = &environments["import-accounts"];
    demo::put_in_force(accounts, extract().as_bytes(), true).await.expect("they go in");

    let day = lately();
    let month_before = day.first_of_month().saturating_sub(1.day());
    // On the first days of a month the day is of a month that is over, too.
    let is_running = day.saturating_add(2.days()).first_of_month() == day.first_of_month();
    let latest = if is_running { RUNNING } else { OVER };
    let of_reads = [(month_before, OVER), (day, latest)];
    let of_reads = of_reads.map(|(day, most)| (HistoryKind::Reads, day, most));
    let others = FILES.map(|(kind, most)| (kind, day, most));
    for (kind, day, most) in others.into_iter().chain(of_reads) {
        // The second file says what the first said.
        for (said, (read, written)) in [100, 100, 200].into_iter().zip(most) {
            let file = file(kind, day, said);
            let work = Box::pin(async {
                let put = demo::put_file(&environments["import-history"], kind, &file).await;
                put.expect("all rows go in");
            });
            let spent = spent_by(&stack, "import-history", work).await;

            let each = |units: f64| units / f64::from(ACCOUNTS);
            let of_row = (each(spent.read), each(spent.written));
            println!("{} of {day}, {said}: {of_row:?}, {} requests", kind.name(), spent.requests);
            assert!(of_row.0 <= read && of_row.1 <= written, "{}: {of_row:?}", kind.name());
        }
    }
    stack.stop().await;
}

/// Registers the first demo account, and signs in once its hold is over.
async fn member(stack: &Stack, browser: &mut Browser<'_, Wire>) {
    ask(browser, EMAIL, None).await;
    let path = link(stack, &letter(stack, EMAIL, 1).await);
    browser.open(&path).await;
    browser.go_on(&[("new_password", PASSWORD), ("confirm_password", PASSWORD)]).await;
    browser.go_on(&[("paperless", "yes")]).await;
    browser.go_on(&[("security_phrase", "The blue canoe")]).await;
    assert_eq!(browser.page().path, "/home");
}

async fn demo_data(environments: &Environments) {
    demo::import(&environments["import-accounts"]).await.expect("the demo accounts go in");
    let history = &environments["import-history"];
    demo::import_history(history).await.expect("their bills go in");
    demo::import_reads(history).await.expect("what they used goes in");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_of_what_billing_told_spends_no_more_than_the_page_says() {
    let (stack, environments) = started().await;
    demo_data(&environments).await;
    let portal = Wire::to(stack.origin());
    let mut browser = Browser::new(&portal).at("127.0.0.1");
    member(&stack, &mut browser).await;

    for (page, requests, read) in PAGES {
        let path = page.split('?').next().unwrap_or_default();
        let work = async {
            let shown = browser.open(page).await;
            assert_eq!(shown.status, 200, "{page}");
            assert!(shown.main().contains("12840 County Road 512"), "{page}: {}", shown.main());
        };
        let spent = spent_by(&stack, &path[1..], work).await;

        println!("{page}: {spent:?}");
        assert!(spent.requests <= requests && spent.read <= read, "{page}: {spent:?}");
        assert!(spent.written < 0.5, "a page is shown and writes nothing: {spent:?}");
    }
    stack.stop().await;
}
