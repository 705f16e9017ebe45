//! Forms that break rules come back with what was typed and with every broken rule.

mod step_5;

use domain::Language;
use tests::app::{Account, Browser, PLAIN, Page, TestApp, temporary_password};

use tests::walk::{PASSWORD, ask, follow_letter, says, tell_who, who, zip_label};
use web::samples::shipped;
use web::says::account_number_form;

const EMAIL: &str = "morgan.bellweather@mail.example";

/// Fails unless the page says what is wrong.
///
/// Its title says that something is, and a summary links to each field.
#[track_caller]
fn refused(page: &Page, title: &str, errors: &[(&str, &str)]) {
    assert_eq!(page.status, 422);
    assert_eq!(page.title(), format!("Error: {title}"));
    assert_eq!(page.heading(), title);
    assert_eq!(page.text(".summary h2"), [says().common.error_heading]);
    let found = page.errors();
    let found: Vec<_> = found.iter().map(|(field, said)| (field.as_str(), said.as_str())).collect();
    assert_eq!(found, errors);
}

/// What is said of a number that looks like none of the co-op's.
fn malformed() -> String {
    (says().errors.account_number_malformed)(&account_number_form(shipped(), Language::English))
}

/// Numbers that are none of the co-op's, whatever its accounts are.
const NO_NUMBERS: [&str; 6] =
    ["1", "12", "0012", "12345678901", "12345678901234567890", "00000000000000000001"];

#[tokio::test]
async fn a_number_that_looks_like_none_is_told_at_step_2_before_any_letter() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let form = account_number_form(shipped(), Language::English);

    assert!(
        browser.open("/register").await.main().contains(&form),
        "the hint says what it looks like"
    );
    for number in NO_NUMBERS {
        let page = browser.submit(&who(Account { number, ..PLAIN }, EMAIL)).await;
        refused(page, says().steps.register.title, &[("account_number", &malformed())]);
        assert_eq!(page.value("account_number").as_deref(), Some(number));
    }
    assert!(browser.cookie("ticket").is_none());
    browser.go_on(&who(PLAIN, EMAIL)).await;
    assert_eq!(browser.page().path, "/register/identity");
}

#[tokio::test]
async fn a_number_that_looks_like_none_at_step_5_spends_no_try() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    let mut other = app.browser();
    follow_letter(&app, &mut other, EMAIL).await;
    let passwords = [("new_password", PASSWORD), ("confirm_password", PASSWORD)];

    for number in NO_NUMBERS {
        let page = other.submit(&[("account_number", number), passwords[0], passwords[1]]).await;
        refused(page, says().steps.password.title, &[("account_number", &malformed())]);
    }
    other.go_on(&[("account_number", PLAIN.number), passwords[0], passwords[1]]).await;

    assert_eq!(other.page().path, "/register/paperless");
}

#[tokio::test]
async fn an_empty_form_at_step_2_says_what_to_enter() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    browser.open("/register").await;

    let page = browser.submit(&[]).await;

    let errors = [
        ("account_number", says().errors.account_number_missing),
        ("name", says().errors.name_missing),
        ("email", says().errors.email_missing),
        ("confirm_email", says().errors.confirm_email_missing),
    ];
    refused(page, says().steps.register.title, &errors);
    assert!(browser.cookie("ticket").is_none());
}

#[tokio::test]
async fn what_was_typed_at_step_2_comes_back_with_every_broken_rule() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    browser.open("/register").await;
    let name = "<b>Bell&weather</b>".repeat(20);
    let typed = [
        ("account_number", "no. 12 \"34\""),
        ("name", &*name),
        ("email", "morgan at mail"),
        ("confirm_email", "morgan@mail.example"),
    ];

    let page = browser.submit(&typed).await;

    let errors = [
        ("account_number", &*malformed()),
        ("name", &*(says().errors.name_too_long)(domain::Name::MAX)),
        ("email", says().errors.email_no_at),
        ("confirm_email", says().errors.confirm_email_different),
    ];
    refused(page, says().steps.register.title, &errors);
    for (field, value) in typed {
        assert_eq!(page.value(field).as_deref(), Some(value));
    }
    assert!(!page.body.contains("<b>"));
}

#[tokio::test]
async fn step_2_goes_on_once_its_form_is_mended() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    browser.open("/register").await;
    let mut typed = who(PLAIN, EMAIL);
    typed[3].1 = "morgan.bellwether@mail.example";

    let page = browser.submit(&typed).await;
    refused(
        page,
        says().steps.register.title,
        &[("confirm_email", says().errors.confirm_email_different)],
    );
    browser.go_on(&[("confirm_email", EMAIL)]).await;

    assert_eq!(browser.page().path, "/register/identity");
}

#[tokio::test]
async fn an_empty_form_at_step_3_says_what_to_enter() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    tell_who(&mut browser, PLAIN, EMAIL).await;

    let page = browser.submit(&[]).await;

    let errors = [
        ("billing_zip", &*(says().errors.answer_missing)(zip_label())),
        ("accept_terms", says().errors.terms_not_accepted),
    ];
    refused(page, says().steps.identity.title, &errors);
    app.deliver().await;
    assert!(app.letters_to(EMAIL).is_empty());
}

#[tokio::test]
async fn what_was_typed_at_step_3_comes_back() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    tell_who(&mut browser, PLAIN, EMAIL).await;

    let page = browser.submit(&[("billing_zip", "7861"), ("accept_terms", "yes")]).await;

    refused(
        page,
        says().steps.identity.title,
        &[("billing_zip", &*(says().errors.answer_not_zip)(zip_label()))],
    );
    assert_eq!(page.value("billing_zip").as_deref(), Some("7861"));
    assert_eq!(page.text("input[name=accept_terms][checked]").len(), 1);
    assert_eq!(browser.submit(&[("billing_zip", PLAIN.zip)]).await.status, 303);
}

#[tokio::test]
async fn an_empty_form_at_sign_in_says_what_to_enter() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    browser.open("/sign-in").await;

    let page = browser.submit(&[]).await;

    refused(
        page,
        "Sign in",
        &[("email", says().errors.email_missing), ("password", says().errors.password_missing)],
    );
}

#[tokio::test]
async fn errors_are_said_in_spanish_too() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    browser.open("/register?lang=es").await;

    let page = browser.submit(&who(PLAIN, "nadie")).await;

    assert_eq!(page.title(), "Error: Registro de usuario nuevo");
    assert_eq!(page.text(".summary h2"), ["Hay un problema"]);
    assert_eq!(page.value("email").as_deref(), Some("nadie"));
}
