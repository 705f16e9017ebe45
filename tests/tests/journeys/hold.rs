//! The hold: whoever has a bill in hand and a mailbox sees nothing of an account before its contact on file could answer.

mod contacts;
mod paperless;
mod power;
mod settings;
mod staff;

use domain::{Event, EventKind, Language, Standing};
use jiff::SignedDuration;
use tests::app::{Account, Browser, ON_FILE, PLAIN, SECOND, TestApp, link};
use tests::walk::{PASSWORD, PHRASE, email, says, settle, sign_in};
use web::words::words;

const THIEF: &str = "max.strandberg@mail.example";
const CONTACT: &str = "onfile@mail.example";
const HOUR: SignedDuration = SignedDuration::from_hours(1);
const SECOND_OF_TIME: SignedDuration = SignedDuration::from_secs(1);

/// The pages and files of what billing told, each of the first account.
const SHOWN: [&str; 5] = [
    "/home",
    "/bills",
    "/usage",
    "/usage/download?as=csv&from=2026-11-01&to=2026-11-30",
    "/usage/download?as=green-button&from=2026-11-01&to=2026-11-30",
];

/// An app in which billing has told of the account with a contact on file, and of two others.
async fn told() -> TestApp {
    let app = TestApp::start().await;
    for personal in ["84.10", "91.20", "77.77", "3.210"] {
        app.remember(personal);
    }
    let accounts = [ON_FILE.number, PLAIN.number, SECOND.number];
    let rows = |row: &dyn Fn(&str) -> String| accounts.map(row).join("\n");
    let balances = rows(&|it| format!("{it},8410,2026-11-23,2026-12-08"));
    let bills = rows(&|it| format!("{it},B-{it},2026-11-23,2026-11-23,2026-11-23,7777"));
    let reads = rows(&|it| format!("{it},2026-11-23T00:00:00-05:00,60,3.210"));
    app.import_balances(&format!("account_no,balance_cents,as_of,due_date\n{balances}\n")).await;
    let header = "account_no,bill_id,bill_date,from_date,to_date,amount_cents";
    app.import_bills(&format!("{header}\n{bills}\n")).await;
    app.import_reads(&format!("account_no,start,minutes,kwh\n{reads}\n")).await;
    app
}

/// What of the figures a page shows.
fn figures(page: &str) -> Vec<&'static str> {
    ["84.10", "77.77", "3.21"].into_iter().filter(|it| page.contains(it)).collect()
}

/// Registers the account with a contact on file under another email, up to home, and answers the contact's link.
async fn steal(app: &TestApp, thief: &mut Browser<'_>) -> String {
    settle(app, thief, ON_FILE, THIEF).await;
    let letter = app.letter_to(CONTACT).await;
    assert_eq!(letter.kind, "account_bound");
    link(&letter)
}

async fn sees_nothing(browser: &mut Browser<'_>) {
    for address in SHOWN {
        let page = browser.open(address).await;
        assert_eq!(page.status, 200, "{address}");
        assert_eq!(figures(&page.body), [""; 0], "{address}");
    }
    let pay = browser.open("/pay").await.body.clone();
    assert_eq!(figures(&pay), [""; 0]);
}

async fn sees_all(browser: &mut Browser<'_>) {
    for (address, shown) in
        [("/home", "84.10"), ("/bills", "77.77"), ("/usage", "3"), ("/pay", "84.10")]
    {
        let page = browser.open(address).await.main();
        assert!(page.contains(shown), "{address}: {page}");
    }
    assert!(browser.open(SHOWN[3]).await.body.contains("3.21"));
}

/// Says "this was me" by the link of the letter.
async fn say_it_was_me(browser: &mut Browser<'_>, way_in: &str) {
    browser.open(way_in).await;
    browser.go_on(&[("was", "me")]).await;
}

/// Everything that billing was told.
fn events(app: &TestApp) -> Vec<Event> {
    app.store.envelopes().into_iter().flat_map(|it| it.events).collect()
}

#[tokio::test]
async fn a_neighbour_with_a_stolen_bill_sees_nothing_for_three_days_and_then_nothing_at_all() {
    let app = told().await;
    let (mut thief, mut victim) = (app.browser(), app.browser());
    let way_in = steal(&app, &mut thief).await;

    sees_nothing(&mut thief).await;
    app.wait(HOUR * 72 - SECOND_OF_TIME);
    sign_in(&mut thief, THIEF, PASSWORD).await;
    sees_nothing(&mut thief).await;
    victim.open(&way_in).await;
    victim.go_on(&[]).await;

    let member = app.store.member_of(&email(THIEF)).expect("a member");
    assert_eq!(member.standing, Standing::Frozen);
    app.wait(HOUR * 72);
    for address in SHOWN {
        assert_eq!(thief.open(address).await.path, "/sign-in", "{address}");
    }
    sign_in(&mut thief, THIEF, PASSWORD).await;
    assert_eq!(thief.page().title(), says().account.office.frozen_title);
}

