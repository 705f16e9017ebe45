//! The security phrase, and the password that is asked for again.

use domain::Phrase;
use jiff::SignedDuration;
use tests::app::{PLAIN, TestApp};

use super::{EMAIL, at};
use tests::walk::{PASSWORD, PHRASE, says};

const FIVE_MINUTES: SignedDuration = SignedDuration::from_mins(5);

#[tokio::test]
async fn after_five_minutes_a_new_phrase_needs_the_password() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/security-phrase").await;
    assert!(!browser.page().asks_for("current_password"), "it was typed just now");
    app.wait(FIVE_MINUTES - SignedDuration::from_secs(1));
    assert!(!browser.open("/profile/security-phrase").await.asks_for("current_password"));
    app.wait(SignedDuration::from_secs(1));
    assert!(browser.open("/profile/security-phrase").await.asks_for("current_password"));

    let page = browser.submit(&[("security_phrase", "an old red barn")]).await;

    let rule = says().errors.password_now_missing.to_owned();
    assert_eq!((page.status, page.errors()), (422, vec![("current_password".to_owned(), rule)]));
    assert_eq!(page.value("security_phrase").as_deref(), Some("an old red barn"));
    let typed = [("security_phrase", "an old red barn"), ("current_password", "wrong one")];
    let page = browser.submit(&typed).await;
    let rule = says().errors.password_now_wrong.to_owned();
    assert_eq!(page.errors(), [("current_password".to_owned(), rule)]);
    browser.go_on(&[("security_phrase", "an old red barn"), ("current_password", PASSWORD)]).await;
    assert_eq!(browser.page().path, "/profile");
    assert!(browser.open("/home").await.main().contains("an old red barn"));
}

#[tokio::test]
async fn a_form_that_was_opened_in_time_and_sent_too_late_asks_for_the_password() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/security-phrase").await;
    app.wait(FIVE_MINUTES);

    let page = browser.submit(&[("security_phrase", "an old red barn")]).await;

    assert_eq!(page.status, 422);
    assert!(page.asks_for("current_password"));
}

#[tokio::test]
async fn a_phrase_is_no_way_to_guess_at_the_password() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/security-phrase").await;
    app.wait(FIVE_MINUTES);
    browser.open("/profile/security-phrase").await;

    let fields = |page: &tests::app::Page| -> Vec<String> {
        page.errors().into_iter().map(|(field, _)| field).collect()
    };
    let right = fields(browser.submit(&[("security_phrase", PASSWORD)]).await);
    let wrong = fields(browser.submit(&[("security_phrase", "an old red barn")]).await);

    assert_eq!(right, wrong);
    let typed = [("security_phrase", PASSWORD), ("current_password", PASSWORD)];
    let page = browser.submit(&typed).await;
    assert_eq!(fields(page), ["security_phrase"], "who knows it is told");
    assert!(!page.body.contains(PASSWORD));
}

#[tokio::test]
async fn a_new_phrase_is_told_in_a_letter_that_does_not_show_it() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/security-phrase").await;

    browser.go_on(&[("security_phrase", "an old red barn")]).await;

    let letter = app.letter_to(EMAIL).await;
    assert_eq!(letter.kind, "phrase_changed");
    assert!(!letter.text.contains("barn") && !letter.html.contains("barn"));
}

#[tokio::test]
async fn a_phrase_that_breaks_a_rule_is_refused_in_the_profile_too() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/security-phrase").await;
    let broken = [
        ("", says().errors.phrase_missing),
        (EMAIL, says().errors.phrase_is_email),
        (PLAIN.number, says().errors.phrase_is_account_number),
        (PASSWORD, says().errors.phrase_is_password),
    ];

    for (typed, rule) in broken {
        let page = browser.submit(&[("security_phrase", typed)]).await;

        assert_eq!(page.errors(), [("security_phrase".to_owned(), rule.to_owned())]);
    }
    let Phrase::Chosen(phrase) = &app.store.members()[0].phrase else { panic!("it is kept") };
    assert_eq!(phrase.expose(), PHRASE);
}

#[tokio::test]
async fn who_has_a_phrase_changes_it_in_the_profile_and_not_at_step_7() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile").await;

    browser.open("/register/security-phrase").await;

    assert_eq!(browser.page().path, "/profile/security-phrase");
}
