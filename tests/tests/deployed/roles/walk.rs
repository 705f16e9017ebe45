//! Uses every page, button and machine, so that each function makes all its calls.

mod contact;
mod guests;
mod machines;

use aws::SystemClock;
use domain::history::HistoryKind;
use domain::ports::Clock as _;
use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use local::functions::Environments;
use local::{demo, stack::Stack};
use tests::app::{Browser, Event, Portal as _, Wire};

use self::contact::shut;
use self::guests::let_in;
use self::machines::{bounce, grow_old, pass_on};
use super::passkeys;
use crate::deployed::newer::{Newer, rotate};
use crate::deployed::people::{PASSWORD, ask, sign_in};

pub(crate) const DANA: &str = "dana.whitlock@mail.example";
const MOVED: &str = "dana.moved@mail.example";
const KIM: &str = "kim.whitlock@mail.example";
pub(crate) const LEE: &str = "lee.thomas@mail.example";
const SECOND_PASSWORD: &str = "seven late trains at dawn";
const THIRD_PASSWORD: &str = "nine early buses at noon";

pub(crate) async fn everywhere(stack: &Stack, environments: &Environments) {
    demo::import(&environments["import-accounts"]).await.expect("the demo accounts go in");
    let history = demo::import_history(&environments["import-history"]).await;
    history.expect("the demo history goes in");
    let documents = demo::import_documents(&environments["import-history"]).await;
    documents.expect("the demo documents are copied");
    let reads = format!(
        "account_no,start,minutes,kwh\n{},{},1440,20\n",
        demo::first_account()[0],
        yesterday()
    );
    let reads = demo::put_file(&environments["import-history"], HistoryKind::Reads, &reads).await;
    reads.expect("a day's use goes in");
    let portal = Wire::to(stack.origin());
    let mut browser = browser(&portal);

    register(stack, &portal, &mut browser).await;
    come_back(&mut browser).await;
    second_step(stack, &portal, &mut browser).await;
    passkeys::use_them(stack, DANA, &mut browser).await;
    forget(stack, &mut browser).await;
    take_document(&mut browser).await;
    browser.open("/pay").await;
    browser.press("/pay").await;
    browser.open("/.well-known/jwks.json").await;
    lose_power(&portal, &mut browser, environments).await;
    browser.open("/home").await;
    change(&mut browser).await;
    let_in(stack, &portal, &mut browser).await;
    shut(stack, &portal).await;
    rotate(stack);
    let newer = Newer::start(stack, environments).await;
    sign_in(&mut Browser::new(&newer).at("127.0.0.1"), DANA, THIRD_PASSWORD).await;
    move_to_another_email(stack, &mut browser).await;
    pass_on(environments).await;
    bounce(stack).await;
    passkeys::add(stack, &mut browser).await;
    close(&mut browser).await;
    grow_old(stack).await;
    stack.tick().await;
}

/// A day that is over everywhere.
fn yesterday() -> Date {
    let now = SystemClock::default().now() - SignedDuration::from_hours(48);
    TimeZone::UTC.to_datetime(now).date()
}

fn browser(portal: &Wire) -> Browser<'_, Wire> {
    Browser::new(portal).at("127.0.0.1")
}

/// Waits for a letter to an address with a link to a path.
///
/// Returns the last one and its link.
pub(crate) async fn letter(stack: &Stack, email: &str, path: &str) -> (String, String) {
    letter_of(stack, email, path, "").await
}

/// The same for one that says something.
pub(crate) async fn letter_of(
    stack: &Stack,
    email: &str,
    path: &str,
    says: &str,
) -> (String, String) {
    let start = format!("{}{path}?t=", stack.origin());
    loop {
        let letters = stack.inbox().letters_to(email);
        for letter in letters.iter().rev().filter(|letter| letter.text.contains(says)) {
            let found = letter.text.split_whitespace().find(|word| word.starts_with(&start));
            if let Some(link) = found.and_then(|link| link.strip_prefix(stack.origin())) {
                return (letter.text.clone(), link.to_owned());
            }
        }
        stack.inbox().wait_for(email, letters.len() + 1).await;
        assert!(stack.inbox().letters_to(email).len() > letters.len(), "a letter for {path}");
    }
}

