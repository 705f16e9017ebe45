//! What the mail service's reports lead to: timelines, budgets, paper bills.

use domain::Held;
use domain::limits::Subject;
use domain::ports::Counters;
use domain::{EmailKey, EventKind, Happened, Language, LetterEnd, Mark, Paperless, Whose};
use fixtures::test_keys;
use jiff::SignedDuration;
use serde_json::json;
use tests::app::{Account, PLAIN, Page, TestApp};
use web::words::words;

use tests::walk::{ask, email, settle, sign_in};

const EMAIL: &str = "robin.okonkwo@mail.example";
const WRONG: Account = Account { name: "Somebodyelse", ..PLAIN };

async fn ends(app: &TestApp, address: &str) -> Vec<LetterEnd> {
    let whose = Whose::Email(EmailKey::of(&test_keys(), &email(address)));
    let told = app.timeline(&whose).await;
    let end = |what| match what {
        Happened::Letter { end, .. } => Some(end),
        Happened::Asked { .. }
        | Happened::AskedAgain
        | Happened::AskedBack
        | Happened::AskedNewEmail
        | Happened::Closed
        | Happened::PassedOn
        | Happened::SaidNotMe
        | Happened::SaidItWasMe
        | Happened::Changed(_)
        | Happened::Staff { .. } => None,
    };
    told.into_iter().filter_map(|entry| end(entry.what)).collect()
}

fn told(app: &TestApp) -> Vec<EventKind> {
    app.bus.all().into_iter().map(|outgoing| outgoing.event.kind).collect()
}

#[tokio::test]
async fn whatever_is_reported_is_on_the_timeline_once() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    app.deliver().await;

    for _ in 0..2 {
        app.bounce(EMAIL).await;
        app.report(EMAIL, "Bounce", &json!({"bounceType": "Transient"})).await;
        app.report(EMAIL, "DeliveryDelay", &json!({})).await;
        app.report(EMAIL, "Complaint", &json!({})).await;
        app.report(EMAIL, "Delivery", &json!({})).await;
    }

    let mut found = ends(&app, EMAIL).await;
    found.sort_by_key(|end| end.name());
    let expected = [
        LetterEnd::Bounced,
        LetterEnd::CameBack,
        LetterEnd::Complained,
        LetterEnd::Delayed,
        LetterEnd::Sent,
    ];
    assert_eq!(found, expected);
}

#[tokio::test]
async fn a_member_without_paper_gets_paper_again_and_the_billing_system_hears_of_it_once() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    app.deliver().await;
    let before = app.store.member_of(&email(EMAIL)).expect("a member");
    assert!(matches!(before.paperless, Paperless::On(_)));

    app.bounce(EMAIL).await;
    app.bounce(EMAIL).await;
    app.deliver().await;

    let after = app.store.member_of(&email(EMAIL)).expect("the address stays theirs");
    assert_eq!(after.paperless, Paperless::Returned(app.now()));
    assert_eq!(after.version, before.version + 1);
    let news = told(&app);
    assert_eq!(news[news.len() - 2..], [EventKind::ContactBounced, EventKind::PaperlessOff]);
    assert_eq!(news.iter().filter(|kind| **kind == EventKind::ContactBounced).count(), 1);
}

#[tokio::test]
async fn home_says_that_mail_came_back_until_paperless_is_chosen_again() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    app.deliver().await;
    let says =
        |page: &Page| page.main().contains(words(Language::English).account.home.change_email);
    assert!(!says(browser.open("/home").await));

    app.bounce(EMAIL).await;
    app.deliver().await;

    assert!(says(browser.open("/home").await));
    browser.open("/profile/paperless").await;
    browser.go_on(&[("paperless", "yes")]).await;
    assert!(!says(browser.open("/home").await));
}

#[tokio::test]
async fn who_has_paper_keeps_it_and_signs_in_as_before() {
    let app = TestApp::start().await;
    tests::walk::become_member(&app, &mut app.browser(), PLAIN, EMAIL).await;

    app.bounce(EMAIL).await;
    app.deliver().await;

    let member = app.store.member_of(&email(EMAIL)).expect("a member");
    assert_eq!(member.paperless, Paperless::Unasked);
    assert_eq!(told(&app).last(), Some(&EventKind::ContactBounced));
    let mut browser = app.browser();
    sign_in(&mut browser, EMAIL, tests::walk::PASSWORD).await;
    assert_eq!(browser.page().path, "/register/paperless");
}

#[tokio::test]
async fn a_mailbox_that_bounced_gets_no_more_letters_of_strangers() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, WRONG, EMAIL).await;
    app.deliver().await;
    app.bounce(EMAIL).await;
    let same = browser.press("/register/resend").await.title();

    app.deliver().await;

    assert_eq!(app.letters_to(EMAIL).len(), 1);
    assert!(matches!(app.store.letters()[1].1, Mark::Held(_)));
    assert!(ends(&app, EMAIL).await.contains(&LetterEnd::Held(Held::Bounced)));
    assert_eq!(browser.press("/register/resend").await.title(), same);
    app.wait(SignedDuration::from_mins(2));
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    app.deliver().await;
    assert_eq!(app.letters_to(EMAIL).len(), 2, "who matched gets theirs");
}

#[tokio::test]
async fn letters_to_strangers_stop_by_themselves_when_six_bounced() {
    let app = TestApp::start().await;
    for number in 0..7 {
        let address = format!("stranger{number}@mail.example");
        ask(&mut app.browser(), Account { number: "4815169", ..WRONG }, &address).await;
        app.deliver().await;
        if number < 6 {
            assert_eq!(app.letters_to(&address).len(), 1, "{address}");
            app.bounce(&address).await;
            app.bounce(&address).await;
        } else {
            assert!(app.letters_to(&address).is_empty(), "{address}");
            assert_eq!(ends(&app, &address).await, [LetterEnd::Waits(Some(Held::Bouncing))]);
        }
        assert_eq!(app.heard("StrangersStopped"), usize::from(number >= 5), "at the sixth bounce");
        app.wait(SignedDuration::from_hours(7));
    }

    app.wait(SignedDuration::from_hours(17));
    app.sweep().await;

    let last = ends(&app, "stranger6@mail.example").await;
    let waits = LetterEnd::Waits(Some(Held::Bouncing));
    assert_eq!(last, [waits, LetterEnd::Held(Held::Bouncing)], "nobody did anything for a day");
}

#[tokio::test]
async fn letters_to_strangers_go_as_soon_as_staff_say_that_the_bounces_are_over() {
    let app = TestApp::start().await;
    for number in 0..7 {
        let address = format!("stranger{number}@mail.example");
        ask(&mut app.browser(), Account { number: "4815169", ..WRONG }, &address).await;
        app.deliver().await;
        if number < 6 {
            app.bounce(&address).await;
        }
        app.wait(SignedDuration::from_hours(7));
    }
    assert!(app.letters_to("stranger6@mail.example").is_empty());

    app.store.clear(&Subject::StrangersLetters).await.expect("the store answers");
    app.sweep().await;

    assert_eq!(app.letters_to("stranger6@mail.example").len(), 1);
}
