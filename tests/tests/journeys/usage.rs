//! What a member used: on the page, and in the files that they take along.

mod addresses;
mod downloads;
mod meters;
mod on_home;

use std::fmt::Write as _;

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use tests::app::{Account, Browser, PLAIN, SECOND, TestApp};
use tests::walk::{add_account, says, settle};
use web::samples::shipped;

const EMAIL: &str = "robin.asterfield@mail.example";
const HEADER: &str = "account_no,start,minutes,kwh,received_kwh,estimated,meter_no";
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// The accounts of the extract; the first one's holder has had it for years.
const EXTRACT: &str = "account_no,last_name,billing_zip,status,service_from\n\
                       48151623,Quillfeather,78611,active,2024-01-01\n\
                       48151642,Ravensbourne,78612,active,2024-01-01\n";
/// The first account under its next holder's name.
const NEXT: Account = Account { name: "Nightingale", ..PLAIN };

fn zone() -> TimeZone {
    TimeZone::get(shipped().time_zone).expect("a zone")
}

fn file(rows: &str) -> String {
    format!("{HEADER}\n{rows}")
}

/// An app with a member of one account, and their browser.
async fn app() -> TestApp {
    let app = TestApp::empty();
    app.import(EXTRACT).await;
    app
}

async fn member(app: &TestApp) -> Browser<'_> {
    let mut browser = app.browser();
    settle(app, &mut browser, PLAIN, EMAIL).await;
    browser
}

/// What the page at an address shows.
async fn shown(browser: &mut Browser<'_>, address: &str) -> String {
    let page = browser.open(address).await;
    assert_eq!(page.status, 200, "{address}");
    browser.page().main()
}

/// The address of a link on the page by the words in it.
#[track_caller]
fn link(browser: &Browser<'_>, holds: &str) -> String {
    let found = browser.page().links().into_iter().find(|link| link.contains(holds));
    found.unwrap_or_else(|| panic!("no link with {holds}"))
}

/// Hours of whole days: when each begins, and how many watt-hours were used in it, as a file has them without an offset.
fn hours(first: Date, days: i64) -> (String, Vec<(Timestamp, u64)>) {
    let (mut rows, mut known, mut number) = (String::new(), Vec::new(), 1_u64);
    for at in 0..days {
        let day = first + DAY * i32::try_from(at).expect("a few");
        let begin = |day: Date| day.to_zoned_datetime(zone()).expect("a day").timestamp();
        let (from, to) = (begin(day), begin(day.tomorrow().expect("a day")));
        let mut hour = from;
        while hour < to {
            number = (number * 7_919 + 13) % 4_001;
            let clock = zone().to_datetime(hour);
            let _ = writeln!(
                rows,
                "48151623,{} {:02}:00,60,{}.{:03},,,",
                clock.date(),
                clock.hour(),
                number / 1_000,
                number % 1_000
            );
            known.push((hour, number));
            hour += SignedDuration::from_hours(1);
        }
    }
    (rows, known)
}

/// The member of [`member`] in another browser.
async fn member_again(app: &TestApp) -> Browser<'_> {
    let mut browser = app.browser();
    tests::walk::sign_in(&mut browser, EMAIL, tests::walk::PASSWORD).await;
    browser
}

#[tokio::test]
async fn this_month_stands_beside_the_same_one_a_year_ago() {
    let app = app().await;
    let mut browser = member(&app).await;
    let row = |day: &str, kwh: u32| format!("48151623,{day},1440,{kwh},,,\n");
    let rows = [row("2025-11-07", 40), row("2026-11-07", 30), row("2026-11-08", 1_204)].concat();
    app.import_reads(&file(&rows)).await;

    let page = shown(&mut browser, "/usage").await;

    assert!(page.contains("13 months up to November 2026"), "{page}");
    assert!(page.contains("1,234") && page.contains("40"), "{page}");
    assert!(page.contains(says().usage.before_column), "{page}");
}

#[tokio::test]
async fn a_closed_account_keeps_its_use_and_the_download_of_it() {
    let app = app().await;
    let mut browser = member(&app).await;
    app.import_reads(&file("48151623,2026-11-07,1440,30,,,\n")).await;
    app.import(&EXTRACT.replace("78611,active", "78611,closed")).await;
    app.import_reads(&file("48151623,2026-11-08,1440,1204,,,\n")).await;

    let page = shown(&mut browser, "/usage").await;
    let csv = link(&browser, "as=csv");
    let csv = browser.open(&csv).await.clone();

    assert!(page.contains("1,234"), "{page}");
    assert_eq!(csv.status, 200);
    assert!(csv.body.contains("2026-11-07") && csv.body.contains("1204"), "{}", csv.body);
}

#[tokio::test]
async fn a_month_leads_to_its_days_and_a_day_to_its_hours_and_back() {
    let app = app().await;
    let mut browser = member(&app).await;
    let (rows, _) = hours(date(2026, 10, 30), 5);
    app.import_reads(&file(&rows)).await;

    shown(&mut browser, "/usage").await;
    let days = link(&browser, "by=day&from=2026-11-01");
    let days = shown(&mut browser, &days).await;
    let hours_link = link(&browser, "by=hour&from=2026-11-01");
    let hours = shown(&mut browser, &hours_link).await;

    assert!(days.contains("The days of November 2026"), "{days}");
    assert!(hours.contains("The hours of November 1, 2026"), "{hours}");
    assert!(hours.contains(&(says().usage.changed_hours)(25)), "{hours}");
    assert!(hours.contains("1 AM, the second time"), "{hours}");
    let before = link(&browser, "from=2026-10-31");
    assert!(shown(&mut browser, &before).await.contains("October 31, 2026"));
    assert!(link(&browser, "by=month").contains("/usage?account="));
}

