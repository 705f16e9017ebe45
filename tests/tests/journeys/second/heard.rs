//! Who hears of a wait, and in which words: member and contacts on file, as they are when a letter goes.

use domain::{AccountNumber, FactorState, Language};
use jiff::SignedDuration;
use tests::app::{ON_FILE, TestApp};
use tests::walk::says;
use web::words::words;

use super::lost::{CONTACT, HOUR, begin, member, of_kind, state};
use super::{EMAIL, sign_in_by};

#[tokio::test]
async fn letters_go_at_the_start_half_way_and_at_the_end_and_the_ex_on_file_can_stop_nothing() {
    let app = TestApp::start().await;
    member(&app).await;
    begin(&mut app.browser()).await;
    let many =
        |kind| (of_kind(&app, EMAIL, kind).len(), of_kind(&app, CONTACT, "reset_heard").len());

    app.deliver_new().await;
    assert_eq!(many("reset_waits"), (1, 1));
    app.wait(HOUR * 36 - SignedDuration::from_secs(1));
    app.sweep().await;
    assert_eq!(many("reset_waits"), (1, 1), "not before half-way");
    app.wait(SignedDuration::from_secs(1));
    app.sweep().await;
    assert_eq!(many("reset_waits"), (2, 2));
    app.wait(HOUR * 36);
    app.sweep().await;

    assert_eq!(many("reset_open"), (1, 3));
    let reminders = |address, kind, opening: &str| {
        let letters = of_kind(&app, address, kind);
        letters.iter().map(|it| it.text.contains(opening)).collect::<Vec<_>>()
    };
    let english = says().letters.factors.reset_waits_again.opening[0];
    assert_eq!(reminders(EMAIL, "reset_waits", english), [false, true]);
    let spanish = words(Language::Spanish).letters.factors.reset_heard_again.opening[0];
    assert_eq!(reminders(CONTACT, "reset_heard", spanish), [false, true, false]);
    for letter in of_kind(&app, CONTACT, "reset_heard") {
        assert!(!letter.text.contains("/verify?t="), "no link: {}", letter.text);
        assert!(!letter.text.contains(EMAIL), "whose it is stays with staff");
        let ending = AccountNumber::parse(ON_FILE.number).expect("a number");
        let shows = (words(Language::Spanish).letters.shared.shows)(ending.ending());
        assert!(letter.text.contains(&shows), "{}", letter.text);
    }
}

/// The extract with another contact on file of the member's account.
fn with_contact(contact: &str, language: &str) -> String {
    format!(
        "account_no,last_name,billing_zip,contact_email,language\n{},{},{},{contact},{language}\n",
        ON_FILE.number, ON_FILE.name, ON_FILE.zip
    )
}

#[tokio::test]
async fn a_contact_who_came_on_file_during_the_wait_hears_of_its_end() {
    let app = TestApp::start().await;
    member(&app).await;
    begin(&mut app.browser()).await;
    app.deliver_new().await;
    let new = "new.contact@mail.example";

    app.wait(HOUR * 30);
    app.import(&with_contact(new, "en")).await;
    app.wait(HOUR * 6);
    app.sweep().await;
    app.wait(HOUR * 36);
    app.sweep().await;

    let heard = |address| of_kind(&app, address, "reset_heard").len();
    assert_eq!((heard(new), heard(CONTACT)), (2, 3), "and so does the one before, for a month");
    assert_eq!(of_kind(&app, EMAIL, "reset_open").len(), 1);
    let english = says().letters.factors.reset_heard.opening[0];
    assert!(of_kind(&app, new, "reset_heard")[1].text.contains(english));
}

#[tokio::test]
async fn who_is_on_file_no_more_hears_no_more_of_it() {
    let app = TestApp::start().await;
    member(&app).await;
    let (one, two) = ("one.contact@mail.example", "two.contact@mail.example");
    app.import(&with_contact(one, "en")).await;
    begin(&mut app.browser()).await;
    app.deliver_new().await;
    assert_eq!(of_kind(&app, one, "reset_heard").len(), 1);
    assert_eq!(of_kind(&app, CONTACT, "reset_heard").len(), 1);

    app.import(&with_contact(two, "en")).await;
    app.wait(HOUR * 36);
    app.sweep().await;

    let heard = |address| of_kind(&app, address, "reset_heard").len();
    assert_eq!((heard(two), heard(CONTACT)), (1, 2), "of today, and before the changes of a month");
    assert_eq!(heard(one), 1, "and no other");
}

#[tokio::test]
async fn the_last_letter_is_in_the_language_of_that_day() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut browser = app.browser();
    sign_in_by(&app, &mut browser, &phone).await;
    begin(&mut app.browser()).await;
    app.deliver_new().await;

    browser.open("/profile/language").await;
    browser.go_on(&[("language", "es")]).await;
    app.import(&with_contact(CONTACT, "en")).await;
    app.wait(HOUR * 72);
    app.sweep().await;

    let (english, spanish) = (says(), words(Language::Spanish));
    let opens = of_kind(&app, EMAIL, "reset_open").pop().expect("a letter");
    assert!(opens.text.contains(spanish.letters.factors.reset_open.opening[0]), "{}", opens.text);
    let heard = of_kind(&app, CONTACT, "reset_heard").pop().expect("a letter");
    assert!(heard.text.contains(english.letters.factors.reset_heard.opening[0]), "{}", heard.text);
    assert_eq!(state(&app), FactorState::Waiting);
}
