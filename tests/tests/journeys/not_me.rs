//! "This wasn't me": the contact on file freezes a login. Only staff unfreeze it.

use domain::{EventKind, Standing};
use jiff::SignedDuration;
use tests::app::{Browser, Event, ON_FILE, PLAIN, TestApp, link};

use tests::walk::{
    NEW_PASSWORD, PASSWORD, ask_back, become_member, email, follow_back, says, settle, sign_in,
};

const EMAIL: &str = "max.strandberg@mail.example";
const CONTACT: &str = "onfile@mail.example";

/// Makes a member on an account whose contact on file is somebody else.
///
/// Returns the contact's link.
async fn bound_by_a_stranger(app: &TestApp, browser: &mut Browser<'_>) -> String {
    settle(app, browser, ON_FILE, EMAIL).await;
    let letter = app.letter_to(CONTACT).await;
    assert_eq!(letter.kind, "account_bound");
    link(&letter)
}

fn standing(app: &TestApp) -> Standing {
    app.store.member_of(&email(EMAIL)).expect("a member").standing
}

#[tokio::test]
async fn the_contact_on_file_shuts_a_login_that_was_not_theirs() {
    let app = TestApp::start().await;
    let mut stranger = app.browser();
    let way_in = bound_by_a_stranger(&app, &mut stranger).await;
    let mut contact = app.browser().speaking("es");

    contact.open(&way_in).await;
    assert_eq!((contact.page().path.as_str(), contact.page().status), ("/not-me", 200));
    assert!(!contact.page().body.contains(EMAIL), "whose login it is stays with staff");
    contact.go_on(&[]).await;

    for (again, said) in [
        ("/not-me", "Nadie puede usar"),
        ("/not-me?lang=en", says().account.office.told_text[0]),
        ("/not-me?lang=es", "Nadie puede usar"),
        (&*way_in, "Nadie puede usar"),
    ] {
        assert_eq!(contact.page().status, 200);
        assert!(contact.page().main().contains("Nadie puede usar"), "in the reader's language");
        assert!(contact.open(again).await.main().contains(said), "{again}: it can be loaded again");
        contact.open("/not-me?lang=es").await;
    }
    assert_eq!(standing(&app), Standing::Frozen);
    assert_eq!(stranger.open("/home").await.path, "/sign-in", "its sessions are over");
    let letter = app.letter_to(EMAIL).await;
    assert_eq!(letter.kind, "login_frozen");
    assert!(!letter.text.contains(CONTACT), "who said so stays with staff");
    let events: Vec<_> = app.store.envelopes().into_iter().flat_map(|it| it.events).collect();
    assert_eq!(events.last().map(|it| it.kind), Some(EventKind::LoginFrozen));
}

#[tokio::test]
async fn a_hurried_holder_shuts_nothing_by_the_big_buttons() {
    let app = TestApp::start().await;
    let mut member = app.browser();
    settle(&app, &mut member, ON_FILE, EMAIL).await;
    let letter = app.letter_to(CONTACT).await;
    let says = &web::words::words(domain::Language::Spanish).letters.registering.account_held;
    assert_eq!((says.button, says.second), ("Fui yo", "No fui yo"), "two plain links");
    assert!(!letter.html.contains("bgcolor=\"#0f5560\""), "nothing is dressed as the way on");
    let mut contact = app.browser();

    contact.open(&link(&letter)).await;
    let dressed = contact.page().attributes("main button", "class");
    assert_eq!(dressed, ["second", "second"], "while it is held neither choice is");
    app.wait(SignedDuration::from_hours(72));
    sign_in(&mut member, EMAIL, PASSWORD).await;
    contact.open(&link(&letter)).await;
    let first = contact.page().links_of("main .go");
    assert_eq!(first, ["/not-me?was=me"], "the first choice changes nothing");
    assert_eq!(contact.page().text("main button"), [self::says().not_me.button]);
    contact.open(&first[0]).await;

    assert_eq!((contact.page().status, contact.page().title()), (200, kept()));
    assert_eq!(standing(&app), Standing::Active);
    assert_eq!(member.open("/home").await.path, "/home");
    contact.open("/not-me").await;
    contact.submit(&[]).await;
    assert_eq!(standing(&app), Standing::Frozen, "the second thought counts");
}

fn kept() -> String {
    says().not_me.kept.title.to_owned()
}

