//! What staff do about an account that somebody else opened, and what it leads to.

use domain::{EventKind, Standing};
use tests::app::{ON_FILE, PLAIN, TestApp, link};
use tests::walk::{PASSWORD, email, settle, sign_in};

use super::{
    CONTACT, HOUR, SECOND_OF_TIME, THIEF, add, events, say_it_was_me, sees_all, sees_nothing,
    steal, told,
};

/// The victim says by their link that it was not them.
async fn object(app: &TestApp, way_in: &str) {
    let mut victim = app.browser();
    victim.open(way_in).await;
    victim.go_on(&[]).await;
    let member = app.store.member_of(&email(THIEF)).expect("a member");
    assert_eq!(member.standing, Standing::Frozen);
}

#[tokio::test]
async fn staff_release_the_account_and_its_holder_registers_it_and_sees_it_at_once() {
    let app = told().await;
    let way_in = steal(&app, &mut app.browser()).await;
    object(&app, &way_in).await;

    app.release(ON_FILE).await;

    assert_eq!(app.letter_to(THIEF).await.kind, "account_released");
    let letter = app.letter_to(CONTACT).await;
    assert_eq!(letter.kind, "account_freed");
    assert!(letter.text.contains("/register"), "{}", letter.text);
    let last = events(&app).pop().expect("an event");
    assert_eq!((last.kind, last.email), (EventKind::LoginUnbound, None));
    let mut victim = app.browser();
    settle(&app, &mut victim, ON_FILE, CONTACT).await;
    sees_all(&mut victim).await;
    app.open_again(THIEF).await;
    let mut thief = app.browser();
    sign_in(&mut thief, THIEF, PASSWORD).await;
    let thiefs = app.store.member_of(&email(THIEF)).expect("a member");
    assert!(thiefs.accounts.is_empty(), "opening their login hands nothing back");
    sees_all(&mut victim).await;
}

#[tokio::test]
async fn whoever_talks_staff_into_opening_a_login_waits_again_and_its_contact_hears_of_it_again() {
    let app = told().await;
    let mut thief = app.browser();
    let first = steal(&app, &mut thief).await;
    app.wait(HOUR * 100);
    object(&app, &first).await;

    app.wait(HOUR);
    app.open_again(THIEF).await;

    assert_eq!(app.letter_to(THIEF).await.kind, "login_opened");
    let letter = app.letter_to(CONTACT).await;
    assert_eq!(letter.kind, "account_bound");
    let second = link(&letter);
    assert_ne!(first, second);
    sign_in(&mut thief, THIEF, PASSWORD).await;
    sees_nothing(&mut thief).await;
    let last = events(&app).pop().expect("an event");
    assert_eq!((last.kind, last.held_until), (EventKind::LoginBound, Some(app.now() + HOUR * 72)));
    object(&app, &second).await;
    assert_eq!(thief.open("/bills").await.path, "/sign-in");
}

#[tokio::test]
async fn a_login_that_was_frozen_by_mistake_opens_at_once_when_its_contact_says_so() {
    let app = told().await;
    let mut spouse = app.browser();
    let way_in = steal(&app, &mut spouse).await;
    object(&app, &way_in).await;
    app.open_again(THIEF).await;

    say_it_was_me(&mut app.browser(), &link(&app.letter_to(CONTACT).await)).await;

    sign_in(&mut spouse, THIEF, PASSWORD).await;
    sees_all(&mut spouse).await;
}

#[tokio::test]
async fn opening_a_login_holds_each_of_its_accounts_also_those_that_were_not() {
    let app = told().await;
    let mut member = app.browser();
    settle(&app, &mut member, PLAIN, THIEF).await;
    add(&mut member, ON_FILE).await;
    let way_in = link(&app.letter_to(CONTACT).await);
    object(&app, &way_in).await;

    app.open_again(THIEF).await;

    sign_in(&mut member, THIEF, PASSWORD).await;
    sees_nothing(&mut member).await;
    say_it_was_me(&mut app.browser(), &link(&app.letter_to(CONTACT).await)).await;
    let home = member.open("/home").await.main();
    assert!(home.contains("Shown from"), "the other one waits: {home}");
    app.wait(HOUR * 72 - SECOND_OF_TIME);
    sign_in(&mut member, THIEF, PASSWORD).await;
    assert!(member.open("/home").await.main().contains("Shown from"));
    app.wait(SECOND_OF_TIME);
    assert!(!member.open("/home").await.main().contains("Shown from"));
}

#[tokio::test]
async fn a_link_of_before_ends_no_hold_of_a_binding_made_after_it() {
    let app = told().await;
    let mut thief = app.browser();
    settle(&app, &mut thief, PLAIN, THIEF).await;
    add(&mut thief, ON_FILE).await;
    let old = link(&app.letter_to(CONTACT).await);
    app.release(ON_FILE).await;
    app.wait(SECOND_OF_TIME);
    add(&mut thief, ON_FILE).await;

    let mut scanner = app.browser();
    scanner.open(&old).await;

    assert!(!scanner.page().asks_for("was"), "it is another binding");
}
