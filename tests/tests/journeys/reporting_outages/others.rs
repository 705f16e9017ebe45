//! Those who may not: another member, who moved out or in, whoever's account is closed, another site.

use jiff::SignedDuration;
use tests::app::{Account, Browser, Event, PLAIN, SECOND, TestApp};
use tests::walk::{become_member, says, settle};

use super::{EMAIL, code, press, settled, told};

const OTHER: &str = "moved.in@mail.example";

#[tokio::test]
async fn nobody_reports_for_anothers_account_or_ends_anothers_report() {
    let app = TestApp::start().await;
    let mut victim = settled(&app).await;
    victim.open("/outages").await;
    let theirs = code(press(&mut victim).await);
    let mut thief = app.browser();
    settle(&app, &mut thief, SECOND, OTHER).await;
    thief.open("/outages").await;
    let (_, csrf) = thief.filled_in_form("/sign-out");
    let (action, mut fields) = thief.filled_in_form("/outages");
    fields.push(("what".to_owned(), "out".to_owned()));
    let with = |fields: &[(String, String)], name: &str, value: &str| {
        let mut fields = fields.to_vec();
        fields.retain(|(field, _)| field != name);
        fields.push((name.to_owned(), value.to_owned()));
        fields
    };

    let code_of_victim = victim_code(&app, &mut victim).await;
    for account in [code_of_victim.as_str(), "a3k7q2mnb5tx"] {
        thief.post(&action, &with(&fields, "account", account)).await;
        assert_eq!(thief.page().location(), Some("/outages"), "{account}");
    }
    for reference in [theirs.as_str(), "ZZZ-ZZZ", "", "🌳", "K7Q-2M4; drop"] {
        thief.post("/outages/restored", &with(&csrf, "outage", reference)).await;
        assert_eq!(thief.page().location(), Some("/outages"), "{reference}");
        assert!(!thief.open("/outages").await.body.contains(&theirs));
    }

    assert_eq!(told(&app).len(), 1);
    assert_eq!(code(victim.open("/outages").await), theirs, "it is still open");
}

/// What names the account of a member of one account in addresses: a bill's page says it in its switch of language.
async fn victim_code(app: &TestApp, victim: &mut Browser<'_>) -> String {
    app.wait(SignedDuration::from_secs(1));
    victim.open("/pay").await;
    victim.page().value("account").expect("a code")
}

/// An extract of two accounts, with the first one's holder and status.
fn extract(name: &str, status: &str) -> String {
    format!(
        "account_no,last_name,billing_zip,status\n48151623,{name},78611,{status}\n\
         48151642,Ravensbourne,78612,active\n"
    )
}

#[tokio::test]
async fn an_account_that_is_closed_cannot_be_reported_and_the_page_says_whom_to_call() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    browser.open("/outages").await;

    app.import(&extract(PLAIN.name, "closed")).await;
    let page = browser.submit(&[("what", "out")]).await.clone();

    assert_eq!(page.status, 409);
    assert!(page.main().contains(says().outages.closed), "{}", page.main());
    assert!(page.links_of("main .panel a").contains(&"tel:+18005550142".to_owned()));
    assert!(told(&app).is_empty());
}

#[tokio::test]
async fn who_moved_in_sees_nothing_of_the_report_before_and_reports_anew() {
    let app = TestApp::start().await;
    let mut before = settled(&app).await;
    before.open("/outages").await;
    let theirs = code(press(&mut before).await);
    app.import(&extract("Nightingale", "active")).await;
    let next = Account { name: "Nightingale", ..PLAIN };
    let mut after = app.browser();
    settle(&app, &mut after, next, OTHER).await;

    let first = after.open("/outages").await.clone();
    let own = code(press(&mut after).await);

    assert!(first.asks_for("what") && !first.body.contains(&theirs), "{}", first.main());
    assert_ne!(own, theirs);
    let left = before.open("/outages").await;
    assert!(!left.body.contains(&own) && !left.body.contains(&theirs), "{}", left.main());
}

#[tokio::test]
async fn a_member_without_an_account_is_led_to_adding_one() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    become_member(&app, &mut browser, PLAIN, EMAIL).await;
    browser.go_on(&[("paperless", "yes")]).await;
    browser.go_on(&[("skip", "yes")]).await;
    app.import(&extract("Nightingale", "active")).await;

    let page = browser.open("/outages").await.clone();

    assert!(page.links_of("main a").contains(&"/profile/accounts".to_owned()), "{}", page.main());
    assert!(!page.asks_for("what"));
}

#[tokio::test]
async fn a_form_of_another_site_reports_nothing() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    browser.open("/outages").await;
    let (action, mut fields) = browser.filled_in_form("/outages");
    fields.push(("what".to_owned(), "out".to_owned()));
    let body: String =
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
    let event: Event =
        browser.event("POST", &action).form(&body).header("origin", "https://evil.example");

    let page = browser.send(&event).await.clone();

    assert_eq!(page.status, 403);
    assert!(told(&app).is_empty());
}
