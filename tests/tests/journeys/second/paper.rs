//! Recovery codes: the way in for who lost the phone and kept the paper.

use jiff::SignedDuration;
use tests::app::TestApp;
use tests::walk::{PASSWORD, says, sign_in};

use super::{App, EMAIL, make_codes, member, password, set_up, sign_in_by};

/// A member with an app and recovery codes.
async fn with_paper(app: &TestApp) -> (App, Vec<String>) {
    let phone = member(app).await;
    let mut browser = app.browser();
    sign_in_by(app, &mut browser, &phone).await;
    let codes = make_codes(&mut browser).await;
    assert_eq!(codes.len(), 10);
    browser.press("/sign-out").await;
    app.deliver().await;
    (phone, codes)
}

#[tokio::test]
async fn a_lost_phone_a_recovery_code_opens_the_page_of_the_second_step_and_nothing_else() {
    let app = TestApp::start().await;
    let (_, codes) = with_paper(&app).await;
    let mut browser = app.browser();
    password(&mut browser).await;

    browser.go_on(&[("code", &codes[3].to_lowercase())]).await;

    assert_eq!(browser.page().path, "/profile/security");
    assert_eq!(app.letter_to(EMAIL).await.kind, "recovery_code_used");
    for page in ["/home", "/profile", "/bills", "/profile/email", "/profile/password", "/pay"] {
        assert_eq!(browser.open(page).await.path, "/profile/security", "{page}");
    }
    let (_, mut fields) = browser.filled_in_form("/sign-out");
    fields.extend(
        [("email", "a@b.example"), ("confirm_email", "a@b.example")]
            .map(|(a, b)| (a.to_owned(), b.to_owned())),
    );
    assert_eq!(browser.post("/profile/email", &fields).await.location(), Some("/sign-in"));
}

#[tokio::test]
async fn the_app_set_up_anew_by_a_recovery_code_opens_everything() {
    let app = TestApp::start().await;
    let (lost, codes) = with_paper(&app).await;
    let mut browser = app.browser();
    password(&mut browser).await;
    browser.go_on(&[("code", &codes[0])]).await;

    browser.open("/profile/security/app").await;
    let phone = App::scan(&browser);
    browser.go_on(&[("code", &phone.next_code(&app))]).await;

    assert_eq!(browser.page().path, "/profile/security", "the paper is still good");
    assert_eq!(browser.open("/home").await.path, "/home");
    let mut other = app.browser();
    password(&mut other).await;
    assert_eq!(other.submit(&[("code", &lost.next_code(&app))]).await.status, 422);
    other.go_on(&[("code", &phone.code(&app))]).await;
    assert_eq!(other.page().path, "/home");
    let security = other.open("/profile/security").await.main();
    assert!(security.contains("9 left"), "{security}");
    assert!(!security.contains("takes it off. After that"), "it is not on trial: {security}");
}

#[tokio::test]
async fn who_has_paper_alone_takes_the_app_off_and_signs_in_by_password() {
    let app = TestApp::start().await;
    let (_, codes) = with_paper(&app).await;
    let mut browser = app.browser();
    password(&mut browser).await;
    browser.go_on(&[("code", &codes[0])]).await;

    browser.open("/profile/security/remove").await;
    let (action, fields) = browser.filled_in_form("/profile/security/remove");
    browser.post(&action, &fields).await;
    browser.follow().await;

    assert_eq!(browser.page().path, "/sign-in");
    assert_eq!(app.letter_to(EMAIL).await.kind, "factor_removed");
    sign_in(&mut browser, EMAIL, PASSWORD).await;
    assert_eq!(browser.page().path, "/home");
}

#[tokio::test]
async fn a_recovery_code_works_once_and_new_ones_end_those_before() {
    let app = TestApp::start().await;
    let (phone, old) = with_paper(&app).await;
    let mut browser = app.browser();
    password(&mut browser).await;
    browser.go_on(&[("code", &old[0])]).await;
    browser.press("/sign-out").await;
    password(&mut browser).await;
    assert_eq!(browser.submit(&[("code", &old[0])]).await.status, 422, "once");
    let wrong = ("code".to_owned(), says().errors.code_wrong_paper.to_owned());
    assert_eq!(browser.page().errors(), [wrong]);
    browser.go_on(&[("code", &phone.next_code(&app))]).await;

    let new = make_codes(&mut browser).await;

    assert!(new.iter().all(|code| !old.contains(code)));
    browser.open("/home").await;
    browser.press("/sign-out").await;
    password(&mut browser).await;
    assert_eq!(browser.submit(&[("code", &old[1])]).await.status, 422);
    browser.go_on(&[("code", &new[1])]).await;
    assert_eq!(browser.page().path, "/profile/security");
}

#[tokio::test]
async fn a_recovery_code_changes_no_email_and_no_password_in_a_full_session_either() {
    let app = TestApp::start().await;
    let (phone, codes) = with_paper(&app).await;
    let mut browser = app.browser();
    sign_in_by(&app, &mut browser, &phone).await;
    app.wait(SignedDuration::from_mins(6));

    browser.open("/profile/email").await;
    let new = "ines.new@mail.example";
    let fields = [("email", new), ("confirm_email", new), ("current_password", PASSWORD)];
    browser.submit(&[&fields[..], &[("current_code", &codes[5])]].concat()).await;

    let wrong = ("current_code".to_owned(), says().errors.code_wrong.to_owned());
    assert_eq!(browser.page().errors(), [wrong]);
}

#[tokio::test]
async fn who_came_by_paper_and_finds_the_phone_need_not_sign_out_first() {
    let app = TestApp::start().await;
    let (phone, codes) = with_paper(&app).await;
    let mut browser = app.browser();
    password(&mut browser).await;
    browser.go_on(&[("code", &codes[0])]).await;
    app.wait(SignedDuration::from_mins(6));
    assert_eq!(browser.open("/home").await.path, "/profile/security");

    browser.open("/profile/security/codes").await;
    let code = phone.next_code(&app);
    browser.submit(&[("current_password", PASSWORD), ("current_code", &code)]).await;

    assert_eq!(browser.page().status, 200, "{}", browser.page().main());
    assert_eq!(browser.open("/home").await.path, "/home");
}

#[tokio::test]
async fn codes_are_shown_once_and_in_no_letter() {
    let app = TestApp::start().await;
    let (phone, codes) = with_paper(&app).await;
    let mut browser = app.browser();
    sign_in_by(&app, &mut browser, &phone).await;

    for page in ["/profile/security", "/profile/security/codes", "/profile"] {
        let body = browser.open(page).await.body.clone();
        assert!(codes.iter().all(|code| !body.contains(code.as_str())), "{page}");
    }
    for letter in app.letters_to(EMAIL) {
        assert!(codes.iter().all(|code| !letter.text.contains(code.as_str())), "{}", letter.kind);
    }
}

#[tokio::test]
async fn the_page_of_the_codes_says_on_which_day_they_were_made() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut browser = app.browser();
    sign_in_by(&app, &mut browser, &phone).await;

    make_codes(&mut browser).await;

    let page = browser.page().main();
    assert!(page.contains("Made on November 26, 2026."), "{page}");
}

#[tokio::test]
async fn there_are_no_codes_without_an_app() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    tests::walk::settle(&app, &mut browser, tests::app::PLAIN, EMAIL).await;

    assert_eq!(browser.open("/profile/security/codes").await.path, "/profile/security");
    set_up(&app, &mut browser).await;
    assert_eq!(browser.page().path, "/profile/security/codes");
}
