//! "Can't access your account?": the letter, its link, and a new password.

mod states;

use jiff::SignedDuration;
use tests::app::{Event, PLAIN, SECOND, TestApp, link};

use tests::walk::{NEW_PASSWORD, PASSWORD, ask, ask_back, follow_back, says, settle, sign_in};

const EMAIL: &str = "lou.vandermeer@mail.example";
const NEW: [(&str, &str); 2] = [("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)];

#[tokio::test]
async fn a_member_chooses_a_new_password_by_the_letters_link_and_signs_in_with_it() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let mut browser = app.browser();

    follow_back(&app, &mut browser, EMAIL).await;
    assert_eq!(browser.page().title(), says().recover.password.title);
    browser.submit(&NEW).await;

    assert_eq!(browser.page().location(), Some("/sign-in"));
    assert!(browser.cookie("session").is_none(), "a link to a new password signs nobody in");
    assert!(browser.cookie("device").is_some(), "and nobody's guessing shuts its browser out");
    browser.follow().await;
    assert_eq!(browser.page().text(".notice"), [says().account.sign_in.password_set]);
    sign_in(&mut browser, EMAIL, PASSWORD).await;
    assert_eq!(browser.page().status, 422, "the old one is worth nothing");
    sign_in(&mut browser, EMAIL, NEW_PASSWORD).await;
    assert_eq!(browser.page().path, "/home");
}

#[tokio::test]
async fn a_new_password_ends_every_session_and_a_letter_tells() {
    let app = TestApp::start().await;
    let (mut one, mut two) = (app.browser(), app.browser());
    settle(&app, &mut one, PLAIN, EMAIL).await;
    sign_in(&mut two, EMAIL, PASSWORD).await;

    follow_back(&app, &mut two, EMAIL).await;
    two.submit(&NEW).await;

    assert_eq!(one.open("/home").await.path, "/sign-in");
    assert_eq!(two.open("/home").await.path, "/sign-in", "the browser that chose it too");
    let letter = app.letter_to(EMAIL).await;
    assert_eq!(letter.kind, "password_changed");
    assert!(letter.text.contains("/recover"), "what to do if it was not them");
}

#[tokio::test]
async fn a_link_that_scanners_opened_many_times_still_sets_a_password_in_another_browser() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    ask_back(&mut app.browser(), EMAIL).await;
    let way_in = link(&app.letter_to(EMAIL).await);

    for _ in 0..5 {
        let mut scanner = app.browser();
        assert_eq!(scanner.send(&Event::new("HEAD", &way_in)).await.status, 200);
        assert_eq!(scanner.open(&way_in).await.title(), says().recover.password.title);
    }
    let mut elsewhere = app.browser();
    let page = elsewhere.get(&way_in).await.clone();
    elsewhere.follow().await;
    elsewhere.submit(&NEW).await;

    assert_eq!((page.status, page.location()), (303, Some("/recover/password")));
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(elsewhere.page().location(), Some("/sign-in"));
}

#[tokio::test]
async fn a_link_works_in_its_last_second_and_not_after_half_an_hour() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    ask_back(&mut app.browser(), EMAIL).await;
    let way_in = link(&app.letter_to(EMAIL).await);

    app.wait(SignedDuration::from_secs(30 * 60 - 1));
    let mut late = app.browser();
    assert_eq!(late.open(&way_in).await.status, 200);
    app.wait(SignedDuration::from_secs(1));
    late.submit(&NEW).await;
    let posted = late.page().clone();
    let opened = app.browser().open(&way_in).await.clone();

    for page in [posted, opened] {
        let over = says().problems.recover_over.title;
        assert_eq!((page.status, page.title().as_str()), (410, over));
        assert!(page.links().contains(&"/recover".to_owned()), "the way on");
        assert!(page.main().contains("Reference code"));
    }
    sign_in(&mut app.browser(), EMAIL, PASSWORD).await;
    assert_eq!(app.letters_to(EMAIL).last().map(|it| it.kind), Some("recover"));
}

#[tokio::test]
async fn a_page_open_for_longer_than_its_link_works_says_so_and_keeps_saying_it() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let mut browser = app.browser();
    follow_back(&app, &mut browser, EMAIL).await;
    app.wait(SignedDuration::from_mins(31));

    browser.submit(&NEW).await;

    let over = says().problems.recover_over.title;
    assert_eq!((browser.page().status, browser.page().title().as_str()), (410, over));
    assert_eq!(browser.open("/recover/password").await.title(), over);
}

