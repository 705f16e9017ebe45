//! One more billing account for a login.
//!
//! It has the questions and limits of registration, but the page itself says what is wrong.

mod limits;

use domain::{AccountNumber, EventKind, Language};
use jiff::SignedDuration;
use tests::app::{Account, Browser, CLOSED, JOINT, ON_FILE, PLAIN, Page, RENAMED, SECOND, TestApp};

use tests::walk::{
    PASSWORD, ask, become_member, choose_password, email, follow_letter, says, settle, sign_in,
};
use web::samples::shipped;
use web::says::account_number_form;

const EMAIL: &str = "odalys.fairweather@mail.example";
const OTHER: &str = "piers.fairweather@mail.example";

/// Asks for one more account. Stays at the answer.
async fn add<'b>(browser: &'b mut Browser<'_>, account: Account) -> &'b Page {
    browser.open("/profile/accounts").await;
    let (number, name, zip) = (account.number, account.name, account.zip);
    browser.submit(&[("account_number", number), ("name", name), ("billing_zip", zip)]).await
}

#[track_caller]
fn is_added(page: &Page) {
    assert_eq!((page.status, page.location()), (303, Some("/profile")), "{}", page.main());
}

#[track_caller]
fn says_why(page: &Page, title: &str) {
    assert_eq!((page.status, &page.text("main .summary h2")[..]), (422, &[title.to_owned()][..]));
    assert!(page.body.contains(web::samples::shipped().phone), "whom to call");
}

fn wrong(account: Account) -> Account {
    Account { zip: "10001", ..account }
}

fn accounts_of(app: &TestApp, typed: &str) -> usize {
    app.store.member_of(&email(typed)).map_or(0, |member| member.accounts.len())
}

async fn member<'a>(app: &'a TestApp, account: Account, email: &str) -> Browser<'a> {
    let mut browser = app.browser();
    settle(app, &mut browser, account, email).await;
    browser
}

#[tokio::test]
async fn the_right_facts_add_an_account_at_once_and_a_letter_tells_of_it() {
    let app = TestApp::start().await;
    let mut browser = member(&app, PLAIN, EMAIL).await;

    is_added(add(&mut browser, SECOND).await);

    let rows = browser.open("/profile/accounts").await.text("main .list li");
    assert_eq!(rows, ["••••1623 ending in 1623", "••••1642 ending in 1642"]);
    assert_eq!(browser.open("/home").await.path, "/home", "nobody is signed out");
    let letter = app.letter_to(EMAIL).await;
    assert_eq!(letter.kind, "account_added");
    assert!(letter.text.contains("1642") && !letter.text.contains(SECOND.number));
}

#[tokio::test]
async fn what_is_forgiven_at_registration_is_forgiven_here() {
    let app = TestApp::start().await;
    let mut browser = member(&app, PLAIN, EMAIL).await;

    is_added(
        add(&mut browser, Account { number: "77-2001", name: "VANDERSLOOT JR", ..RENAMED }).await,
    );
    is_added(add(&mut browser, Account { name: "abernathy", zip: "78613-0001", ..JOINT }).await);

    assert_eq!(accounts_of(&app, EMAIL), 3);
    let owner = app.store.owner_of(&AccountNumber::parse(RENAMED.number).expect("a number"));
    assert!(owner.is_some(), "the account itself is bound, not its old number");
}

#[tokio::test]
async fn the_contact_on_file_hears_of_it() {
    let app = TestApp::start().await;
    let mut browser = member(&app, PLAIN, EMAIL).await;

    is_added(add(&mut browser, ON_FILE).await);

    let letter = app.letter_to("onfile@mail.example").await;
    assert_eq!(letter.kind, "account_bound");
    assert!(!letter.text.contains(EMAIL), "whose login it is stays with us");
}

