//! Others on an account: a daughter pays her father's bill from her own login, and nothing more.

mod attackers;
mod documents;
mod elsewhere;
mod ends;
mod held;
mod inviting;
mod limits;
mod many;

use data_encoding::BASE64URL_NOPAD;
use domain::states::State;
use serde_json::Value;
use tests::app::{Browser, PLAIN, SECOND, TestApp, VENDOR, link};
use tests::walk::{PASSWORD, PHRASE, email, says, settle, sign_in};

pub(super) const FATHER: &str = "father.quill@mail.example";
pub(super) const DAUGHTER: &str = "daughter.quill@mail.example";
pub(super) const HER_PASSWORD: &str = "nine brave otters at noon";
pub(super) const HER_PHRASE: &str = "Green geese in the yard";
/// The father's account, as pages show it.
pub(super) const MASKED: &str = "••••1623";

/// The two accounts, as billing has had them for long.
const EXTRACT: &str = "account_no,last_name,billing_zip,status,service_from\n\
    48151623,Quillfeather,78611,active,2019-05-02\n\
    48151642,Ravensbourne,78612,active,2019-05-02\n";

/// An app with two accounts.
pub(super) async fn co_op() -> TestApp {
    let app = TestApp::empty();
    app.import(EXTRACT).await;
    app
}

/// The father at home, and what is due.
pub(super) async fn father(app: &TestApp) -> Browser<'_> {
    for personal in ["84.10", "B-771"] {
        app.remember(personal);
    }
    let mut browser = app.browser();
    settle(app, &mut browser, PLAIN, FATHER).await;
    let due = "account_no,balance_cents,as_of,due_date,auto_pay\n\
               48151623,8410,2026-11-23,2026-12-08,no\n";
    app.import_balances(due).await;
    browser
}

/// The bill and a day's use.
pub(super) async fn history(app: &TestApp) {
    let bills = "account_no,bill_id,bill_date,from_date,to_date,use_kwh,amount_cents,due_date\n\
                 48151623,B-771,2026-11-12,2026-10-10,2026-11-09,1034,8410,2026-12-02\n";
    assert_eq!(app.import_bills(bills).await.added, 1);
    app.import_reads("account_no,start,minutes,kwh\n48151623,2026-11-20,1440,20\n").await;
}

/// Invites somebody to the account that the page shows, and stays at the answer.
pub(super) async fn invite(browser: &mut Browser<'_>, to: &str, role: &str) {
    let (action, mut fields) = browser.filled_in_form("/profile/people");
    let typed = [("email", to), ("role", role)];
    fields.retain(|(name, _)| typed.iter().all(|(typed, _)| typed != name));
    fields.extend(typed.map(|(name, value)| (name.to_owned(), value.to_owned())));
    browser.post(&action, &fields).await;
}

/// Opens the page of the first account and invites somebody, who gets a letter.
pub(super) async fn let_in(
    app: &TestApp,
    browser: &mut Browser<'_>,
    to: &str,
    role: &str,
) -> String {
    browser.open("/profile/people").await;
    invite(browser, to, role).await;
    browser.follow().await;
    assert!(browser.page().main().contains(says().people.list.invited), "{to} is invited");
    link(&app.letter_to(to).await)
}

/// Accepts as somebody without a login, and chooses a phrase.
pub(super) async fn accept_as_new(browser: &mut Browser<'_>, link: &str) {
    browser.open(link).await;
    let password = [("new_password", HER_PASSWORD), ("confirm_password", HER_PASSWORD)];
    browser.go_on(&[password[0], password[1], ("accept_terms", "yes")]).await;
    assert_eq!(browser.page().path, "/register/security-phrase");
    browser.go_on(&[("security_phrase", HER_PHRASE)]).await;
    assert_eq!(browser.page().path, "/home");
}

/// The father, and the daughter in a browser of her own, on his account in a role.
pub(super) async fn both<'a>(app: &'a TestApp, role: &str) -> (Browser<'a>, Browser<'a>) {
    let (mut his, mut hers) = (father(app).await, app.browser());
    let link = let_in(app, &mut his, DAUGHTER, role).await;
    accept_as_new(&mut hers, &link).await;
    app.deliver().await;
    (his, hers)
}

/// The address of one of somebody's pages about the one account of somebody else's on home.
pub(super) async fn of_other(browser: &mut Browser<'_>, page: &str) -> String {
    let links = browser.open("/home").await.links();
    let start = format!("{page}?account=");
    links.into_iter().find(|it| it.starts_with(&start)).expect("a link to the account")
}

