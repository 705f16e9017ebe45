//! The bills of an account: whose they are, which come first, and whose page it is.

use jiff::SignedDuration;
use tests::app::{Account, Browser, PLAIN, SECOND, TestApp};
use tests::walk::{PASSWORD, add_account, says, settle, sign_in};
use web::words::words;

const EMAIL: &str = "robin.asterfield@mail.example";
const WHO_MOVED_IN: &str = "moved.in@mail.example";
const DAY: SignedDuration = SignedDuration::from_hours(24);
const HEADER: &str = "account_no,bill_id,bill_date,from_date,to_date,use_kwh,amount_cents,due_date";

/// [`PLAIN`] under its next holder's name.
const NEXT: Account = Account { name: "Nightingale", ..PLAIN };

/// A file with these rows.
fn file(rows: &[&str]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

/// An extract of two accounts: the first one's holder, their first day and the account's status.
fn extract(name: &str, from: &str, status: &str) -> String {
    format!(
        "account_no,last_name,billing_zip,status,service_from\n48151623,{name},78611,{status},{from}\n\
         48151642,Ravensbourne,78612,active,2019-05-02\n"
    )
}

/// An app with a member who has had their account since 2019, and their browser.
async fn settled(app: &TestApp) -> Browser<'_> {
    for personal in ["84.10", "91.20", "1,034", "B-771"] {
        app.remember(personal);
    }
    app.import(&extract(PLAIN.name, "2019-05-02", "active")).await;
    let mut browser = app.browser();
    settle(app, &mut browser, PLAIN, EMAIL).await;
    browser
}

async fn bills(browser: &mut Browser<'_>) -> String {
    let page = browser.open("/bills").await;
    assert_eq!((page.path.as_str(), page.status), ("/bills", 200));
    browser.page().main()
}

#[tokio::test]
async fn a_member_sees_the_newest_bill_first_and_all_in_a_table() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;

    let rows = [
        "4815-1623,B-770,2026-10-12,2026-09-10,2026-10-09,812,9120,2026-11-02",
        "48151623,B-771,2026-11-12,2026-10-10,2026-11-09,\"1,034.4\",8410,2026-12-02",
    ];
    assert_eq!(app.import_bills(&file(&rows)).await.added, 2);

    let page = bills(&mut browser).await;
    let panel = browser.page().text("main .panel").join(" ");
    assert!(panel.contains("Bill of November 12, 2026") && panel.contains("$84.10"), "{panel}");
    assert!(panel.contains("Due date: December 2, 2026"), "{panel}");
    let rows = browser.page().text("main tbody tr");
    assert!(rows[0].contains("November 12, 2026") && rows[0].contains("$84.10"), "{rows:?}");
    assert!(rows[0].contains("October 10, 2026 to November 9, 2026"), "{rows:?}");
    assert!(rows[0].contains("1,034 kWh") && rows[1].contains("812 kWh"), "{rows:?}");
    assert_eq!(browser.page().attributes("main svg", "aria-labelledby"), ["chart"]);
    assert!(page.contains("the lowest is $84.10, the highest $91.20"), "{page}");
    assert!(!browser.page().body.contains(PLAIN.number), "its number is masked");
}

#[tokio::test]
async fn a_credit_has_no_bar_and_is_said_as_what_it_is() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;
    let rows = [
        "48151623,B-770,2026-10-12,2026-09-10,2026-10-09,812,-1200,",
        "48151623,B-771,2026-11-12,2026-10-10,2026-11-09,812,8410,",
    ];
    app.import_bills(&file(&rows)).await;

    let page = bills(&mut browser).await;
    let spanish = browser.open("/bills?lang=es").await.main();

    assert!(page.contains("the lowest is a credit of $12.00, the highest $84.10"), "{page}");
    assert!(
        spanish.contains("la más baja, un crédito de $12.00; la más alta, $84.10"),
        "{spanish}"
    );
}

#[tokio::test]
async fn an_account_without_bills_says_so_and_one_bill_makes_no_chart() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;

    let before = bills(&mut browser).await;
    app.import_bills(&file(&["48151623,,2026-11-12,2026-10-10,,,8410,"])).await;
    let after = bills(&mut browser).await;

    assert!(before.contains(says().history.bills.none_yet), "{before}");
    assert!(after.contains("$84.10") && !after.contains("<svg"), "{after}");
    assert!(browser.page().text("main svg").is_empty());
}

