//! A code on the bill as the only question beside number and name.

use domain::Language;
use tests::app::{Account, BY_CODE, Browser, PLAIN, SECOND, TestApp, changed_settings};
use tests::walk::{PHRASE, choose_password, follow_letter, says, tell_who};
use web::words::words;

const EMAIL: &str = "ottoline.marchbanks@mail.example";
const FIRST: &str = "beatrix.lanyon@mail.example";
const HEADER: &str = "account_no,customer_no,last_name,contact_email\n";

/// A co-op that asks for codes, with two accounts of two customers.
async fn app() -> TestApp {
    let (_, portal) = changed_settings(&BY_CODE);
    let app = TestApp::of(portal);
    import(&app, "7001").await;
    app
}

/// The accounts, the first of which is a customer's.
async fn import(app: &TestApp, customer: &str) {
    let (first, second) = (PLAIN, SECOND);
    let first = format!("{},{customer},{},{EMAIL}\n", first.number, first.name);
    let second = format!("{},7002,{},{EMAIL}\n", second.number, second.name);
    app.import(&format!("{HEADER}{first}{second}")).await;
}

async fn answer(browser: &mut Browser<'_>, code: &str) {
    browser.go_on(&[("bill_code", code), ("accept_terms", "yes")]).await;
}

/// Takes steps 2 and 3 and answers the kind of the letter that came of it.
async fn ask(app: &TestApp, account: Account, email: &str, code: &str) -> &'static str {
    let mut browser = app.browser();
    tell_who(&mut browser, account, email).await;
    answer(&mut browser, code).await;
    assert_eq!(browser.page().path, "/register/check-email");
    let letter = app.letter_to(email).await;
    asks_for_no_zip(&(letter.text.clone() + &letter.html));
    letter.kind
}

/// No text speaks of an answer that is not asked for.
#[track_caller]
fn asks_for_no_zip(text: &str) {
    let text = text.to_lowercase();
    assert!(!text.contains("zip") && !text.contains("código postal"), "{text}");
}

#[tokio::test]
async fn a_member_registers_by_a_printed_code_alone_without_javascript() {
    let app = app().await;
    let mut browser = app.browser().without_script();

    tell_who(&mut browser, PLAIN, EMAIL).await;
    assert!(browser.page().main().contains("Code on your bill"));
    answer(&mut browser, &app.printed_code(PLAIN.number, "7001", 20)).await;
    follow_letter(&app, &mut browser, EMAIL).await;
    choose_password(&mut browser).await;
    browser.follow().await;
    browser.go_on(&[("paperless", "yes")]).await;
    browser.go_on(&[("security_phrase", PHRASE)]).await;

    assert_eq!(browser.page().path, "/home");
    assert!(browser.page().main().contains("••••1623"));
}

#[tokio::test]
async fn a_code_may_be_typed_as_people_copy_it() {
    let app = app().await;
    let printed = app.printed_code(PLAIN.number, "7001", 1);
    let sloppy = printed.to_lowercase().replace('0', "o").replace('1', "l").replace('-', " ");

    assert_eq!(ask(&app, PLAIN, EMAIL, &sloppy).await, "confirm");
}

#[tokio::test]
async fn bills_of_the_last_sixty_days_and_of_the_next_seven_count() {
    for (days_ago, kind) in
        [(60, "confirm"), (-7, "confirm"), (61, "could_not_match"), (-8, "could_not_match")]
    {
        let app = app().await;
        let code = app.printed_code(PLAIN.number, "7001", days_ago);

        assert_eq!(ask(&app, PLAIN, EMAIL, &code).await, kind, "{days_ago}");
    }
}

#[tokio::test]
async fn a_code_of_another_account_or_customer_does_not_match_and_counts_as_any_try() {
    let app = app().await;
    let right = app.printed_code(PLAIN.number, "7001", 9);
    let wrong = [
        app.printed_code(SECOND.number, "7002", 9),
        app.printed_code(PLAIN.number, "7002", 9),
        app.printed_code(SECOND.number, "7001", 9),
        "K7QM-2XPA".to_owned(),
        "0000-0000".to_owned(),
    ];

    for (at, code) in wrong.iter().enumerate() {
        let email = format!("{at}.{FIRST}");
        assert_eq!(ask(&app, PLAIN, &email, code).await, "could_not_match", "{at}");
    }

    assert_eq!(ask(&app, PLAIN, FIRST, &right).await, "too_many_tries");
}

