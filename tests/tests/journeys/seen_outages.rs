//! Somebody who is not signed in reports an outage: one answer whatever they typed, and nothing of any account.

mod limits;

use domain::EventKind;
use domain::outages::{OutageSaid, SeenOutage};
use tests::app::{Browser, CLOSED, PLAIN, Page, TestApp};
use tests::walk::{PASSWORD, says, settle};
use web::words::words;

use super::people;
use super::reporting_outages::{pressed_twice, told};

const EMAIL: &str = "robin.asterfield@mail.example";
const PLACE: &str = "417 Cattail Hollow Rd";
const CALL_BACK: &str = "(202) 555-0173";

/// Fields with what stands in them, or with what is said of it.
type Pairs<'a> = &'a [(&'a str, &'a str)];

fn typed<'a>(place: &'a str, seen: &'a str) -> [(&'static str, &'a str); 3] {
    [("place", place), ("seen", seen), ("call_back", CALL_BACK)]
}

/// Fills in the form and sends it, and follows.
async fn report<'a>(browser: &'a mut Browser<'_>, place: &str) -> &'a Page {
    browser.open("/outages").await;
    browser.go_on(&typed(place, "tree")).await
}

fn code(page: &Page) -> String {
    page.text("main .panel .code").concat()
}

#[tokio::test]
async fn whoever_passes_by_reports_what_they_saw_with_script_and_without() {
    for has_script in [true, false] {
        let app = TestApp::start().await;
        let browser = app.browser();
        let mut browser = if has_script { browser } else { browser.without_script() };

        let first = browser.open("/outages").await.clone();
        browser.submit(&typed(PLACE, "wire")).await;
        let location = browser.page().location().map(str::to_owned);
        let page = browser.follow().await.clone();

        let above = first.text("main > *").into_iter().nth(1).expect("a part below the heading");
        assert!(above.contains(says().outages.danger) && above.contains("911"), "{above}");
        assert_eq!(location.as_deref(), Some("/outages?sent=yes"));
        assert_eq!(page.heading(), says().outages.anybody.taken_title);
        assert_eq!(code(&page).len(), 7, "{}", page.main());
        assert!(!page.body.contains(PLACE), "what was typed is not shown again");
        app.deliver().await;
        let [(EventKind::OutageReported, OutageSaid::Unverified { place, seen, call_back })] =
            &told(&app)[..]
        else {
            panic!("one report that nobody has checked")
        };
        assert_eq!((place.expose(), call_back.expose()), (PLACE, CALL_BACK));
        assert_eq!(*seen, SeenOutage::Wire);
        let events: Vec<_> = app.store.envelopes().into_iter().flat_map(|it| it.events).collect();
        assert!(events[0].member.is_none() && events[0].accounts.is_empty());
    }
}

#[tokio::test]
async fn the_answer_is_the_same_for_a_members_account_a_closed_one_and_none() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let mut answers = Vec::new();
    for place in [PLAIN.number, CLOSED.number, "99999999", PLACE, "<script>alert(1)</script>", "🌳"]
    {
        let mut browser = app.browser();
        browser.open("/outages").await;
        browser.submit(&typed(place, "nothing")).await;
        let sent = browser.page().clone();
        let page = browser.follow().await.clone();
        assert!(!page.body.contains(place), "{place}");
        answers.push((
            (sent.status, sent.location().map(str::to_owned)),
            (page.status, page.main().replace(&code(&page), "")),
        ));
    }

    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
}

#[tokio::test]
async fn one_form_is_one_report_however_often_it_is_pressed_and_loaded_again() {
    let app = TestApp::start().await;
    let mut browser = app.browser().without_script();
    browser.open("/outages").await;
    let (action, fields) = browser.filled_in(&typed(PLACE, "bang"));

    browser.post(&action, &fields).await;
    let first = browser.follow().await.clone();
    browser.post(&action, &fields).await;
    let second = browser.follow().await.clone();
    let loaded = browser.open("/outages?sent=yes").await.clone();
    let spanish = browser.open("/outages?sent=yes&lang=es").await.clone();

    assert_eq!(code(&first), code(&second));
    assert_eq!(code(&first), code(&loaded), "the code stays where the page is loaded again");
    let words = words(domain::Language::Spanish);
    assert_eq!(spanish.heading(), words.outages.anybody.taken_title);
    assert_eq!(code(&first), code(&spanish));
    assert_eq!(told(&app).len(), 1);

    let mut other = app.browser();
    let page = other.open("/outages?sent=yes").await.clone();
    assert_ne!(page.heading(), says().outages.anybody.taken_title, "nobody else is thanked");
    assert!(!page.text("main form").is_empty(), "the form: {}", page.main());
}