#[tokio::test]
async fn no_more_bills_are_shown_than_two_years_of_them() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;
    let row = |at: i32| {
        let (year, month) = (2024 + at / 12, at % 12 + 1);
        format!("48151623,{at},{year}-{month:02}-12,{year}-{month:02}-01,,,{at}00,")
    };
    let rows: Vec<String> = (0..30).map(row).collect();

    app.import_bills(&file(&rows.iter().map(String::as_str).collect::<Vec<_>>())).await;

    bills(&mut browser).await;
    let shown = browser.page().text("main tbody tr");
    assert_eq!(shown.len(), 24);
    assert!(shown[0].contains("June 12, 2026") && shown[23].contains("July 12, 2024"), "{shown:?}");
}

#[tokio::test]
async fn who_moves_in_never_sees_their_predecessors_bills_and_a_late_final_bill_reaches_nobody() {
    let app = TestApp::empty();
    let mut out = settled(&app).await;
    let before = "48151623,B-771,2026-11-12,2026-10-10,2026-11-09,1034,8410,";
    app.import_bills(&file(&[before])).await;
    assert!(bills(&mut out).await.contains("$84.10"));

    app.wait(DAY * 7);
    app.import(&extract(NEXT.name, "2026-11-28", "active")).await;
    let (mut into, mut out) = (app.browser(), app.browser());
    settle(&app, &mut into, NEXT, WHO_MOVED_IN).await;
    sign_in(&mut out, EMAIL, PASSWORD).await;
    let last = "48151623,B-772,2026-11-29,2026-11-10,2026-11-27,300,9120,";
    let late = file(&[before, last, "48151642,,2026-11-12,2026-10-10,,,1,"]);
    let last = app.import_bills(&late).await;

    assert_eq!((last.added, last.reasons["before-holder"]), (1, 2));
    let page = bills(&mut into).await;
    assert!(page.contains(says().history.bills.none_yet), "{page}");
    let page = bills(&mut out).await;
    assert!(page.contains(says().account.home.no_accounts), "{page}");
    let own = "48151623,B-773,2026-11-30,2026-11-28,2026-11-30,9,700,";
    app.import_bills(&file(&[own])).await;
    assert!(bills(&mut into).await.contains("$7.00"), "and their own from the first day on");
}

#[tokio::test]
async fn a_first_day_that_the_extract_does_not_move_is_no_way_to_a_predecessors_bills() {
    let app = TestApp::empty();
    settled(&app).await;
    app.wait(DAY * 7);
    app.import(&extract(NEXT.name, "2019-05-02", "active")).await;
    app.import(&extract(NEXT.name, "2019-05-02", "active")).await;
    let mut into = app.browser();
    settle(&app, &mut into, NEXT, WHO_MOVED_IN).await;

    let before = "48151623,B-771,2026-11-12,2026-10-10,2026-11-09,1034,8410,";
    let told = app.import_bills(&file(&[before, "48151642,,2026-11-12,2026-10-10,,,1,"])).await;

    assert_eq!(told.reasons["before-holder"], 1);
    assert!(bills(&mut into).await.contains(says().history.bills.none_yet));
}

#[tokio::test]
async fn a_closed_account_shows_its_last_bill_to_who_had_it() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;
    app.import(&extract(PLAIN.name, "2019-05-02", "closed")).await;

    let last = "48151623,B-771,2026-11-23,2026-10-10,2026-11-20,1034,8410,";
    assert_eq!(app.import_bills(&file(&[last])).await.added, 1);

    assert!(bills(&mut browser).await.contains("$84.10"));
}

#[tokio::test]
async fn a_corrected_bill_takes_the_place_of_the_wrong_one_also_on_another_day() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;
    app.import_bills(&file(&["48151623,B-771,2026-11-12,2026-10-10,,,8410,"])).await;
    app.wait(SignedDuration::from_secs(1));

    let corrected = file(&["48151623,B-771,2026-11-13,2026-10-10,,,9120,"]);
    assert_eq!(app.import_bills(&corrected).await.changed, 1);

    let page = bills(&mut browser).await;
    assert!(page.contains("$91.20") && !page.contains("84.10"), "{page}");
    assert_eq!(browser.page().text("main tbody tr").len(), 1);
}