/// Takes steps 1 to 7, with the detours.
pub(crate) async fn register(stack: &Stack, portal: &Wire, browser: &mut Browser<'_, Wire>) {
    let mut first = self::browser(portal);
    first.open("/").await;
    ask(&mut first, "somebody@mail.example", Some("99999")).await;
    ask(&mut first, DANA, None).await;
    first.press("/register/resend").await;
    let (_, link) = letter(stack, DANA, "/register/verify").await;
    // Another browser has to give the account number. It is wrong once.
    let [number, _, _] = demo::first_account();
    let password = [("new_password", PASSWORD), ("confirm_password", PASSWORD)];
    browser.open(&link).await;
    browser.submit(&[("account_number", "7700077"), password[0], password[1]]).await;
    browser.go_on(&[("account_number", number), password[0], password[1]]).await;
    assert_eq!(browser.page().path, "/register/paperless");
    browser.go_on(&[("paperless", "yes")]).await;
    browser.go_on(&[("security_phrase", "The blue canoe")]).await;
    assert_eq!(browser.page().path, "/home");
}

/// Signs a member out, in with a wrong password, in again, and in elsewhere.
async fn come_back(browser: &mut Browser<'_, Wire>) {
    browser.press("/sign-out").await;
    sign_in(browser, DANA, "not this one at all").await;
    sign_in(browser, DANA, PASSWORD).await;
    assert_eq!(browser.follow().await.path, "/home");
    browser.open("/sign-in").await;
    browser.open("/nowhere/at/all").await;
}

/// Sets up an app, uses it, asks for it to be taken off, and stops that.
async fn second_step(stack: &Stack, portal: &Wire, browser: &mut Browser<'_, Wire>) {
    let codes = set_up(browser).await;
    browser.press("/sign-out").await;
    sign_in(browser, DANA, PASSWORD).await;
    assert_eq!(browser.follow().await.path, "/sign-in/second");
    browser.submit(&[("code", "000000")]).await;
    browser.go_on(&[("code", &codes[1]), ("remember", "yes")]).await;
    assert_eq!(browser.page().path, "/home");
    browser.open("/profile/security").await;
    browser.open("/profile/security/codes").await;
    let (action, mut fields) = browser.filled_in_form("/profile/security/codes");
    fields.push(("current_code".to_owned(), codes[2].clone()));
    assert_eq!(browser.post(&action, &fields).await.status, 200);
    let mut lost = self::browser(portal);
    sign_in(&mut lost, DANA, PASSWORD).await;
    lost.follow().await;
    lost.open("/sign-in/second/lost").await;
    lost.go_on(&[]).await;
    let (_, link) = letter_of(stack, DANA, "/second/verify", "to be taken off").await;
    lost.open(&link).await;
    lost.go_on(&[]).await;
    assert_eq!(lost.page().status, 200);
}

/// Sets up an app. Returns its codes of the step before, of this one and of the next.
pub(crate) async fn set_up(browser: &mut Browser<'_, Wire>) -> [String; 3] {
    browser.open("/profile/security/app").await;
    let key = browser.page().text("main strong.code").concat();
    let secret = domain::AppSecret::parse(&key).expect("a key");
    let now = SystemClock::default().now();
    let codes = [-30, 0, 30].map(|more| secret.code(now + SignedDuration::from_secs(more)));
    browser.go_on(&[("code", &codes[0])]).await;
    assert_eq!(browser.page().path, "/profile/security/codes");
    codes
}

/// Sets a new password by letter.
async fn forget(stack: &Stack, browser: &mut Browser<'_, Wire>) {
    browser.open("/recover").await;
    browser.submit(&[("email", DANA)]).await;
    let (_, link) = letter(stack, DANA, "/recover/verify").await;
    browser.open(&link).await;
    let password = [("new_password", SECOND_PASSWORD), ("confirm_password", SECOND_PASSWORD)];
    browser.go_on(&password).await;
    assert_eq!(browser.page().path, "/sign-in");
    sign_in(browser, DANA, SECOND_PASSWORD).await;
    assert_eq!(browser.follow().await.path, "/home");
}

