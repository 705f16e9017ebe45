//! Paper bills, for all accounts and for one.

use domain::{AccountNumber, Bills, Binding, EventKind, Language, Paperless};
use tests::app::{PLAIN, SECOND, TestApp};
use web::samples::shipped;

use super::{EMAIL, at};
use tests::walk::{become_member, email, says};

#[tokio::test]
async fn turning_paper_on_again_is_as_easy_as_turning_it_off() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/paperless").await;
    assert!(!browser.page().asks_for("account"), "there is but one");
    assert!(browser.page().main().contains(says().profile.paperless.now_by_email));
    assert!(browser.page().main().contains(shipped().paperless.text.get(Language::English)));

    browser.go_on(&[("paperless", "no")]).await;

    assert_eq!(browser.page().path, "/profile");
    assert!(browser.page().main().contains(says().profile.done.bills_on_paper), "what was chosen");
    let home = browser.open("/home").await.text("main .rows li");
    assert!(home[1].starts_with(says().profile.changes.bills_on_paper), "{home:?}");
    assert_eq!(home.len(), 2, "the choice before it is over: {home:?}");
    let member = app.store.member_of(&email(EMAIL)).expect("a member");
    let Paperless::Off(consent) = &member.paperless else { panic!("paper from now on") };
    assert_eq!(consent.version, shipped().paperless.version);
    assert_eq!(consent.hash, shipped().paperless.hash(Language::English));
    assert_eq!((consent.language, consent.at), (Language::English, app.now()));
    let letter = app.letter_to(EMAIL).await;
    assert_eq!(letter.kind, "bills_on_paper");
    let told = app.store.envelopes().pop().expect("an envelope").events;
    assert_eq!(
        (told[0].kind, &told[0].accounts),
        (EventKind::PaperlessOff, &member.account_numbers())
    );
}

/// Gives the member a second account of the billing system.
async fn with_second_account(app: &TestApp) {
    let account = AccountNumber::parse(SECOND.number).expect("a number");
    let binding = Binding {
        account,
        holder: 1,
        since: app.now(),
        own_bills: None,
        held_until: None,
        bills_unasked: false,
    };
    app.change(EMAIL, |member| member.accounts.push(binding)).await;
}

#[tokio::test]
async fn one_of_several_accounts_can_have_paper_again() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile").await;
    with_second_account(&app).await;
    let member = app.store.member_of(&email(EMAIL)).expect("a member");
    assert!(browser.open("/profile").await.main().contains(says().profile.summary.by_email));
    browser.open("/profile/paperless").await;
    assert_eq!(browser.page().value("account").as_deref(), Some("all"), "all comes first");
    assert!(!browser.page().body.contains(SECOND.number), "numbers are masked");
    let second = browser.page().choices("account").remove(2);

    browser.go_on(&[("account", &second), ("paperless", "no")]).await;

    assert!(browser.page().main().contains(says().profile.summary.mixed));
    let after = app.store.member_of(&email(EMAIL)).expect("a member");
    let bills: Vec<Bills> = after.accounts.iter().map(|it| after.bills_of(it)).collect();
    assert_eq!(bills, [Bills::ByEmail, Bills::OnPaper]);
    let own = after.accounts[1].own_bills.as_ref().expect("a consent record");
    assert_eq!(
        (own.consent.version.as_str(), own.consent.at),
        (shipped().paperless.version, app.now())
    );
    let told = app.store.envelopes().pop().expect("an envelope");
    assert_eq!(told.events[0].accounts, [member.accounts[1].account.clone()]);
    let letter = app.letter_to(EMAIL).await;
    assert!(letter.text.contains(member.accounts[1].account.ending()), "which account");
    browser.open("/profile/paperless").await;
    browser.go_on(&[("account", "all"), ("paperless", "yes")]).await;
    assert!(browser.page().main().contains(says().profile.summary.by_email));
}

#[tokio::test]
async fn an_account_that_is_not_the_members_takes_no_choice() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile").await;
    with_second_account(&app).await;
    browser.open("/profile/paperless").await;

    let page = browser.submit(&[("account", "somebodyelses"), ("paperless", "no")]).await;

    let rule = says().errors.account_not_chosen.to_owned();
    assert_eq!((page.status, page.errors()), (422, vec![("account".to_owned(), rule)]));
}

#[tokio::test]
async fn a_choice_about_paper_needs_an_answer() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/paperless").await;
    let chosen = |page: &tests::app::Page, answer: &str| {
        !page.text(&format!("input[name=paperless][value={answer}][checked]")).is_empty()
    };
    assert!(chosen(browser.page(), "yes"), "today's answer");
    with_second_account(&app).await;
    app.change(EMAIL, |member| {
        let consent = shipped().paperless.consent(Language::English, app.now());
        member.accounts[1].own_bills = Some(domain::OwnBills { bills: Bills::OnPaper, consent });
    })
    .await;
    let page = browser.open("/profile/paperless").await;
    assert!(!chosen(page, "yes") && !chosen(page, "no"), "they differ, so nothing is chosen");

    let page = browser.submit(&[]).await;

    let rule = says().errors.bills_not_chosen.to_owned();
    assert_eq!((page.status, page.errors()), (422, vec![("paperless".to_owned(), rule)]));
}

#[tokio::test]
async fn step_6_tells_the_member_and_only_what_is_new() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/paperless").await;
    let kinds = |app: &TestApp| -> Vec<&str> {
        app.letters_to(EMAIL).iter().map(|letter| letter.kind).collect()
    };
    assert_eq!(kinds(&app).last(), Some(&"bills_by_email"), "step 6 said yes");
    let before = kinds(&app).len();

    browser.go_on(&[("paperless", "yes")]).await;
    app.deliver().await;

    assert_eq!(kinds(&app).len(), before, "nothing has changed");
}

#[tokio::test]
async fn the_receipt_has_the_text_that_was_agreed_to_though_another_is_in_force_when_it_goes() {
    let mut app = TestApp::start().await;
    let agreed = shipped().paperless.text.get(Language::English);
    let mut browser = app.browser();
    become_member(&app, &mut browser, PLAIN, EMAIL).await;
    browser.go_on(&[("paperless", "yes")]).await;

    app.set_settings(&[
        ("[paperless]\nversion = \"1\"", "[paperless]\nversion = \"2\""),
        ("You can go back to paper at any time, at no cost.", "Paper costs a dollar."),
    ]);

    let letter = app.letter_to(EMAIL).await;
    assert_eq!(letter.kind, "bills_by_email");
    for part in [agreed, "version 1"] {
        assert!(letter.text.contains(part), "{part}: {}", letter.text);
    }
    let kept = app.store.member_of(&email(EMAIL)).expect("a member").receipt.expect("a receipt");
    assert_eq!((kept.version.as_str(), kept.text.as_str()), ("1", agreed));
}
