//! The end of a guest: by the owner, by the guest, and by itself where the owner is none any more.

use domain::Standing;
use tests::app::{Account, Browser, PLAIN, SECOND, TestApp};
use tests::walk::{PASSWORD, ask, email, says, settle, sign_in};

use super::{DAUGHTER, FATHER, both, co_op, is_on_it, kinds, let_in, of_other};

const MOTHER: &str = "mother.quill@mail.example";
/// The extract of the account under its next holder's name.
const PASSED_ON: &str = "account_no,last_name,billing_zip,status\n\
    48151623,Nightingale,78611,active\n48151642,Ravensbourne,78612,active\n";

/// Presses the first button that ends somebody, and says on the page after it that it is meant.
pub(super) async fn end(browser: &mut Browser<'_>) {
    browser.open("/profile/people").await;
    let (action, fields) = browser.filled_in_button("/profile/people/end", "person");
    browser.post(&action, &fields).await;
    browser.go_on(&[]).await;
}

/// Whether the guest opens nothing of the account, by any of its addresses.
pub(super) async fn opens_nothing(browser: &mut Browser<'_>, bills: &str) -> bool {
    let mut shown = is_on_it(browser).await;
    for page in ["/bills", "/pay", "/usage"] {
        for address in [page.to_owned(), bills.replace("/bills", page)] {
            shown |= browser.open(&address).await.main().contains(FATHER);
        }
    }
    !shown
}

/// What billing was told of guests.
pub(super) fn told(app: &TestApp) -> Vec<&'static str> {
    let events = app.store.envelopes().into_iter().flat_map(|it| it.events);
    events.map(|it| it.kind.name()).filter(|it| it.starts_with("person.")).collect()
}

#[tokio::test]
async fn an_owner_ends_a_guest_at_once_and_both_hear_of_it() {
    let app = co_op().await;
    let (mut his, mut hers) = both(&app, "view").await;
    let bills = of_other(&mut hers, "/bills").await;

    end(&mut his).await;

    assert!(his.page().main().contains(says().people.list.ended), "{}", his.page().main());
    assert!(opens_nothing(&mut hers, &bills).await);
    app.deliver().await;
    assert_eq!(kinds(&app, DAUGHTER).last(), Some(&"guest_left"));
    assert_eq!(kinds(&app, FATHER).last(), Some(&"person_left"));
    assert_eq!(told(&app), ["person.joined", "person.left"]);
    // Her login stays, and he may let her in again.
    let_in(&app, &mut his, DAUGHTER, "pay").await;
}

#[tokio::test]
async fn a_page_says_whom_it_is_about_and_what_ends_before_anything_does() {
    let app = co_op().await;
    let (mut his, mut hers) = both(&app, "view").await;
    let words = &says().people;

    for (browser, whom, title, text) in [
        (&mut his, DAUGHTER, words.end.title, words.end.views),
        (&mut hers, FATHER, words.end.leave_title, words.end.leave),
    ] {
        browser.open("/profile/people").await;
        let (action, fields) = browser.filled_in_button("/profile/people/end", "person");
        let page = browser.post(&action, &fields).await;
        assert_eq!((page.status, &*page.heading()), (200, title));
        let asked = page.main();
        assert!(asked.contains(whom) && asked.contains(text), "{asked}");
        assert!(asked.contains("1623"), "which account: {asked}");
    }

    assert!(is_on_it(&mut hers).await, "nothing has ended");
    app.deliver().await;
    assert_eq!(told(&app), ["person.joined"]);
}

#[tokio::test]
async fn a_guest_leaves_and_both_hear_of_it() {
    let app = co_op().await;
    let (mut his, mut hers) = both(&app, "pay").await;
    let bills = of_other(&mut hers, "/bills").await;

    end(&mut hers).await;

    assert!(opens_nothing(&mut hers, &bills).await);
    assert!(his.open("/profile/people").await.main().contains(says().people.list.nobody));
    app.deliver().await;
    assert_eq!(kinds(&app, DAUGHTER).last(), Some(&"guest_left"));
    assert_eq!(kinds(&app, FATHER).last(), Some(&"person_left"));
    assert_eq!(told(&app), ["person.joined", "person.left"]);
}