#[tokio::test]
async fn two_presses_at_once_make_one_report() {
    let app = TestApp::start().await;
    let mut browser = app.browser().without_script();
    browser.open("/outages").await;
    let (action, fields) = browser.filled_in(&typed(PLACE, "bang"));

    let [one, other] = pressed_twice(&browser, &action, &fields).await;

    assert_eq!(code(&one), code(&other));
    assert_eq!(told(&app).len(), 1);
}

#[tokio::test]
async fn what_is_missing_or_wrong_is_said_beside_each_box() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let words = &says().outages.anybody;
    let long = (words.place_too_long)(120);
    let many = "x".repeat(121);
    let cases: [(Pairs<'_>, Pairs<'_>); 4] = [
        (
            &[],
            &[
                ("place", words.place_missing),
                ("seen", words.seen_missing),
                ("call_back", words.call_back_missing),
            ],
        ),
        (
            &[("place", " \u{7} "), ("seen", "tree"), ("call_back", CALL_BACK)],
            &[("place", words.place_missing)],
        ),
        (&[("place", &many), ("seen", "tree"), ("call_back", CALL_BACK)], &[("place", &long)]),
        (
            &[("place", PLACE), ("seen", "tree"), ("call_back", "555-0173")],
            &[("call_back", words.call_back_wrong)],
        ),
    ];
    for (typed, errors) in cases {
        browser.open("/outages").await;
        let page = browser.submit(typed).await;

        let owned = |(field, said): &(&str, &str)| ((*field).to_owned(), (*said).to_owned());
        assert_eq!(page.errors(), errors.iter().map(owned).collect::<Vec<_>>());
        assert_eq!(page.status, 422);
    }
    for seen in ["Tree", "ufo", "💥", "tree\u{0}"] {
        browser.open("/outages").await;
        let (action, mut fields) = browser.filled_in(&typed(PLACE, "tree"));
        fields.retain(|(name, _)| name != "seen" && name != "altcha");
        fields.push(("seen".to_owned(), seen.to_owned()));
        assert_eq!(browser.post(&action, &fields).await.status, 422, "{seen}");
    }

    assert!(told(&app).is_empty());
}

#[tokio::test]
async fn who_signs_in_from_there_comes_back_to_one_press() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    browser.press("/sign-out").await;

    let page = browser.open("/outages").await.clone();
    assert!(page.links_of("main a").contains(&"/sign-in".to_owned()));
    browser.open("/sign-in").await;
    browser.go_on(&[("email", EMAIL), ("password", PASSWORD)]).await;

    assert_eq!(browser.page().path, "/outages");
    assert!(browser.page().asks_for("what"));
}

#[tokio::test]
async fn a_form_from_before_signing_in_still_reports_and_names_no_member() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    browser.press("/sign-out").await;
    browser.open("/outages").await;
    let (action, fields) = browser.filled_in(&typed(PLACE, "tree"));
    browser.open("/sign-in").await;
    browser.go_on(&[("email", EMAIL), ("password", PASSWORD)]).await;

    browser.post(&action, &fields).await;
    let page = browser.follow().await.clone();

    assert_eq!(page.heading(), says().outages.anybody.taken_title);
    let event = app.store.envelopes().pop().and_then(|mut it| it.events.pop());
    assert_eq!(event.map(|event| event.member), Some(None));
}

#[tokio::test]
async fn while_the_store_is_down_the_page_says_so() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    browser.open("/outages").await;

    app.store.set_down(true);
    let down = browser.submit(&typed(PLACE, "tree")).await.clone();
    app.store.set_down(false);

    assert_eq!(down.status, 503);
    assert!(told(&app).is_empty());
}

#[tokio::test]
async fn a_guest_without_an_account_reports_an_outage_as_anybody() {
    let app = people::co_op().await;
    let (_his, mut hers) = people::both(&app, "view").await;

    let ways = hers.open("/outages").await.links_of("main a");
    assert!(ways.contains(&"/outages?as=anybody".to_owned()), "{ways:?}");
    hers.open("/outages?as=anybody").await;
    hers.go_on(&typed(PLACE, "tree")).await;

    assert_eq!(hers.page().heading(), says().outages.anybody.taken_title);
    app.deliver().await;
    assert_eq!(told(&app).len(), 1);
}
