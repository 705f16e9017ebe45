//! A member reports an outage: one press, one open report an account, three a day, and how it stands until the power is back.

mod later;
mod others;

use domain::EventKind;
use domain::outages::{OutageSaid, OutageStatus};
use tests::app::{Browser, PLAIN, Page, SECOND, TestApp};
use tests::walk::{add_account, says, settle};
use web::words::words;

const EMAIL: &str = "robin.asterfield@mail.example";
const NOTE: &str = "Oak fell by the <b>red</b> barn 🌳";

async fn settled(app: &TestApp) -> Browser<'_> {
    let mut browser = app.browser();
    settle(app, &mut browser, PLAIN, EMAIL).await;
    browser
}

/// Presses the first button that reports, from the page as it is, and follows.
async fn press<'a>(browser: &'a mut Browser<'_>) -> &'a Page {
    browser.go_on(&[("what", "out")]).await
}

/// The code that the page shows.
#[track_caller]
fn code(page: &Page) -> String {
    let codes = page.text("main .panel .code");
    assert_eq!(codes.len(), 1, "one code: {}", page.main());
    codes.into_iter().next().unwrap_or_default()
}

/// What was told of outages, each with the notes in it.
pub(super) fn told(app: &TestApp) -> Vec<(EventKind, OutageSaid)> {
    let events = app.store.envelopes().into_iter().flat_map(|envelope| envelope.events);
    events.filter_map(|event| Some((event.kind, event.outage?.said))).collect()
}

/// Posts a form from two windows at once, and follows each.
pub(super) async fn pressed_twice(
    browser: &Browser<'_>,
    action: &str,
    fields: &[(String, String)],
) -> [Page; 2] {
    let (mut one, mut other) = (browser.clone(), browser.clone());
    futures_util::future::join(one.post(action, fields), other.post(action, fields)).await;
    assert_eq!([one.page().status, other.page().status], [303, 303]);
    [one.follow().await.clone(), other.follow().await.clone()]
}

#[tokio::test]
async fn a_member_reports_with_one_press_and_says_that_power_is_back() {
    for has_script in [true, false] {
        let app = TestApp::start().await;
        let browser = app.browser();
        let mut browser = if has_script { browser } else { browser.without_script() };
        settle(&app, &mut browser, PLAIN, EMAIL).await;
        assert_eq!(browser.page().links_of("main .doors a")[0], "/outages", "it is the first door");

        let first = browser.open("/outages").await.clone();
        let reported = press(&mut browser).await.clone();
        let reference = code(&reported);
        app.outage_stands(&reference, OutageStatus::CrewSent).await;
        let sent = browser.open("/outages").await.clone();
        let back = browser.press("/outages/restored").await.clone();

        let words = &says().outages;
        let above = first.text("main > *").into_iter().nth(1).expect("a part below the heading");
        assert!(above.contains(words.danger) && above.contains("911"), "{above}");
        assert_eq!(first.links_of("main > .warning a"), ["tel:911", "tel:+18005550142"]);
        assert_eq!(first.text("main form button")[0], words.out, "and no choice before it");
        assert!(first.attributes("main input[type=radio]", "name").is_empty());
        assert!(reported.main().contains(words.reported), "{}", reported.main());
        assert!(reported.main().contains(words.is_reported), "{}", reported.main());
        assert!(!reported.asks_for("what"), "there is nothing more to report");
        assert!(sent.main().contains(words.crew_sent), "{}", sent.main());
        assert_eq!(code(&sent), reference);
        assert!(back.main().contains(words.said_restored), "{}", back.main());
        assert!(back.main().contains(&reference) && back.asks_for("what"), "{}", back.main());
        app.deliver().await;
        let kinds: Vec<EventKind> = told(&app).into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, [EventKind::OutageReported, EventKind::OutageRestored]);
    }
}

#[tokio::test]
async fn what_was_done_is_said_once_and_how_it_stands_is_said_for_as_long_as_it_is_so() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    browser.open("/outages").await;

    let reported = press(&mut browser).await.clone();
    let again = browser.open("/outages").await.clone();
    let spanish = browser.open("/outages?lang=es").await.clone();

    let words = words(domain::Language::Spanish);
    assert!(!again.main().contains(says().outages.reported), "{}", again.main());
    assert_eq!(code(&again), code(&reported));
    assert!(spanish.main().contains(words.outages.is_reported), "{}", spanish.main());
    assert_eq!(code(&spanish), code(&reported));
}

#[tokio::test]
async fn a_second_press_ends_as_the_first_and_reports_nothing() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    browser.open("/outages").await;
    let (action, mut fields) = browser.filled_in_form("/outages");
    fields.push(("what".to_owned(), "out".to_owned()));

    browser.post(&action, &fields).await;
    let first = browser.follow().await.clone();
    browser.post(&action, &fields).await;
    let second = browser.follow().await.clone();
    let (restored, fields) = browser.filled_in_form("/outages/restored");
    for _ in 0..2 {
        browser.post(&restored, &fields).await;
        assert_eq!(browser.page().location(), Some("/outages"));
        assert!(browser.follow().await.main().contains(says().outages.said_restored));
    }

    assert_eq!(code(&second), code(&first));
    assert_eq!(told(&app).len(), 2, "one report, and once that it is over");
}