/// Whether somebody's home shows an account of somebody else's.
pub(super) async fn is_on_it(browser: &mut Browser<'_>) -> bool {
    browser.open("/home").await.main().contains(says().people.others.title)
}

/// The kinds of the letters that an address got.
pub(super) fn kinds(app: &TestApp, to: &str) -> Vec<&'static str> {
    app.letters_to(to).into_iter().map(|it| it.kind).collect()
}

/// What the token of the page to the vendor says.
fn said(browser: &Browser<'_>) -> Value {
    assert_eq!(browser.page().attributes("main form", "action"), [VENDOR]);
    let token = browser.page().value("token").expect("a token");
    let part = token.split('.').nth(1).expect("three parts");
    let bytes = BASE64URL_NOPAD.decode(part.as_bytes()).expect("base64url");
    serde_json::from_slice(&bytes).expect("JSON")
}

#[tokio::test]
async fn a_daughter_pays_her_fathers_bill_from_her_own_login_and_nothing_more() {
    let app = co_op().await;
    let (mut his, mut hers) = both(&app, "pay").await;
    history(&app).await;

    let home = hers.open("/home").await.main();
    assert!(home.contains(FATHER) && home.contains(MASKED) && home.contains("$84.10"), "{home}");
    let bills = of_other(&mut hers, "/bills").await;
    let bills = hers.open(&bills).await.main();
    assert!(bills.contains(FATHER) && bills.contains("$84.10"), "{bills}");
    let pay = of_other(&mut hers, "/pay").await;
    let page = hers.open(&pay).await.clone();
    let first = page.text("main > *");
    assert!(first[0].contains(FATHER), "whose account it is stands above everything: {first:?}");
    assert!(first[1].contains(HER_PHRASE), "then her own phrase: {first:?}");
    assert!(!page.main().contains(PHRASE), "never his");
    hers.press("/pay").await;
    let token = said(&hers);
    assert_eq!(token["account"], PLAIN.number);
    assert_eq!(token["amount_cents"], 8_410);
    assert!(hers.page().main().contains(FATHER) && hers.page().main().contains(HER_PHRASE));
    his.open("/pay").await;
    his.press("/pay").await;
    assert_ne!(said(&his)["sub"], token["sub"], "the vendor keeps her cards apart from his");

    let use_of_it = pay.replace("/pay", "/usage");
    let usage = hers.open(&use_of_it).await.clone();
    assert!(
        usage.path == "/usage" && !usage.main().contains(MASKED),
        "not his use: {}",
        usage.main()
    );
    let download = use_of_it.replace("/usage?", "/usage/download?as=csv&");
    assert_eq!(hers.open(&download).await.status, 404);
    let mine = hers.open("/profile/accounts").await.text("main ul.list").join(" ");
    assert!(!mine.contains(MASKED), "{mine}");
    let people = hers.open("/profile/people").await.clone();
    assert!(!people.body.contains("action=\"/profile/people\""), "she lets nobody in");
}

#[tokio::test]
async fn the_invitation_names_co_op_and_inviter_and_nothing_of_the_account() {
    let app = co_op().await;
    let mut his = father(&app).await;

    let_in(&app, &mut his, DAUGHTER, "pay").await;

    let letter = app.letter_to(DAUGHTER).await;
    assert_eq!(letter.kind, "invitation");
    for text in [&letter.text, &letter.html] {
        assert!(text.contains(FATHER) && text.contains(web::samples::shipped().short_name));
        assert!(!text.contains(PLAIN.number) && !text.contains("1623") && !text.contains("84.10"));
        assert!(!text.contains(PLAIN.name) && !text.contains(DAUGHTER), "{text}");
    }
    let mut hers = app.browser();
    let page = hers.open(&link(&letter)).await.clone();
    assert_eq!((page.path.as_str(), page.status), ("/people/accept", 200));
    assert!(page.main().contains(FATHER) && page.main().contains(says().people.accept.pays));
    assert!(!page.body.contains("1623"), "nor does its page");
}