#[tokio::test]
async fn who_was_a_guest_and_is_none_any_more_is_asked_about_no_bills() {
    let app = co_op().await;
    let (mut his, _hers) = both(&app, "pay").await;
    end(&mut his).await;
    let mut hers = app.browser();

    sign_in(&mut hers, DAUGHTER, super::HER_PASSWORD).await;

    assert_eq!(hers.page().path, "/home");
    assert_eq!(hers.open("/register/paperless").await.path, "/home");
}

#[tokio::test]
async fn a_second_press_finds_nobody_left_and_tells_nobody_again() {
    let app = co_op().await;
    let (mut his, _hers) = both(&app, "pay").await;
    his.open("/profile/people").await;
    let (_, first) = his.filled_in_button("/profile/people/end", "person");
    his.post("/profile/people/end", &first).await;
    let (action, fields) = his.filled_in(&[]);

    for fields in [&fields, &fields, &first] {
        his.post(&action, fields).await;
        assert_eq!(his.follow().await.path, "/profile/people");
    }

    app.deliver().await;
    assert_eq!(kinds(&app, FATHER).iter().filter(|it| **it == "person_left").count(), 1);
}

#[tokio::test]
async fn an_owner_who_closes_the_login_lets_nobody_in_any_more() {
    let app = co_op().await;
    let (mut his, mut hers) = both(&app, "view").await;
    let bills = of_other(&mut hers, "/bills").await;

    his.open("/profile/close").await;
    his.go_on(&[("current_password", PASSWORD)]).await;

    assert!(opens_nothing(&mut hers, &bills).await);
    // What is left is a hint, and she can put it away.
    let list = hers.open("/profile/people").await.main();
    assert!(list.contains(says().people.others.shut), "{list}");
    end(&mut hers).await;
    assert!(!hers.open("/profile/people").await.main().contains(says().people.others.title));
    assert_eq!(told(&app), ["person.joined"], "it was over before");
}

#[tokio::test]
async fn guests_of_a_frozen_owner_wait_until_the_login_is_open_again() {
    let app = co_op().await;
    let (_his, mut hers) = both(&app, "view").await;
    let bills = of_other(&mut hers, "/bills").await;

    app.change(FATHER, |member| member.standing = Standing::Frozen).await;
    assert!(opens_nothing(&mut hers, &bills).await);

    app.change(FATHER, |member| member.standing = Standing::Active).await;
    assert!(is_on_it(&mut hers).await);
}

#[tokio::test]
async fn an_account_that_passed_on_takes_no_guest_along() {
    let app = co_op().await;
    let (_his, mut hers) = both(&app, "view").await;
    let bills = of_other(&mut hers, "/bills").await;

    app.import(PASSED_ON).await;
    assert!(opens_nothing(&mut hers, &bills).await);

    let mut theirs = app.browser();
    let next = Account { name: "Nightingale", ..PLAIN };
    settle(&app, &mut theirs, next, MOTHER).await;
    assert!(opens_nothing(&mut hers, &bills).await);
    let list = theirs.open("/profile/people").await.main();
    assert!(list.contains(says().people.list.nobody) && !list.contains(DAUGHTER), "{list}");
}

#[tokio::test]
async fn an_account_that_staff_release_has_no_guests_and_its_holder_may_claim_it() {
    let app = co_op().await;
    let (_his, mut hers) = both(&app, "view").await;
    let bills = of_other(&mut hers, "/bills").await;

    app.release(PLAIN).await;
    assert!(opens_nothing(&mut hers, &bills).await);

    let mut theirs = app.browser();
    settle(&app, &mut theirs, PLAIN, MOTHER).await;
    assert!(opens_nothing(&mut hers, &bills).await, "not of her either");
    let list = theirs.open("/profile/people").await.main();
    assert!(!list.contains(DAUGHTER), "{list}");
}

