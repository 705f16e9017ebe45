//! Going back, and a second window: each page is about what it says, and what is done is told.

use tests::app::{Account, Browser, PLAIN, SECOND, TestApp, temporary_password};
use web::words::words;

use domain::Language::{English, Spanish};
use domain::{AccountNumber, Email};
use tests::walk::{
    ask, become_member, choose_password, follow_letter, says, settle, sign_in, tell_who, who,
};

const EMAIL: &str = "kim.oyelaran@mail.example";
const OTHER: &str = "oyelaran.kim@mail.example";

/// A form in a window, filled in and not yet sent.
struct FilledIn {
    action: String,
    fields: Vec<(String, String)>,
}

/// Step 3's form in a window, filled in and not yet sent.
async fn step_3(browser: &mut Browser<'_>, account: Account, email: &str) -> FilledIn {
    tell_who(browser, account, email).await;
    let typed = [("billing_zip", account.zip), ("accept_terms", "yes")];
    let (action, fields) = browser.filled_in(&typed);
    FilledIn { action, fields }
}

async fn send(browser: &mut Browser<'_>, mut form: FilledIn) {
    let solved = browser.solve().await;
    let robot = form.fields.iter_mut().find(|(name, _)| name == "altcha").expect("the robot check");
    robot.1 = solved;
    browser.post(&form.action, &form.fields).await;
    assert_eq!(browser.page().location(), Some("/register/check-email"));
}

#[tokio::test]
async fn of_two_windows_each_registers_the_account_that_its_step_2_named() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let one = step_3(&mut browser, PLAIN, EMAIL).await;
    let other = step_3(&mut browser, SECOND, OTHER).await;

    send(&mut browser, one).await;
    send(&mut browser, other).await;

    for (email, account) in [(EMAIL, PLAIN), (OTHER, SECOND)] {
        follow_letter(&app, &mut browser, email).await;
        let number = [("account_number", account.number)];
        let asked = if browser.page().asks_for("account_number") { &number[..] } else { &[] };
        let password = "seven quiet herons at dawn";
        let typed = [("new_password", password), ("confirm_password", password)];
        browser.submit(&[asked, &typed[..]].concat()).await;
        assert_eq!(browser.page().status, 303, "{}", browser.page().title());
        let number = AccountNumber::parse(account.number).expect("a number");
        let owner = app.store.owner_of(&number).expect("it has an owner");
        let member = app.store.member_of(&Email::parse(email).expect("an email"));
        assert_eq!(Some(owner.member), member.map(|member| member.id));
        browser.open("/register/paperless").await;
        browser.press("/sign-out").await;
    }
}

#[tokio::test]
async fn step_3_says_which_account_it_is_about_without_its_whole_number() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    tell_who(&mut browser, PLAIN, EMAIL).await;

    let first = browser.page().main();
    browser.submit(&[("billing_zip", "1")]).await;
    let refused = browser.page().main();

    for text in [&first, &refused] {
        assert!(text.contains("••••1623") && !text.contains(PLAIN.number), "{text}");
    }
    assert!(browser.page().links().contains(&"/register".to_owned()));
}

#[tokio::test]
async fn a_carried_form_that_was_changed_counts_as_none() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let FilledIn { action, mut fields } = step_3(&mut browser, PLAIN, EMAIL).await;
    let carried = fields.iter_mut().find(|(name, _)| name == "ticket").expect("it is carried");
    carried.1.push('x');

    let page = browser.post(&action, &fields).await;

    assert_eq!((page.status, page.location()), (303, Some("/register?over=yes")));
}

#[tokio::test]
async fn step_3_open_for_longer_than_its_answers_are_kept_comes_back_filled_in_and_can_be_sent() {
    for language in [English, Spanish] {
        let app = TestApp::start().await;
        let mut browser = app.browser();
        ask(&mut browser, SECOND, EMAIL).await;
        browser.open("/register?new=email").await;
        browser.go_on(&who(SECOND, OTHER)).await;
        app.wait(jiff::SignedDuration::from_mins(31));
        if language == Spanish {
            let (_, mut fields) = browser.filled_in(&[("billing_zip", SECOND.zip)]);
            fields.retain(|(name, _)| name != "altcha");
            browser.post("/register/identity?lang=es", &fields).await;
            assert_eq!(browser.page().status, 200, "the other language is nothing that is sent");
        } else {
            browser.submit(&[("billing_zip", SECOND.zip), ("accept_terms", "yes")]).await;
            assert_eq!(browser.page().status, 403);
            assert!(browser.page().main().contains(says().common.shown_again.stale));
        }

        let page = browser.page();
        assert_eq!(page.title(), words(language).steps.identity.title);
        assert_eq!(page.kept("billing_zip").as_deref(), Some(SECOND.zip));
        browser.go_on(&[("accept_terms", "yes")]).await;
        assert_eq!(browser.page().path, "/register/check-email");
        assert!(browser.page().main().contains(OTHER), "the address that step 2 named");
        app.deliver().await;
        assert_eq!(app.letters_to(OTHER).len(), 1);
    }
}

