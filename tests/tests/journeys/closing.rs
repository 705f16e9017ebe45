//! Closing a login: what ends, and that the member may register again.

use domain::{EventKind, Standing};
use jiff::SignedDuration;
use tests::app::{Browser, PLAIN, TestApp};

use tests::walk::{PASSWORD, become_member, email, says, settle, sign_in};

const EMAIL: &str = "ione.castlereagh@mail.example";
const OTHER: &str = "rafe.castlereagh@mail.example";

async fn close<'b>(browser: &'b mut Browser<'_>, password: &str) -> &'b tests::app::Page {
    browser.open("/profile/close").await;
    browser.submit(&[("current_password", password)]).await
}

#[tokio::test]
async fn the_profile_leads_to_closing_and_closing_says_what_it_means() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;

    let links = browser.open("/profile").await.links();
    let page = browser.open("/profile/close").await;

    assert!(links.contains(&"/profile/close".to_owned()));
    assert_eq!(page.heading(), says().login.close.title);
    assert_eq!(page.text("main li").len(), says().login.close.list.len());
    assert!(page.links().contains(&"/profile".to_owned()), "a way back");
}

#[tokio::test]
async fn a_closed_login_is_over_everywhere_and_a_letter_says_so() {
    let app = TestApp::start().await;
    let (mut browser, mut other) = (app.browser(), app.browser());
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    sign_in(&mut other, EMAIL, PASSWORD).await;

    let answer = close(&mut browser, PASSWORD).await.clone();

    assert_eq!((answer.status, answer.location()), (303, Some("/profile/closed")));
    assert_eq!(answer.header("clear-site-data"), Some("\"cache\", \"storage\""));
    assert!(browser.cookie("session").is_none() && browser.cookie("device").is_none());
    let goodbye = browser.follow().await;
    assert_eq!(goodbye.heading(), says().login.closed.title);
    assert!(goodbye.links().contains(&"/register".to_owned()));
    assert_eq!(browser.open("/home").await.path, "/sign-in");
    assert_eq!(other.open("/home").await.path, "/sign-in");
    assert_eq!(app.letter_to(EMAIL).await.kind, "login_closed");
}

#[tokio::test]
async fn who_signs_in_to_a_closed_login_looks_like_a_stranger() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    close(&mut browser, PASSWORD).await;

    let mut pages = Vec::new();
    for email in [EMAIL, "nobody.at.all.here.now@mail.example"] {
        let mut again = app.browser();
        sign_in(&mut again, email, PASSWORD).await;
        pages.push((again.page().status, again.page().errors()));
    }

    assert_eq!(pages[0], pages[1]);
    assert_eq!(pages[0].0, 422);
}

#[tokio::test]
async fn the_same_account_and_email_register_again() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    close(&mut browser, PASSWORD).await;
    app.wait(SignedDuration::from_mins(2));

    become_member(&app, &mut app.browser(), PLAIN, EMAIL).await;

    let members = app.store.members();
    let standing = |wanted| members.iter().filter(|it| it.standing == wanted).count();
    assert_eq!((standing(Standing::Closed), standing(Standing::Active)), (1, 1));
    let mut again = app.browser();
    sign_in(&mut again, EMAIL, PASSWORD).await;
    assert_eq!(again.page().path, "/register/paperless");
}

#[tokio::test]
async fn somebody_who_shares_the_account_registers_it_after_them() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    close(&mut browser, PASSWORD).await;

    become_member(&app, &mut app.browser(), PLAIN, OTHER).await;

    let member = app.store.member_of(&email(OTHER)).expect("a member");
    let owner = app.store.owner_of(&member.accounts[0].account).expect("an owner");
    assert_eq!(owner.member, member.id);
    assert!(app.store.member_of(&email(EMAIL)).is_none());
}

#[tokio::test]
async fn billing_hears_that_the_login_is_gone_and_paper_bills_come_back() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    let member = app.store.member_of(&email(EMAIL)).expect("a member");

    close(&mut browser, PASSWORD).await;

    let told = app.store.envelopes().pop().expect("an envelope");
    let events: Vec<_> = told.events.iter().map(|event| (event.kind, event.number)).collect();
    let last = member.event_number;
    assert_eq!(
        events,
        [(EventKind::LoginUnbound, Some(last + 1)), (EventKind::PaperlessOff, Some(last + 2))]
    );
    for event in &told.events {
        assert_eq!(
            (&event.member, &event.accounts),
            (&Some(member.id.clone()), &member.account_numbers())
        );
    }
}

#[tokio::test]
async fn without_the_password_nothing_is_closed_however_lately_it_was_typed() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;

    for password in ["", "seven quiet herons at dusk"] {
        let page = close(&mut browser, password).await;

        assert_eq!(page.status, 422);
        assert_eq!(page.errors().len(), 1);
        assert_eq!(page.errors()[0].0, "current_password");
        assert!(password.is_empty() || !page.body.contains(password));
    }
    assert_eq!(browser.open("/home").await.path, "/home");
    assert_eq!(app.store.members()[0].standing, Standing::Active);
}

#[tokio::test]
async fn while_the_store_is_down_nothing_is_closed_and_then_it_is() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    browser.open("/profile/close").await;
    let mut waiting = browser.clone();

    app.store.set_down(true);
    let status = waiting.submit(&[("current_password", PASSWORD)]).await.status;
    app.store.set_down(false);

    assert_eq!(status, 503);
    assert_eq!(app.store.members()[0].standing, Standing::Active);
    let page = browser.submit(&[("current_password", PASSWORD)]).await;
    assert_eq!(page.location(), Some("/profile/closed"));
}

#[tokio::test]
async fn who_is_not_signed_in_closes_nothing() {
    let app = TestApp::start().await;
    let mut browser = app.browser();

    assert_eq!(browser.open("/profile/close").await.path, "/sign-in");
    let csrf = browser.page().value("csrf").expect("a form token");
    let page = browser.post("/profile/close", &[("csrf".to_owned(), csrf)]).await;

    assert_eq!((page.status, page.location()), (303, Some("/sign-in")));
}