#[tokio::test]
async fn whoever_gets_the_account_back_begins_without_the_guests_of_before() {
    let app = co_op().await;
    let (_his, mut hers) = both(&app, "pay").await;
    let bills = of_other(&mut hers, "/bills").await;
    app.release(PLAIN).await;
    let mut again = app.browser();
    sign_in(&mut again, FATHER, PASSWORD).await;
    again.open("/profile/accounts").await;
    let it = [("account_number", PLAIN.number), ("name", PLAIN.name), ("billing_zip", PLAIN.zip)];
    app.wait(jiff::SignedDuration::from_secs(1));
    again.go_on(&it).await;
    assert_eq!(again.page().path, "/profile");

    assert!(opens_nothing(&mut hers, &bills).await);
    let link = let_in(&app, &mut again, DAUGHTER, "pay").await;
    hers.open(&link).await;
    hers.go_on(&[]).await;
    assert!(is_on_it(&mut hers).await);
}

#[tokio::test]
async fn a_guest_is_never_the_owner_and_claims_the_account_as_anybody_does() {
    let app = co_op().await;
    let (_his, mut hers) = both(&app, "pay").await;
    hers.open("/profile/accounts").await;
    let it = [("account_number", PLAIN.number), ("name", PLAIN.name), ("billing_zip", PLAIN.zip)];
    hers.go_on(&it).await;
    assert!(hers.page().main().contains(says().login.accounts.has_login.title));

    app.release(PLAIN).await;
    hers.open("/profile/accounts").await;
    hers.go_on(&it).await;

    assert_eq!(hers.page().path, "/profile");
    let member = app.store.member_of(&email(DAUGHTER)).expect("a member");
    assert_eq!((member.accounts.len(), member.guest_of.len()), (1, 0));
    assert!(!is_on_it(&mut hers).await);
}

#[tokio::test]
async fn the_owner_hears_of_a_guest_who_closes_the_login() {
    let app = co_op().await;
    let (mut his, mut hers) = both(&app, "pay").await;

    hers.open("/profile/close").await;
    hers.go_on(&[("current_password", super::HER_PASSWORD)]).await;

    assert_eq!(hers.page().path, "/profile/closed");
    app.deliver().await;
    assert_eq!(kinds(&app, FATHER).last(), Some(&"person_left"));
    assert_eq!(kinds(&app, DAUGHTER).last(), Some(&"login_closed"), "of the closing alone");
    assert!(!kinds(&app, DAUGHTER).contains(&"guest_left"));
    let list = his.open("/profile/people").await.main();
    assert!(list.contains(says().people.list.nobody) && !list.contains(DAUGHTER), "{list}");
    assert_eq!(told(&app), ["person.joined", "person.left"]);
}

#[tokio::test]
async fn a_guest_who_closes_the_login_is_on_no_account_and_may_come_again() {
    let app = co_op().await;
    let (mut his, mut hers) = both(&app, "pay").await;

    hers.open("/profile/close").await;
    hers.go_on(&[("current_password", super::HER_PASSWORD)]).await;
    assert_eq!(hers.page().path, "/profile/closed");

    // Whoever registers with the address now is somebody else.
    let mut again = app.browser();
    settle(&app, &mut again, SECOND, DAUGHTER).await;
    assert!(!is_on_it(&mut again).await);
    let link = let_in(&app, &mut his, DAUGHTER, "pay").await;
    again.open(&link).await;
    again.go_on(&[]).await;
    assert!(is_on_it(&mut again).await);
}

#[tokio::test]
async fn a_login_of_a_guest_registers_an_account_of_its_own_by_adding_it() {
    let app = co_op().await;
    let (_his, mut hers) = both(&app, "pay").await;
    let mut elsewhere = app.browser();
    ask(&mut elsewhere, SECOND, DAUGHTER).await;
    assert_eq!(app.letter_to(DAUGHTER).await.kind, "already_member");
    hers.open("/profile/accounts").await;
    let own =
        [("account_number", SECOND.number), ("name", SECOND.name), ("billing_zip", SECOND.zip)];
    hers.go_on(&own).await;

    let home = hers.open("/home").await.main();
    assert!(home.contains("••••1642") && home.contains(FATHER), "{home}");
    assert!(
        home.contains(says().account.home.choose_paperless),
        "now there are bills to ask about"
    );
}