#[tokio::test]
async fn two_presses_at_once_make_one_report() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    browser.open("/outages").await;
    let (action, mut fields) = browser.filled_in_form("/outages");
    fields.push(("what".to_owned(), "flicker".to_owned()));

    let [one, other] = pressed_twice(&browser, &action, &fields).await;

    assert_eq!(code(&one), code(&other));
    assert_eq!(told(&app).len(), 1);
}

#[tokio::test]
async fn a_note_goes_to_the_crew_and_stands_on_no_page_in_no_log_and_in_no_file() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    browser.open("/outages").await;

    browser.submit(&[("what", "partly"), ("note", NOTE)]).await;
    let location = browser.page().location().map(str::to_owned);
    let shown = browser.follow().await.body.clone();
    app.deliver().await;

    assert_eq!(location.as_deref(), Some("/outages"));
    assert!(!shown.contains("barn"), "{shown}");
    let [(EventKind::OutageReported, OutageSaid::ByMember { note: Some(note), .. })] =
        &told(&app)[..]
    else {
        panic!("a report with a note")
    };
    assert_eq!(note.expose(), NOTE);
    // That no log line and no address has it, the app looks at for itself when it ends.
}

#[tokio::test]
async fn what_is_wrong_with_the_form_is_said_and_nothing_typed_is_lost() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    browser.open("/outages").await;
    let long = "wire by the creek ".repeat(20);

    let page = browser.submit(&[("note", &long)]).await.clone();

    assert_eq!(page.status, 422);
    let note = (says().outages.note_too_long)(300);
    let expected = [("what", says().outages.what_missing), ("note", note.as_str())]
        .map(|(field, said)| (field.to_owned(), said.to_owned()));
    assert_eq!(page.errors(), expected);
    assert_eq!(page.value("note"), Some(long.clone()));
    assert!(told(&app).is_empty());
    browser.go_on(&[("what", "out"), ("note", &long[..299])]).await;
    assert_eq!(told(&app).len(), 1);
}

#[tokio::test]
async fn what_no_button_sends_is_no_report() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    for what in ["", "OUT", "everything", "out\u{0}", "💡", &"out".repeat(2_000)] {
        browser.open("/outages").await;
        let (action, mut fields) = browser.filled_in_form("/outages");
        fields.push(("what".to_owned(), what.to_owned()));
        assert_eq!(browser.post(&action, &fields).await.status, 422, "{what:?}");
    }
    browser.open("/outages").await;
    let (action, mut fields) = browser.filled_in_form("/outages");
    fields.extend([("what", "out"), ("what", "partly")].map(|(k, v)| (k.to_owned(), v.to_owned())));
    assert_eq!(browser.post(&action, &fields).await.status, 400, "a field twice");

    assert!(told(&app).is_empty());
}

#[tokio::test]
async fn the_other_language_keeps_the_note() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    browser.open("/outages").await;
    let (action, mut fields) = browser.filled_in(&[("note", NOTE)]);
    fields.retain(|(name, _)| name != "what");

    let page = browser.post(&format!("{action}?lang=es"), &fields).await.clone();

    assert_eq!((page.status, page.value("note").as_deref()), (200, Some(NOTE)));
    let spanish = &words(domain::Language::Spanish).outages;
    assert!(page.main().contains(spanish.out), "{}", page.main());
    assert!(told(&app).is_empty());
    assert!(press(&mut browser).await.main().contains(spanish.is_reported));
}

#[tokio::test]
async fn of_several_accounts_one_is_chosen_and_each_has_a_report_of_its_own() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    add_account(&mut browser, SECOND).await;

    let page = browser.open("/outages").await.clone();
    let ways = page.links_of("main nav a");
    browser.open(&ways[1]).await;
    let second = press(&mut browser).await.clone();
    let open_first = browser.open("/outages").await.clone();
    browser.open(&ways[0]).await;
    let first = press(&mut browser).await.clone();

    assert_eq!(ways.len(), 2);
    assert!(!page.body.contains(PLAIN.number), "no number stands anywhere");
    assert_eq!(second.attributes("main nav a[aria-current]", "href"), [ways[1].clone()]);
    assert_eq!(code(&open_first), code(&second), "what is open comes first");
    assert_ne!(code(&first), code(&second));
    assert_eq!(told(&app).len(), 2);
    browser.open(&ways[0]).await;
    browser.press("/outages/restored").await;
    assert_eq!(browser.page().attributes("main nav a[aria-current]", "href"), [ways[0].clone()]);
    assert_eq!(code(browser.open("/outages").await), code(&second), "the other stays");
}
