//! What nobody else may: a guest, a neighbour, or whoever finds a session.

use jiff::SignedDuration;
use tests::app::{Browser, PLAIN, SECOND};
use tests::walk::{PASSWORD, email, settle};

use super::{DAUGHTER, FATHER, MASKED, both, co_op, father, invite, let_in, of_other};

const NEIGHBOUR: &str = "next.door@mail.example";

/// The form of a page of this browser's, posted with other fields.
async fn post(browser: &mut Browser<'_>, action: &str, fields: &[(&str, &str)]) {
    browser.open("/profile/sessions").await;
    let (_, own) = browser.filled_in_form("/sign-out");
    let csrf = own.into_iter().filter(|(name, _)| name == "csrf");
    let more = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let all: Vec<_> = csrf.chain(more).collect();
    browser.post(action, &all).await;
    browser.follow().await;
}

/// The code of the father's account on the daughter's pages.
async fn code(hers: &mut Browser<'_>) -> String {
    let address = of_other(hers, "/bills").await;
    address.rsplit_once('=').expect("a code").1.to_owned()
}

#[tokio::test]
async fn a_guest_lets_nobody_else_in_and_puts_nobody_out() {
    let app = co_op().await;
    let (mut his, mut hers) = both(&app, "view").await;
    let_in(&app, &mut his, NEIGHBOUR, "pay").await;
    let persons = his.page().attributes("main ul.list button", "value");
    let code = code(&mut hers).await;

    post(
        &mut hers,
        "/profile/people",
        &[("account", &code), ("email", "friend@mail.example"), ("role", "view")],
    )
    .await;
    assert!(app.letters_to("friend@mail.example").is_empty());
    for person in &persons[1..] {
        let fields = [("account", &*code), ("person", person), ("sure", "yes")];
        post(&mut hers, "/profile/people/end", &fields[..2]).await;
        assert!(!hers.page().main().contains(NEIGHBOUR), "{}", hers.page().main());
        post(&mut hers, "/profile/people/end", &fields).await;
    }

    app.deliver().await;
    assert!(app.letters_to("friend@mail.example").is_empty());
    assert_eq!(his.open("/profile/people").await.text("main ul.list li").len(), 2);
}

#[tokio::test]
async fn a_guest_sees_nothing_of_the_owners_login_and_changes_nothing_of_it() {
    let app = co_op().await;
    let (_his, mut hers) = both(&app, "view").await;
    let code = code(&mut hers).await;
    let before = app.store.member_of(&email(FATHER)).expect("a member");
    let letters = super::kinds(&app, FATHER);

    for page in ["/profile", "/profile/paperless", "/profile/accounts", "/profile/sessions"] {
        let body = hers.open(page).await.body.clone();
        assert!(!body.contains("1623") && !body.contains("copper kettle"), "{page}");
    }
    for fields in [
        [("account", code.as_str()), ("paperless", "yes")],
        [("account", PLAIN.number), ("paperless", "yes")],
    ] {
        post(&mut hers, "/profile/paperless", &fields).await;
    }

    assert_eq!(app.store.member_of(&email(FATHER)), Some(before));
    app.deliver().await;
    assert_eq!(super::kinds(&app, FATHER), letters, "he hears of nothing");
}

#[tokio::test]
async fn a_neighbour_opens_nothing_by_codes_and_names_that_they_have_seen() {
    let app = co_op().await;
    let (mut his, mut hers) = both(&app, "view").await;
    let mut theirs = app.browser();
    settle(&app, &mut theirs, SECOND, NEIGHBOUR).await;
    let address = of_other(&mut hers, "/bills").await;
    his.open("/profile/people").await;
    let person = his.page().attributes("main ul.list button", "value").remove(0);

    for page in ["/bills", "/pay", "/usage", "/profile/people"] {
        let shown = theirs.open(&address.replace("/bills", page)).await.main();
        assert!(!shown.contains("1623") && !shown.contains(FATHER), "{page}: {shown}");
    }
    let fields = [("account", ""), ("person", &*person), ("sure", "yes")];
    post(&mut theirs, "/profile/people/end", &fields[..2]).await;
    assert!(!theirs.page().main().contains(DAUGHTER), "{}", theirs.page().main());
    post(&mut theirs, "/profile/people/end", &fields).await;

    assert!(super::is_on_it(&mut hers).await);
}