#[tokio::test]
async fn a_spent_link_says_so_and_one_form_sent_twice_sets_one_password() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let mut browser = app.browser();
    let letter = follow_back(&app, &mut browser, EMAIL).await;
    let mut twin = browser.clone();

    browser.submit(&NEW).await;
    twin.submit(&[("new_password", PASSWORD), ("confirm_password", PASSWORD)]).await;
    let opened = app.browser().open(&link(&letter)).await.clone();

    assert_eq!(browser.page().status, 303);
    for page in [twin.page().clone(), opened] {
        let spent = says().problems.recover_spent.title;
        assert_eq!((page.status, page.title().as_str()), (410, spent));
        assert!(page.links().contains(&"/sign-in".to_owned()), "the way on");
    }
    sign_in(&mut browser, EMAIL, NEW_PASSWORD).await;
    assert_eq!(browser.page().path, "/home");
}

#[tokio::test]
async fn a_new_password_ends_the_links_that_were_sent_before_it() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let (mut one, mut two) = (app.browser(), app.browser());
    follow_back(&app, &mut one, EMAIL).await;
    app.wait(SignedDuration::from_mins(2));
    follow_back(&app, &mut two, EMAIL).await;

    two.submit(&NEW).await;
    one.submit(&[("new_password", PASSWORD), ("confirm_password", PASSWORD)]).await;

    assert_eq!(two.page().status, 303);
    assert_eq!(one.page().status, 410);
}

#[tokio::test]
async fn a_damaged_link_and_a_link_for_something_else_say_so() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, SECOND, "other@mail.example").await;
    let confirms = link(&app.letter_to("other@mail.example").await);
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    ask_back(&mut browser, EMAIL).await;
    let whole = link(&app.letter_to(EMAIL).await);

    let broken = [
        whole[..whole.len() - 1].to_owned(),
        whole.replace("?t=", "?t=x"),
        "/recover/verify".to_owned(),
        confirms.replace("/register/", "/recover/"),
    ];
    for way_in in broken {
        let page = app.browser().get(&way_in).await.clone();

        let over = says().problems.recover_over.title;
        assert_eq!((page.status, page.title().as_str()), (410, over));
        assert!(page.set_cookies().iter().all(|it| !it.starts_with("__Host-verify")));
    }
    let registers = whole.replace("/recover/", "/register/");
    assert_eq!(app.browser().get(&registers).await.status, 410);
}

#[tokio::test]
async fn without_a_link_the_way_begins_with_an_address() {
    let app = TestApp::start().await;
    let mut browser = app.browser();

    let page = browser.get("/recover/password").await;
    assert_eq!((page.status, page.title().as_str()), (410, says().problems.recover_over.title));
    assert!(page.links().contains(&"/recover".to_owned()), "the way on");
    browser.open("/recover").await;
    for typed in ["", "nobody@"] {
        browser.submit(&[("email", typed)]).await;
        assert_eq!(browser.page().status, 422);
        assert_eq!(browser.page().value("email").as_deref(), Some(typed));
        assert_eq!(browser.page().errors().len(), 1);
    }
    assert!(app.store.envelopes().is_empty());
}

#[tokio::test]
async fn a_new_password_has_the_rules_of_the_first_and_the_link_stays_good() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let mut browser = app.browser();
    follow_back(&app, &mut browser, EMAIL).await;
    let says = &says().errors;

    for (first, second, field, error) in [
        ("", "", "new_password", says.new_password_missing.to_owned()),
        ("too short", "too short", "new_password", (says.new_password_too_short)(15)),
        (EMAIL, EMAIL, "new_password", says.new_password_is_email.to_owned()),
        (NEW_PASSWORD, "", "confirm_password", says.confirm_password_missing.to_owned()),
        (NEW_PASSWORD, PASSWORD, "confirm_password", says.confirm_password_different.to_owned()),
    ] {
        browser.submit(&[("new_password", first), ("confirm_password", second)]).await;
        assert_eq!(browser.page().status, 422);
        assert_eq!(browser.page().errors(), [(field.to_owned(), error)]);
        assert!(first.is_empty() || first == EMAIL || !browser.page().body.contains(first));
    }
    browser.submit(&NEW).await;

    assert_eq!(browser.page().status, 303);
}