#[tokio::test]
async fn the_contact_who_says_that_it_was_them_opens_it_at_once_and_may_still_say_otherwise() {
    let app = told().await;
    let (mut spouse, mut contact) = (app.browser(), app.browser());
    let way_in = steal(&app, &mut spouse).await;

    say_it_was_me(&mut contact, &way_in).await;

    assert_eq!(contact.page().title(), says().not_me.opened.title);
    sees_all(&mut spouse).await;
    app.deliver().await;
    assert!(app.letters_to(THIEF).iter().any(|it| it.kind == "hold_ended"));
    contact.open(&way_in).await;
    assert!(!contact.page().asks_for("was"), "there is nothing left to open");
    contact.submit(&[]).await;
    let member = app.store.member_of(&email(THIEF)).expect("a member");
    assert_eq!(member.standing, Standing::Frozen, "the second thought counts");
    assert_eq!(spouse.open("/bills").await.path, "/sign-in");
}

#[tokio::test]
async fn where_nobody_answers_time_ends_it_and_not_a_second_sooner() {
    let app = told().await;
    let mut member = app.browser();
    let way_in = steal(&app, &mut member).await;

    app.wait(HOUR * 72 - SECOND_OF_TIME);
    sign_in(&mut member, THIEF, PASSWORD).await;
    sees_nothing(&mut member).await;
    app.wait(SECOND_OF_TIME);

    sees_all(&mut member).await;
    let mut contact = app.browser();
    contact.open(&way_in).await;
    assert!(!contact.page().asks_for("was"));
    contact.submit(&[]).await;
    assert_eq!(member.open("/bills").await.path, "/sign-in", "\"this wasn't me\" outlives it");
}

#[tokio::test]
async fn pages_and_files_say_until_when_in_the_co_ops_time_and_both_languages() {
    let app = told().await;
    let mut member = app.browser();
    steal(&app, &mut member).await;
    // Noon in UTC is seven in the morning there.
    let until = ["Thursday, November 26 at 7:00 AM", "jueves 26 de noviembre a las 7:00 a. m."];

    for address in SHOWN.into_iter().chain(["/pay"]) {
        for (language, until) in [("en", until[0]), ("es", until[1])] {
            let joined = if address.contains('?') { '&' } else { '?' };
            let page = member.open(&format!("{address}{joined}lang={language}")).await.main();
            assert!(page.contains(until.trim_end_matches('.')), "{address} {language}: {page}");
        }
    }
    member.open("/bills?lang=en").await;
    assert_eq!(member.page().title(), says().history.held.title);
    let letters = app.letters_to(THIEF);
    let welcome = letters.iter().find(|it| it.kind == "welcome").expect("a letter");
    assert!(welcome.text.contains(until[0]), "{}", welcome.text);
    let contact = app.letters_to(CONTACT);
    let says = &words(Language::Spanish).letters.registering.account_held;
    // A page's blanks are read as blanks, a letter's as they are: a time is not parted.
    let until = "jueves 26 de noviembre a las 7:00\u{a0}a.\u{a0}m";
    for said in [says.button, says.second, until] {
        assert!(contact[0].text.contains(said) && contact[0].html.contains(said), "{said}");
    }
}

#[tokio::test]
async fn of_two_accounts_the_one_that_is_held_shows_nothing_and_the_other_all() {
    let app = told().await;
    let mut member = app.browser();
    settle(&app, &mut member, PLAIN, THIEF).await;
    add(&mut member, ON_FILE).await;

    let home = member.open("/home").await.main();
    assert!(home.contains("84.10"), "{home}");
    assert!(home.contains("Shown from Thursday, November 26 at 7:00 AM"), "{home}");
    member.open("/bills").await;
    assert_eq!(figures(&member.page().body), ["77.77"]);
    let links = member.page().links_of("main nav a");
    let held = member.open(&links[1]).await.clone();
    assert_eq!((figures(&held.body), held.title()), (vec![], says().history.held.title.to_owned()));
    let back = held.links_of("main nav a");
    assert_eq!(back, links, "the way back to the other one");
    let account = links[1].replace("/bills", "/usage/download");
    let file = member.open(&format!("{account}&as=csv&from=2026-11-01&to=2026-11-30")).await;
    assert_eq!(figures(&file.body), [""; 0]);
}

