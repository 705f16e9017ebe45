//! While an account is held, nobody who was let in to it sees anything of it either.

use jiff::SignedDuration;
use tests::app::{Browser, ON_FILE, SECOND, TestApp, link};
use tests::walk::{PASSWORD, email, says, settle, sign_in};

use super::ends::{opens_nothing, told};
use super::{DAUGHTER, FATHER, HER_PASSWORD, accept_as_new, is_on_it, kinds, let_in, of_other};

const CONTACT: &str = "onfile@mail.example";
const HOUR: SignedDuration = SignedDuration::from_hours(1);
const SECOND_OF_TIME: SignedDuration = SignedDuration::from_secs(1);

/// An app in which billing has told what is due on the account with a contact on file.
async fn co_op() -> TestApp {
    let app = TestApp::start().await;
    app.remember("84.10");
    let due = "account_no,balance_cents,as_of,due_date\n48151689,8410,2026-11-23,2026-12-08\n";
    app.import_balances(due).await;
    app
}

/// Whoever registered the account signs in, and so does the guest.
async fn sign_both_in(his: &mut Browser<'_>, hers: &mut Browser<'_>) {
    sign_in(his, FATHER, PASSWORD).await;
    sign_in(hers, DAUGHTER, HER_PASSWORD).await;
}

#[tokio::test]
async fn who_accepts_while_the_account_is_held_opens_it_once_the_hold_is_over() {
    let app = co_op().await;
    let (mut his, mut hers) = (app.browser(), app.browser());
    settle(&app, &mut his, ON_FILE, FATHER).await;
    let invitation = let_in(&app, &mut his, DAUGHTER, "view").await;

    accept_as_new(&mut hers, &invitation).await;

    app.deliver().await;
    let letter = app.letter_to(DAUGHTER).await;
    assert_eq!(letter.kind, "guest_joined", "both hear of it");
    assert!(letter.html.contains("not open to you yet"), "{}", letter.html);
    assert!(opens_nothing(&mut hers, "/bills").await);
    assert!(!hers.page().main().contains("84.10"));
    assert!(told(&app).is_empty(), "billing hears nothing of a held account");
    let held = app.store.member_of(&email(FATHER)).expect("a member").accounts[0].held_until;
    app.wait(held.expect("it is held").duration_since(app.now()) - SECOND_OF_TIME);
    sign_both_in(&mut his, &mut hers).await;
    assert!(!is_on_it(&mut hers).await, "not a second sooner");
    app.wait(SECOND_OF_TIME);
    let home = hers.open("/home").await.main();
    assert!(home.contains(FATHER) && home.contains("$84.10"), "{home}");
}

#[tokio::test]
async fn a_hold_that_begins_anew_shuts_the_account_to_its_guests() {
    let app = co_op().await;
    let (mut his, mut hers, mut contact) = (app.browser(), app.browser(), app.browser());
    settle(&app, &mut his, ON_FILE, FATHER).await;
    let way_in = link(&app.letter_to(CONTACT).await);
    contact.open(&way_in).await;
    contact.go_on(&[("was", "me")]).await;
    let invitation = let_in(&app, &mut his, DAUGHTER, "view").await;
    accept_as_new(&mut hers, &invitation).await;
    let bills = of_other(&mut hers, "/bills").await;
    let pay = of_other(&mut hers, "/pay").await;
    hers.open(&pay).await;
    let (action, fields) = hers.filled_in_form("/pay");

    contact.open(&way_in).await;
    contact.go_on(&[]).await;
    assert!(opens_nothing(&mut hers, &bills).await, "the owner is frozen");
    app.open_again(FATHER).await;

    assert!(opens_nothing(&mut hers, &bills).await, "the account is held");
    hers.post(&action, &fields).await;
    hers.follow().await;
    assert!(hers.page().value("token").is_none(), "nor does she pay");
    app.wait(HOUR * 72);
    sign_both_in(&mut his, &mut hers).await;
    assert!(hers.open(&bills).await.main().contains(FATHER), "time ends it for her, too");
}

#[tokio::test]
async fn of_a_guest_who_leaves_a_held_account_billing_hears_nothing() {
    let app = co_op().await;
    let (mut his, mut hers) = (app.browser(), app.browser());
    settle(&app, &mut his, ON_FILE, FATHER).await;
    let invitation = let_in(&app, &mut his, DAUGHTER, "pay").await;
    accept_as_new(&mut hers, &invitation).await;

    super::ends::end(&mut hers).await;

    app.deliver().await;
    let last = (kinds(&app, DAUGHTER).pop(), kinds(&app, FATHER).pop());
    assert_eq!(last, (Some("guest_left"), Some("person_left")));
    assert!(told(&app).is_empty());
    let guest = app.store.member_of(&email(DAUGHTER)).expect("a member");
    assert_eq!(guest.guest_of, []);
}

#[tokio::test]
async fn of_a_guest_of_a_held_account_who_closes_the_login_billing_hears_nothing() {
    let app = co_op().await;
    let (mut his, mut hers) = (app.browser(), app.browser());
    settle(&app, &mut his, ON_FILE, FATHER).await;
    let invitation = let_in(&app, &mut his, DAUGHTER, "pay").await;
    accept_as_new(&mut hers, &invitation).await;

    hers.open("/profile/close").await;
    hers.go_on(&[("current_password", super::HER_PASSWORD)]).await;

    assert_eq!(hers.page().path, "/profile/closed");
    app.deliver().await;
    assert_eq!(kinds(&app, FATHER).last(), Some(&"person_left"));
    assert!(told(&app).is_empty());
}

#[tokio::test]
async fn a_member_who_accepts_while_the_account_is_held_is_not_told_that_it_is_open() {
    let app = co_op().await;
    let (mut his, mut hers) = (app.browser(), app.browser());
    settle(&app, &mut hers, SECOND, DAUGHTER).await;
    settle(&app, &mut his, ON_FILE, FATHER).await;
    let invitation = let_in(&app, &mut his, DAUGHTER, "pay").await;

    hers.open(&invitation).await;
    hers.go_on(&[]).await;

    let (home, others) = (hers.page().main(), &says().people.others);
    assert!(home.contains(others.joined_later) && !home.contains(others.joined), "{home}");
}

#[tokio::test]
async fn who_has_another_account_open_is_not_told_that_a_held_one_is() {
    let app = co_op().await;
    let (mut his, mut mothers) = (app.browser(), app.browser());
    settle(&app, &mut his, ON_FILE, FATHER).await;
    settle(&app, &mut mothers, SECOND, "mother.quill@mail.example").await;
    let first = let_in(&app, &mut mothers, DAUGHTER, "pay").await;
    let mut hers = app.browser();
    accept_as_new(&mut hers, &first).await;
    let second = let_in(&app, &mut his, DAUGHTER, "pay").await;

    hers.open(&second).await;
    hers.go_on(&[]).await;

    let (home, others) = (hers.page().main(), &says().people.others);
    assert!(home.contains(others.title), "the mother's account is open to her: {home}");
    assert!(home.contains(others.joined_later) && !home.contains(others.joined), "{home}");
}