#[tokio::test]
async fn a_frozen_login_is_opened_by_neither_password_nor_recovery() {
    let app = TestApp::start().await;
    let mut stranger = app.browser();
    let way_in = bound_by_a_stranger(&app, &mut stranger).await;
    let mut asked_before = app.browser();
    follow_back(&app, &mut asked_before, EMAIL).await;
    let mut contact = app.browser();
    contact.open(&way_in).await;
    contact.submit(&[]).await;

    sign_in(&mut stranger, EMAIL, PASSWORD).await;
    assert_eq!(stranger.page().title(), says().account.office.frozen_title);
    assert!(stranger.cookie("session").is_none());
    asked_before
        .submit(&[("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)])
        .await;
    assert_eq!(asked_before.page().status, 410);
    app.wait(SignedDuration::from_mins(2));
    ask_back(&mut stranger, EMAIL).await;
    assert_eq!(app.letter_to(EMAIL).await.kind, "still_frozen");
}

#[tokio::test]
async fn scanners_that_open_the_link_shut_nothing() {
    let app = TestApp::start().await;
    let way_in = bound_by_a_stranger(&app, &mut app.browser()).await;

    for _ in 0..5 {
        let mut scanner = app.browser();
        assert_eq!(scanner.send(&Event::new("HEAD", &way_in)).await.status, 200);
        assert_eq!(scanner.get(&way_in).await.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(scanner.follow().await.title(), says().not_me.title);
    }

    assert_eq!(standing(&app), Standing::Active);
}

#[tokio::test]
async fn saying_it_twice_is_no_error_and_a_spent_link_says_so() {
    let app = TestApp::start().await;
    let way_in = bound_by_a_stranger(&app, &mut app.browser()).await;
    let mut contact = app.browser();
    contact.open(&way_in).await;
    let mut twin = contact.clone();

    let mut other = app.browser();
    contact.go_on(&[]).await;
    twin.go_on(&[]).await;

    for page in [contact.page(), twin.page()] {
        assert_eq!((page.status, page.title().as_str()), (200, says().account.office.told_title));
    }
    for address in [&*way_in, "/not-me"] {
        let page = other.open(address).await;
        let spent = says().problems.not_me_spent.title;
        assert_eq!((page.status, page.title().as_str()), (410, spent), "{address}");
    }
    let frozen = |kind: &EventKind| *kind == EventKind::LoginFrozen;
    let events = app.store.envelopes().into_iter().flat_map(|it| it.events);
    assert_eq!(events.map(|it| it.kind).filter(frozen).count(), 1);
}

#[tokio::test]
async fn the_link_works_for_thirty_days_and_outlives_a_new_password() {
    let app = TestApp::start().await;
    let way_in = bound_by_a_stranger(&app, &mut app.browser()).await;
    let mut stranger = app.browser();
    follow_back(&app, &mut stranger, EMAIL).await;
    stranger.submit(&[("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)]).await;
    assert_eq!(stranger.page().status, 303);

    app.wait(SignedDuration::from_hours(24 * 30) - SignedDuration::from_secs(1));
    let mut contact = app.browser();
    assert_eq!(contact.open(&way_in).await.status, 200);
    let mut late = contact.clone();
    app.wait(SignedDuration::from_secs(1));
    late.submit(&[]).await;

    let over = says().problems.not_me_over.title;
    assert_eq!((late.page().status, late.page().title().as_str()), (410, over));
    assert_eq!(standing(&app), Standing::Active);
}

#[tokio::test]
async fn once_staff_have_opened_it_again_the_spent_link_shuts_nothing() {
    let app = TestApp::start().await;
    let way_in = bound_by_a_stranger(&app, &mut app.browser()).await;
    let mut contact = app.browser();
    contact.open(&way_in).await;
    contact.submit(&[]).await;
    app.change(EMAIL, |member| member.standing = Standing::Active).await;

    assert_eq!(contact.open(&way_in).await.status, 410);

    let mut member = app.browser();
    sign_in(&mut member, EMAIL, PASSWORD).await;
    assert_eq!(member.page().path, "/home");
}

#[tokio::test]
async fn a_damaged_link_and_a_page_without_one_say_whom_to_call() {
    let app = TestApp::start().await;
    let way_in = bound_by_a_stranger(&app, &mut app.browser()).await;

    for address in [&way_in[..way_in.len() - 1], "/not-me/verify", "/not-me"] {
        let page = app.browser().open(address).await.clone();

        assert_eq!(page.status, 410, "{address}");
        assert!(page.links().contains(&web::samples::shipped().phone_link.to_owned()));
    }
}

#[tokio::test]
async fn a_page_open_for_too_long_sends_its_reader_to_the_letter_whose_link_still_works() {
    let app = TestApp::start().await;
    let way_in = bound_by_a_stranger(&app, &mut app.browser()).await;
    let mut contact = app.browser();
    contact.open(&way_in).await;
    app.wait(SignedDuration::from_mins(31));

    contact.submit(&[]).await;

    let again = says().problems.link_again.title;
    assert_eq!((contact.page().status, contact.page().title().as_str()), (410, again));
    assert_eq!(standing(&app), Standing::Active);
    contact.open(&way_in).await;
    contact.submit(&[]).await;
    assert_eq!(standing(&app), Standing::Frozen);
}

#[tokio::test]
async fn while_the_store_is_down_nothing_is_shut_and_the_link_is_unspent() {
    let app = TestApp::start().await;
    let way_in = bound_by_a_stranger(&app, &mut app.browser()).await;
    let mut contact = app.browser();
    contact.open(&way_in).await;
    let mut again = contact.clone();

    app.store.set_down(true);
    contact.submit(&[]).await;
    assert_eq!(contact.page().status, 503);
    app.store.set_down(false);
    again.go_on(&[]).await;

    assert_eq!(again.page().status, 200);
    assert_eq!(standing(&app), Standing::Frozen);
}

#[tokio::test]
async fn who_registered_with_the_address_on_file_gets_one_letter_and_no_such_link() {
    let app = TestApp::start().await;

    become_member(&app, &mut app.browser(), ON_FILE, CONTACT).await;
    become_member(&app, &mut app.browser(), PLAIN, EMAIL).await;

    assert!(app.store.links().is_empty());
    let kinds: Vec<_> = app.letters_to(CONTACT).iter().map(|it| it.kind).collect();
    assert_eq!(kinds, ["confirm", "welcome"]);
}
