//! How many letters an address gets, as members see it.
//!
//! Pages never tell. Letters wait or are held.

use domain::Mark;
use jiff::SignedDuration;
use tests::app::{PLAIN, TestApp};
use tests::memory::Mood;

use tests::walk::{ask, become_member};

const EMAIL: &str = "robin.okonkwo@mail.example";
const SECOND: SignedDuration = SignedDuration::from_secs(1);
const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// How many letters came, after all were sent that may go.
async fn arrived(app: &TestApp) -> usize {
    app.deliver().await;
    app.letters_to(EMAIL).len()
}

/// The marks of the letters, oldest first.
fn marks(app: &TestApp) -> Vec<Mark> {
    app.store.letters().into_iter().map(|(_, mark)| mark).collect()
}

#[tokio::test]
async fn a_second_letter_within_a_minute_waits_for_the_minute_and_is_the_same() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    assert_eq!(arrived(&app).await, 1);

    app.wait(SECOND * 20);
    let page = browser.press("/register/resend").await;
    let says = "Your next email comes by Monday, November 23 at 7:02 AM. \
                Asking again does not make it come sooner.";
    assert_eq!(page.text(".notice"), [says]);

    assert_eq!(arrived(&app).await, 1);
    app.wait(SECOND * 39);
    assert_eq!(arrived(&app).await, 1, "a second early");
    app.wait(SECOND);
    assert_eq!(arrived(&app).await, 2);
    let letters = app.letters_to(EMAIL);
    assert_eq!(letters[0].text, letters[1].text);
}

#[tokio::test]
async fn a_letter_that_waited_goes_out_with_the_sweep() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    arrived(&app).await;
    browser.press("/register/resend").await;
    assert_eq!(arrived(&app).await, 1);

    app.wait(SECOND * 59);
    app.sweep().await;
    assert_eq!(app.letters_to(EMAIL).len(), 1, "a second early");
    app.wait(SECOND);
    app.sweep().await;

    assert_eq!(app.letters_to(EMAIL).len(), 2);
}

#[tokio::test]
async fn five_letters_an_hour_and_the_sixth_after_it() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    arrived(&app).await;
    for letter in 2..=5 {
        app.wait(MINUTE);
        browser.press("/register/resend").await;
        assert_eq!(arrived(&app).await, letter);
    }

    app.wait(MINUTE);
    browser.press("/register/resend").await;

    assert_eq!(arrived(&app).await, 5);
    app.wait(MINUTE * 54 + SECOND * 59);
    assert_eq!(arrived(&app).await, 5, "a second early");
    app.wait(SECOND);
    assert_eq!(arrived(&app).await, 6);
}

#[tokio::test]
async fn the_eleventh_letter_of_a_day_waits_for_the_next_and_the_page_is_the_same() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    for letter in 1..=10 {
        assert_eq!(arrived(&app).await, letter);
        app.wait(HOUR);
        browser.press("/register/resend").await;
    }
    let same = browser.page().body.clone();

    assert_eq!(arrived(&app).await, 10);
    app.wait(HOUR);
    let page = browser.press("/register/resend").await;

    assert_eq!(page.body.len(), same.len());
    assert_eq!(arrived(&app).await, 10);
    assert_eq!(marks(&app)[10..], [Mark::Unsent, Mark::Held(app.now())], "one that waits will do");
    app.wait(HOUR * 13 - SECOND);
    assert_eq!(arrived(&app).await, 10, "a second early");
    app.wait(SECOND);
    assert_eq!(arrived(&app).await, 11);
    app.wait(HOUR * 24);
    assert_eq!(arrived(&app).await, 11, "what is held stays held");
}

#[tokio::test]
async fn after_a_day_of_letters_the_next_day_has_its_own() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    for _ in 1..=11 {
        arrived(&app).await;
        app.wait(HOUR);
        browser.press("/register/resend").await;
    }
    assert_eq!(arrived(&app).await, 10);

    app.wait(HOUR * 13);
    ask(&mut browser, PLAIN, EMAIL).await;

    assert_eq!(arrived(&app).await, 11, "the one that waited is first");
    app.wait(MINUTE);
    assert_eq!(arrived(&app).await, 12);
}

#[tokio::test]
async fn tags_do_not_make_another_mailbox() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    arrived(&app).await;

    ask(&mut app.browser(), PLAIN, "robin.okonkwo+again@mail.example").await;
    app.deliver().await;

    assert!(app.letters_to("robin.okonkwo+again@mail.example").is_empty());
    app.wait(MINUTE);
    app.deliver().await;
    assert_eq!(app.letters_to("robin.okonkwo+again@mail.example").len(), 1);
}

#[tokio::test]
async fn a_flood_of_letters_silences_none_about_a_change() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    for _ in 0..11 {
        arrived(&app).await;
        app.wait(HOUR);
        browser.press("/register/resend").await;
    }
    let letter = app.letter_to(EMAIL).await;
    browser.open(&tests::app::link(&letter)).await;

    tests::walk::choose_password(&mut browser).await;

    assert_eq!(app.letter_to(EMAIL).await.kind, "welcome");
}

#[tokio::test]
async fn the_sixth_letter_of_a_day_to_a_member_waits_for_the_next() {
    let app = TestApp::start().await;
    become_member(&app, &mut app.browser(), PLAIN, EMAIL).await;
    app.deliver().await;
    let mut stranger = app.browser();
    ask(&mut stranger, PLAIN, EMAIL).await;
    for _ in 0..4 {
        stranger.press("/register/resend").await;
    }
    let notices = |app: &TestApp| {
        app.letters_to(EMAIL).iter().filter(|letter| letter.kind == "already_member").count()
    };
    app.deliver().await;
    assert_eq!(notices(&app), 5, "none of them waits for another");

    for _ in 0..2 {
        stranger.press("/register/resend").await;
    }
    app.deliver().await;

    assert_eq!(notices(&app), 5);
    assert_eq!(marks(&app).iter().filter(|mark| mark.is_unsent()).count(), 1);
    assert_eq!(marks(&app).iter().filter(|mark| matches!(mark, Mark::Held(_))).count(), 1);
    app.wait(HOUR * 24 - SECOND);
    app.deliver().await;
    assert_eq!(notices(&app), 5, "a second early");
    app.wait(SECOND);
    app.deliver().await;
    assert_eq!(notices(&app), 6);
}

#[tokio::test]
async fn letters_that_could_not_go_are_not_counted_again() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    app.post_office.set_mood(Mood::Closed);
    for _ in 0..6 {
        app.deliver().await;
        app.wait(MINUTE * 4);
    }
    assert_eq!(app.post_office.asked(), 5, "as many tries as an hour has letters");

    app.post_office.set_mood(Mood::Open);
    app.wait(MINUTE * 16);
    assert_eq!(arrived(&app).await, 1);
    for letter in 2..=5 {
        app.wait(MINUTE);
        browser.press("/register/resend").await;
        assert_eq!(arrived(&app).await, letter);
    }

    app.wait(MINUTE);
    browser.press("/register/resend").await;
    assert_eq!(arrived(&app).await, 5, "the hour's letters are spent");
}
