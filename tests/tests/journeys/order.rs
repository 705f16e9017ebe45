//! Pages that are opened out of order, or without what they need.

use jiff::SignedDuration;
use tests::app::{Browser, PLAIN, TestApp};

use tests::walk::{ask, become_member, says, settle, tell_who};

const EMAIL: &str = "kim.oyelaran@mail.example";

async fn leads(browser: &mut Browser<'_>, from: &str, to: &str) {
    let page = browser.get(from).await;

    assert_eq!((page.status, page.location()), (303, Some(to)), "{from}");
}

#[tokio::test]
async fn who_begins_in_the_middle_is_led_to_the_beginning() {
    let app = TestApp::start().await;

    for path in ["/register/identity", "/register/check-email"] {
        let mut browser = app.browser();
        leads(&mut browser, path, "/register?over=yes").await;
        assert!(browser.follow().await.main().contains(says().common.shown_again.begun_anew));
    }
    let page = app.browser().open("/register").await.main();
    assert!(
        !page.contains(says().common.shown_again.begun_anew),
        "who begins there is told nothing"
    );
}

#[tokio::test]
async fn members_pages_lead_to_the_sign_in_page_without_a_session() {
    let app = TestApp::start().await;

    for path in ["/home", "/bills", "/pay", "/register/paperless", "/register/security-phrase"] {
        leads(&mut app.browser(), path, "/sign-in").await;
    }
}

#[tokio::test]
async fn posts_lead_to_the_sign_in_page_without_a_session() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    become_member(&app, &mut browser, PLAIN, EMAIL).await;
    let (action, fields) = browser.filled_in(&[("paperless", "yes")]);
    app.wait(SignedDuration::from_hours(12));
    let mut other = app.browser();
    other.open("/sign-in").await;
    let (_, of_other) = other.filled_in(&[]);
    let csrf = of_other.iter().find(|(name, _)| name == "csrf").expect("a form token").clone();
    let fields: Vec<_> =
        fields.into_iter().filter(|(name, _)| name != "csrf").chain([csrf]).collect();

    let page = other.post(&action, &fields).await;

    assert_eq!((page.status, page.location()), (303, Some("/sign-in")));
}

#[tokio::test]
async fn after_step_2_the_latest_step_is_3() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    tell_who(&mut browser, PLAIN, EMAIL).await;

    leads(&mut browser, "/register/check-email", "/register/identity").await;
}

#[tokio::test]
async fn after_step_3_the_latest_step_is_4_once_its_answers_are_over() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    app.wait(SignedDuration::from_mins(30));

    leads(&mut browser, "/register/identity", "/register/check-email").await;
}

#[tokio::test]
async fn step_7_comes_after_step_6() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    become_member(&app, &mut browser, PLAIN, EMAIL).await;

    leads(&mut browser, "/register/security-phrase", "/register/paperless").await;
}

#[tokio::test]
async fn a_member_who_opens_the_sign_in_page_goes_on_where_they_were() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    become_member(&app, &mut browser, PLAIN, EMAIL).await;

    leads(&mut browser, "/", "/register/paperless").await;
    browser.open("/").await;
    browser.go_on(&[("paperless", "no")]).await;
    leads(&mut browser, "/sign-in", "/register/security-phrase").await;
}

#[tokio::test]
async fn home_is_open_to_a_member_who_has_not_answered_all() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    become_member(&app, &mut browser, PLAIN, EMAIL).await;

    let home = browser.open("/home").await;

    assert!(home.main().contains(says().account.home.on_paper));
    assert!(home.links().contains(&"/register/paperless".to_owned()));
}

#[tokio::test]
async fn going_back_to_step_2_shows_what_was_typed() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    tell_who(&mut browser, PLAIN, EMAIL).await;

    let page = browser.open("/register").await;

    assert_eq!(page.value("account_number").as_deref(), Some(PLAIN.number));
    assert_eq!(page.value("name").as_deref(), Some(PLAIN.name));
    assert_eq!(page.value("email").as_deref(), Some(EMAIL));
    assert_eq!(page.value("confirm_email").as_deref(), Some(EMAIL));
}

#[tokio::test]
async fn half_an_hour_after_step_2_one_begins_again() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    tell_who(&mut browser, PLAIN, EMAIL).await;
    app.wait(SignedDuration::from_mins(30));

    leads(&mut browser, "/register/identity", "/register?over=yes").await;
}

#[tokio::test]
async fn who_mends_the_email_after_half_an_hour_is_told_why_the_boxes_are_empty() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    let empty = says().common.shown_again.begun_anew;

    assert!(!browser.open("/register?new=email").await.main().contains(empty));
    app.wait(SignedDuration::from_mins(30));
    let page = browser.open("/register?new=email").await;

    assert_eq!(page.value("account_number").as_deref(), Some(""));
    assert!(page.main().contains(empty));
}

#[tokio::test]
async fn every_step_has_a_way_out() {
    let app = TestApp::start().await;
    let mut browser = app.browser();

    for path in ["/register", "/register/password"] {
        assert!(browser.open(path).await.links().contains(&"/sign-in".to_owned()), "{path}");
    }
    tell_who(&mut browser, PLAIN, EMAIL).await;
    assert!(browser.page().links().contains(&"/sign-in".to_owned()));
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    assert!(browser.open("/register/paperless").await.button("skip").is_some());
}
