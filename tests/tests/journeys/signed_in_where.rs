//! The sessions of a member: the list, ending one, ending all others.

use domain::Session;
use jiff::SignedDuration;
use tests::app::{Browser, PLAIN, SECOND, TestApp};
use web::samples::shipped;
use web::words::moment::local_time;

use tests::walk::{PASSWORD, email, says, settle, sign_in};

const EMAIL: &str = "wren.oyelaran@mail.example";
const OTHER: &str = "tamsin.bellweather@mail.example";
const FIREFOX: &str =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0";

/// A member on a phone, and on a computer an hour later.
async fn two_browsers(app: &TestApp) -> (Browser<'_>, Browser<'_>) {
    let (mut phone, mut computer) = (app.browser(), app.browser().made_as(FIREFOX));
    settle(app, &mut phone, PLAIN, EMAIL).await;
    app.wait(SignedDuration::from_mins(10));
    sign_in(&mut computer, EMAIL, PASSWORD).await;
    assert_eq!(computer.page().path, "/home");
    (phone, computer)
}

fn session_named(app: &TestApp, device: &str) -> Session {
    let mut sessions = app.store.sessions().into_iter();
    sessions.find(|session| session.device_name == device).expect("a session of that browser")
}

/// Presses a button of the list.
async fn press<'b>(browser: &'b mut Browser<'_>, name: &str, value: &str) -> &'b tests::app::Page {
    browser.open("/profile/sessions").await;
    let (_, mut fields) = browser.filled_in_form("/sign-out");
    fields.push((name.to_owned(), value.to_owned()));
    browser.post("/profile/sessions", &fields).await;
    browser.follow().await
}

#[tokio::test]
async fn each_browser_is_listed_with_its_time_and_the_one_that_looks_is_marked() {
    let app = TestApp::start().await;
    let (mut phone, mut computer) = two_browsers(&app).await;

    for (browser, this) in
        [(&mut phone, "Chrome on Android"), (&mut computer, "Firefox on Windows")]
    {
        browser.open("/profile").await;
        let page = browser.open("/profile/sessions").await;

        let rows = page.text("main .list li");
        assert_eq!(rows.len(), 2);
        assert!(rows[0].starts_with("Firefox on Windows"), "the latest comes first");
        assert!(rows[1].starts_with("Chrome on Android"));
        let marked: Vec<_> =
            rows.iter().filter(|row| row.contains(says().login.sessions.this)).collect();
        assert_eq!(marked.len(), 1);
        assert!(marked[0].starts_with(this));
    }
}

#[tokio::test]
async fn one_browser_is_signed_out_from_another_and_a_letter_says_which() {
    let app = TestApp::start().await;
    let (mut phone, mut computer) = two_browsers(&app).await;
    let id = session_named(&app, "Firefox on Windows").id;
    app.deliver().await;
    let letters = app.letters_to(EMAIL).len();
    let then = app.now();

    let page = press(&mut phone, "session", id.as_str()).await;

    assert_eq!(page.path, "/profile/sessions");
    assert!(page.main().contains(says().login.sessions.ended));
    assert_eq!(page.text("main .list li").len(), 1);
    let page = phone.open("/profile/sessions").await;
    assert!(!page.main().contains(says().login.sessions.ended), "it is said once");
    assert_eq!(computer.open("/home").await.path, "/sign-in");
    assert_eq!(phone.open("/home").await.path, "/home");
    app.deliver().await;
    let told = app.letters_to(EMAIL).split_off(letters);
    assert_eq!(told.iter().map(|it| it.kind).collect::<Vec<_>>(), ["session_ended"]);
    let when = local_time(then, shipped().time_zone, domain::Language::English);
    assert!(told[0].text.contains("Firefox on Windows") && told[0].text.contains(&when));

    press(&mut phone, "session", id.as_str()).await;

    app.deliver().await;
    assert_eq!(app.letters_to(EMAIL).len(), letters + 1, "ended once, told once");
}

#[tokio::test]
async fn all_others_are_signed_out_on_the_server_and_this_one_goes_on() {
    let app = TestApp::start().await;
    let (mut phone, mut computer) = two_browsers(&app).await;
    let mut copied = phone.clone();

    let page = press(&mut phone, "others", "yes").await;

    assert_eq!(page.path, "/profile");
    assert_eq!(computer.open("/home").await.path, "/sign-in");
    assert_eq!(copied.open("/home").await.path, "/sign-in", "the cookie before is worth nothing");
    let page = phone.open("/profile/sessions").await;
    assert_eq!(page.text("main .list li").len(), 1);
    assert!(page.main().contains(says().login.sessions.no_others));
    assert_eq!(app.letter_to(EMAIL).await.kind, "sessions_ended");
}

#[tokio::test]
async fn signing_out_everywhere_else_changes_neither_idle_nor_total_time() {
    let app = TestApp::start().await;
    let (mut phone, _) = two_browsers(&app).await;
    let before = session_named(&app, "Chrome on Android");

    press(&mut phone, "others", "yes").await;

    let member = app.store.member_of(&email(EMAIL)).expect("a member");
    let sessions = app.store.sessions();
    let now: Vec<_> = sessions.iter().filter(|it| it.stands(&member, app.now())).collect();
    assert_eq!(now.len(), 1);
    assert_eq!((now[0].ends_at, now[0].signed_in_at), (before.ends_at, before.signed_in_at));
    app.wait(SignedDuration::from_secs(15 * 60 - 1));
    assert_eq!(phone.open("/home").await.path, "/home");
}

#[tokio::test]
async fn nobody_ends_a_session_of_somebody_else() {
    let app = TestApp::start().await;
    let (mut mine, mut theirs) = (app.browser(), app.browser().made_as(FIREFOX));
    settle(&app, &mut mine, PLAIN, EMAIL).await;
    settle(&app, &mut theirs, SECOND, OTHER).await;
    let id = session_named(&app, "Firefox on Windows").id;

    for id in [id.as_str(), "no-such-session", "", &"s".repeat(2000)] {
        press(&mut mine, "session", id).await;
        press(&mut mine, "others", "no").await;
    }

    assert_eq!(theirs.open("/home").await.path, "/home");
    assert_eq!(mine.open("/home").await.path, "/home");
    assert_eq!(app.store.sessions().len(), 2);
}

#[tokio::test]
async fn while_the_store_is_down_nobody_is_signed_out() {
    let app = TestApp::start().await;
    let (mut phone, mut computer) = two_browsers(&app).await;
    phone.open("/profile/sessions").await;
    let csrf = phone.page().value("csrf").expect("a form token");
    let fields = [("csrf".to_owned(), csrf), ("others".to_owned(), "yes".to_owned())];

    app.store.set_down(true);
    let status = phone.post("/profile/sessions", &fields).await.status;
    app.store.set_down(false);

    assert_eq!(status, 503);
    assert_eq!(computer.open("/home").await.path, "/home");
    phone.post("/profile/sessions", &fields).await;
    assert_eq!(phone.follow().await.path, "/profile", "the same form is good afterwards");
}
