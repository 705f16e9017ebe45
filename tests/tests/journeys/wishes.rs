//! Steps 6 and 7: paper bills and the security phrase.

use domain::{EventKind, Language, Paperless, Phrase};
use tests::app::{Browser, PLAIN, TestApp};
use web::samples::shipped;

use tests::walk::{PASSWORD, PHRASE, become_member, email, says, sign_in};

const EMAIL: &str = "val.ingersoll@mail.example";

async fn at_step_6(app: &TestApp) -> Browser<'_> {
    let mut browser = app.browser();
    become_member(app, &mut browser, PLAIN, EMAIL).await;
    browser
}

async fn at_step_7(app: &TestApp) -> Browser<'_> {
    let mut browser = at_step_6(app).await;
    browser.go_on(&[("paperless", "no")]).await;
    assert_eq!(browser.page().path, "/register/security-phrase");
    browser
}

/// Events by their number. The highest number of a member counts.
fn events(app: &TestApp) -> Vec<(EventKind, u64)> {
    let envelopes = app.store.envelopes();
    let events = envelopes.iter().flat_map(|envelope| &envelope.events);
    let mut events: Vec<_> =
        events.map(|event| (event.kind, event.number.expect("a change of a member"))).collect();
    events.sort_by_key(|(_, number)| *number);
    events
}

#[tokio::test]
async fn yes_to_paperless_is_recorded_with_its_text_and_told_to_billing() {
    let app = TestApp::start().await;
    let mut browser = at_step_6(&app).await;

    browser.go_on(&[("paperless", "yes")]).await;

    let member = app.store.member_of(&email(EMAIL)).expect("a member");
    let Paperless::On(consent) = member.paperless else { panic!("no paper from now on") };
    let paperless = &shipped().paperless;
    assert_eq!(consent.version, paperless.version);
    assert_eq!(consent.hash, paperless.hash(Language::English));
    assert_eq!((consent.language, consent.at), (Language::English, app.now()));
    assert_eq!(events(&app)[3..], [(EventKind::PaperlessOn, 4)]);
}

#[tokio::test]
async fn no_to_paperless_is_recorded_and_told_to_billing() {
    let app = TestApp::start().await;
    let mut browser = at_step_6(&app).await;

    browser.go_on(&[("paperless", "no")]).await;

    let member = app.store.member_of(&email(EMAIL)).expect("a member");
    assert!(matches!(member.paperless, Paperless::Off(_)));
    assert_eq!(events(&app)[3..], [(EventKind::PaperlessOff, 4)]);
    assert_eq!(browser.page().path, "/register/security-phrase");
}

#[tokio::test]
async fn not_now_at_step_6_is_recorded_and_told_to_nobody() {
    let app = TestApp::start().await;
    let mut browser = at_step_6(&app).await;

    browser.go_on(&[("skip", "yes")]).await;

    let member = app.store.member_of(&email(EMAIL)).expect("a member");
    assert_eq!(member.paperless, Paperless::Skipped(app.now()));
    let told = [EventKind::LoginBound, EventKind::TermsAccepted, EventKind::NoticeByPost];
    assert_eq!(events(&app), told.into_iter().zip(1..).collect::<Vec<_>>(), "what was told before");
    assert_eq!(browser.page().path, "/register/security-phrase");
}

#[tokio::test]
async fn nothing_is_chosen_for_the_member_at_step_6() {
    let app = TestApp::start().await;
    let mut browser = at_step_6(&app).await;
    assert!(browser.page().text("input[type=radio][checked]").is_empty());

    let page = browser.submit(&[]).await;

    let rule = says().errors.paperless_not_chosen;
    assert_eq!(page.status, 422);
    assert_eq!(page.title(), format!("Error: {}", says().steps.paperless.title));
    assert_eq!(page.errors(), [("paperless".to_owned(), rule.to_owned())]);
}

#[tokio::test]
async fn paperless_says_that_it_is_for_all_accounts_of_the_email() {
    let app = TestApp::start().await;
    let browser = at_step_6(&app).await;

    assert!(browser.page().main().contains(says().steps.paperless.applies));
}

#[tokio::test]
async fn what_was_not_asked_now_is_not_asked_at_the_next_sign_in() {
    let app = TestApp::start().await;
    let mut browser = at_step_6(&app).await;
    browser.go_on(&[("skip", "yes")]).await;
    browser.go_on(&[("skip", "yes")]).await;
    assert_eq!(browser.page().path, "/home");

    let mut later = app.browser();
    sign_in(&mut later, EMAIL, PASSWORD).await;

    assert_eq!(later.page().path, "/home");
}

#[tokio::test]
async fn the_pay_door_is_closed_until_there_is_a_phrase() {
    let app = TestApp::start().await;
    let mut browser = at_step_7(&app).await;

    browser.go_on(&[("skip", "yes")]).await;
    assert!(matches!(app.store.members()[0].phrase, Phrase::Skipped(_)));
    assert!(!browser.page().links().contains(&shipped().links.pay.to_owned()));
    assert!(browser.page().main().contains(says().account.home.pay_closed));
    browser.open("/register/security-phrase").await;
    browser.go_on(&[("security_phrase", PHRASE)]).await;

    assert!(browser.page().links().contains(&shipped().links.pay.to_owned()));
}

#[tokio::test]
async fn a_phrase_that_breaks_a_rule_comes_back_with_the_rule() {
    let app = TestApp::start().await;
    let mut browser = at_step_7(&app).await;
    let long = "kettle ".repeat(10);
    let broken = [
        ("", says().errors.phrase_missing),
        ("   ", says().errors.phrase_missing),
        ("moss", &*(says().errors.phrase_too_short)(5)),
        (&*long, &*(says().errors.phrase_too_long)(64)),
        ("Val.Ingersoll@mail.example", says().errors.phrase_is_email),
        ("0048 151623", says().errors.phrase_is_account_number),
    ];

    for (typed, rule) in broken {
        let page = browser.submit(&[("security_phrase", typed)]).await;

        assert_eq!(page.status, 422);
        assert_eq!(page.errors(), [("security_phrase".to_owned(), rule.to_owned())]);
        assert_eq!(page.value("security_phrase").as_deref(), Some(typed));
        assert_eq!(page.title(), format!("Error: {}", says().steps.phrase.title));
    }
    assert_eq!(app.store.members()[0].phrase, Phrase::Unasked);
}

#[tokio::test]
async fn the_password_is_no_phrase_and_does_not_come_back() {
    let app = TestApp::start().await;
    let mut browser = at_step_7(&app).await;

    let page = browser.submit(&[("security_phrase", PASSWORD)]).await;

    let rule = says().errors.phrase_is_password.to_owned();
    assert_eq!(page.errors(), [("security_phrase".to_owned(), rule)]);
    assert!(!page.body.contains(PASSWORD));
}

#[tokio::test]
async fn five_and_sixty_four_letters_are_a_phrase() {
    let app = TestApp::start().await;
    let mut browser = at_step_7(&app).await;

    for phrase in ["ñandú".to_owned(), "ü".repeat(64)] {
        browser.open("/register/security-phrase").await;
        browser.go_on(&[("security_phrase", &phrase)]).await;

        assert!(browser.open("/home").await.main().contains(&phrase));
    }
}
