//! Paper is turned off by the link of a letter, which shows that the member can open what we send.

mod accounts;

use domain::{Bills, EventKind, Member, Standing};
use jiff::SignedDuration;
use tests::app::{Browser, CONFIRMED, PLAIN, Page, TestApp, changed_settings, link};
use tests::walk::{
    NEW_PASSWORD, PASSWORD, PHRASE, become_member, email, says, sign_in, submit_outdated,
};

const EMAIL: &str = "wilhelmina.orchard@mail.example";
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// The accounts of the test co-op, at one that has paper turned off by letter.
async fn app() -> TestApp {
    let app = TestApp::of(changed_settings(&[CONFIRMED]).1);
    app.import(
        "account_no,last_name,billing_zip,contact_email\n\
         48151623,Quillfeather,78611,\n48151642,Ravensbourne,78612,\n\
         48151689,Featherstonehaugh,78616,onfile@mail.example\n",
    )
    .await;
    app
}

fn member(app: &TestApp) -> Member {
    app.store.member_of(&email(EMAIL)).expect("a member")
}

fn bills(app: &TestApp) -> Vec<Bills> {
    let member = member(app);
    member.accounts.iter().map(|binding| member.bills_of(binding)).collect()
}

/// How often billing was told that paper is off.
fn told(app: &TestApp) -> usize {
    let events = app.store.envelopes().into_iter().flat_map(|envelope| envelope.events);
    events.filter(|event| event.kind == EventKind::PaperlessOn).count()
}

/// A member who said yes at step 6, at home, and the address of the letter's link.
async fn agreed(app: &TestApp, browser: &mut Browser<'_>) -> String {
    become_member(app, browser, PLAIN, EMAIL).await;
    browser.go_on(&[("paperless", "yes")]).await;
    assert_eq!(browser.page().path, "/register/security-phrase", "seven steps stay seven");
    browser.go_on(&[("security_phrase", PHRASE)]).await;
    assert_eq!(browser.page().path, "/home");
    let letter = app.letter_to(EMAIL).await;
    assert_eq!(letter.kind, "confirm_bills");
    link(&letter)
}

/// Opens a letter's link, and presses the button of its page.
async fn confirm(browser: &mut Browser<'_>, link: &str) {
    browser.open(link).await;
    assert_eq!(browser.page().path, "/profile/paperless/confirm");
    browser.submit(&[]).await;
}

async fn over(app: &TestApp, link: &str) {
    let mut browser = app.browser();
    browser.open(link).await;
    assert_eq!(browser.page().status, 410);
    assert!(browser.page().main().contains(says().problems.bills_over.text[1]));
    assert_eq!((bills(app), told(app)), (vec![Bills::OnPaper], 0), "paper stays");
}

#[tokio::test]
async fn what_is_agreed_to_is_shown_before_and_paper_ends_with_the_letters_link() {
    let app = app().await;
    let mut browser = app.browser().without_script();
    become_member(&app, &mut browser, PLAIN, EMAIL).await;
    let page = browser.page().main();
    for text in says().steps.paperless.needs.iter().chain([&says().steps.paperless.confirmed_by]) {
        assert!(page.contains(text), "{page}");
    }
    browser.go_on(&[("paperless", "yes")]).await;
    browser.go_on(&[("security_phrase", PHRASE)]).await;
    let letter = app.letter_to(EMAIL).await;
    assert_eq!((bills(&app), told(&app)), (vec![Bills::OnPaper], 0));
    let profile = browser.open("/profile/paperless").await.main();
    assert!(profile.contains("Monday, December 7 at 7:00 AM"), "{profile}");

    app.wait(DAY);
    let mut elsewhere = app.browser().without_script();
    confirm(&mut elsewhere, &link(&letter)).await;
    elsewhere.follow().await;

    assert_eq!(elsewhere.page().text(".notice"), [says().account.sign_in.bills_by_email]);
    assert_eq!((bills(&app), told(&app)), (vec![Bills::ByEmail], 1));
    let receipt = app.letter_to(EMAIL).await;
    assert_eq!(receipt.kind, "bills_by_email");
    for part in ["version 1", "You can go back to paper at any time, at no cost.”", "623"] {
        assert!(receipt.text.contains(part), "{}", receipt.text);
    }
    let kept = member(&app).receipt.expect("a receipt");
    assert_eq!((kept.version.as_str(), kept.accounts.len()), ("1", 1));
    assert_eq!(kept.at, app.now() - DAY, "when they agreed");
}

#[tokio::test]
async fn the_link_works_once_and_opening_it_changes_nothing() {
    let app = app().await;
    let mut browser = app.browser();
    let link = agreed(&app, &mut browser).await;
    for _ in 0..3 {
        app.browser().open(&link).await;
    }
    assert_eq!(bills(&app), [Bills::OnPaper], "scanners open links");

    confirm(&mut browser, &link).await;
    assert_eq!(browser.page().location(), Some("/profile"), "they are signed in here");
    let mut again = app.browser();
    again.open(&link).await;

    assert_eq!(again.page().status, 410);
    assert!(again.page().main().contains(says().problems.bills_confirmed.text[0]));
    assert_eq!(told(&app), 1);
}

