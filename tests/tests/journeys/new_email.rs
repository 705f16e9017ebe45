//! A new email, which is proven before it replaces the old one.
//!
//! The page is the same, whether the address is free or a member's.

mod links;

use domain::{EventKind, Standing};
use jiff::SignedDuration;
use tests::app::{Browser, JOINT, PLAIN, Page, SECOND, TestApp, link};

use tests::walk::{PASSWORD, become_member, email, says, settle, sign_in};

const OLD: &str = "marisol.abernethy@mail.example";
const NEW: &str = "marisol.new@mail.example";
const OTHER: &str = "lucian.abernethy@mail.example";
const A_WHILE: SignedDuration = SignedDuration::from_mins(2);

async fn member(app: &TestApp) -> Browser<'_> {
    let mut browser = app.browser();
    settle(app, &mut browser, PLAIN, OLD).await;
    browser
}

/// Asks for a new email. Stays at the answer.
async fn ask<'b>(browser: &'b mut Browser<'_>, new: &str) -> &'b Page {
    browser.open("/profile/email").await;
    browser.submit(&[("email", new), ("confirm_email", new)]).await
}

async fn asked_for(app: &TestApp, browser: &mut Browser<'_>, new: &str) -> String {
    assert_eq!(ask(browser, new).await.location(), Some("/profile/email?asked=yes"));
    let letter = app.letter_to(new).await;
    assert_eq!(letter.kind, "new_email");
    link(&letter)
}

/// Follows the link, presses the button and follows redirects.
async fn confirm<'b>(browser: &'b mut Browser<'_>, link: &str) -> &'b Page {
    browser.open(link).await;
    assert_eq!(browser.page().path, "/profile/email/confirm");
    browser.submit(&[]).await;
    browser.follow().await
}

#[tokio::test]
async fn the_browser_that_asked_stays_signed_in_and_all_others_are_signed_out() {
    let app = TestApp::start().await;
    let (mut browser, mut other) = (member(&app).await, app.browser());
    sign_in(&mut other, OLD, PASSWORD).await;
    let link = asked_for(&app, &mut browser, NEW).await;
    assert!(
        browser.open("/profile/email?asked=yes").await.main().contains(says().login.email.asked)
    );

    let page = confirm(&mut browser, &link).await;

    assert_eq!(page.path, "/profile");
    assert!(page.main().contains(NEW));
    assert_eq!(other.open("/home").await.path, "/sign-in");
    let mut again = app.browser();
    sign_in(&mut again, NEW, PASSWORD).await;
    assert_eq!(again.page().path, "/home");
    sign_in(&mut other, OLD, PASSWORD).await;
    assert_eq!(other.page().status, 422);
}

#[tokio::test]
async fn the_link_works_in_another_browser_which_is_not_signed_in_by_it() {
    let app = TestApp::start().await;
    let mut browser = member(&app).await;
    let link = asked_for(&app, &mut browser, NEW).await;
    let mut phone = app.browser();

    let page = confirm(&mut phone, &link).await;

    assert_eq!(page.path, "/sign-in");
    assert!(page.main().contains(says().account.sign_in.email_changed));
    assert!(phone.cookie("session").is_none());
    assert_eq!(browser.open("/home").await.path, "/sign-in", "signed out where it was asked");
    sign_in(&mut phone, NEW, PASSWORD).await;
    assert_eq!(phone.page().path, "/home");
}

#[tokio::test]
async fn both_addresses_hear_of_it_and_billing_does() {
    let app = TestApp::start().await;
    let mut browser = member(&app).await;
    let before = app.store.member_of(&email(OLD)).expect("a member");
    let link = asked_for(&app, &mut browser, NEW).await;

    confirm(&mut browser, &link).await;

    assert_eq!(app.letter_to(NEW).await.kind, "email_changed");
    let old = app.letter_to(OLD).await;
    assert_eq!(old.kind, "email_replaced");
    assert!(!old.text.contains(NEW), "where the login went stays with us");
    let told = app.store.envelopes().pop().expect("an envelope");
    let [event] = &told.events[..] else { panic!("one event") };
    assert_eq!(
        (event.kind, event.number),
        (EventKind::EmailChanged, Some(before.event_number + 1))
    );
    assert_eq!(event.email.as_ref(), Some(&email(NEW)));
    assert_eq!(
        (&event.member, &event.accounts),
        (&Some(before.id.clone()), &before.account_numbers())
    );
}

#[tokio::test]
async fn who_reads_the_old_mailbox_shuts_the_login_if_it_was_not_them() {
    let app = TestApp::start().await;
    let mut browser = member(&app).await;
    let way = asked_for(&app, &mut browser, NEW).await;
    confirm(&mut browser, &way).await;
    let not_me = link(&app.letter_to(OLD).await);
    let mut old = app.browser();

    old.open(&not_me).await;
    old.submit(&[]).await;

    let member = app.store.member_of(&email(NEW)).expect("a member");
    assert_eq!(member.standing, Standing::Frozen);
    assert_eq!(browser.open("/home").await.path, "/sign-in");
}

