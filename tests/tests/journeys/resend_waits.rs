//! What becomes of a letter that is asked for again while another one waits, and what the page says of it.

use domain::{Held, Mark};
use jiff::SignedDuration;
use tests::app::{Account, Browser, JOINT, PLAIN, SECOND, TestApp};

use tests::walk::{ask, choose_password};

const EMAIL: &str = "robin.okonkwo@mail.example";
const WRONG: Account = Account { name: "Somebodyelse", ..PLAIN };
const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// Presses "Send it again"; answers what the page says of it.
async fn press(browser: &mut Browser<'_>) -> Vec<String> {
    browser.press("/register/resend").await.text(".notice")
}

fn held(app: &TestApp) -> usize {
    app.store.letters().iter().filter(|(_, mark)| matches!(mark, Mark::Held(_))).count()
}

fn unsent(app: &TestApp) -> usize {
    app.store.letters().iter().filter(|(_, mark)| mark.is_unsent()).count()
}

#[tokio::test]
async fn pressing_again_and_again_leaves_one_letter_that_waits_and_a_page_that_says_when_it_comes()
{
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    app.deliver().await;
    let first = press(&mut browser).await;

    for _ in 0..18 {
        app.wait(SignedDuration::from_secs(2));
        assert_eq!(press(&mut browser).await, first);
    }
    app.deliver_new().await;

    assert!(first[0].starts_with("Your next email comes by"), "{first:?}");
    assert_eq!((unsent(&app), held(&app)), (1, 18));
    app.wait(SignedDuration::from_secs(24));
    app.sweep().await;
    assert_eq!(app.letters_to(EMAIL).len(), 2);
    let page = browser.open("/register/check-email").await;
    assert!(page.text(".notice").is_empty(), "nothing waits any more");
    app.wait(MINUTE);
    assert_eq!(press(&mut browser).await, ["Another email is on its way."]);
}

#[tokio::test]
async fn the_page_says_the_same_whatever_was_typed_and_whoever_asks_elsewhere() {
    let app = TestApp::start().await;
    let mut matched = app.browser();
    let mut wrong = app.browser();
    ask(&mut matched, PLAIN, EMAIL).await;
    ask(&mut wrong, WRONG, "nobody@mail.example").await;
    let mut other = app.browser();
    ask(&mut other, PLAIN, EMAIL).await;
    app.deliver().await;

    for seconds in [0, 1, 20, 39, 3, 60, 60, 60, 60, 7] {
        app.wait(SignedDuration::from_secs(seconds));
        let says = press(&mut matched).await;
        assert_eq!(press(&mut wrong).await, says);
        assert_eq!(press(&mut other).await, says, "others do not change it");
        app.deliver().await;
    }
}

#[tokio::test]
async fn whoever_registers_once_more_within_a_minute_is_told_when_the_letter_comes() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, WRONG, EMAIL).await;
    let first = browser.open("/register/check-email").await.text(".notice");

    ask(&mut browser, PLAIN, EMAIL).await;
    let second = browser.open("/register/check-email").await.text(".notice");

    assert!(first.is_empty());
    assert!(second[0].starts_with("Your next email comes by"), "{second:?}");
}

#[tokio::test]
async fn a_letter_whose_link_was_used_while_it_waited_is_not_sent() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    let letter = app.letter_to(EMAIL).await;
    press(&mut browser).await;
    app.deliver_new().await;
    assert_eq!(unsent(&app), 1);

    browser.open(&tests::app::link(&letter)).await;
    choose_password(&mut browser).await;
    app.wait(MINUTE);
    app.sweep().await;

    let kinds: Vec<&str> = app.letters_to(EMAIL).iter().map(|letter| letter.kind).collect();
    assert_eq!(kinds, ["confirm", "welcome"]);
    assert_eq!((unsent(&app), held(&app)), (0, 1));
    assert_eq!(app.heard(Held::Used.name()), 2, "in the log and in the metrics");
}

#[tokio::test]
async fn two_registrations_of_one_household_both_arrive() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    ask(&mut app.browser(), SECOND, EMAIL).await;
    ask(&mut app.browser(), JOINT, EMAIL).await;
    app.deliver().await;
    for letters in 2..=3 {
        app.wait(MINUTE);
        app.sweep().await;
        assert_eq!(app.letters_to(EMAIL).len(), letters);
    }

    assert_eq!((unsent(&app), held(&app)), (0, 0));
}
