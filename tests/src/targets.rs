//! The targets of fuzzing. Each takes any bytes and panics if a rule is broken.
//!
//! `tests/fuzz` runs them for any length of time. `tests/tests/corpus.rs` runs them on the corpus.

mod forms;

use domain::{
    AccountNumber, Answer, Email, EmailKey, LinkClaim, LinkToken, Name, PendingId, Purpose,
    QuestionKind, TemporaryPassword,
};
use fixtures::test_keys;
use import_accounts::{ImportError, Importer, Options};
use tokio::runtime::{Builder, Runtime};
use web::routes::ROUTES;
use web::samples::shipped;

use crate::app::{Event, NOON, TestApp};
use crate::memory::{MemoryStore, SettableClock};
use forms::Forms;

/// A target of fuzzing.
pub type Target = fn(&[u8]);

/// All targets, by the name of their corpus.
pub const TARGETS: [(&str, Target); 8] = [
    ("event", event),
    ("form", form),
    ("cookies", cookies),
    ("token", token),
    ("name", name),
    ("email", email),
    ("account_number", account_number),
    ("csv", csv),
];

thread_local! {
    static FORMS: Forms = runtime().block_on(Forms::open());
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// Checks that any request gets a page, and not the one for our own mistakes.
fn is_answered(app: &TestApp, event: &Event) {
    let page = runtime().block_on(app.answer(event));
    assert!((200..500).contains(&page.status), "{} at {}", page.status, page.path);
}

/// A gateway event from its parts, one per line.
///
/// They are method, path, query, host, cookies, then the body.
pub fn event(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut parts = text.splitn(7, '\n');
    let mut next = || parts.next().unwrap_or_default().to_owned();
    let (method, path, query, host) = (next(), next(), next(), next());
    let (cookies, is_base64, body) = (next(), next(), next());
    let mut event = Event::new(&method, "/").header("host", &host);
    event.0["rawPath"] = path.as_str().into();
    event.0["requestContext"]["http"]["path"] = path.into();
    event.0["rawQueryString"] = query.into();
    let cookies: Vec<String> = cookies.split(';').map(str::to_owned).collect();
    let mut event = event.cookies(&cookies);
    if !body.is_empty() {
        event = event.header("content-type", "application/x-www-form-urlencoded");
        event.0["body"] = body.into();
        event.0["isBase64Encoded"] = is_base64.starts_with('b').into();
    }
    // The gateway itself refuses a bad method and bytes that no header can have.
    if http_method(&method) && !host.chars().any(char::is_control) {
        is_answered(&TestApp::empty(), &event);
    }
}

fn http_method(method: &str) -> bool {
    (1..=20).contains(&method.len()) && method.bytes().all(|b| b.is_ascii_uppercase())
}

/// A form's body, posted from our own page. The first line says to which path.
pub fn form(data: &[u8]) {
    let end = data.iter().position(|byte| *byte == b'\n');
    let (to, body) = end.map_or((data, data), |end| (&data[..end], &data[end + 1..]));
    FORMS.with(|forms| is_answered(&forms.portal(), &forms.find(to).filled_in(body)));
}

/// Cookies with our names, one per line, sent to one page.
///
/// The number of bytes chooses the page.
pub fn cookies(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let named = text.lines().zip(web::cookies::ALL.iter().cycle());
    let cookies: Vec<String> = named.map(|(value, name)| format!("{name}={value}")).collect();
    let mut pages = ROUTES.iter().filter(|(_, methods, _)| methods.contains(&"GET")).cycle();
    let (path, _, _) = pages.nth(data.len()).expect("there are pages");
    is_answered(&TestApp::empty(), &Event::new("GET", path).cookies(&cookies));
}

/// A link's token. Only tokens that we made are taken.
pub fn token(data: &[u8]) {
    let (keys, text) = (test_keys(), String::from_utf8_lossy(data));
    if let Some(claim) = LinkToken::check(&keys, Purpose::Verify, &text) {
        let own = LinkToken::derive(&keys, Purpose::Verify, &claim);
        assert_eq!(own.as_ref().map(LinkToken::expose), Some(&*text), "only our own are taken");
    }
    let claim = LinkClaim {
        key: keys.current().clone(),
        email: EmailKey::from_stored("a"),
        id: PendingId::new([7; 16]),
    };
    let temporary = TemporaryPassword::derive(&keys, &claim).expect("a key");
    let letters = text.chars().filter(char::is_ascii_alphanumeric).count();
    assert!(!temporary.matches(&text) || letters == 12, "nothing shorter or longer fits");
}

/// A name. Its normal form is a name whose normal form is itself.
pub fn name(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Ok(name) = Name::parse(&text) {
        assert!(!name.expose().is_empty(), "an empty value never matches");
        // Endings are dropped once: "Co & Co Inc" becomes "co co", and "co co" becomes "co".
        if let Ok(again) = Name::parse(name.expose()) {
            assert!(again.expose().len() <= name.expose().len());
        }
        let upper = Name::parse(&text.to_uppercase());
        assert!(
            upper.is_err() || !text.is_ascii() || upper.as_ref() == Ok(&name),
            "case does not matter"
        );
    }
    for kind in [QuestionKind::Zip] {
        if let Ok(answer) = Answer::parse(kind, &text) {
            assert!(!answer.expose().is_empty(), "an empty value never matches");
        }
    }
}

/// An email. Its canonical form is an email whose canonical form is itself.
pub fn email(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Ok(email) = Email::parse(&text) else { return };
    let again = Email::parse(email.canonical()).expect("a canonical form is an email");
    assert_eq!(again.canonical(), email.canonical());
    let has_breaks = email.expose().chars().any(|c| c.is_control() || c.is_whitespace());
    assert!(!has_breaks, "nothing breaks a letter's head");
    assert!(email.expose().len() <= 254, "the longest address");
}

/// An account number. The form that is kept parses to itself.
pub fn account_number(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Ok(number) = AccountNumber::parse(&text) else { return };
    assert_eq!(AccountNumber::parse(number.expose()).as_ref(), Ok(&number));
    let dashed: String = number.expose().chars().flat_map(|c| [c, '-']).collect();
    assert_eq!(AccountNumber::parse(&format!(" 00{dashed}")), Ok(number), "form does not matter");
}

/// A billing extract. It is imported, or it is refused, or its bad rows are.
///
/// Importing the same file again finds it unchanged.
pub fn csv(data: &[u8]) {
    let (keys, clock) = (test_keys(), SettableClock::at(NOON));
    let store = MemoryStore::new(keys.clone());
    let questions = shipped().fields();
    let importer = Importer {
        extracts: &store,
        clock: &clock,
        keys: &keys,
        reading: &shipped().reading(&questions),
        options: Options { force: true, alone: true, ..Options::default() },
    };
    let import = async || -> Result<_, ImportError> { importer.import(data, |_| ()).await };
    runtime().block_on(async {
        if let Ok(first) = import().await {
            let again = import().await.expect("what went in once goes in again");
            assert_eq!(first.rejected, again.rejected);
        }
    });
}
