//! One build serves two co-ops that differ in every setting, and nothing of one shows in the other.

use std::cell::RefCell;
use std::path::Path;

use domain::Language;
use local::stack::{Options, Stack, StartError};
use local::{demo, functions};
use tests::app::{Browser, Event, Page, Portal as Answers, Wire};
use web::portal::{Portal, open};

const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../infra/settings/portal.toml");
const OTHER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/settings/caddo-prairie.toml");
const EMAIL: &str = "rosalind.teague@mail.example";
const PASSWORD: &str = "nine patient otters under the pier";

/// A portal that keeps all that it was answered.
struct Kept {
    wire: Wire,
    answers: RefCell<Vec<String>>,
}

impl Answers for Kept {
    async fn answer(&self, event: &Event) -> Page {
        let page = self.wire.answer(event).await;
        let headers = page.headers.iter().map(|(name, value)| format!("{name}: {value}"));
        let mut all: Vec<String> = headers.chain(page.set_cookies().to_vec()).collect();
        all.push(page.body.clone());
        self.answers.borrow_mut().push(all.join("\n"));
        page
    }

    fn remember(&self, _secret: &str) {}
}

const DEMO: &str = include_str!("../../infra/local/demo.csv");

/// A co-op that is served: its settings, its stack, and what it has answered.
struct Served {
    portal: &'static Portal,
    stack: Stack,
    kept: Kept,
}

async fn served(file: &str) -> Served {
    let options = Options { settings: Some(file.into()), ..Options::default() };
    let stack = Stack::start(options, functions::portal).await.expect("the stack starts");
    let importing = stack.environment("import-accounts").expect("the template has an import");
    // Without the name of its service, so that pages say the settings' own word.
    let demo = DEMO.replace(",12840 County Road 512\n", ",\n");
    demo::put_in_force(importing, demo.as_bytes(), false).await.expect("the demo accounts go in");
    let kept = Kept { wire: Wire::to(stack.origin()), answers: RefCell::default() };
    Served { portal: open(Path::new(file)).expect("good settings"), stack, kept }
}

/// From step 2 to home, with every page on the way in both languages, and the letters.
async fn walk(served: &Served, answers: &[(&str, &str)]) {
    let mut browser = Browser::new(&served.kept).at("127.0.0.1");
    let [number, name, _] = demo::first_account();
    for page in ["/sign-in", "/register", "/recover", "/terms", "/nowhere", "/captcha"] {
        browser.open(&format!("{page}?lang=es")).await;
        browser.open(&format!("{page}?lang=en")).await;
    }
    browser.open("/register").await;
    let who =
        [("account_number", number), ("name", name), ("email", EMAIL), ("confirm_email", EMAIL)];
    browser.go_on(&who).await;
    browser.go_on(&[answers, &[("accept_terms", "yes")]].concat()).await;
    assert_eq!(browser.page().path, "/register/check-email");
    let letter = served.stack.inbox().wait_for(EMAIL, 1).await.remove(0);
    let way_in = format!("{}/register/verify?t=", served.stack.origin());
    let link = letter.text.split_whitespace().find(|word| word.starts_with(&way_in));
    browser.open(link.expect("a link").trim_start_matches(served.stack.origin())).await;
    browser.go_on(&[("new_password", PASSWORD), ("confirm_password", PASSWORD)]).await;
    browser.go_on(&[("paperless", "yes")]).await;
    browser.go_on(&[("security_phrase", "A tin roof in May")]).await;
    assert_eq!(browser.page().path, "/home");
    for page in
        ["/home", "/profile", "/profile/accounts", "/profile/password", "/profile/paperless"]
    {
        browser.open(&format!("{page}?lang=es")).await;
        browser.open(&format!("{page}?lang=en")).await;
    }
    browser.press("/sign-out").await;
    browser.open("/recover").await;
    browser.submit(&[("email", EMAIL)]).await;
    // The letter to confirm, the welcome, how bills come, and the way back in.
    served.stack.inbox().wait_for(EMAIL, 4).await;
}