#[tokio::test]
async fn a_new_person_has_no_account_skips_paper_and_is_told_no_step() {
    let app = co_op().await;
    let mut his = father(&app).await;
    let link = let_in(&app, &mut his, DAUGHTER, "pay").await;
    let mut hers = app.browser();

    hers.open(&link).await;
    hers.submit(&[]).await;
    let broken: Vec<String> = hers.page().errors().into_iter().map(|(id, _)| id).collect();
    assert_eq!(broken, ["new_password", "accept_terms"]);
    assert_eq!(hers.page().status, 422);
    let password = [("new_password", HER_PASSWORD), ("confirm_password", HER_PASSWORD)];
    hers.go_on(&[password[0], password[1], ("accept_terms", "yes")]).await;

    assert_eq!(hers.page().path, "/register/security-phrase");
    assert_eq!(hers.page().text("main .step"), [""; 0]);
    assert_eq!(hers.open("/register/paperless").await.path, "/register/security-phrase");
    let member = app.store.member_of(&email(DAUGHTER)).expect("a member");
    assert!(member.accounts.is_empty());
    assert_eq!(State::of(Some(&member), &[], app.now()), State::Active);
    let mut elsewhere = app.browser();
    sign_in(&mut elsewhere, DAUGHTER, HER_PASSWORD).await;
    assert_eq!(elsewhere.page().path, "/register/security-phrase");
}

#[tokio::test]
async fn a_member_accepts_with_the_login_that_they_have_and_home_names_whose_each_is() {
    let app = co_op().await;
    let (mut his, mut hers) = (father(&app).await, app.browser());
    settle(&app, &mut hers, SECOND, DAUGHTER).await;
    let link = let_in(&app, &mut his, DAUGHTER, "view").await;

    hers.open(&link).await;
    assert!(!hers.page().asks_for("new_password"));
    hers.go_on(&[]).await;

    assert_eq!(hers.page().path, "/home");
    let home = hers.page().main();
    assert!(home.contains(says().people.others.joined), "{home}");
    assert!(home.contains("••••1642") && home.contains(MASKED) && home.contains(FATHER), "{home}");
    assert!(!hers.open("/home").await.main().contains(says().people.others.joined), "said once");
    let choices = hers.open("/bills").await.text("main nav a");
    assert_eq!(choices.len(), 2, "{choices:?}");
    assert!(!hers.page().main().contains(FATHER), "her own comes first");
    let his_bills = of_other(&mut hers, "/bills").await;
    assert!(hers.open(&his_bills).await.main().contains(FATHER));
}

#[tokio::test]
async fn who_may_look_sees_the_use_and_takes_it_along() {
    let app = co_op().await;
    let (_, mut hers) = both(&app, "view").await;
    history(&app).await;

    let usage = of_other(&mut hers, "/usage").await;
    let page = hers.open(&usage).await.main();
    assert!(page.contains(FATHER) && page.contains("20"), "{page}");
    let file = usage.replace("/usage?", "/usage/download?as=csv&");
    assert_eq!(hers.get(&file).await.status, 200);
}

#[tokio::test]
async fn both_hear_of_it_and_billing_is_told_who_joined() {
    let app = co_op().await;
    let (_his, _hers) = both(&app, "pay").await;

    let (to_him, to_her) = (app.letter_to(FATHER).await, app.letter_to(DAUGHTER).await);
    assert_eq!((to_him.kind, to_her.kind), ("person_joined", "guest_joined"));
    assert!(to_him.text.contains(DAUGHTER) && to_her.text.contains(FATHER));
    for letter in [to_him, to_her] {
        assert!(letter.text.contains("ending in 1623") && !letter.text.contains(PLAIN.number));
        assert!(letter.text.contains(says().letters.shared.pays), "{}", letter.text);
    }
    let her = app.store.member_of(&email(DAUGHTER)).expect("a member").id;
    let events = app.store.envelopes().into_iter().flat_map(|it| it.events);
    let hers: Vec<_> = events.filter(|it| it.member.as_ref() == Some(&her)).collect();
    let told: Vec<_> = hers.iter().map(|it| (it.kind.name(), it.number)).collect();
    assert_eq!(told, [("person.joined", Some(1)), ("terms.accepted", Some(2))]);
    assert_eq!(hers[0].accounts[0].expose(), PLAIN.number);
}

#[tokio::test]
async fn a_member_who_is_not_signed_in_signs_in_first_and_comes_back_to_it() {
    let app = co_op().await;
    let (mut his, mut elsewhere) = (father(&app).await, app.browser());
    settle(&app, &mut app.browser(), SECOND, DAUGHTER).await;
    let link = let_in(&app, &mut his, DAUGHTER, "pay").await;

    elsewhere.open(&link).await;
    assert_eq!(elsewhere.page().path, "/sign-in");
    elsewhere.go_on(&[("email", DAUGHTER), ("password", PASSWORD)]).await;

    assert_eq!(elsewhere.page().path, "/people/accept");
    elsewhere.go_on(&[]).await;
    assert!(is_on_it(&mut elsewhere).await);
}
