//! Canaries: made-up secrets that are planted and must be found nowhere.
//!
//! The test types them on the whole way through the stack of `cargo run`. Then it looks wherever somebody
//! other than the member could read: log lines, table items, the database's files (with stream images and
//! deleted rows), letters, addresses.

use std::cell::RefCell;
use std::path::Path;

use aws::SystemClock;
use domain::history::HistoryKind;
use domain::ports::Clock as _;
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use local::stack::{Options, Stack};
use local::{demo, functions};
use tests::app::{Browser, Event, Page, Portal, Wire};
use tests::lines::Lines;

const EMAIL: &str = "wren.abernethy@mail.example";
const PASSWORD: &str = "eleven yellow canaries underground";
const WRONG: &str = "twelve yellow canaries underground";
const PHRASE: &str = "Canaries sing at four";
const NEW_PASSWORD: &str = "thirteen yellow canaries underground";
const NEW_PHRASE: &str = "Canaries sleep at nine";
const NOTE: &str = "marigold trellis behind pump seven";
/// Number, name and ZIP code of a demo account. Its ZIP code is not the office's.
const ACCOUNT: [&str; 3] = ["1298748", "Poff", "24079"];

/// What the demo extract calls its service.
const SERVICE: &str = "311 Thimbleberry Lane";

/// What a meter of the account counted on a day, in kilowatt-hours.
const USED: &str = "75318.642";

/// The portal. It notes every address that it leads to.
struct Watched {
    wire: Wire,
    addresses: RefCell<Vec<String>>,
}

impl Portal for Watched {
    async fn answer(&self, event: &Event) -> Page {
        let page = self.wire.answer(event).await;
        let mut addresses = self.addresses.borrow_mut();
        addresses.extend(page.location().map(str::to_owned));
        addresses.extend(page.links());
        page
    }

    fn remember(&self, _secret: &str) {}
}

/// The log: all our lines, and the libraries' that a deployed function would log.
fn listen() -> Lines {
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::INFO)
        .with_ansi(false)
        .without_time()
        .with_writer(lines.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).expect("this test is alone here");
    lines
}

/// Whether a text occurs as a whole word. Case does not matter.
fn stands_in(haystack: &str, needle: &str) -> bool {
    let (haystack, needle) = (haystack.to_lowercase(), needle.to_lowercase());
    let is_edge = |it: Option<char>| !it.is_some_and(char::is_alphanumeric);
    haystack.match_indices(&needle).any(|(at, _)| {
        is_edge(haystack[..at].chars().next_back())
            && is_edge(haystack[at + needle.len()..].chars().next())
    })
}

