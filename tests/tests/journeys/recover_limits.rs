//! The limits of the way back in.
//!
//! They are the same for every email. The sender limits the tries, and the mailbox limits the letters.

use domain::{Mark, Standing};
use jiff::SignedDuration;
use tests::app::{Browser, CLOSED, PLAIN, Page, SECOND, TestApp};

use tests::walk::{ask, ask_back, settle};

const MEMBER: &str = "member@mail.example";

/// An answer with its random values replaced by others of the same length.
fn normal(page: &Page, typed: &str) -> String {
    let blank = |text: &str, random: &str| text.replace(random, &"~".repeat(random.len()));
    let csrf = page.body.split_once("name=\"csrf\" value=\"").map_or("", |(_, rest)| rest);
    let csrf = csrf.split_once('"').map_or("csrf", |(value, _)| value);
    let code = page.text("strong.code").pop().unwrap_or_else(|| "code".to_owned());
    let body = blank(&page.body.replace("<wbr>", ""), typed);
    let body = blank(&blank(&body, csrf), &code);
    let cookies: Vec<usize> = page.set_cookies().iter().map(String::len).collect();
    format!("{} {:#?} {cookies:?}\n{body}", page.status, page.headers)
}

async fn asked(app: &TestApp, typed: &str) -> String {
    let mut browser = app.browser();
    ask_back(&mut browser, typed).await;
    let answer = normal(browser.page(), typed);
    format!("{answer}\n{}", normal(browser.follow().await, typed))
}

#[tokio::test]
async fn every_address_is_answered_alike_and_each_answer_writes_as_much() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, MEMBER).await;
    ask(&mut app.browser(), SECOND, "waits1@mail.example").await;
    ask(&mut app.browser(), CLOSED, "wrong1@mail.example").await;

    let expected = asked(&app, "nobody@mail.example").await;
    let kept = |app: &TestApp| {
        let items = app.store.links().len() + app.store.pendings().len();
        (items, app.store.envelopes().len())
    };
    let alike = async |typed: &str| {
        let before = kept(&app);
        let found = asked(&app, typed).await;
        for (found, expected) in found.lines().zip(expected.lines()) {
            assert_eq!(found, expected, "{typed}");
        }
        assert_eq!(found.len(), expected.len(), "{typed}");
        assert_eq!(kept(&app), (before.0 + 1, before.1 + 1), "{typed}");
    };
    for typed in [MEMBER, "waits1@mail.example", "wrong1@mail.example", "nobodz@mail.example"] {
        alike(typed).await;
    }
    app.wait(SignedDuration::from_hours(30));
    alike("waits1@mail.example").await;
    app.change(MEMBER, |member| member.standing = Standing::Frozen).await;
    alike(MEMBER).await;
}

/// Asks from an address, and returns the page.
async fn from(app: &TestApp, address: &str, typed: &str) -> Page {
    let mut browser = app.browser().at(address);
    ask_back(&mut browser, typed).await;
    browser.page().clone()
}

#[tokio::test]
async fn the_twenty_first_way_back_asked_for_in_an_hour_has_to_wait_whoever_it_is_for() {
    let app = TestApp::start().await;
    for number in 0..20 {
        let page = from(&app, "198.51.100.7", &format!("nobody{number}@mail.example")).await;
        assert_eq!(page.status, 303, "the {number}th");
    }
    let queued = app.store.envelopes().len();

    let refused = from(&app, "198.51.100.7", MEMBER).await;
    let elsewhere = from(&app, "198.51.100.8", MEMBER).await;

    assert_eq!((refused.status, refused.header("retry-after")), (429, Some("3600")));
    assert_eq!(elsewhere.status, 303);
    assert_eq!(app.store.envelopes().len(), queued + 1, "nothing is queued for the refused one");
    app.wait(SignedDuration::from_secs(3599));
    assert_eq!(from(&app, "198.51.100.7", MEMBER).await.status, 429);
    app.wait(SignedDuration::from_secs(1));
    assert_eq!(from(&app, "198.51.100.7", MEMBER).await.status, 303);
}

#[tokio::test]
async fn one_ipv6_64_is_one_sender() {
    let app = TestApp::start().await;
    for _ in 0..20 {
        from(&app, "2001:db8:7:1::1", MEMBER).await;
    }

    assert_eq!(from(&app, "2001:db8:7:1::2", MEMBER).await.status, 429);
    assert_eq!(from(&app, "2001:db8:7:2::1", MEMBER).await.status, 303);
}

/// How many letters of a kind came, after all were sent that may go.
async fn arrived(app: &TestApp, kind: &str) -> usize {
    app.deliver().await;
    app.letters_to(MEMBER).iter().filter(|letter| letter.kind == kind).count()
}

async fn ask_again(app: &TestApp, browser: &mut Browser<'_>) -> usize {
    ask_back(browser, MEMBER).await;
    assert_eq!(browser.page().status, 303);
    arrived(app, "recover").await
}

#[tokio::test]
async fn ten_letters_a_day_reach_a_mailbox_and_a_known_browser_has_ten_of_its_own() {
    let app = TestApp::start().await;
    let mut own = app.browser();
    settle(&app, &mut own, PLAIN, MEMBER).await;
    app.deliver().await;
    for letter in 1..=10 {
        let mut stranger = app.browser().at(&format!("198.18.0.{letter}"));
        assert_eq!(ask_again(&app, &mut stranger).await, letter);
        app.wait(SignedDuration::from_mins(13));
    }

    assert_eq!(
        ask_again(&app, &mut app.browser()).await,
        10,
        "the flood has used the mailbox's up"
    );
    assert_eq!(ask_again(&app, &mut own).await, 11, "and not the owner's");

    let waiting = app.store.letters().into_iter().filter(|(_, mark)| mark.is_unsent());
    assert_eq!(waiting.count(), 1, "the flood's eleventh waits for the next day");
    ask_again(&app, &mut app.browser()).await;
    let held = app.store.letters().into_iter().filter(|(_, mark)| matches!(mark, Mark::Held(_)));
    assert_eq!(held.count(), 1, "and one that waits will do");
    assert_eq!(ask_again(&app, &mut own).await, 11, "one a minute, as everybody");
    app.wait(SignedDuration::from_mins(1));
    assert_eq!(arrived(&app, "recover").await, 12);
}

#[tokio::test]
async fn letters_that_no_account_has_this_address_share_the_strangers_budget() {
    let app = TestApp::start().await;
    for number in 0..101 {
        let address = format!("198.18.1.{number}");
        from(&app, &address, &format!("nobody{number}@mail.example")).await;
    }

    app.deliver().await;

    let marks: Vec<Mark> = app.store.letters().into_iter().map(|(_, mark)| mark).collect();
    let sent = marks.iter().filter(|mark| matches!(mark, Mark::Sent(_))).count();
    let waiting = marks.iter().filter(|mark| mark.is_unsent()).count();
    assert_eq!((sent, waiting), (100, 1));
}