#[tokio::test]
async fn a_link_of_fourteen_days_is_over_then_and_the_profile_says_so_and_asks_again() {
    let app = app().await;
    let mut browser = app.browser();
    let link = agreed(&app, &mut browser).await;
    app.wait(DAY * 14);

    over(&app, &link).await;

    sign_in(&mut browser, EMAIL, PASSWORD).await;
    assert!(browser.page().links().contains(&"/profile/paperless".to_owned()));
    let page = browser.open("/profile/paperless").await.main();
    assert!(page.contains(says().profile.paperless.unconfirmed), "{page}");
    browser.go_on(&[("paperless", "yes")]).await;
    let page = browser.page().main();
    assert!(!page.contains(says().profile.paperless.unconfirmed), "{page}");
    let next = tests::app::link(&app.letter_to(EMAIL).await);
    confirm(&mut browser, &next).await;
    assert_eq!(bills(&app), [Bills::ByEmail]);
}

#[tokio::test]
async fn who_changes_their_mind_before_the_link_keeps_paper() {
    let app = app().await;
    let mut browser = app.browser();
    let link = agreed(&app, &mut browser).await;

    browser.open("/profile/paperless").await;
    browser.go_on(&[("paperless", "no")]).await;

    over(&app, &link).await;
    let page = browser.open("/profile/paperless").await.main();
    assert!(!page.contains(says().profile.paperless.unconfirmed), "they chose paper: {page}");
}

#[tokio::test]
async fn asking_again_ends_the_link_before_and_a_second_press_asks_nothing() {
    let app = app().await;
    let mut browser = app.browser();
    let first = agreed(&app, &mut browser).await;
    let letters = app.letters_to(EMAIL).len();
    browser.open("/profile/paperless").await;
    browser.go_on(&[("paperless", "yes")]).await;
    app.deliver().await;
    assert_eq!(app.letters_to(EMAIL).len(), letters, "the same waits already");

    browser.open("/profile/paperless").await;
    browser.go_on(&[("paperless", "no")]).await;
    browser.open("/profile/paperless").await;
    browser.go_on(&[("paperless", "yes")]).await;
    let second = tests::app::link(&app.letter_to(EMAIL).await);

    over(&app, &first).await;
    confirm(&mut browser, &second).await;
    assert_eq!(bills(&app), [Bills::ByEmail]);
}

#[tokio::test]
async fn a_login_that_was_frozen_or_has_a_new_password_since_confirms_nothing() {
    let app = app().await;
    let mut browser = app.browser();
    let link = agreed(&app, &mut browser).await;
    let freeze = |member: &mut Member| {
        (member.standing, member.epoch) = (Standing::Frozen, member.epoch + 1);
    };
    app.change(EMAIL, freeze).await;
    over(&app, &link).await;
    app.change(EMAIL, |member| member.standing = Standing::Active).await;
    over(&app, &link).await;

    sign_in(&mut browser, EMAIL, PASSWORD).await;
    browser.open("/profile/paperless").await;
    browser.go_on(&[("paperless", "yes")]).await;
    let link = tests::app::link(&app.letter_to(EMAIL).await);
    browser.open("/profile/password").await;
    let typed = [
        ("current_password", PASSWORD),
        ("new_password", NEW_PASSWORD),
        ("confirm_password", NEW_PASSWORD),
    ];
    browser.go_on(&typed).await;

    over(&app, &link).await;
    let page = browser.open("/profile/paperless").await.main();
    assert!(page.contains(says().profile.paperless.unconfirmed), "{page}");
}

#[tokio::test]
async fn a_page_that_showed_another_text_comes_again_and_nothing_is_chosen() {
    let app = app().await;
    let mut browser = app.browser();
    become_member(&app, &mut browser, PLAIN, EMAIL).await;
    let nothing_is_chosen = |page: &Page| {
        let said = ("paperless".to_owned(), says().errors.paperless_changed.to_owned());
        assert_eq!((page.status, page.errors()), (422, vec![said]));
        assert!(page.attributes("input[value=yes][checked]", "name").is_empty(), "chosen anew");
        assert!(member(&app).asked_bills.is_none() && told(&app) == 0);
    };

    nothing_is_chosen(submit_outdated(&mut browser, &[("paperless", "yes")]).await);

    browser.open("/register/paperless").await;
    browser.go_on(&[("skip", "yes")]).await;
    browser.open("/profile/paperless").await;
    nothing_is_chosen(submit_outdated(&mut browser, &[("paperless", "yes")]).await);
}