/// Everything that others than the member could read, each part with its place.
async fn readable(stack: &Stack, folder: &Path, lines: &Lines) -> Vec<(String, String)> {
    let mut places = vec![("the log".to_owned(), lines.text())];
    for table in ["BillingAccounts", "Members", "Transient", "Outbox", "History"] {
        let items = stack.dynamodb().scan().table_name(table).consistent_read(true).send().await;
        let items = items.expect("the table is there").items.unwrap_or_default();
        assert!(!items.is_empty(), "{table} holds something");
        places.extend(items.iter().map(|item| (table.to_owned(), format!("{item:?}"))));
    }
    for file in std::fs::read_dir(folder).expect("the folder is there") {
        let path = file.expect("it can be listed").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("dynamodb") || name == "stream.json" {
            let bytes = std::fs::read(&path).expect("it can be read");
            places.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    places
}

/// The place of the first secret that is found.
fn found(places: &[(String, String)], secrets: &[(&str, String)]) -> Vec<String> {
    let in_place = |(place, text): &(String, String)| {
        let here = secrets.iter().filter(|(_, secret)| stands_in(text, secret));
        here.map(|(what, _)| format!("the {what} in {place}")).collect::<Vec<_>>()
    };
    places.iter().flat_map(in_place).collect()
}

/// Goes the whole way, with a wrong password, then signs out and in again.
///
/// Returns the letter's link and temporary password.
async fn walk(stack: &Stack, browser: &mut Browser<'_, Watched>) -> [String; 2] {
    let [number, name, zip] = ACCOUNT;
    browser.open("/register").await;
    let who =
        [("account_number", number), ("name", name), ("email", EMAIL), ("confirm_email", EMAIL)];
    browser.go_on(&who).await;
    browser.go_on(&[("billing_zip", zip), ("accept_terms", "yes")]).await;
    stack.inbox().wait_for(EMAIL, 1).await;
    let letter = stack.inbox().letters_to(EMAIL).remove(0);
    let way_in = format!("{}/register/verify?t=", stack.origin());
    let link = letter.text.split_whitespace().find(|word| word.starts_with(&way_in));
    let link = link.expect("a link").trim_start_matches(stack.origin()).to_owned();
    browser.open(&link).await;
    let temporary = browser.page().value("current_password").expect("the link fills it in");
    browser.submit(&[("new_password", PASSWORD), ("confirm_password", WRONG)]).await;
    browser.go_on(&[("new_password", PASSWORD), ("confirm_password", PASSWORD)]).await;
    browser.go_on(&[("paperless", "yes")]).await;
    browser.go_on(&[("security_phrase", PHRASE)]).await;
    assert_eq!(browser.page().path, "/home");
    assert!(browser.page().main().contains(PHRASE), "the member sees it");
    browser.press("/sign-out").await;
    browser.open("/sign-in").await;
    browser.submit(&[("email", EMAIL), ("password", WRONG)]).await;
    browser.open("/sign-in").await;
    browser.go_on(&[("email", EMAIL), ("password", PASSWORD)]).await;
    assert_eq!(browser.page().path, "/home");
    stack.inbox().wait_for(EMAIL, 2).await;
    [link, temporary]
}

/// Sets a new password by letter, and another phrase in the profile.
///
/// Returns the letter's link.
async fn come_back(stack: &Stack, browser: &mut Browser<'_, Watched>) -> String {
    browser.open("/recover").await;
    browser.submit(&[("email", EMAIL)]).await;
    let way_in = format!("{}/recover/verify?t=", stack.origin());
    let mut link = None;
    for letters in 2..12 {
        let all = stack.inbox().wait_for(EMAIL, letters).await;
        let mut words = all.iter().flat_map(|it| it.text.split_whitespace());
        link = words.find(|word| word.starts_with(&way_in)).map(str::to_owned);
        if link.is_some() {
            break;
        }
    }
    let link = link.expect("a link").trim_start_matches(stack.origin()).to_owned();
    browser.open(&link).await;
    browser.go_on(&[("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)]).await;
    browser.go_on(&[("email", EMAIL), ("password", NEW_PASSWORD)]).await;
    browser.open("/profile/security-phrase").await;
    browser.go_on(&[("security_phrase", NEW_PHRASE)]).await;
    browser.open("/outages").await;
    browser.go_on(&[("what", "out"), ("note", NOTE)]).await;
    assert!(!browser.page().asks_for("what"), "it is reported");
    assert!(browser.open("/home").await.main().contains(NEW_PHRASE), "the member sees it");
    link
}

/// A file of reads with [`USED`], of a day that is over everywhere.
fn reads() -> String {
    let day = SystemClock::default().now() - SignedDuration::from_hours(48);
    let day = TimeZone::UTC.to_datetime(day).date();
    format!("account_no,start,minutes,kwh\n{},{day},1440,{USED}\n", ACCOUNT[0])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn planted_secrets_are_nowhere_that_others_can_read() {
    let lines = listen();
    let folder = tempfile::tempdir().expect("a folder can be made");
    let options = Options { data: Some(folder.path().to_owned()), ..Options::default() };
    let stack = Stack::start(options, functions::portal).await.expect("the stack starts");
    let importing = stack.environment("import-accounts").expect("the template has an import");
    demo::import(importing).await.expect("the demo accounts go in");
    let history = stack.environment("import-history").expect("the template has an import");
    demo::import_history(history).await.expect("the demo history goes in");
    demo::put_file(history, HistoryKind::Reads, &reads()).await.expect("a day's use goes in");
    let watched = Watched { wire: Wire::to(stack.origin()), addresses: RefCell::default() };
    let mut browser = Browser::new(&watched).at("127.0.0.1");

    let [link, temporary] = walk(&stack, &mut browser).await;
    let way_back = come_back(&stack, &mut browser).await;

    let [_, name, zip] = ACCOUNT;
    let typed = [
        ("name", name),
        ("ZIP code", zip),
        ("password", PASSWORD),
        ("phrase", PHRASE),
        ("wrong password", WRONG),
        ("new password", NEW_PASSWORD),
        ("new phrase", NEW_PHRASE),
        ("note on an outage", NOTE),
    ];
    let used = USED.replace('.', "");
    assert!(browser.open("/usage?by=month").await.main().contains("75,319"), "the member sees it");
    assert!(browser.open("/home").await.main().contains(SERVICE), "the member sees it");
    let mut secrets: Vec<(&str, String)> = typed.map(|(what, it)| (what, it.to_owned())).into();
    let in_letters = secrets.clone();
    for link in [link, way_back] {
        let token = link.rsplit_once("t=").expect("a token").1.to_owned();
        // Half of a token is its MAC, which must be nowhere either.
        secrets.push(("token's end", token[token.len() - 21..].to_owned()));
        secrets.push(("token", token));
    }
    secrets.push(("name of the service", SERVICE.to_owned()));
    secrets.extend([("what was used", USED.to_owned()), ("what was used", used)]);
    secrets.push(("temporary password", temporary.clone()));
    secrets.push(("temporary password", temporary.replace('-', "")));
    let mut places = readable(&stack, folder.path(), &lines).await;
    assert_eq!(found(&places, &secrets), [""; 0]);

    let addresses = watched.addresses.borrow().join("\n");
    assert_eq!(found(&[("an address".to_owned(), addresses)], &secrets), [""; 0]);

    for letter in stack.inbox().letters() {
        let head = format!("{}\n{}\n{}", letter.from, letter.to, letter.subject);
        assert_eq!(found(&[("a letter's head".to_owned(), head)], &secrets), [""; 0]);
        let body = format!("{}\n{}", letter.text, letter.html);
        assert_eq!(found(&[("a letter".to_owned(), body)], &in_letters), [""; 0]);
    }

    // The control: the search finds what may be there, and what was planted.
    let allowed = [("email", EMAIL.to_owned())];
    let of_email = found(&places, &allowed);
    for place in ["Members", "Transient", "Outbox", "dynamodb.sqlite"] {
        assert!(
            of_email.iter().any(|it| it.contains(place)),
            "the scan sees {place}: {of_email:?}"
        );
    }
    tracing::error!(typed = PASSWORD, "planted");
    places[0].1 = lines.text();
    assert_eq!(found(&places, &secrets), ["the password in the log"]);
    stack.stop().await;
}