#[tokio::test]
async fn with_several_accounts_the_member_chooses_and_no_address_has_a_number() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;
    add_account(&mut browser, SECOND).await;
    let rows =
        ["48151623,,2026-11-12,2026-10-10,,,8410,", "48151642,,2026-11-12,2026-10-10,,,9120,"];
    app.import_bills(&file(&rows)).await;

    let first = bills(&mut browser).await;
    let links = browser.page().links_of("main nav a");
    let second = browser.open(&links[1]).await.main();

    assert!(first.contains("$84.10") && second.contains("$91.20"), "{first} {second}");
    assert_eq!(browser.page().attributes("main nav [aria-current]", "href"), links[1..]);
    assert!(links.iter().all(|link| link.starts_with("/bills?account=") && link.len() == 27));
    let spanish = browser.page().links_of("header a");
    let spanish = spanish.iter().find(|link| link.contains("lang=es")).expect("a switch").clone();
    let page = browser.open(&spanish).await.main();
    assert!(page.contains("Factura del 12 de noviembre de 2026"), "{page}");
    assert!(page.contains("$91.20"), "the switch stays with the account: {page}");
}

#[tokio::test]
async fn another_members_address_shows_ones_own_bills() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;
    let mut neighbour = app.browser();
    settle(&app, &mut neighbour, SECOND, WHO_MOVED_IN).await;
    add_second_is_refused(&mut browser).await;
    let rows =
        ["48151623,,2026-11-12,2026-10-10,,,8410,", "48151642,,2026-11-12,2026-10-10,,,9120,"];
    app.import_bills(&file(&rows)).await;

    for named in ["a3k7q2mnb5tx", "48151699", "../../x", ""] {
        let page = browser.open(&format!("/bills?account={named}")).await.main();
        assert!(page.contains("$84.10") && !page.contains("91.20"), "{named}: {page}");
    }
    assert!(bills(&mut neighbour).await.contains("$91.20"));
}

/// The second account is somebody else's.
async fn add_second_is_refused(browser: &mut Browser<'_>) {
    add_account(browser, SECOND).await;
    assert_ne!(browser.page().path, "/profile");
}

#[tokio::test]
async fn a_member_who_has_to_sign_in_first_comes_back_to_the_account() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;
    add_account(&mut browser, SECOND).await;
    app.import_bills(&file(&["48151642,,2026-11-12,2026-10-10,,,9120,"])).await;
    bills(&mut browser).await;
    let second = browser.page().links_of("main nav a")[1].clone();
    browser.open("/home").await;
    browser.press("/sign-out").await;

    browser.open(&second).await;
    assert_eq!(browser.page().path, "/sign-in");
    browser.go_on(&[("email", EMAIL), ("password", PASSWORD)]).await;

    assert_eq!(browser.page().path, "/bills");
    assert!(browser.page().main().contains("$91.20"), "{}", browser.page().main());
}

#[tokio::test]
async fn a_bill_that_should_have_had_a_next_one_says_that_it_is_the_newest() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;
    app.import_bills(&file(&["48151623,,2026-10-09,2026-09-10,,,8410,"])).await;
    let in_time = bills(&mut browser).await;
    app.wait(DAY);
    let mut later = app.browser();
    sign_in(&mut later, EMAIL, PASSWORD).await;

    let late = bills(&mut later).await;

    assert!(!in_time.contains(says().history.bills.old), "{in_time}");
    assert!(late.contains(says().history.bills.old), "{late}");
}

#[tokio::test]
async fn bills_are_told_in_spanish_too() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;
    app.import_bills(&file(&["48151623,,2026-11-12,2026-10-10,,,-8410,"])).await;

    let page = browser.open("/bills?lang=es").await.main();

    let spanish = &words(domain::Language::Spanish).history.bills;
    assert!(page.contains(&(spanish.credit)("$84.10")), "{page}");
    assert!(browser.page().heading().contains(spanish.title));
}