/// Reports an outage and says that it is over. Somebody who is not signed in reports another.
async fn lose_power(portal: &Wire, browser: &mut Browser<'_, Wire>, environments: &Environments) {
    browser.open("/outages").await;
    browser.go_on(&[("what", "out")]).await;
    assert!(!browser.page().asks_for("what"), "it is reported");
    let code = browser.page().text("main .panel .code").concat();
    let sent = format!("reference,status\n{code},crew-sent\n");
    let sent = demo::put_file(&environments["import-history"], HistoryKind::Outages, &sent).await;
    sent.expect("a crew is sent");
    browser.press("/outages/restored").await;
    let mut other = self::browser(portal);
    other.open("/outages").await;
    let seen = [("place", "12 Mill Street"), ("seen", "tree"), ("call_back", "8005550142")];
    other.go_on(&seen).await;
    assert_eq!(other.page().status, 200);
}

/// Goes to a bill's document, to where S3 has it.
async fn take_document(browser: &mut Browser<'_, Wire>) {
    browser.open("/bills").await;
    let links = browser.page().links_of("main a");
    let document = links.iter().find(|link| link.starts_with("/bills/document?"));
    let location = browser.get(document.expect("the newest bill has one")).await.location();
    let location = location.expect("a way to it").strip_prefix("http://").expect("here").to_owned();
    let (host, path) = location.split_once('/').expect("a path");
    let event = Event::new("GET", &format!("/{path}")).from("127.0.0.1");
    let page = Wire::to(&format!("http://{host}")).answer(&event).await;
    assert!(page.status == 200 && page.body.starts_with("%PDF-"), "{}: {}", page.status, page.body);
    assert_eq!(page.header("content-type"), Some("application/pdf"));
    let named = page.header("content-disposition").unwrap_or_default();
    assert!(named.starts_with("attachment; filename=\"bill-"), "{named}");
    let tampered = Event::new("GET", &format!("/{path}0")).from("127.0.0.1");
    assert_eq!(Wire::to(&format!("http://{host}")).answer(&tampered).await.status, 403);
}

/// Makes each change in a member's profile, and looks at what was used.
async fn change(browser: &mut Browser<'_, Wire>) {
    assert_eq!(browser.open("/usage").await.status, 200);
    assert_eq!(browser.get("/usage/download?as=csv").await.status, 200);
    browser.open("/profile/language").await;
    browser.go_on(&[("language", "es")]).await;
    browser.open("/profile/paperless").await;
    browser.go_on(&[("paperless", "no")]).await;
    browser.open("/profile/security-phrase").await;
    browser.go_on(&[("security_phrase", "A red kite")]).await;
    browser.open("/profile/password").await;
    let password = [("new_password", THIRD_PASSWORD), ("confirm_password", THIRD_PASSWORD)];
    browser.go_on(&[("current_password", SECOND_PASSWORD), password[0], password[1]]).await;
    assert_eq!(browser.page().path, "/profile");
    browser.open("/profile/accounts").await;
    let account = [("account_number", "1298748"), ("name", "Poff"), ("billing_zip", "24079")];
    browser.go_on(&account).await;
    assert_eq!(browser.page().path, "/profile");
    browser.open("/profile/sessions").await;
    let (_, mut fields) = browser.filled_in_form("/sign-out");
    fields.push(("session".to_owned(), "no-such-session".to_owned()));
    browser.post("/profile/sessions", &fields).await;
}

async fn move_to_another_email(stack: &Stack, browser: &mut Browser<'_, Wire>) {
    browser.open("/profile/email").await;
    browser.submit(&[("email", MOVED), ("confirm_email", MOVED)]).await;
    let (_, link) = letter(stack, MOVED, "/profile/email/verify").await;
    browser.open(&link).await;
    browser.go_on(&[]).await;
    assert_eq!(browser.page().path, "/profile");
}

async fn close(browser: &mut Browser<'_, Wire>) {
    browser.open("/profile/close").await;
    browser.go_on(&[("current_password", THIRD_PASSWORD)]).await;
    assert_eq!(browser.page().path, "/profile/closed");
}