#[tokio::test]
async fn estimates_gaps_and_what_was_sent_back_are_marked() {
    let app = app().await;
    let mut browser = member(&app).await;
    let rows = "48151623,2026-11-20 00:00,60,1,0.25,no,\n\
                48151623,2026-11-20 02:00,60,2,0.5,yes,\n";
    app.import_reads(&file(rows)).await;

    let page = shown(&mut browser, "/usage?by=hour&from=2026-11-20").await;

    let words = &says().usage;
    for said in [words.estimate, words.unknown, words.received_column, "0.25", "0.50"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let days = shown(&mut browser, "/usage?by=day&from=2026-11-20").await;
    assert!(days.contains(words.part) && days.contains(words.marks), "{days}");
}

#[tokio::test]
async fn a_stretch_that_is_known_in_part_has_a_pale_bar_with_a_whole_edge_and_a_legend() {
    let app = app().await;
    let mut browser = member(&app).await;
    let rows = "48151623,2026-11-19,1440,20,,,\n48151623,2026-11-20 00:00,60,1,,,\n";
    app.import_reads(&file(rows)).await;

    let page = shown(&mut browser, "/usage?by=day&from=2026-11-20").await;

    let used: Vec<String> = browser.page().attributes("main svg rect[fill='var(--link)']", "x");
    let bars_in_part = "main svg rect[fill-opacity][stroke]:not([stroke-dasharray])";
    assert_eq!(
        browser.page().attributes(bars_in_part, "x"),
        used[1..],
        "the second day's bar alone"
    );
    assert!(page.contains(says().usage.bars_part), "{page}");
}

#[tokio::test]
async fn a_day_in_one_has_no_hours_and_says_so() {
    let app = app().await;
    let mut browser = member(&app).await;
    app.import_reads(&file("48151623,2026-11-20,1440,20,,,\n")).await;

    let page = shown(&mut browser, "/usage?by=hour&from=2026-11-20").await;

    assert!(page.contains(says().usage.no_hours), "{page}");
}

#[tokio::test]
async fn without_figures_each_page_says_so_in_words_of_its_own() {
    let app = app().await;
    let mut browser = member(&app).await;

    let yet = shown(&mut browser, "/usage").await;
    app.import_reads(&file("48151623,2026-10-20,1440,20,,,\n")).await;
    let here = shown(&mut browser, "/usage?by=day").await;
    let old = shown(&mut browser, "/usage").await;

    assert!(yet.contains(says().usage.nothing_yet) && !yet.contains(says().usage.download));
    assert!(here.contains(says().usage.nothing_here), "{here}");
    assert!(old.contains("Figures until October 20, 2026"), "{old}");
}

#[tokio::test]
async fn who_moves_in_never_sees_what_their_predecessor_used() {
    let app = app().await;
    let mut out = member(&app).await;
    app.import_reads(&file("48151623,2026-11-20,1440,77.7,,,\n")).await;
    assert!(shown(&mut out, "/usage?by=day").await.contains("77.7"));

    app.wait(DAY * 2);
    app.import(
        "account_no,last_name,billing_zip,status,service_from\n\
         48151623,Nightingale,78611,active,2026-11-25\n\
         48151642,Ravensbourne,78612,active,2024-01-01\n",
    )
    .await;
    let mut into = app.browser();
    settle(&app, &mut into, NEXT, "moved.in@mail.example").await;
    let late = "48151623,2026-11-21,1440,66.6,,,\n48151642,2026-11-21,1440,1,,,\n";
    let late = app.import_reads(&file(late)).await;

    assert_eq!(late.reasons["before-holder"], 1);
    for by in ["month", "day"] {
        let page = shown(&mut into, &format!("/usage?by={by}")).await;
        assert!(!page.contains("77.7") && !page.contains("66.6"), "{page}");
    }
}

#[tokio::test]
async fn accounts_have_codes_of_their_own_and_those_of_others_lead_nowhere() {
    let app = app().await;
    let mut browser = member(&app).await;
    add_account(&mut browser, SECOND).await;
    let rows = "48151623,2026-11-20,1440,11.1,,,\n48151642,2026-11-20,1440,22.2,,,\n";
    app.import_reads(&file(rows)).await;

    let first = shown(&mut browser, "/usage?by=day").await;
    let body = browser.page().body.clone();
    let other = body.split("href=\"/usage?account=").skip(1);
    let codes: Vec<&str> = other.filter_map(|rest| rest.get(..12)).collect();
    let other = codes.iter().find(|code| **code != codes[codes.len() - 1]).expect("two accounts");
    let other = format!("/usage?account={other}&by=day");
    let second = shown(&mut browser, &other).await;

    assert!(first.contains("11.1") && !first.contains("22.2"), "{first}");
    assert!(second.contains("22.2") && !second.contains("11.1"), "{second}");
    for of_nobody in ["aaaaaaaaaaaa", "48151623"] {
        let page = browser.get(&format!("/usage?account={of_nobody}&by=day")).await;
        assert_eq!((page.status, page.header("location")), (303, Some("/usage")), "{of_nobody}");
        let file = browser.get(&format!("/usage/download?account={of_nobody}&as=csv")).await;
        assert_eq!(file.status, 404, "{of_nobody}");
    }
}

#[tokio::test]
async fn without_a_session_sign_in_comes_first_and_then_the_page() {
    let app = app().await;
    member(&app).await;

    for address in ["/usage", "/usage/download?as=csv"] {
        let mut browser = app.browser();
        assert_eq!(browser.open(address).await.path, "/sign-in");
        browser.go_on(&[("email", EMAIL), ("password", tests::walk::PASSWORD)]).await;

        assert_eq!(browser.page().path, "/usage", "{address}");
    }
}
