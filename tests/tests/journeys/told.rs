//! Pages that say what was just done: loading them again posts nothing, and nobody else is told.

use domain::Language;
use tests::app::{PLAIN, SECOND, TestApp};
use web::words::words;

use tests::walk::{PASSWORD, ask, ask_back, says, settle, sign_in};

const EMAIL: &str = "tess.longacre@mail.example";
const OTHER: &str = "theo.longacre@mail.example";
const NEW: &str = "tess.longacre@new.example";
const GUESS: &str = "seven quiet herons at dusk";

#[tokio::test]
async fn the_answer_to_asking_for_a_way_back_can_be_loaded_again() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    app.deliver().await;
    let mut answers = Vec::new();
    for email in [EMAIL, OTHER] {
        let mut browser = app.browser();
        ask_back(&mut browser, email).await;
        let page = browser.page();
        assert_eq!((page.status, page.location()), (303, Some("/recover?sent=yes")));
        let first = browser.follow().await.main();
        app.deliver().await;
        let letters = app.letters_to(email).len();

        let again = browser.open("/recover?sent=yes").await.main();

        assert_eq!(first, again);
        assert!(again.contains(email) && again.contains(says().recover.sent.title));
        app.deliver().await;
        assert_eq!(app.letters_to(email).len(), letters, "nothing was asked again");
        let code = browser.page().text("strong.code").remove(0);
        answers.push(again.replace(email, "").replace(&code, ""));
    }

    assert_eq!(answers[0], answers[1], "the same for a member and for nobody");
    let page = app.browser().open("/recover?sent=yes").await.clone();
    assert_eq!(page.title(), says().recover.title, "elsewhere it is the form");
    assert_eq!(page.value("email").as_deref(), Some(""));
}

#[tokio::test]
async fn who_fails_to_sign_in_finds_the_address_in_the_way_back() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    for email in [EMAIL, OTHER] {
        let mut browser = app.browser();
        sign_in(&mut browser, email, GUESS).await;
        assert_eq!(browser.page().status, 422);

        let link = browser.page().links_of("main .ways a").remove(0);
        assert_eq!(link, "/recover", "no address has the email in it");
        let page = browser.open(&link).await;

        assert_eq!(page.value("email").as_deref(), Some(email));
        assert_eq!(browser.go_on(&[]).await.title(), says().recover.sent.title);
    }
}

#[tokio::test]
async fn after_five_wrong_passwords_the_way_back_has_the_address_too() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    for _ in 0..6 {
        sign_in(&mut browser, EMAIL, GUESS).await;
    }
    assert_eq!(browser.page().status, 429);

    assert_eq!(browser.open("/recover").await.value("email").as_deref(), Some(EMAIL));
}

#[tokio::test]
async fn who_signs_in_or_out_leaves_no_address_behind() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    browser.press("/sign-out").await;
    sign_in(&mut browser, EMAIL, GUESS).await;
    assert!(browser.cookie("told").is_some());

    sign_in(&mut browser, EMAIL, PASSWORD).await;
    assert_eq!(browser.cookie("told"), None);
    browser.press("/sign-out").await;

    assert_eq!(browser.open("/recover").await.value("email").as_deref(), Some(""));
}

#[tokio::test]
async fn who_asks_for_a_new_email_sees_which_and_nobody_else_does() {
    let app = TestApp::start().await;
    let (mut browser, mut other) = (app.browser(), app.browser());
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    settle(&app, &mut other, SECOND, OTHER).await;
    browser.open("/profile/email").await;

    let page = browser.submit(&[("email", NEW), ("confirm_email", NEW)]).await;
    assert_eq!(page.location(), Some("/profile/email?asked=yes"), "no address has it in it");
    let notice = browser.follow().await.text(".notice").join(" ");

    assert!(notice.contains(&format!("{} {NEW}", says().login.email.asked_for)), "{notice}");
    let told = browser.cookie("told").expect("a cookie");
    other.put_cookie("told", &told);
    let page = other.open("/profile/email?asked=yes").await;
    assert!(!page.body.contains(NEW) && page.text(".notice").is_empty());
}

#[tokio::test]
async fn only_who_closed_a_login_is_told_that_it_is_closed() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    assert_eq!(app.browser().open("/profile/closed").await.path, "/sign-in");
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    assert_eq!(browser.get("/profile/closed").await.location(), Some("/sign-in"));

    browser.open("/profile/close").await;
    browser.go_on(&[("current_password", PASSWORD)]).await;

    for _ in 0..2 {
        assert_eq!(browser.open("/profile/closed").await.title(), says().login.closed.title);
    }
    assert_eq!(app.browser().open("/profile/closed").await.path, "/sign-in");
}

#[tokio::test]
async fn what_was_done_is_said_once_and_again_where_only_the_language_is_switched() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    let [english, spanish] =
        [Language::English, Language::Spanish].map(|it| words(it).profile.done.bills_on_paper);
    browser.open("/profile/paperless").await;

    let page = browser.go_on(&[("paperless", "no")]).await;

    assert_eq!(page.path, "/profile", "no address says it");
    assert_eq!(page.text(".notice"), [english]);
    assert_eq!(browser.open("/profile?lang=es").await.text(".notice"), [spanish]);
    for again in ["/profile?lang=es", "/profile", "/profile?lang=en"] {
        assert!(browser.open(again).await.text(".notice").is_empty(), "{again}");
    }
}

#[tokio::test]
async fn no_address_makes_a_page_say_that_something_was_done() {
    let app = TestApp::start().await;
    let (mut member, mut stranger) = (app.browser(), app.browser());
    settle(&app, &mut member, PLAIN, EMAIL).await;
    for done in ["done=password", "done=email", "done=accounts", "done=sessions"] {
        let page = member.open(&format!("/profile?{done}")).await;
        assert!(page.text(".notice").is_empty(), "{done}");
    }
    for page in ["/profile/sessions?ended=yes", "/profile/email?asked=yes"] {
        assert!(member.open(page).await.text(".notice").is_empty(), "{page}");
    }
    for notice in ["password-set", "signed-out", "email-changed", "email-proven"] {
        let page = stranger.open(&format!("/sign-in?notice={notice}")).await;
        assert!(page.text(".notice").is_empty(), "{notice}");
    }
    ask(&mut stranger, SECOND, OTHER).await;

    let page = stranger.open("/register/check-email?again=1").await;

    assert!(!page.main().contains(says().steps.check_email.resent));
}

#[tokio::test]
async fn what_one_member_did_is_not_said_to_another_in_the_same_browser() {
    let app = TestApp::start().await;
    let (mut browser, mut other) = (app.browser(), app.browser());
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    settle(&app, &mut other, SECOND, OTHER).await;
    browser.open("/profile/paperless").await;
    browser.submit(&[("paperless", "no")]).await;

    other.put_cookie("told", &browser.cookie("told").expect("a cookie"));

    assert!(other.open("/profile").await.text(".notice").is_empty());
    assert!(!browser.follow().await.text(".notice").is_empty());
}
