//! For which accounts it is confirmed: those that the member agreed for, and no others.

use domain::{Bills, EventKind};
use tests::app::{Browser, ON_FILE, PLAIN, SECOND, TestApp, link};
use tests::walk::{PASSWORD, PHRASE, become_member, says, sign_in};

use super::{DAY, EMAIL, agreed, app, bills, confirm, told};

#[tokio::test]
async fn of_two_accounts_one_may_be_asked_for_alone() {
    let app = app().await;
    let mut browser = app.browser();
    become_member(&app, &mut browser, PLAIN, EMAIL).await;
    browser.go_on(&[("paperless", "no")]).await;
    browser.go_on(&[("security_phrase", PHRASE)]).await;
    add_second(&app, &mut browser).await;
    let second = browser.open("/profile/paperless").await.choices("account")[2].clone();

    browser.go_on(&[("account", &second), ("paperless", "yes")]).await;
    let letter = app.letter_to(EMAIL).await;
    assert!(letter.kind == "confirm_bills" && letter.text.contains("642"), "{}", letter.text);
    confirm(&mut browser, &link(&letter)).await;

    assert_eq!(bills(&app), [Bills::OnPaper, Bills::ByEmail]);
}

/// Adds the second account, and answers what billing was told of it.
async fn add_second(app: &TestApp, browser: &mut Browser<'_>) -> Vec<EventKind> {
    browser.open("/profile/accounts").await;
    let typed =
        [("account_number", SECOND.number), ("name", SECOND.name), ("billing_zip", SECOND.zip)];
    browser.go_on(&typed).await;
    let events = app.store.envelopes().into_iter().flat_map(|envelope| envelope.events);
    let about = events.filter(|event| event.accounts.iter().any(|it| it.expose() == SECOND.number));
    about.map(|event| event.kind).collect()
}

#[tokio::test]
async fn of_an_account_that_is_added_later_nobody_agreed_to_anything_so_home_asks() {
    let app = app().await;
    let mut browser = app.browser();
    let first = agreed(&app, &mut browser).await;
    confirm(&mut browser, &first).await;

    let heard = add_second(&app, &mut browser).await;
    assert_eq!(heard, [EventKind::LoginBound, EventKind::NoticeByPost], "no word of paper");
    assert_eq!((bills(&app), told(&app)), (vec![Bills::ByEmail, Bills::OnPaper], 1));
    let home = browser.open("/home").await.main();
    assert!(home.contains(says().account.home.asks_paperless), "{home}");
    browser.open("/register/paperless").await;
    browser.go_on(&[("paperless", "yes")]).await;
    confirm(&mut browser, &link(&app.letter_to(EMAIL).await)).await;
    assert_eq!(bills(&app), [Bills::ByEmail; 2]);
    let receipt = app.letter_to(EMAIL).await;
    assert!(receipt.text.contains("623") && receipt.text.contains("642"), "{}", receipt.text);
}

#[tokio::test]
async fn the_letters_link_takes_no_account_that_nobody_agreed_for() {
    let app = app().await;
    let mut browser = app.browser();
    let first = agreed(&app, &mut browser).await;

    add_second(&app, &mut browser).await;
    confirm(&mut browser, &first).await;

    assert_eq!((bills(&app), told(&app)), (vec![Bills::ByEmail, Bills::OnPaper], 1));
    let receipt = app.letter_to(EMAIL).await;
    assert!(receipt.text.contains("623") && !receipt.text.contains("642"), "{}", receipt.text);
    let home = browser.open("/home").await.main();
    assert!(home.contains(says().account.home.asks_paperless), "{home}");
}

#[tokio::test]
async fn an_account_that_is_held_is_asked_about_at_home_once_it_is_free() {
    let app = app().await;
    let mut browser = app.browser();
    become_member(&app, &mut browser, ON_FILE, EMAIL).await;
    assert_eq!(browser.page().title(), says().steps.paperless.later.title);
    browser.go_on(&[]).await;
    browser.go_on(&[("security_phrase", PHRASE)]).await;
    app.wait(DAY * 3);
    sign_in(&mut browser, EMAIL, PASSWORD).await;
    assert!(browser.page().main().contains(says().account.home.asks_paperless));
    browser.open("/register/paperless").await;

    browser.go_on(&[("paperless", "yes")]).await;

    assert_eq!(browser.page().path, "/home");
    assert!(!browser.page().main().contains(says().account.home.asks_paperless));
    assert_eq!((bills(&app), told(&app)), (vec![Bills::OnPaper], 0));
    let letter = app.letter_to(EMAIL).await;
    confirm(&mut browser, &link(&letter)).await;
    assert_eq!((bills(&app), told(&app)), (vec![Bills::ByEmail], 1));
}