#[tokio::test]
async fn an_address_that_is_a_members_looks_the_same_and_its_owner_is_told() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), JOINT, OTHER).await;
    let mut answers = Vec::new();
    let (mut one, mut two) = (member(&app).await, app.browser());
    settle(&app, &mut two, SECOND, "third@mail.example").await;

    for (browser, new) in [(&mut one, NEW), (&mut two, OTHER)] {
        let page = ask(browser, new).await;
        answers.push((
            page.status,
            page.headers.clone(),
            page.body.clone(),
            page.set_cookies().len(),
        ));
    }

    assert_eq!(answers[0], answers[1]);
    let letter = app.letter_to(OTHER).await;
    assert_eq!(letter.kind, "email_in_use");
    assert!(!letter.text.contains("verify?t="), "there is nothing to confirm");
    assert!(app.store.member_of(&email(OTHER)).is_some());
}

#[tokio::test]
async fn an_address_that_is_taken_meanwhile_changes_nothing_and_says_so() {
    let app = TestApp::start().await;
    let mut browser = member(&app).await;
    let link = asked_for(&app, &mut browser, NEW).await;
    app.wait(A_WHILE);
    become_member(&app, &mut app.browser(), SECOND, NEW).await;
    let before = app.store.member_of(&email(OLD));
    let letters = app.letters_to(OLD).len();

    let page = confirm(&mut browser, &link).await;

    assert_eq!(page.status, 409);
    assert_eq!(page.title(), says().problems.new_email_taken.title);
    assert!(page.links().contains(&"/profile/email".to_owned()), "a way on");
    assert_eq!(app.store.member_of(&email(OLD)), before);
    app.deliver().await;
    assert_eq!(app.letters_to(OLD).len(), letters);
    assert_eq!(browser.open("/home").await.path, "/home", "still signed in");
    let again = asked_for(&app, &mut browser, "marisol.third@mail.example").await;
    assert_eq!(confirm(&mut browser, &again).await.path, "/profile");
}

#[tokio::test]
async fn after_five_minutes_the_password_is_asked_for_again() {
    let app = TestApp::start().await;
    let mut browser = member(&app).await;
    app.wait(SignedDuration::from_secs(5 * 60 - 1));
    assert!(browser.open("/profile/email").await.value("current_password").is_none());
    app.wait(SignedDuration::from_secs(1));
    browser.open("/profile/email").await;
    let typed = [("email", NEW), ("confirm_email", NEW)];

    for wrong in ["", "seven quiet herons at dusk"] {
        let page = browser.submit(&[typed[0], typed[1], ("current_password", wrong)]).await;
        assert_eq!(page.status, 422);
        assert_eq!(page.errors()[0].0, "current_password");
        assert_eq!(page.value("email").as_deref(), Some(NEW), "nobody retypes");
    }
    let right = [typed[0], typed[1], ("current_password", PASSWORD)];
    assert_eq!(browser.submit(&right).await.location(), Some("/profile/email?asked=yes"));
}

#[tokio::test]
async fn what_is_no_new_address_comes_back_with_what_to_do() {
    let app = TestApp::start().await;
    let mut browser = member(&app).await;
    let errors = &says().errors;
    let cases = [
        (
            "",
            "",
            vec![("email", errors.email_missing), ("confirm_email", errors.confirm_email_missing)],
        ),
        ("marisol", "marisol", vec![("email", errors.email_no_at)]),
        (NEW, OTHER, vec![("confirm_email", errors.confirm_email_different)]),
        ("MARISOL.Abernethy@mail.example", OLD, vec![("email", errors.email_is_theirs)]),
    ];

    for (typed, again, said) in cases {
        browser.open("/profile/email").await;
        let page = browser.submit(&[("email", typed), ("confirm_email", again)]).await;

        let said: Vec<_> =
            said.into_iter().map(|(field, says)| (field.to_owned(), says.to_owned())).collect();
        assert_eq!((page.status, page.errors()), (422, said));
    }
}

#[tokio::test]
async fn five_new_addresses_of_a_member_in_a_day_and_the_sixth_waits() {
    let app = TestApp::start().await;
    let mut browser = member(&app).await;
    for number in 0..5 {
        assert_eq!(ask(&mut browser, &format!("n{number}@mail.example")).await.status, 303);
    }
    let mut elsewhere = app.browser();
    sign_in(&mut elsewhere, OLD, PASSWORD).await;

    let page = ask(&mut elsewhere, NEW).await;

    assert_eq!((page.status, page.header("retry-after")), (429, Some("86400")));
    app.wait(SignedDuration::from_secs(24 * 3600 - 1));
    sign_in(&mut elsewhere, OLD, PASSWORD).await;
    assert_eq!(ask(&mut elsewhere, NEW).await.status, 429, "a second too early");
    app.wait(SignedDuration::from_secs(1));
    assert_eq!(ask(&mut elsewhere, NEW).await.status, 303);
}

#[tokio::test]
async fn while_the_store_is_down_nothing_is_half_done() {
    let app = TestApp::start().await;
    let mut browser = member(&app).await;
    let link = asked_for(&app, &mut browser, NEW).await;
    browser.open(&link).await;
    let mut waiting = browser.clone();

    app.store.set_down(true);
    let status = waiting.submit(&[]).await.status;
    app.store.set_down(false);

    assert_eq!(status, 503);
    assert!(
        app.store.member_of(&email(OLD)).is_some() && app.store.member_of(&email(NEW)).is_none()
    );
    browser.submit(&[]).await;
    assert_eq!(browser.follow().await.path, "/profile", "the same link is good afterwards");
}