#[tokio::test]
async fn back_from_step_4_an_answer_or_the_email_can_be_mended_and_the_rest_stands_there() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, Account { zip: "78699", ..PLAIN }, EMAIL).await;
    assert!(browser.page().links().contains(&"/register?new=email".to_owned()));

    assert_eq!(browser.get("/register/identity").await.status, 200);
    browser.go_on(&[("billing_zip", PLAIN.zip), ("accept_terms", "yes")]).await;
    assert_eq!(browser.page().path, "/register/check-email");
    browser.open("/register?new=email").await;

    let page = browser.page();
    assert_eq!(page.value("account_number").as_deref(), Some(PLAIN.number));
    assert_eq!(page.value("name").as_deref(), Some(PLAIN.name));
    assert_eq!(page.value("email").unwrap_or_default(), "");
    assert_eq!(page.value("confirm_email").unwrap_or_default(), "");
    browser.go_on(&who(PLAIN, OTHER)).await;
    browser.go_on(&[("billing_zip", PLAIN.zip), ("accept_terms", "yes")]).await;
    follow_letter(&app, &mut browser, OTHER).await;
}

#[tokio::test]
async fn back_from_step_6_and_in_a_second_window_step_5_says_that_the_password_is_set() {
    for language in [English, Spanish] {
        let app = TestApp::start().await;
        let mut browser = app.browser().speaking(language.tag());
        ask(&mut browser, PLAIN, EMAIL).await;
        follow_letter(&app, &mut browser, EMAIL).await;
        let password = "seven quiet herons at dawn";
        let second =
            browser.filled_in(&[("new_password", password), ("confirm_password", password)]);
        choose_password(&mut browser).await;
        browser.follow().await;

        let set = words(language).problems.password_set.title;
        for _ in 0..2 {
            assert_eq!(browser.open("/register/password").await.title(), set);
            assert!(browser.page().links().contains(&"/".to_owned()));
        }
        assert_eq!(browser.post(&second.0, &second.1).await.title(), set);
        assert_eq!(browser.open("/").await.path, "/register/paperless");
    }
}

#[tokio::test]
async fn the_letters_link_opened_again_in_the_same_browser_says_that_the_password_is_set() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    let letter = follow_letter(&app, &mut browser, EMAIL).await;
    choose_password(&mut browser).await;

    for _ in 0..2 {
        let page = browser.open(&tests::app::link(&letter)).await;
        assert_eq!(page.title(), says().problems.password_set.title);
    }

    let page = app.browser().open(&tests::app::link(&letter)).await.title();
    assert_eq!(page, says().problems.link_spent.title, "another browser has to sign in");
}

#[tokio::test]
async fn who_signs_in_as_somebody_else_is_not_told_that_the_password_is_theirs() {
    let app = TestApp::start().await;
    let (mut browser, mut other) = (app.browser(), app.browser());
    settle(&app, &mut other, SECOND, OTHER).await;
    ask(&mut browser, PLAIN, EMAIL).await;
    let letter = follow_letter(&app, &mut browser, EMAIL).await;
    choose_password(&mut browser).await;
    browser.follow().await;
    browser.press("/sign-out").await;
    sign_in(&mut browser, OTHER, "seven quiet herons at dawn").await;
    assert_eq!(browser.page().path, "/home");

    let page = browser.open(&tests::app::link(&letter)).await;

    assert_eq!(page.title(), says().problems.link_spent.title);
}

#[tokio::test]
async fn who_asks_twice_in_one_browser_need_not_type_the_account_for_either_letter() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    let first = tests::app::link(&app.letter_to(EMAIL).await);
    app.wait(jiff::SignedDuration::from_mins(2));
    ask(&mut browser, PLAIN, EMAIL).await;
    let second = tests::app::link(&app.letter_to(EMAIL).await);
    assert_ne!(first, second);

    for link in [second, first] {
        assert!(!browser.open(&link).await.asks_for("account_number"));
        assert_eq!(browser.page().path, "/register/password");
    }
    assert!(app.browser().open(&first_of(&app)).await.asks_for("account_number"));
}

/// The link of the first letter.
fn first_of(app: &TestApp) -> String {
    tests::app::link(&app.letters_to(EMAIL)[0])
}

#[tokio::test]
async fn the_temporary_password_typed_again_says_that_it_did_its_work_and_takes_back_no_count() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    let temporary = temporary_password(&app.letter_to(EMAIL).await);
    follow_letter(&app, &mut browser, EMAIL).await;
    choose_password(&mut browser).await;

    let mut other = app.browser();
    let typed = [("email", EMAIL), ("current_password", temporary.as_str())];
    other.open("/register/password").await;
    other.submit(&typed).await;
    assert_eq!(other.page().title(), says().problems.link_spent.title);
    for _ in 0..9 {
        other.open("/register/password").await;
        other.submit(&typed).await;
    }

    assert_eq!(other.page().status, 429, "it is counted like any other");
}

#[tokio::test]
async fn a_link_that_somebody_else_used_says_so_to_a_member_too() {
    let app = TestApp::start().await;
    let (mut member, mut other) = (app.browser(), app.browser());
    settle(&app, &mut member, SECOND, OTHER).await;
    ask(&mut other, PLAIN, EMAIL).await;
    let letter = follow_letter(&app, &mut other, EMAIL).await;
    choose_password(&mut other).await;

    let page = member.open(&tests::app::link(&letter)).await;

    assert_eq!(page.title(), says().problems.link_spent.title);
}

#[tokio::test]
async fn a_registration_after_another_one_begins_with_empty_boxes() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    become_member(&app, &mut browser, PLAIN, EMAIL).await;

    browser.open("/register").await;

    assert_eq!(browser.page().value("account_number").unwrap_or_default(), "");
}