#[tokio::test]
async fn what_a_guest_was_told_to_open_before_is_checked_each_time() {
    let app = co_op().await;
    let (mut his, mut hers) = both(&app, "view").await;
    let pay = of_other(&mut hers, "/pay").await;
    hers.open(&pay).await;
    let (action, fields) = hers.filled_in_form("/pay");
    his.open("/profile/people").await;
    let (end, person) = his.filled_in_button("/profile/people/end", "person");
    his.post(&end, &person).await;
    his.go_on(&[]).await;

    hers.post(&action, &fields).await;
    hers.follow().await;

    assert!(hers.page().value("token").is_none(), "no token for what she may open no more");
    assert!(!hers.page().main().contains(FATHER));
}

#[tokio::test]
async fn whoever_finds_a_session_lets_nobody_in_without_the_password() {
    let app = co_op().await;
    let mut his = father(&app).await;
    app.wait(SignedDuration::from_mins(6));
    his.open("/profile/people").await;
    assert!(his.page().asks_for("current_password"));

    invite(&mut his, NEIGHBOUR, "view").await;

    assert_eq!(his.page().status, 422);
    let broken: Vec<String> = his.page().errors().into_iter().map(|(id, _)| id).collect();
    assert_eq!(broken, ["current_password"]);
    assert_eq!(his.page().value("email").as_deref(), Some(NEIGHBOUR), "nothing is retyped");
    app.deliver().await;
    assert!(app.letters_to(NEIGHBOUR).is_empty());

    let (action, mut fields) = his.filled_in_form("/profile/people");
    fields.retain(|(name, _)| name != "current_password");
    fields.push(("current_password".to_owned(), PASSWORD.to_owned()));
    his.post(&action, &fields).await;
    assert_eq!(his.page().status, 303);
}

#[tokio::test]
async fn who_may_pay_in_one_account_may_not_look_in_another_by_its_address() {
    let app = co_op().await;
    let (mut his, mut hers) = both(&app, "pay").await;
    his.open("/profile/accounts").await;
    let second =
        [("account_number", SECOND.number), ("name", SECOND.name), ("billing_zip", SECOND.zip)];
    his.go_on(&second).await;
    his.open("/profile/people").await;
    let of_second = his.page().links_of("main nav a").pop().expect("the second account");
    his.open(&of_second).await;
    invite(&mut his, DAUGHTER, "view").await;
    let link = tests::app::link(&app.letter_to(DAUGHTER).await);
    hers.open(&link).await;
    hers.go_on(&[]).await;
    app.deliver().await;

    let addresses: Vec<String> = hers.open("/home").await.links();
    let codes = |page: &str| -> Vec<String> {
        let of = addresses.iter().filter_map(|it| it.strip_prefix(page));
        of.map(str::to_owned).collect()
    };
    let (pays, looks) = (codes("/pay?account="), codes("/usage?account="));
    assert_eq!((pays.len(), looks.len()), (2, 1));
    for code in pays {
        let shown = hers.open(&format!("/usage?account={code}")).await.main();
        assert!(shown.contains("1642") && !shown.contains("1623"), "{code}: {shown}");
    }
    assert!(hers.open("/usage").await.main().contains("1642"), "the one that is open to her");
    assert!(hers.page().main().contains(FATHER));
}

#[tokio::test]
async fn a_guest_sees_no_report_of_an_outage_of_others_and_can_report_nothing_there() {
    const NOTE: &str = "Oak fell by the red barn";
    let app = co_op().await;
    let (mut his, mut hers) = both(&app, "view").await;
    app.remember(NOTE);
    his.open("/outages").await;
    his.go_on(&[("what", "out"), ("note", NOTE)]).await;
    let reference = his.page().text("main .panel .code").pop().expect("the code of his report");
    let code = code(&mut hers).await;
    let told = || {
        let events = app.store.envelopes().into_iter().flat_map(|envelope| envelope.events);
        events.filter(|event| event.outage.is_some()).count()
    };
    assert_eq!(told(), 1);

    for path in ["/outages".to_owned(), format!("/outages?account={code}")] {
        let page = hers.open(&path).await.clone();
        for his in [NOTE, &reference, MASKED] {
            assert!(!page.body.contains(his), "{path}: {his}");
        }
    }
    post(&mut hers, "/outages", &[("account", &code), ("what", "partly"), ("note", "mine")]).await;
    post(&mut hers, "/outages/restored", &[("outage", &reference)]).await;

    assert_eq!(told(), 1, "neither reported nor ended");
    assert!(his.open("/outages").await.body.contains(&reference), "his stands");
}