/// All that came out of a portal.
fn shown(served: &Served) -> String {
    let mut all = served.kept.answers.borrow().clone();
    for letter in served.stack.inbox().letters() {
        all.push([letter.from, letter.subject, letter.text, letter.html].join("\n"));
    }
    // As people read it, and as it stands in the source.
    let text = all.join("\n");
    let unescaped = text.replace("&#39;", "'").replace("&#34;", "\"").replace("&#38;", "&");
    text + &unescaped
}

/// What tells a co-op from others, wherever it stands.
fn marks(portal: &Portal, file: &str) -> Vec<String> {
    let languages = [Language::English, Language::Spanish];
    let (links, questions) = (&portal.links, portal.asked());
    let sections = portal.terms.sections.iter().flat_map(|it| [it.heading, it.text]);
    let labels = questions.iter().flat_map(|it| [it.label, it.hint]);
    let texts = [portal.hours, portal.service, portal.paperless.text];
    let texts = texts.into_iter().chain(sections).chain(labels);
    let mut all: Vec<String> =
        texts.flat_map(|text| languages.map(|it| text.get(it).to_owned())).collect();
    let single = [portal.name, portal.short_name, portal.phone, portal.phone_link];
    all.extend(single.map(str::to_owned));
    all.extend([links.pay, links.usage, links.bills, links.outages].map(str::to_owned));
    all.extend(portal.address.iter().map(|line| (*line).to_owned()));
    all.extend(questions.iter().map(|it| format!("name=\"{}\"", it.asked.field)));
    all.extend(portal.account_example.map(str::to_owned));
    all.push(portal.content_security_policy(true).to_owned());
    all.push(format!("data-minutes=\"{}\"", portal.figures.session_idle_minutes));
    all.push(format!("minlength=\"{}\"", portal.figures.password_least));
    all.push(format!("Max-Age={}", 60 * portal.figures.session_idle_minutes));
    let source = std::fs::read_to_string(file).expect("it is there");
    let colors = source.split('"').filter(|it| it.starts_with('#') && it.len() == 7);
    all.extend(colors.map(str::to_owned));
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_one_co_op_shows_in_the_other() {
    let (one, other) = (served(SHIPPED).await, served(OTHER).await);

    walk(&one, &[("billing_zip", "24091")]).await;
    walk(&other, &[("last_bill_cents", "134.82"), ("service_zip", "24091")]).await;

    for (of, file, than) in [(&one, SHIPPED, &other), (&other, OTHER, &one)] {
        let (own, others) = (shown(of), shown(than));
        let all = marks(of.portal, file);
        let missing: Vec<&String> = all.iter().filter(|mark| !own.contains(*mark)).collect();
        assert_eq!(missing, [""; 0], "the search finds what is there");
        let strays: Vec<&String> = all.iter().filter(|mark| others.contains(*mark)).collect();
        assert_eq!(strays, [""; 0], "{} shows in the other", of.portal.name);
    }
    let senders: Vec<String> =
        other.stack.inbox().letters().into_iter().map(|letter| letter.from).collect();
    assert!(senders.iter().all(|from| from.contains(other.portal.name)), "{senders:?}");
    one.stack.stop().await;
    other.stack.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_co_op_that_takes_reports_of_outages_elsewhere_takes_none_here() {
    let served = served(OTHER).await;
    let mut browser = Browser::new(&served.kept).at("127.0.0.1");

    let page = browser.open("/outages").await.clone();

    assert_eq!((page.status, page.has_form()), (404, false));
    served.stack.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn settings_that_are_refused_start_nothing_and_say_file_and_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("portal.toml");
    let good = std::fs::read_to_string(SHIPPED).expect("it is there");
    std::fs::write(&file, good.replacen("(800)", "(80)", 1)).expect("it can be written");
    let options = |settings| Options { settings: Some(settings), ..Options::default() };

    let bad = Stack::start(options(file.clone()), functions::portal).await.err();
    let missing =
        Stack::start(options(folder.path().join("x.toml")), functions::portal).await.err();

    let line = good[..good.find("phone = ").expect("there")].matches('\n').count() + 1;
    let says = |error: Option<StartError>| error.expect("a refusal").to_string();
    let expected = format!("{}:{line}: a phone number has ten digits", file.display());
    assert_eq!(says(bad), expected);
    assert!(says(missing).ends_with("x.toml:1: there is no such file"));
}
