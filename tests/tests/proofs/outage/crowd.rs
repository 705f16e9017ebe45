//! A crowd of thousands asks for letters, and somebody honest is behind them; workers die over letters.

use domain::ports::Letters;
use domain::{Addressed, Email, Envelope, Language, Letter, OutboxId};
use jiff::SignedDuration;
use tests::app::{Browser, PLAIN, SECOND, TestApp};
use tests::failing::Fault;
use tests::invariants;
use tests::walk::{ask, ask_back, become_member};

use super::MINUTE;

const FLOODED: &str = "flooded@mail.example";
const MEMBER: &str = "member@mail.example";
const HONEST: &str = "honest@mail.example";
const STRANGERS: usize = 3_000;
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// Asks 600 times for the letter of one registration, from as many network addresses as that takes.
async fn flood_of_resends(app: &TestApp) {
    let mut browser = app.browser();
    ask(&mut browser, SECOND, FLOODED).await;
    browser.open("/register/check-email").await;
    for address in 0..30 {
        let mut browser = browser.clone().at(&format!("203.0.113.{address}"));
        let (action, fields) = browser.filled_in_form("/register/resend");
        for _ in 0..20 {
            assert_eq!(browser.post(&action, &fields).await.status, 303);
        }
    }
}

/// Asks 520 times for a way back in to one login.
async fn flood_of_ways_back(app: &TestApp) {
    for address in 0..26 {
        let mut browser: Browser<'_> = app.browser().at(&format!("198.51.100.{address}"));
        for _ in 0..20 {
            ask_back(&mut browser, MEMBER).await;
            assert_eq!(browser.page().status, 303);
        }
    }
}

/// Thousands register with facts that match nothing, each with an address of their own.
async fn flood_of_strangers(app: &TestApp) {
    for number in 0..STRANGERS {
        let to = Email::parse(&format!("stranger{number}@mail.example")).expect("an address");
        let (language, letter) = (Language::English, Letter::CouldNotMatch);
        let envelope = Envelope {
            id: OutboxId::from_stored(format!("stranger{number:04}")),
            letters: vec![Addressed { to, language, letter }],
            events: Vec::new(),
            trace: None,
            queued_at: app.now(),
        };
        app.store.queue(&envelope).await.expect("it is queued");
    }
}

/// A portal that is being flooded from three sides.
async fn flooded() -> TestApp {
    let app = TestApp::start().await;
    become_member(&app, &mut app.browser(), tests::app::JOINT, MEMBER).await;
    app.deliver().await;
    flood_of_strangers(&app).await;
    flood_of_resends(&app).await;
    flood_of_ways_back(&app).await;
    app
}

/// How many letters had gone when the honest one did.
fn before_the_honest_one(app: &TestApp) -> Option<usize> {
    app.post_office.taken().iter().position(|mail| mail.to.expose() == HONEST)
}

#[tokio::test]
async fn behind_thousands_that_wait_an_honest_letter_goes_with_the_next_sweep() {
    let app = flooded().await;
    app.deliver_new().await;
    let waiting = app.store.waiting().len();
    assert_eq!(waiting, STRANGERS - 100 + 2, "of each flood one letter waits, and strangers' do");

    ask(&mut app.browser(), PLAIN, HONEST).await;
    let calls = app.faults.calls().len();
    app.sweep().await;

    assert_eq!(app.letters_to(HONEST).len(), 1);
    let calls = app.faults.calls().split_off(calls);
    let taken = calls.iter().filter(|call| **call == "Outbox::lease").count();
    assert_eq!(taken, 2, "its own, and the first of the strangers'; nothing that waits is touched");
    invariants::hold(&app);
}

#[tokio::test]
async fn even_if_nobody_told_of_the_flood_an_honest_letter_goes_before_all_strangers() {
    let app = flooded().await;
    ask(&mut app.browser(), PLAIN, HONEST).await;
    let taken = app.post_office.taken().len();

    app.sweep().await;

    let before = before_the_honest_one(&app).expect("it came") - taken;
    assert!(before <= 2, "one letter of each flood that has room: {before}");
}

#[tokio::test]
async fn when_the_hour_of_the_strangers_opens_an_honest_letter_goes_before_them() {
    let app = flooded().await;
    app.deliver_new().await;
    app.wait(HOUR);
    ask(&mut app.browser(), PLAIN, HONEST).await;
    let taken = app.post_office.taken();

    app.sweep().await;

    let before = before_the_honest_one(&app).expect("it came") - taken.len();
    assert!(before <= 2, "{before}");
    let strangers = app.post_office.taken().split_off(taken.len());
    let strangers = strangers.iter().filter(|mail| mail.kind == "could_not_match").count();
    assert_eq!(strangers, 100, "as many as an hour has room for");
}

#[tokio::test]
async fn after_a_flood_everything_comes_to_rest_within_a_day() {
    let app = flooded().await;
    app.deliver_new().await;
    for _ in 0..=24 {
        app.wait(HOUR);
        app.sweep().await;
    }

    invariants::hold_at_rest(&app);
    let strangers = |app: &TestApp| {
        let all = app.post_office.taken();
        all.iter().filter(|mail| mail.kind == "could_not_match").count()
    };
    // Five hundred of the first day; with the next a hundred more, and the rest has waited for its day.
    assert_eq!(strangers(&app), 600);
    assert_eq!(app.letters_to(FLOODED).len(), 2);
}

#[tokio::test]
async fn a_letter_whose_worker_died_comes_within_a_minute_whenever_the_sweep_comes() {
    for second in (1..60).step_by(6) {
        let app = TestApp::start().await;
        ask(&mut app.browser(), PLAIN, HONEST).await;
        let asked = app.now();
        app.wait(SignedDuration::from_secs(1));
        app.faults.fail_often(Some("PostOffice::send"), 100, Fault::DiesBefore, 1);
        app.deliver_new().await;
        app.faults.heal();
        assert!(app.letters_to(HONEST).is_empty());

        app.wait(SignedDuration::from_secs(second));
        app.sweep().await;

        assert_eq!(app.letters_to(HONEST).len(), 1, "swept {second} s after");
        let took = app.now().duration_since(asked);
        assert!(took <= MINUTE, "swept {second} s after, it took {took}");
        invariants::hold_at_rest(&app);
    }
}

#[tokio::test]
async fn the_sweep_waits_for_no_worker_that_is_quick_enough() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, HONEST).await;
    app.deliver_new().await;
    let before = app.now();

    app.sweep().await;

    assert_eq!(app.now(), before);
}

#[tokio::test]
async fn the_alarm_sees_the_oldest_letter_that_is_due_though_no_sweep_can_touch_it() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, HONEST).await;
    app.faults.fail_often(Some("Outbox::lease"), 100, Fault::Refused, 1);
    app.wait(MINUTE * 3);

    app.sweep().await;

    assert!(app.heard("\"OldestUnsent\":180") > 0);
    assert_eq!(app.heard("\"OldestUnsent\":0"), 0);
}

#[tokio::test]
async fn the_alarm_stays_quiet_about_letters_that_wait_their_turn() {
    let app = flooded().await;
    app.deliver_new().await;

    for _ in 0..61 {
        app.wait(MINUTE);
        app.sweep().await;
    }

    let minutes = (3..=61).map(|minute| format!("\"OldestUnsent\":{}", minute * 60));
    let ages: Vec<String> = minutes.filter(|age| app.heard(age) > 0).collect();
    assert!(ages.is_empty(), "{ages:?}");
}
