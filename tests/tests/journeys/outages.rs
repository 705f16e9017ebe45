//! Stores and mail that do not answer. The page says so, and nothing is lost.

use jiff::SignedDuration;
use tests::app::{Browser, PLAIN, Page, TestApp};
use tests::memory::Mood;
use web::samples::shipped;

use tests::walk::{
    PASSWORD, PHRASE, ask, choose_password, follow_letter, settle, sign_in, tell_who,
};

const EMAIL: &str = "noor.castellanos@mail.example";

#[track_caller]
fn is_unavailable(page: &Page) {
    assert_eq!(page.status, 503, "{}", page.path);
    assert_eq!(page.header("retry-after"), Some("60"));
    assert!(page.body.contains(shipped().phone), "whom to call");
}

#[tokio::test]
async fn while_the_store_is_down_each_step_says_so_and_nothing_is_lost() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    tell_who(&mut browser, PLAIN, EMAIL).await;
    let typed = [("billing_zip", PLAIN.zip), ("accept_terms", "yes")];

    is_unavailable(with_store_down(&app, browser.clone(), &typed).await.page());
    browser.go_on(&typed).await;
    follow_letter(&app, &mut browser, EMAIL).await;
    let typed = [("new_password", PASSWORD), ("confirm_password", PASSWORD)];
    is_unavailable(with_store_down(&app, browser.clone(), &typed).await.page());
    assert!(app.store.members().is_empty());
    browser.go_on(&typed).await;
    is_unavailable(with_store_down(&app, browser.clone(), &[("paperless", "yes")]).await.page());
    browser.go_on(&[("paperless", "yes")]).await;
    is_unavailable(
        with_store_down(&app, browser.clone(), &[("security_phrase", PHRASE)]).await.page(),
    );
    browser.go_on(&[("security_phrase", PHRASE)]).await;

    assert_eq!(browser.page().path, "/home");
    assert_eq!(app.letters_to(EMAIL).len(), 1);
}

/// Submits a form while the store is down.
async fn with_store_down<'a>(
    app: &TestApp,
    mut browser: Browser<'a>,
    typed: &[(&str, &str)],
) -> Browser<'a> {
    app.store.set_down(true);
    browser.submit(typed).await;
    app.store.set_down(false);
    browser
}

#[tokio::test]
async fn while_the_store_is_down_nobody_is_signed_in_or_out() {
    let app = TestApp::start().await;
    let mut member = app.browser();
    settle(&app, &mut member, PLAIN, EMAIL).await;
    let mut other = app.browser();
    other.open("/sign-in").await;
    let (_, fields) = member.filled_in_form("/sign-out");

    app.store.set_down(true);
    is_unavailable(member.get("/home").await);
    is_unavailable(member.get("/bills").await);
    is_unavailable(member.get("/pay").await);
    is_unavailable(member.post("/sign-out", &fields).await);
    is_unavailable(other.submit(&[("email", EMAIL), ("password", PASSWORD)]).await);
    app.store.set_down(false);

    assert!(other.cookie("session").is_none());
    assert_eq!(member.open("/home").await.path, "/home", "still signed in");
    sign_in(&mut other, EMAIL, PASSWORD).await;
    assert_eq!(other.page().path, "/home");
}

#[tokio::test]
async fn while_the_mail_is_down_letters_wait_and_then_go() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    app.post_office.set_mood(Mood::Closed);
    ask(&mut browser, PLAIN, EMAIL).await;
    app.deliver().await;
    assert!(app.letters_to(EMAIL).is_empty());

    app.post_office.set_mood(Mood::Open);
    app.wait(SignedDuration::from_mins(2));
    app.sweep().await;

    follow_letter(&app, &mut browser, EMAIL).await;
    choose_password(&mut browser).await;
    assert_eq!(browser.page().location(), Some("/register/paperless"));
    assert_eq!(app.letters_to(EMAIL).len(), 1);
}