#[tokio::test]
async fn whose_code_is_wrong_reads_in_both_languages_where_the_right_one_is() {
    let app = app().await;
    for (tongue, language) in [("en", Language::English), ("es", Language::Spanish)] {
        let email = format!("{tongue}.{FIRST}");
        let mut browser = app.browser().speaking(tongue);
        tell_who(&mut browser, PLAIN, &email).await;
        answer(&mut browser, "K7QM-2XPA").await;

        let letter = app.letter_to(&email).await;

        assert_eq!(letter.kind, "could_not_match");
        let says = words(language).login.accounts.to_check.code;
        assert!(letter.text.contains(says), "{}", letter.text);
        asks_for_no_zip(&letter.text);
    }
}

#[tokio::test]
async fn the_code_of_who_moved_out_is_worth_nothing_to_them() {
    let app = app().await;
    let before = app.printed_code(PLAIN.number, "7001", 5);
    import(&app, "7009").await;

    assert_eq!(ask(&app, PLAIN, FIRST, &before).await, "could_not_match");
    let now = app.printed_code(PLAIN.number, "7009", 5);
    assert_eq!(ask(&app, PLAIN, EMAIL, &now).await, "confirm");
}

#[tokio::test]
async fn what_cannot_be_a_code_is_told_at_once_and_nothing_is_lost() {
    let app = app().await;
    let mut browser = app.browser();
    tell_who(&mut browser, PLAIN, EMAIL).await;

    for (typed, says) in [("", "Enter your answer"), ("K7QM-2XP", "eight letters and digits")] {
        let page = browser.submit(&[("bill_code", typed), ("accept_terms", "yes")]).await;
        assert_eq!(page.status, 422);
        assert!(page.errors().iter().any(|(_, error)| error.contains(says)), "{typed}");
        assert_eq!(page.value("bill_code").as_deref(), Some(typed));
    }
    assert!(app.store.pendings().is_empty());
}

#[tokio::test]
async fn until_an_import_has_what_codes_are_made_of_nobody_is_asked_and_nothing_is_counted() {
    let app = app().await;
    app.extract_answers(&["billing_zip", "customer_no", "bill_code"]).await;
    let mut browser = app.browser();
    tell_who(&mut browser, PLAIN, EMAIL).await;
    let code = app.printed_code(PLAIN.number, "7001", 5);
    let typed = [("bill_code", code.as_str()), ("accept_terms", "yes")];

    assert_eq!(browser.submit(&typed).await.status, 503);
    assert!(app.store.pendings().is_empty() && app.store.letters().is_empty());

    import(&app, "7001").await;
    browser.open("/register/identity").await;
    browser.go_on(&typed).await;
    assert_eq!(app.letter_to(EMAIL).await.kind, "confirm");
}

#[tokio::test]
async fn one_more_account_is_added_by_its_code() {
    let app = app().await;
    let mut browser = app.browser();
    tell_who(&mut browser, PLAIN, EMAIL).await;
    answer(&mut browser, &app.printed_code(PLAIN.number, "7001", 5)).await;
    follow_letter(&app, &mut browser, EMAIL).await;
    choose_password(&mut browser).await;
    let add = async |browser: &mut Browser<'_>, code: &str| {
        browser.open("/profile/accounts").await;
        let typed = [("account_number", SECOND.number), ("name", SECOND.name), ("bill_code", code)];
        browser.submit(&typed).await.status
    };

    let of_the_first = app.printed_code(PLAIN.number, "7001", 5);
    assert_eq!(add(&mut browser, &of_the_first).await, 422);
    let page = browser.page().main();
    assert!(page.contains(says().login.accounts.to_check.code), "{page}");
    asks_for_no_zip(&page);
    assert_eq!(add(&mut browser, &app.printed_code(SECOND.number, "7002", 5)).await, 303);
    let bound = app.store.member_of(&tests::walk::email(EMAIL)).expect("a member").accounts;
    assert_eq!(bound.len(), 2);
}
