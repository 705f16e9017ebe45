//! What each letter says, and what no letter says.

use domain::{Language, PENDING_LIFE};
use jiff::SignedDuration;
use tests::app::{Account, CLOSED, NOON, ON_FILE, PLAIN, SECOND, TestApp};
use web::samples::shipped;
use web::words::moment::local_time;

use tests::walk::{ask, become_member, choose_password, follow_letter};

const EMAIL: &str = "sam.delacroix@mail.example";

#[tokio::test]
async fn no_letter_before_binding_names_the_account_or_the_person() {
    let app = TestApp::start().await;
    become_member(&app, &mut app.browser(), SECOND, "neighbour@mail.example").await;
    let asked = [
        (PLAIN, "sam.one@mail.example"),
        (CLOSED, "sam.two@mail.example"),
        (SECOND, "sam.three@mail.example"),
        (PLAIN, "neighbour@mail.example"),
    ];

    for (account, email) in asked {
        ask(&mut app.browser(), account, email).await;
        let letter = app.letter_to(email).await;

        let all = [letter.subject.as_str(), &letter.text, &letter.html].join("\n");
        for secret in [account.number, account.name, account.zip, &account.number[4..]] {
            assert!(!all.contains(secret), "{}", letter.kind);
        }
        assert!(!all.contains("neighbour"), "{}: another's address", letter.kind);
    }
}

#[tokio::test]
async fn the_letter_goes_to_the_address_as_it_was_typed() {
    let app = TestApp::start().await;

    ask(&mut app.browser(), PLAIN, "Sam.DelaCroix@Mail.Example").await;
    app.deliver().await;

    assert_eq!(app.letters_to("Sam.DelaCroix@mail.example").len(), 1);
}

#[tokio::test]
async fn the_letter_that_confirms_says_until_when_in_the_offices_time() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;

    let letter = app.letter_to(EMAIL).await;

    assert!(letter.subject.starts_with("Confirm your email for"));
    let until = local_time(NOON + PENDING_LIFE, shipped().time_zone, Language::English);
    assert!(until.starts_with("Tuesday, November 24 at "));
    assert!(letter.text.contains(&until));
    assert!(letter.html.contains("Verify account"));
}

#[tokio::test]
async fn who_is_a_member_is_led_to_the_sign_in_page() {
    let app = TestApp::start().await;
    become_member(&app, &mut app.browser(), PLAIN, EMAIL).await;
    ask(&mut app.browser(), SECOND, EMAIL).await;

    let letter = app.letter_to(EMAIL).await;

    assert_eq!(letter.kind, "already_member");
    assert!(letter.text.contains("https://porch.example/sign-in"));
    assert_eq!(app.store.members().len(), 1);
}

#[tokio::test]
async fn another_letter_for_what_was_confirmed_leads_to_the_sign_in_page() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    let mut kept_open = browser.clone();
    follow_letter(&app, &mut browser, EMAIL).await;
    choose_password(&mut browser).await;
    app.letter_to(EMAIL).await;

    kept_open.press("/register/resend").await;
    app.wait(SignedDuration::from_mins(2));

    assert_eq!(app.letter_to(EMAIL).await.kind, "already_member");
}

#[tokio::test]
async fn too_many_wrong_guesses_shut_an_account_for_strangers_but_not_for_its_contact() {
    let app = TestApp::start().await;
    let guess = Account { name: "Guesswork", ..ON_FILE };
    for number in 0..5 {
        ask(&mut app.browser(), guess, &format!("stranger{number}@mail.example")).await;
    }

    ask(&mut app.browser(), ON_FILE, EMAIL).await;
    ask(&mut app.browser(), ON_FILE, "onfile@mail.example").await;

    assert_eq!(app.letter_to(EMAIL).await.kind, "too_many_tries");
    assert_eq!(app.letter_to("onfile@mail.example").await.kind, "confirm");
}

#[tokio::test]
async fn before_the_first_import_nothing_matches() {
    let app = TestApp::empty();

    ask(&mut app.browser(), PLAIN, EMAIL).await;

    assert_eq!(app.letter_to(EMAIL).await.kind, "could_not_match");
}
