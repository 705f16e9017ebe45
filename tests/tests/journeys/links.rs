//! Step 4: the letter's link, opened by anybody at any time.

use jiff::SignedDuration;
use tests::app::{Event, PLAIN, SECOND, TestApp, link, temporary_password};

use tests::walk::{
    PASSWORD, ask, ask_back, choose_password, choose_password_elsewhere, email, follow_letter,
    says, sign_in,
};

const EMAIL: &str = "lee.marchetti@mail.example";

#[tokio::test]
async fn a_link_that_scanners_opened_many_times_still_works() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    let way_in = link(&app.letter_to(EMAIL).await);

    for _ in 0..5 {
        let mut scanner = app.browser();
        let head = Event::new("HEAD", &way_in);
        assert_eq!(scanner.send(&head).await.status, 200);
        assert_eq!(scanner.open(&way_in).await.title(), says().steps.password.title);
    }
    browser.open(&way_in).await;
    browser.open(&way_in).await;
    choose_password(&mut browser).await;

    assert_eq!(browser.page().location(), Some("/register/paperless"));
}

#[tokio::test]
async fn the_link_leads_to_an_address_without_its_token() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    let way_in = link(&app.letter_to(EMAIL).await);

    let page = browser.get(&way_in).await;

    assert_eq!((page.status, page.location()), (303, Some("/register/password")));
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    assert!(page.body.is_empty());
}

#[tokio::test]
async fn a_link_works_in_its_last_second_and_not_after_a_day() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    let way_in = link(&app.letter_to(EMAIL).await);

    app.wait(SignedDuration::from_secs(24 * 3600 - 1));
    let mut late = app.browser();
    assert_eq!(late.open(&way_in).await.status, 200);
    app.wait(SignedDuration::from_secs(1));
    choose_password(&mut late).await;
    let posted = late.page().clone();
    let opened = browser.open(&way_in).await.clone();

    for page in [posted, opened] {
        assert_eq!((page.status, page.title().as_str()), (410, says().problems.link_expired.title));
        assert!(page.links().contains(&"/register".to_owned()), "the way on");
        assert!(page.main().contains("Reference code"));
    }
    assert!(app.store.members().is_empty());
}

#[tokio::test]
async fn who_was_too_late_asks_again_and_gets_in() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    app.letter_to(EMAIL).await;
    app.wait(SignedDuration::from_hours(25));

    ask(&mut browser, PLAIN, EMAIL).await;
    follow_letter(&app, &mut browser, EMAIL).await;
    choose_password(&mut browser).await;

    assert_eq!(browser.page().location(), Some("/register/paperless"));
}

#[tokio::test]
async fn a_spent_link_says_that_the_email_is_confirmed() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    let letter = follow_letter(&app, &mut browser, EMAIL).await;
    choose_password(&mut browser).await;

    let mut other = app.browser();
    let page = other.open(&link(&letter)).await;

    assert_eq!((page.status, page.title().as_str()), (410, says().problems.link_spent.title));
    assert!(page.links().contains(&"/sign-in".to_owned()));
    assert_eq!(
        other.open("/register/password").await.status,
        200,
        "what is next begins without it"
    );
}

#[tokio::test]
async fn the_same_password_form_sent_twice_makes_one_member() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    follow_letter(&app, &mut browser, EMAIL).await;
    let mut twin = browser.clone();

    choose_password(&mut browser).await;
    choose_password(&mut twin).await;

    assert_eq!(browser.page().status, 303);
    assert_eq!(twin.page().status, 410);
    assert_eq!(twin.page().title(), says().problems.link_spent.title);
    assert_eq!(app.store.members().len(), 1);
}

#[tokio::test]
async fn a_link_with_a_part_missing_or_changed_says_so() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    let whole = link(&app.letter_to(EMAIL).await);

    let broken = [
        whole[..whole.len() - 1].to_owned(),
        format!("{whole}="),
        whole.replace("?t=", "?t=x"),
        "/register/verify".to_owned(),
        "/register/verify?t=".to_owned(),
    ];
    for way_in in broken {
        let page = app.browser().get(&way_in).await.clone();

        assert_eq!((page.status, page.title().as_str()), (410, says().problems.link_wrong.title));
        assert!(page.set_cookies().iter().all(|it| !it.starts_with("__Host-verify")));
    }
}

