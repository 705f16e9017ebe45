//! What is refused where a password is chosen.

use super::*;

async fn at_step_5(app: &TestApp) -> (Browser<'_>, String) {
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    let letter = follow_letter(app, &mut browser, EMAIL).await;
    (browser, temporary_password(&letter))
}

#[tokio::test]
async fn passwords_that_break_a_rule_are_refused_and_never_come_back() {
    let app = TestApp::start().await;
    let (mut browser, temporary) = at_step_5(&app).await;
    let long = "herons ".repeat(19);
    let from_name = (says().errors.new_password_from_name)(shipped().short_name);
    let broken = [
        ("", says().errors.new_password_missing),
        ("quiet herons 1", &*(says().errors.new_password_too_short)(15)),
        (&*long, &*(says().errors.new_password_too_long)(128)),
        ("password12345678", says().errors.new_password_too_easy),
        ("aaaaaaaaaaaaaaaaaaaa", says().errors.new_password_too_easy),
        ("Juniper Valley Electric 2026", &*from_name),
        ("JuniperGap24091!", says().errors.new_password_from_address),
        ("contraseña contraseña", says().errors.new_password_too_easy),
        ("facturas de electricidad", says().errors.new_password_from_trade),
        ("electriccooperative", &*from_name),
        ("morgan bellweather 7", says().errors.new_password_from_email),
        ("Morgan.Bellweather@mail.example", says().errors.new_password_is_email),
    ];

    for (typed, rule) in broken {
        let page = browser.submit(&[("new_password", typed), ("confirm_password", typed)]).await;

        refused(page, says().steps.password.title, &[("new_password", rule)]);
        assert_eq!(page.value("new_password").as_deref(), Some(""));
        assert_eq!(page.value("confirm_password").as_deref(), Some(""));
        assert_eq!(page.value("email").as_deref(), Some(EMAIL));
        assert_eq!(page.value("current_password").as_deref(), Some(&*temporary));
    }
    assert!(app.store.members().is_empty());
}

#[tokio::test]
async fn the_temporary_password_is_no_new_one() {
    let app = TestApp::start().await;
    let (mut browser, _) = at_step_5(&app).await;
    let own = "a temporary password of mine";
    let typed = [("current_password", own), ("new_password", own), ("confirm_password", own)];

    let page = browser.submit(&typed).await;

    let errors = [
        ("current_password", says().errors.current_password_wrong),
        ("new_password", says().errors.new_password_is_current),
    ];
    refused(page, says().steps.password.title, &errors);
}

#[tokio::test]
async fn two_new_passwords_must_be_the_same() {
    let app = TestApp::start().await;
    let (mut browser, _) = at_step_5(&app).await;

    let page = browser
        .submit(&[("new_password", PASSWORD), ("confirm_password", "seven quiet Herons at dawn")])
        .await;

    refused(
        page,
        says().steps.password.title,
        &[("confirm_password", says().errors.confirm_password_different)],
    );
    assert!(!page.body.contains(PASSWORD));
}

#[tokio::test]
async fn the_email_must_be_the_letters() {
    let app = TestApp::start().await;
    let (mut browser, _) = at_step_5(&app).await;
    let typed = [
        ("email", "somebody.else@mail.example"),
        ("new_password", PASSWORD),
        ("confirm_password", PASSWORD),
    ];

    let page = browser.submit(&typed).await;

    refused(page, says().steps.password.title, &[("email", says().errors.email_different)]);
    assert_eq!(page.value("email").as_deref(), Some("somebody.else@mail.example"));
    assert!(app.store.members().is_empty());
}

#[tokio::test]
async fn a_made_up_temporary_password_is_refused_whether_anybody_asked_or_not() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;

    for email in [EMAIL, "nobody.here@mail.example"] {
        let mut browser = app.browser();
        browser.open("/register/password").await;
        let typed = [
            ("email", email),
            ("account_number", PLAIN.number),
            ("current_password", "AAAA-BBBB-CCCC"),
            ("new_password", PASSWORD),
            ("confirm_password", PASSWORD),
        ];

        let page = browser.submit(&typed).await;

        let error = says().errors.current_password_wrong;
        refused(page, says().steps.password.title, &[("current_password", error)]);
    }
}

#[tokio::test]
async fn an_empty_form_at_step_5_says_what_to_enter() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    browser.open("/register/password").await;

    let page = browser.submit(&[]).await;

    let errors = [
        ("email", says().errors.email_missing),
        ("account_number", says().errors.account_number_missing),
        ("current_password", says().errors.current_password_missing),
        ("new_password", says().errors.new_password_missing),
    ];
    refused(page, says().steps.password.title, &errors);
}