#[tokio::test]
async fn what_does_not_match_comes_back_with_what_to_check_and_not_with_which_was_wrong() {
    let app = TestApp::start().await;
    let mut browser = member(&app, PLAIN, EMAIL).await;
    let misses = [
        wrong(SECOND),
        Account { name: "Nightingale", ..SECOND },
        Account { number: "999999", ..SECOND },
        CLOSED,
    ];

    let mut bodies = Vec::new();
    for miss in misses {
        let page = add(&mut browser, miss).await;
        says_why(page, says().login.accounts.could_not_match.title);
        assert_eq!(page.value("account_number").as_deref(), Some(miss.number), "nobody retypes");
        assert_eq!(page.value("billing_zip").as_deref(), Some(miss.zip));
        bodies.push(page.text("main .warning"));
    }

    assert!(bodies.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(accounts_of(&app, EMAIL), 1);
}

#[tokio::test]
async fn only_who_knows_an_accounts_facts_is_told_that_it_has_a_login() {
    let app = TestApp::start().await;
    member(&app, SECOND, OTHER).await;
    let mut browser = member(&app, PLAIN, EMAIL).await;

    says_why(add(&mut browser, wrong(SECOND)).await, says().login.accounts.could_not_match.title);
    let page = add(&mut browser, SECOND).await;

    says_why(page, says().login.accounts.has_login.title);
    assert!(!page.body.contains(OTHER), "nobody is named");
    assert_eq!(accounts_of(&app, OTHER), 1);
}

#[tokio::test]
async fn an_account_that_is_theirs_is_told_to_be_theirs() {
    let app = TestApp::start().await;
    let mut browser = member(&app, PLAIN, EMAIL).await;

    let page = add(&mut browser, wrong(PLAIN)).await;

    says_why(page, says().login.accounts.is_theirs.title);
}

#[tokio::test]
async fn billing_hears_of_it_and_that_it_wants_no_paper_either() {
    let app = TestApp::start().await;
    let mut browser = member(&app, PLAIN, EMAIL).await;
    let before = app.store.member_of(&email(EMAIL)).expect("a member").event_number;

    add(&mut browser, SECOND).await;

    let envelope = app.store.envelopes().pop().expect("an envelope");
    let added = AccountNumber::parse(SECOND.number).expect("a number");
    let events: Vec<_> = envelope.events.iter().map(|it| (it.kind, it.number)).collect();
    let told = [EventKind::LoginBound, EventKind::PaperlessOn, EventKind::NoticeByPost];
    assert_eq!(events, told.into_iter().zip((before + 1..).map(Some)).collect::<Vec<_>>());
    assert!(envelope.events.iter().all(|event| event.accounts == [added.clone()]));
}

#[tokio::test]
async fn a_number_that_looks_like_none_is_told_and_not_counted() {
    let app = TestApp::start().await;
    let mut browser = member(&app, PLAIN, EMAIL).await;
    let form = account_number_form(shipped(), Language::English);
    let said = (says().errors.account_number_malformed)(&form);

    for number in ["1", "12", "12345678901", "12345678901234567890", "0000"] {
        let page = add(&mut browser, Account { number, ..SECOND }).await;
        assert_eq!(page.status, 422, "{number}");
        assert_eq!(page.errors(), [("account_number".to_owned(), said.clone())], "{number}");
        assert!(page.main().contains(&format!("{form}, such as")), "the hint says so, too");
    }
    is_added(add(&mut browser, SECOND).await);
}

#[tokio::test]
async fn an_empty_form_says_all_that_is_missing() {
    let app = TestApp::start().await;
    let mut browser = member(&app, PLAIN, EMAIL).await;
    browser.open("/profile/accounts").await;

    let page = browser.submit(&[]).await;

    let fields: Vec<_> = page.errors().into_iter().map(|(field, _)| field).collect();
    assert_eq!(
        (page.status, &fields[..]),
        (422, &["account_number", "name", "billing_zip"].map(str::to_owned)[..])
    );
}

#[tokio::test]
async fn while_the_store_is_down_nothing_is_added_and_then_it_is() {
    let app = TestApp::start().await;
    let mut browser = member(&app, PLAIN, EMAIL).await;
    browser.open("/profile/accounts").await;
    let mut waiting = browser.clone();
    let typed =
        [("account_number", SECOND.number), ("name", SECOND.name), ("billing_zip", SECOND.zip)];

    app.store.set_down(true);
    let status = waiting.submit(&typed).await.status;
    app.store.set_down(false);

    assert_eq!((status, accounts_of(&app, EMAIL)), (503, 1));
    is_added(browser.submit(&typed).await);
}

#[tokio::test]
async fn who_registers_an_account_with_an_email_that_is_a_members_by_now_signs_in_and_adds_it() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, SECOND, EMAIL).await;
    let link = tests::app::link(&app.letter_to(EMAIL).await);
    app.wait(SignedDuration::from_mins(2));
    let mut first = app.browser();
    ask(&mut first, PLAIN, EMAIL).await;
    follow_letter(&app, &mut first, EMAIL).await;
    choose_password(&mut first).await;
    first.follow().await;
    first.go_on(&[("paperless", "no")]).await;
    first.go_on(&[("skip", "yes")]).await;
    assert_eq!(first.page().path, "/home");
    browser.open(&link).await;
    choose_password(&mut browser).await;
    assert_eq!(browser.page().status, 409);
    assert!(browser.page().links().contains(&"/sign-in".to_owned()));

    sign_in(&mut browser, EMAIL, PASSWORD).await;

    assert_eq!(browser.page().path, "/profile/accounts");
    assert_eq!(browser.page().value("account_number").as_deref(), Some(SECOND.number));
    browser.submit(&[("name", SECOND.name), ("billing_zip", SECOND.zip)]).await;
    is_added(browser.page());
    assert_eq!(
        browser.open("/profile/accounts").await.value("account_number").as_deref(),
        Some("")
    );
}

#[tokio::test]
async fn a_member_without_accounts_adds_one() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    become_member(&app, &mut browser, PLAIN, EMAIL).await;
    app.import("account_no,last_name,billing_zip,status\n48151623,Nightingale,78611,active\n48151642,Ravensbourne,78612,active\n").await;

    let page = browser.open("/profile/accounts").await;

    assert!(page.main().contains(says().login.accounts.none));
    is_added(add(&mut browser, SECOND).await);
}