#[tokio::test]
async fn who_asks_again_gets_the_same_link_with_the_same_end() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    let first = app.letter_to(EMAIL).await;
    app.wait(SignedDuration::from_hours(2));

    let page = browser.press("/register/resend").await;
    assert_eq!(page.text(".notice"), [says().steps.check_email.resent]);
    let second = app.letter_to(EMAIL).await;

    assert_eq!(app.letters_to(EMAIL).len(), 2);
    assert_eq!(first.text, second.text);
}

#[tokio::test]
async fn a_letter_held_up_until_its_link_ends_says_to_ask_again() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    app.wait(SignedDuration::from_hours(24) - SignedDuration::from_mins(9));

    let letter = app.letter_to(EMAIL).await;

    assert!(letter.subject.starts_with("Register again"));
    assert!(!letter.text.contains("/register/verify"));
}

#[tokio::test]
async fn a_letter_that_the_stream_missed_goes_out_with_the_sweep() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;

    app.sweep().await;
    assert_eq!(app.letters_to(EMAIL).len(), 1, "with the next one");
    app.sweep().await;
    app.deliver().await;

    assert_eq!(app.letters_to(EMAIL).len(), 1, "and once");
}

#[tokio::test]
async fn five_wrong_account_numbers_in_another_browser_spend_the_link() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    let mut other = app.browser();
    follow_letter(&app, &mut other, EMAIL).await;
    let wrong = [
        ("account_number", SECOND.number),
        ("new_password", PASSWORD),
        ("confirm_password", PASSWORD),
    ];
    let right = [("account_number", PLAIN.number), wrong[1], wrong[2]];

    for _ in 0..4 {
        other.submit(&wrong).await;
        assert_eq!(other.page().status, 422);
        let error = says().errors.account_number_different.to_owned();
        assert_eq!(other.page().errors(), [("account_number".to_owned(), error)]);
    }
    let mut right_after_four = other.clone();
    other.submit(&wrong).await;
    right_after_four.submit(&right).await;

    assert_eq!(
        (other.page().status, other.page().title().as_str()),
        (410, says().problems.registration_ended.title)
    );
    assert_eq!(right_after_four.page().status, 410, "the right one comes too late");
    assert!(app.store.member_of(&email(EMAIL)).is_none());
}

#[tokio::test]
async fn the_link_of_another_registration_in_the_same_browser_asks_for_the_account() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut app.browser(), SECOND, EMAIL).await;
    ask(&mut browser, PLAIN, "someone.else@mail.example").await;

    follow_letter(&app, &mut browser, EMAIL).await;

    assert!(browser.page().asks_for("account_number"), "this browser asked for something else");
}

#[tokio::test]
async fn a_registration_that_was_ended_says_so_wherever_its_letter_leads() {
    for by_staff in [false, true] {
        let app = TestApp::start().await;
        let mut browser = app.browser();
        ask(&mut browser, PLAIN, EMAIL).await;
        let letter = app.letter_to(EMAIL).await;
        let temporary = temporary_password(&letter);
        if by_staff {
            app.end_registrations(EMAIL).await;
        } else {
            let mut other = app.browser();
            follow_letter(&app, &mut other, EMAIL).await;
            for _ in 0..5 {
                choose_password_elsewhere(&mut other, SECOND).await;
            }
        }
        app.wait(SignedDuration::from_mins(2));
        let (mut by_link, mut by_hand, mut at_sign_in) =
            (app.browser(), app.browser(), app.browser());

        by_link.open(&link(&letter)).await;
        by_hand.open("/register/password").await;
        let typed = [("email", EMAIL), ("current_password", temporary.as_str())];
        by_hand.submit(&typed).await;
        sign_in(&mut at_sign_in, EMAIL, &temporary).await;

        for page in [by_link.page(), by_hand.page(), at_sign_in.page()] {
            let ended = says().problems.registration_ended.title;
            assert_eq!((page.status, page.title().as_str()), (410, ended), "{}", page.path);
            assert!(page.links().contains(&"/register".to_owned()), "the way on");
        }
        browser.open("/register/check-email").await;
        browser.press("/register/resend").await;
        assert_eq!(app.letter_to(EMAIL).await.kind, "no_login", "asking again is answered");
        app.wait(SignedDuration::from_mins(2));
        ask_back(&mut browser, EMAIL).await;
        assert_eq!(app.letter_to(EMAIL).await.kind, "no_login", "and leads to registering");
    }
}