/// Adds an account to whoever is signed in.
async fn add(browser: &mut Browser<'_>, account: Account) {
    browser.open("/profile/accounts").await;
    let (number, name, zip) = (account.number, account.name, account.zip);
    browser.go_on(&[("account_number", number), ("name", name), ("billing_zip", zip)]).await;
    assert_eq!(browser.page().path, "/profile");
}

#[tokio::test]
async fn who_pays_for_an_account_that_is_held_learns_nothing_and_leaves_nothing_there() {
    let app = told().await;
    let mut member = app.browser();
    let way_in = steal(&app, &mut member).await;

    let held = super::paying::handed_over(&mut member).await.1;
    say_it_was_me(&mut app.browser(), &way_in).await;
    let open = super::paying::handed_over(&mut member).await.1;

    assert_eq!((&held["may_store"], &held["amount_cents"]), (&false.into(), &0.into()));
    assert_eq!((&open["may_store"], &open["amount_cents"]), (&true.into(), &8_410.into()));
}

#[tokio::test]
async fn who_registers_with_the_email_on_file_or_an_account_without_one_waits_for_nothing() {
    let app = told().await;
    for (account, address) in [(ON_FILE, CONTACT), (PLAIN, THIEF)] {
        let mut member = app.browser();
        settle(&app, &mut member, account, address).await;
        sees_all(&mut member).await;
    }
    let told: Vec<EventKind> = events(&app).iter().map(|event| event.kind).collect();
    let by_post = told.iter().filter(|kind| **kind == EventKind::NoticeByPost).count();
    assert_eq!(by_post, 1, "of the account without an email on file: a card can go there");
}

#[tokio::test]
async fn where_the_settings_say_so_an_account_without_an_email_on_file_is_held_too() {
    let mut app = told().await;
    app.set_settings(&[("hold_without_contact = false", "hold_without_contact = true")]);
    let mut member = app.browser();

    settle(&app, &mut member, PLAIN, THIEF).await;

    sees_nothing(&mut member).await;
    let told: Vec<EventKind> = events(&app).iter().map(|event| event.kind).collect();
    assert_eq!(told, [EventKind::LoginBound, EventKind::NoticeByPost]);
    assert!(events(&app).iter().all(|event| event.email.is_none()));
    app.wait(HOUR * 72);
    sign_in(&mut member, THIEF, PASSWORD).await;
    sees_all(&mut member).await;
    assert!(member.open("/pay").await.main().contains(PHRASE));
}

#[tokio::test]
async fn where_nothing_is_held_no_page_shows_anything_of_what_billing_told() {
    let mut app = told().await;
    app.set_settings(&[
        ("hold_hours = 72", "hold_hours = 0"),
        ("pay = \"/pay\"", "pay = \"https://pay.example\""),
        ("use = \"/usage\"", "use = \"https://use.example\""),
        ("bills = \"/bills\"", "bills = \"https://bills.example\""),
        ("\noutages = \"", "\noutages = \"https://outages.example\" # \""),
    ]);
    let mut member = app.browser();
    settle(&app, &mut member, ON_FILE, THIEF).await;

    for address in SHOWN.into_iter().chain(["/pay"]) {
        let page = member.open(address).await;
        assert_eq!(page.status, if address == "/home" { 200 } else { 404 }, "{address}");
        assert_eq!(figures(&page.body), [""; 0], "{address}");
    }
}

#[tokio::test]
async fn a_new_email_is_not_barred_and_both_addresses_hear_of_it_but_billing_does_not() {
    const NEW: &str = "max.moved@mail.example";
    let app = told().await;
    let mut thief = app.browser();
    let way_in = steal(&app, &mut thief).await;

    thief.open("/profile/email").await;
    thief.go_on(&[("email", NEW), ("confirm_email", NEW)]).await;
    thief.open(&link(&app.letter_to(NEW).await)).await;
    thief.go_on(&[]).await;

    assert_eq!(app.letter_to(NEW).await.kind, "email_changed");
    assert_eq!(app.letter_to(THIEF).await.kind, "email_replaced");
    let kinds: Vec<EventKind> = events(&app).iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::LoginBound], "not where the stranger is reached");
    sees_nothing(&mut thief).await;
    let mut victim = app.browser();
    victim.open(&way_in).await;
    victim.submit(&[]).await;
    assert_eq!(thief.open("/home").await.path, "/sign-in", "the contact's word outlives it");
    assert!(events(&app).iter().all(|event| event.email.is_none()));
}
