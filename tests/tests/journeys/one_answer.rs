//! Step 3 answers everybody alike, and only the letter differs.
//!
//! docs/DESIGN.md#one-answer, P6.

use jiff::SignedDuration;
use tests::app::{Account, Browser, CLOSED, ON_FILE, PLAIN, Page, RENAMED, SECOND, TestApp};

use tests::walk::{become_member, tell_who};

/// A member, whose account is [`PLAIN`].
const MEMBER: &str = "member@mail.example";

/// The email and the random values of a page, which the comparison leaves out.
struct Random<'a> {
    email: &'a str,
    csrf: String,
    /// What the page's form carries: as long for everybody.
    asked: String,
    reference: String,
}

impl Random<'_> {
    fn of<'a>(page: &Page, email: &'a str) -> Random<'a> {
        let html = scraped(page, "input[name=csrf]");
        let reference = page.text("strong.code").pop().unwrap_or_default();
        let asked = page.value("asked").unwrap_or_default();
        Random { email, csrf: html, asked, reference }
    }

    fn out_of(&self, page: &Page) -> String {
        let blank = |text: String, random: &str| match random {
            "" => text,
            _ => text.replace(random, &"~".repeat(random.len())),
        };
        // The places where a long address may break are left out.
        let body = blank(page.body.replace("<wbr>", ""), self.email);
        blank(blank(blank(body, &self.csrf), &self.asked), &self.reference)
    }
}

fn scraped(page: &Page, selector: &str) -> String {
    let before = page.body.split_once("name=\"csrf\" value=\"").map(|(_, rest)| rest);
    assert!(before.is_some() || page.body.is_empty(), "{selector} is there");
    before
        .and_then(|rest| rest.split_once('"'))
        .map(|(value, _)| value.to_owned())
        .unwrap_or_default()
}

/// An answer with its random values replaced by others of the same length.
fn normal(page: &Page, email: &str) -> String {
    let random = Random::of(page, email);
    let cookie = |line: &String| {
        let (name, rest) = line.split_once('=').expect("name=value");
        let (value, attributes) = rest.split_once(';').expect("attributes");
        format!("{name}={};{attributes}", "~".repeat(value.len()))
    };
    let cookies: Vec<String> = page.set_cookies().iter().map(cookie).collect();
    format!("{} {:#?} {cookies:#?}\n{}", page.status, page.headers, random.out_of(page))
}

/// Everything that somebody who registers sees, up to a second letter.
async fn seen(mut browser: Browser<'_>, account: Account, email: &str) -> Vec<String> {
    tell_who(&mut browser, account, email).await;
    let mut pages = Vec::new();
    let answered = [("billing_zip", account.zip), ("accept_terms", "yes")];
    pages.push(normal(browser.submit(&answered).await, email));
    pages.push(normal(browser.follow().await, email));
    let (action, fields) = browser.filled_in(&[]);
    assert_eq!(action, "/register/resend");
    pages.push(normal(browser.post(&action, &fields).await, email));
    pages.push(normal(browser.follow().await, email));
    browser.get("/register/password").await;
    pages.push(normal(browser.page(), email));
    pages
}

/// Fails at the first line that differs.
#[track_caller]
fn same(found: &[String], expected: &[String], kind: &str) {
    for (found, expected) in found.iter().zip(expected) {
        for (found, expected) in found.lines().zip(expected.lines()) {
            assert_eq!(found, expected, "{kind}");
        }
        assert_eq!(found.len(), expected.len(), "{kind}");
    }
}

/// Outcomes by the letter of each. All emails have the same length.
fn outcomes() -> Vec<(&'static str, Account, &'static str)> {
    let wrong_name = Account { name: "Somebodyelse", ..SECOND };
    let wrong_zip = Account { zip: "78699", ..SECOND };
    let unknown = Account { number: "99999999", ..SECOND };
    vec![
        ("confirm", SECOND, "aaaaa1@mail.example"),
        ("already_member", SECOND, MEMBER),
        ("could_not_match", wrong_name, "aaaaa2@mail.example"),
        ("could_not_match", wrong_zip, "aaaaa3@mail.example"),
        ("could_not_match", unknown, "aaaaa4@mail.example"),
        ("could_not_match", CLOSED, "aaaaa5@mail.example"),
        ("account_has_login", PLAIN, "aaaaa6@mail.example"),
        ("too_many_tries", RENAMED, "aaaaa7@mail.example"),
    ]
}

#[tokio::test]
async fn every_outcome_of_step_3_looks_the_same_and_brings_its_own_letter() {
    let app = TestApp::start().await;
    become_member(&app, &mut app.browser(), PLAIN, MEMBER).await;
    for number in 0..5 {
        let guess = Account { name: "Guesswork", ..RENAMED };
        seen(app.browser(), guess, &format!("guess{number}@mail.example")).await;
    }
    app.deliver().await;

    let before = app.letters_to(MEMBER).len();

    // All at one instant, since the page says by when the second letter comes.
    let expected = seen(app.browser(), ON_FILE, "aaaaa0@mail.example").await;
    for (kind, account, email) in outcomes() {
        same(&seen(app.browser(), account, email).await, &expected, kind);
    }
    app.deliver().await;
    // The second letter to one address waits a minute for its turn.
    app.wait(SignedDuration::from_mins(2));
    app.deliver().await;

    for (kind, _, email) in outcomes() {
        let before = if email == MEMBER { before } else { 0 };
        let kinds: Vec<&str> = app.letters_to(email)[before..].iter().map(|it| it.kind).collect();
        assert_eq!(kinds, [kind, kind], "one when asked, one when asked again");
    }
}

#[tokio::test]
async fn the_reference_code_is_on_the_page_whatever_the_outcome() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    tell_who(&mut browser, CLOSED, "aaaaa5@mail.example").await;

    browser.go_on(&[("billing_zip", CLOSED.zip), ("accept_terms", "yes")]).await;

    let code = browser.page().text("strong.code");
    assert_eq!(code.len(), 1);
    assert_eq!(code[0], app.store.pendings()[0].id.reference().to_string());
}
