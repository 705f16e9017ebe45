//! What staff see of a registration, by account, by email and by code.

use domain::Held;
use domain::{
    AccountKey, AccountNumber, EmailKey, EventKind, Happened, LetterEnd, Obstacle, Outcome,
    ReferenceCode, Whose,
};
use fixtures::test_keys;
use jiff::SignedDuration;
use tests::app::{Account, PLAIN, Page, TestApp};
use tests::memory::Mood;

use tests::walk::{ask, become_member, email};

const EMAIL: &str = "robin.okonkwo@mail.example";

/// A timeline without its times.
async fn told(app: &TestApp, whose: Whose) -> Vec<Happened> {
    app.timeline(&whose).await.into_iter().map(|entry| entry.what).collect()
}

fn of_email(address: &str) -> Whose {
    Whose::Email(EmailKey::of(&test_keys(), &email(address)))
}

fn of_account(account: Account) -> Whose {
    let number = AccountNumber::parse(account.number).expect("a number");
    Whose::Account(AccountKey::of(&test_keys(), &number))
}

fn confirmed() -> Happened {
    Happened::Asked { outcome: Outcome::Confirm, obstacles: Vec::new() }
}

fn letter(kind: &str, end: LetterEnd) -> Happened {
    Happened::Letter { kind: kind.to_owned(), end }
}

#[tokio::test]
async fn a_registration_is_found_by_account_by_email_and_by_the_code_that_the_page_shows() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    let code = browser.page().text("strong.code").pop().expect("a code is shown");

    app.deliver().await;

    let happened = [confirmed(), letter("confirm", LetterEnd::Sent)];
    let code = Whose::Reference(ReferenceCode::parse(&code).expect("a code"));
    for whose in [of_account(PLAIN), of_email(EMAIL), code] {
        assert_eq!(told(&app, whose).await, happened);
    }
}

#[tokio::test]
async fn each_dead_end_shows_the_code_of_what_was_asked_or_of_the_visit() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let code = |page: &Page| page.text("strong.code").pop().expect("a code is shown");
    let of_visit = code(browser.get("/nowhere").await);
    let again = code(browser.get("/register/verify?t=made-up").await);
    ask(&mut browser, PLAIN, EMAIL).await;
    let of_asking = code(browser.page());

    let wrong_link = code(browser.get("/register/verify?t=made-up").await);

    assert_eq!(of_visit, again);
    assert_ne!(of_visit, of_asking);
    assert_eq!(wrong_link, of_asking);
}

#[tokio::test]
async fn becoming_a_member_is_told_with_its_letters() {
    let app = TestApp::start().await;
    become_member(&app, &mut app.browser(), PLAIN, EMAIL).await;

    let all = told(&app, of_account(PLAIN)).await;

    for what in [
        Happened::Changed(EventKind::LoginBound),
        Happened::Changed(EventKind::TermsAccepted),
        letter("welcome", LetterEnd::Sent),
    ] {
        assert!(all.contains(&what), "{what:?} is missing: {all:?}");
    }
}

#[tokio::test]
async fn a_wrong_name_and_a_letter_asked_for_again_are_told() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, Account { name: "Somebodyelse", ..PLAIN }, EMAIL).await;
    app.deliver().await;
    app.wait(SignedDuration::from_mins(2));

    browser.press("/register/resend").await;
    app.deliver().await;

    let sent = letter("could_not_match", LetterEnd::Sent);
    let all = told(&app, of_email(EMAIL)).await;
    let obstacles = vec![Obstacle::Name];
    let asked = Happened::Asked { outcome: Outcome::CouldNotMatch, obstacles };
    assert_eq!(all, [asked, sent.clone(), Happened::AskedAgain, sent]);
}

#[tokio::test]
async fn a_letter_that_waits_or_is_held_or_refused_says_so_and_why() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, Account { name: "Somebodyelse", ..PLAIN }, EMAIL).await;
    for _ in 0..6 {
        browser.press("/register/resend").await;
    }
    app.post_office.set_mood(Mood::Closed);
    app.deliver().await;
    app.post_office.set_mood(Mood::Refusing);
    app.wait(SignedDuration::from_mins(1));
    app.deliver().await;

    let all = told(&app, of_email(EMAIL)).await;

    for end in [
        LetterEnd::Waits(None),
        LetterEnd::Failed,
        LetterEnd::Waits(Some(Held::Address)),
        LetterEnd::Held(Held::Another),
    ] {
        assert!(all.contains(&letter("could_not_match", end)), "{end:?} is missing: {all:?}");
    }
}

#[tokio::test]
async fn a_timeline_holds_nothing_that_was_typed() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    app.deliver().await;

    let whose = of_account(PLAIN);
    let entries = app.timeline(&whose).await;
    let shown = format!("{whose:?} {entries:?}").to_lowercase();

    assert_eq!(entries.len(), 2);
    for typed in [EMAIL, "okonkwo", PLAIN.number, PLAIN.name, PLAIN.zip] {
        assert!(!shown.contains(&typed.to_lowercase()), "{typed} is in {shown}");
    }
}
