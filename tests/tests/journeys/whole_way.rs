//! The whole way, from "New user? Register" to home and back in again.

use tests::app::{Browser, PLAIN, TestApp, temporary_password};

use tests::walk::{
    PASSWORD, PHRASE, ask, become_member, choose_password, follow_letter, says, settle, sign_in,
    who,
};

const EMAIL: &str = "pat.holloway@mail.example";

async fn walks(app: &TestApp, mut browser: Browser<'_>) {
    browser.open("/").await;
    assert_eq!(browser.page().title(), says().account.sign_in.title);
    assert!(browser.page().links().contains(&"/register".to_owned()));

    browser.open("/register").await;
    assert_eq!(browser.page().text(".step"), ["Step 1 of 6"]);
    browser.go_on(&who(PLAIN, EMAIL)).await;
    assert_eq!(browser.page().text(".step"), ["Step 2 of 6"]);
    browser.go_on(&[("billing_zip", PLAIN.zip), ("accept_terms", "yes")]).await;
    assert_eq!(browser.page().text(".step"), ["Step 3 of 6"]);
    assert!(browser.page().main().contains(EMAIL));
    follow_letter(app, &mut browser, EMAIL).await;
    assert_eq!(browser.page().text(".step"), ["Step 4 of 6"]);
    assert!(!browser.page().asks_for("account_number"), "this browser asked");
    choose_password(&mut browser).await;
    browser.follow().await;
    assert_eq!(browser.page().text(".step"), ["Step 5 of 6"]);
    browser.go_on(&[("paperless", "yes")]).await;
    assert_eq!(browser.page().text(".step"), ["Step 6 of 6"]);
    browser.go_on(&[("security_phrase", PHRASE)]).await;

    let home = browser.page();
    assert_eq!((home.path.as_str(), home.title().as_str()), ("/home", says().account.home.title));
    assert!(home.main().contains("••••1623"), "the account, masked");
    assert!(home.main().contains(says().account.home.by_email));
    assert!(home.main().contains(PHRASE));
    app.deliver().await;
    let kinds: Vec<&str> = app.letters_to(EMAIL).iter().map(|letter| letter.kind).collect();
    assert_eq!(kinds, ["confirm", "welcome", "bills_by_email"]);
}

#[tokio::test]
async fn a_member_gets_from_the_sign_in_page_to_home_with_javascript() {
    let app = TestApp::start().await;

    walks(&app, app.browser()).await;
}

#[tokio::test]
async fn a_member_gets_from_the_sign_in_page_to_home_without_javascript() {
    let app = TestApp::start().await;

    walks(&app, app.browser().without_script()).await;
}

#[tokio::test]
async fn who_signed_out_signs_in_again_and_is_asked_nothing() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;

    browser.press("/sign-out").await;
    assert_eq!(browser.page().text(".notice"), [says().account.sign_in.signed_out]);
    sign_in(&mut browser, "  PAT.Holloway@MAIL.example ", PASSWORD).await;

    assert_eq!(browser.page().path, "/home");
}

#[tokio::test]
async fn the_whole_way_is_in_spanish_where_spanish_was_chosen() {
    let app = TestApp::start().await;
    let mut browser = app.browser();

    browser.open("/register?lang=es").await;
    settle(&app, &mut browser, PLAIN, EMAIL).await;

    assert_eq!(browser.page().title(), "Mi cuenta");
    let letters = app.letters_to(EMAIL);
    assert!(letters[0].subject.starts_with("Confirme su correo electrónico"));
    let kinds: Vec<&str> = letters.iter().map(|letter| letter.kind).collect();
    assert_eq!(kinds, ["confirm", "welcome"]);
    assert!(letters.iter().all(|letter| letter.html.contains("<html lang=\"es\"")));
}

#[tokio::test]
async fn a_browser_that_asks_for_spanish_gets_it_without_choosing() {
    let app = TestApp::start().await;
    let mut browser = app.browser().speaking("es-MX,es;q=0.9,en;q=0.5");

    let page = browser.open("/").await;

    assert_eq!(page.title(), "Iniciar sesión");
    assert_eq!(page.text("html[lang=es] h1").len(), 1);
}

#[tokio::test]
async fn in_another_browser_the_account_number_is_asked_and_the_way_goes_on() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    let mut other = app.browser();
    follow_letter(&app, &mut other, EMAIL).await;
    assert!(other.page().asks_for("account_number"));

    let typed = [
        ("account_number", " 4815-1623 "),
        ("new_password", PASSWORD),
        ("confirm_password", PASSWORD),
    ];
    other.go_on(&typed).await;

    assert_eq!(other.page().path, "/register/paperless");
}

#[tokio::test]
async fn the_temporary_password_may_be_typed_by_hand_at_step_5() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    let typed = temporary_password(&app.letter_to(EMAIL).await).to_lowercase().replace('-', " ");

    browser.open("/register/password").await;
    assert_eq!(browser.page().value("email").as_deref(), Some(EMAIL), "nobody types it twice");
    assert_eq!(browser.page().value("current_password").as_deref(), Some(""));
    let typed = [
        ("current_password", typed.as_str()),
        ("new_password", PASSWORD),
        ("confirm_password", PASSWORD),
    ];
    browser.go_on(&typed).await;

    assert_eq!(browser.page().path, "/register/paperless");
}

#[tokio::test]
async fn in_another_browser_the_letter_may_be_copied_by_hand() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    let temporary = temporary_password(&app.letter_to(EMAIL).await);
    let mut other = app.browser();
    other.open("/register/password").await;
    assert_eq!(other.page().value("email").as_deref(), Some(""), "this browser knows nobody");

    let typed = [
        ("email", EMAIL),
        ("account_number", PLAIN.number),
        ("current_password", &temporary),
        ("new_password", PASSWORD),
        ("confirm_password", PASSWORD),
    ];
    other.go_on(&typed).await;

    assert_eq!(other.page().path, "/register/paperless");
}

#[tokio::test]
async fn the_temporary_password_on_the_sign_in_page_leads_to_step_5() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    let temporary = temporary_password(&app.letter_to(EMAIL).await);
    let mut other = app.browser();

    sign_in(&mut other, EMAIL, &temporary).await;

    assert_eq!(other.page().path, "/register/password");
    assert_eq!(other.page().value("current_password"), Some(temporary));
    assert!(other.page().asks_for("account_number"));
}

#[tokio::test]
async fn the_temporary_password_is_worth_nothing_once_a_password_is_set() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    let temporary = temporary_password(&app.letter_to(EMAIL).await);
    become_member_with(&app, &mut browser).await;

    let mut other = app.browser();
    sign_in(&mut other, EMAIL, &temporary).await;

    assert_eq!(other.page().status, 422);
    assert_eq!(other.page().path, "/sign-in");
}

async fn become_member_with(app: &TestApp, browser: &mut Browser<'_>) {
    follow_letter(app, browser, EMAIL).await;
    choose_password(browser).await;
    assert_eq!(browser.page().location(), Some("/register/paperless"));
}

#[tokio::test]
async fn who_left_after_step_5_is_asked_the_rest_at_the_next_sign_in() {
    let app = TestApp::start().await;
    become_member(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let mut later = app.browser();

    sign_in(&mut later, EMAIL, PASSWORD).await;

    assert_eq!(later.page().path, "/register/paperless");
}
