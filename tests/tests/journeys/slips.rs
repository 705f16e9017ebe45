//! An address with a slip of the finger is asked about once; the choice is theirs.

use domain::Language::{English, Spanish};
use jiff::SignedDuration;
use tests::app::{Browser, PLAIN, TestApp};
use tests::walk::{settle, who};
use web::words::words;

const SLIP: &str = "kim.oyelaran@gmial.com";
const RIGHT: &str = "kim.oyelaran@gmail.com";

async fn typed(browser: &mut Browser<'_>, email: &str) {
    browser.open("/register").await;
    browser.submit(&who(PLAIN, email)).await;
}

#[tokio::test]
async fn who_mistypes_a_usual_domain_is_asked_whether_they_meant_it_and_one_button_takes_it() {
    for language in [English, Spanish] {
        let app = TestApp::start().await;
        let mut browser = app.browser().speaking(language.tag());
        typed(&mut browser, SLIP).await;
        let page = browser.page();
        let question = (words(language).steps.register.meant)(RIGHT);
        assert_eq!(page.status, 422);
        assert!(page.main().contains(&question), "{}", page.main());
        assert_eq!(page.value("account_number").as_deref(), Some(PLAIN.number));

        browser.submit(&[("meant_email", RIGHT)]).await;

        assert_eq!(browser.page().location(), Some("/register/identity"));
        browser.open("/register").await;
        for field in ["email", "confirm_email"] {
            assert_eq!(browser.page().value(field).as_deref(), Some(RIGHT));
        }
    }
}

#[tokio::test]
async fn who_submits_it_again_keeps_it_and_another_slip_is_asked_about_again() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    typed(&mut browser, SLIP).await;

    let other = "kim.oyelaran@yaho.com";
    browser.submit(&[("email", other), ("confirm_email", other)]).await;
    assert_eq!(browser.page().status, 422, "it is another address");
    browser.submit(&[]).await;

    assert_eq!(browser.page().location(), Some("/register/identity"));
    browser.open("/register").await;
    assert_eq!(browser.page().value("email").as_deref(), Some(other));
}

#[tokio::test]
async fn who_mistypes_a_new_address_in_the_profile_is_asked_too() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, "kim.oyelaran@mail.example").await;
    let typed = [("email", SLIP), ("confirm_email", SLIP)];
    browser.open("/profile/email").await;
    browser.submit(&typed).await;
    let question = (words(English).steps.register.meant)(RIGHT);
    assert!(browser.page().status == 422 && browser.page().main().contains(&question));

    browser.submit(&[("meant_email", RIGHT)]).await;

    assert_eq!(browser.page().location(), Some("/profile/email?asked=yes"));
    assert_eq!(app.letter_to(RIGHT).await.kind, "new_email");
    browser.open("/profile/email").await;
    browser.submit(&typed).await;
    browser.submit(&[]).await;
    assert_eq!(browser.page().location(), Some("/profile/email?asked=yes"), "it is kept");
}

#[tokio::test]
async fn who_takes_the_usual_domain_finds_it_there_whatever_else_is_wrong() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    typed(&mut browser, SLIP).await;

    browser.submit(&[("meant_email", RIGHT), ("account_number", "")]).await;

    assert_eq!(browser.page().status, 422);
    for field in ["email", "confirm_email"] {
        assert_eq!(browser.page().value(field).as_deref(), Some(RIGHT));
    }
    browser.submit(&[("account_number", PLAIN.number)]).await;
    assert_eq!(browser.page().location(), Some("/register/identity"));
    settle(&app, &mut browser, PLAIN, "kim.oyelaran@mail.example").await;
    app.wait(SignedDuration::from_mins(6));
    browser.open("/profile/email").await;
    browser.submit(&[("email", SLIP), ("confirm_email", SLIP)]).await;

    browser.submit(&[("meant_email", RIGHT), ("current_password", "not the one")]).await;

    assert_eq!(browser.page().status, 422);
    assert_eq!(browser.page().value("email").as_deref(), Some(RIGHT));
}

#[tokio::test]
async fn an_address_without_a_slip_is_not_asked_about() {
    let app = TestApp::start().await;
    for email in [RIGHT, "kim@juniper.coop", "kim@mail.example"] {
        let mut browser = app.browser();
        typed(&mut browser, email).await;
        assert_eq!(browser.page().location(), Some("/register/identity"), "{email}");
    }
}
