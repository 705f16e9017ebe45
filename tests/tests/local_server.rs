//! The whole way over HTTP, on the stack of `cargo run`.

use std::path::Path;

use local::demo;
use local::stack::{Options, Stack};
use serde_json::Value;
use tests::app::{Browser, Event, Portal as _, Wire};

const EMAIL: &str = "dana.whitlock@mail.example";
const PASSWORD: &str = "four slow ferries at dusk";

async fn started(data: Option<&Path>) -> Stack {
    let options = Options { data: data.map(Path::to_owned), ..Options::default() };
    let (stack, has_demo) = demo::start(options).await.expect("the stack starts");
    assert!(has_demo, "the demo accounts are in");
    stack
}

/// Waits for an address's letters, then reads the inbox as a program does.
///
/// Returns the last text.
async fn last_letter(stack: &Stack, wire: &Wire, email: &str, many: usize) -> String {
    stack.inbox().wait_for(email, many).await;
    let page = wire.answer(&Event::new("GET", "/_inbox.json").from("127.0.0.1")).await;
    let letters: Vec<Value> = serde_json::from_str(&page.body).expect("an array");
    let mine: Vec<&Value> = letters.iter().filter(|letter| letter["to"] == email).collect();
    assert_eq!(mine.len(), many, "letters to one address");
    let letter = mine.last().expect("the newest is last");
    for part in ["subject", "text", "html", "sent_at"] {
        assert!(letter[part].as_str().is_some_and(|text| !text.is_empty()), "{part}");
    }
    letter["text"].as_str().unwrap_or_default().to_owned()
}

/// Takes steps 2 and 3 with the first demo account.
async fn ask(browser: &mut Browser<'_, Wire>, email: &str) {
    let [number, name, zip] = demo::first_account();
    browser.open("/register").await;
    let who =
        [("account_number", number), ("name", name), ("email", email), ("confirm_email", email)];
    browser.go_on(&who).await;
    browser.submit(&[("billing_zip", zip), ("accept_terms", "yes")]).await;
}

async fn sign_in(browser: &mut Browser<'_, Wire>) {
    browser.open("/").await;
    browser.go_on(&[("email", EMAIL), ("password", PASSWORD)]).await;
}

/// A port that nobody listens on.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("it is bound").port()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_registers_while_the_portal_starts_waits_and_is_matched() {
    let port = free_port();
    let early = tokio::spawn(async move {
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            tokio::task::yield_now().await;
        }
        let wire = Wire::to(&format!("http://localhost:{port}"));
        ask(&mut Browser::new(&wire).at("127.0.0.1"), EMAIL).await;
    });

    let options = Options { port, ..Options::default() };
    let (stack, _) = demo::start(options).await.expect("the stack starts");
    early.await.expect("it is answered");

    let letter = last_letter(&stack, &Wire::to(stack.origin()), EMAIL, 1).await;
    assert!(letter.contains("/register/verify?t="), "the accounts were in: {letter}");
    stack.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn links_run_out_on_a_clock_that_was_put_ahead() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let stack = started(Some(folder.path())).await;
    let wire = Wire::to(stack.origin());
    ask(&mut Browser::new(&wire).at("127.0.0.1"), EMAIL).await;
    let letter = last_letter(&stack, &wire, EMAIL, 1).await;
    let before = stack.origin().to_owned();
    let link = letter.split_whitespace().find_map(|word| word.strip_prefix(&before));
    let link = link.expect("a link").to_owned();
    stack.stop().await;

    for (hours, status) in [(23, 200), (25, 410)] {
        let ahead = aws::Ahead::seconds(hours * 3_600).expect("it may be");
        let data = Some(folder.path().to_owned());
        let options = Options { data, ahead, ..Options::default() };
        let (stack, _) = demo::start(options).await.expect("the stack starts");
        let wire = Wire::to(stack.origin());
        let mut browser = Browser::new(&wire).at("127.0.0.1");

        browser.open(&link).await;

        assert_eq!(browser.page().status, status, "after {hours} hours");
        stack.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_whole_way_over_http_and_back_in_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let stack = started(Some(folder.path())).await;
    let wire = Wire::to(stack.origin());
    let mut browser = Browser::new(&wire).at("127.0.0.1");

    ask(&mut browser, EMAIL).await;
    browser.follow().await;
    assert_eq!(browser.page().path, "/register/check-email");
    let letter = last_letter(&stack, &wire, EMAIL, 1).await;
    let way_in = format!("{}/register/verify?t=", stack.origin());
    let link = letter.split_whitespace().find(|word| word.starts_with(&way_in)).expect("a link");
    browser.open(link.trim_start_matches(stack.origin())).await;
    browser.go_on(&[("new_password", PASSWORD), ("confirm_password", PASSWORD)]).await;
    assert_eq!(browser.page().path, "/register/paperless");
    browser.go_on(&[("paperless", "yes")]).await;
    browser.go_on(&[("security_phrase", "The blue canoe")]).await;
    assert_eq!(browser.page().path, "/home");
    assert!(browser.page().main().contains("The blue canoe"));
    // The letter to confirm, the welcome, and the one on how bills come.
    last_letter(&stack, &wire, EMAIL, 3).await;
    browser.press("/sign-out").await;
    sign_in(&mut browser).await;
    assert_eq!(browser.page().path, "/home");
    let session = browser.cookie("session").expect("signed in");
    stack.stop().await;

    let stack = started(Some(folder.path())).await;
    let wire = Wire::to(stack.origin());
    let mut later = Browser::new(&wire).at("127.0.0.1");
    sign_in(&mut later).await;

    assert_eq!(later.page().path, "/home");
    assert!(later.page().main().contains("The blue canoe"));
    later = Browser::new(&wire).at("127.0.0.1");
    later.put_cookie("session", &session);
    assert_eq!(later.open("/home").await.path, "/home", "sessions outlive a restart");
    // The second browser after the restart was new, so a letter tells of it.
    last_letter(&stack, &wire, EMAIL, 4).await;
    back_in(&stack, &wire).await;
    assert_eq!(stack.record().refused(), [""; 0], "the roles grant what the functions do");
    stack.stop().await;
}

/// Sets a new password by letter in a new browser. Four letters came before.
async fn back_in(stack: &Stack, wire: &Wire) {
    let mut browser = Browser::new(wire).at("127.0.0.1");
    browser.open("/recover").await;
    browser.go_on(&[("email", EMAIL)]).await;
    assert_eq!(browser.page().status, 200);
    let letter = last_letter(stack, wire, EMAIL, 5).await;
    let way_in = format!("{}/recover/verify?t=", stack.origin());
    let link = letter.split_whitespace().find(|word| word.starts_with(&way_in)).expect("a link");
    browser.open(link.trim_start_matches(stack.origin())).await;
    let again = "seven late trains at dawn";
    browser.go_on(&[("new_password", again), ("confirm_password", again)]).await;
    assert_eq!(browser.page().path, "/sign-in");
    last_letter(stack, wire, EMAIL, 6).await;
    browser.go_on(&[("email", EMAIL), ("password", again)]).await;
    assert_eq!(browser.page().path, "/home");
}

// Systems other than Linux have only 127.0.0.1 by default.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn browsers_at_other_addresses_are_other_senders() {
    let stack = started(None).await;
    let wire = Wire::to(stack.origin());
    let from = |address: &str| Browser::new(&wire).at(address).without_script();
    for number in 0..2 {
        let mut browser = from("127.0.0.21");
        ask(&mut browser, &format!("crowd{number}@mail.example")).await;
        assert_eq!(browser.page().status, 303);
    }

    let (mut third, mut other) = (from("127.0.0.21"), from("127.0.0.22"));
    ask(&mut third, "crowd2@mail.example").await;
    ask(&mut other, "crowd3@mail.example").await;

    assert_eq!(third.page().status, 422, "two an hour without JavaScript");
    assert_eq!(third.page().errors()[0].0, "robot");
    assert_eq!(other.page().status, 303, "another address has tries of its own");
    stack.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_that_bounces_is_on_the_timeline_and_the_machines_stay_within_their_roles() {
    let bouncing = "bounce.case@mail.example";
    let stack = started(None).await;
    let wire = Wire::to(stack.origin());
    ask(&mut Browser::new(&wire).at("127.0.0.1"), bouncing).await;
    last_letter(&stack, &wire, bouncing, 1).await;

    let told = stack.bus().events();
    let report = told.iter().find(|event| event["source"] == "aws.ses").expect("SES reports");
    stack.invoke("mail-feedback", report.clone()).await.expect("it is taken in");
    stack.tick().await;

    let scan = stack.dynamodb().scan().table_name("Transient").send().await.expect("an answer");
    let bounced = scan.items().iter().filter(|item| {
        item.get("end").is_some_and(|end| end.as_s().is_ok_and(|end| end == "bounced"))
    });
    assert_eq!(bounced.count(), 3, "by account, by email, by code");
    let written = std::fs::read_dir(stack.data().join("buckets/extracts/changes"));
    assert_eq!(written.expect("files of changes").count(), 3);
    assert_eq!(stack.record().refused(), [] as [&str; 0]);
    stack.stop().await;
}

/// Takes the whole way with the first demo account, to home.
async fn member<'w>(stack: &Stack, wire: &'w Wire) -> Browser<'w, Wire> {
    let mut browser = Browser::new(wire).at("127.0.0.1");
    ask(&mut browser, EMAIL).await;
    let letter = last_letter(stack, wire, EMAIL, 1).await;
    let way_in = format!("{}/register/verify?t=", stack.origin());
    let link = letter.split_whitespace().find(|word| word.starts_with(&way_in)).expect("a link");
    browser.open(link.trim_start_matches(stack.origin())).await;
    browser.go_on(&[("new_password", PASSWORD), ("confirm_password", PASSWORD)]).await;
    browser.go_on(&[("paperless", "yes")]).await;
    browser.go_on(&[("security_phrase", "The blue canoe")]).await;
    browser
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_pays_at_the_vendor_of_this_machine_and_nothing_is_due_then_nor_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let stack = started(Some(folder.path())).await;
    let wire = Wire::to(stack.origin());
    let mut browser = member(&stack, &wire).await;
    let before = browser.open("/home").await.main();
    browser.open("/pay").await;
    browser.press("/pay").await;
    let (action, handed) = browser.filled_in(&[]);
    assert_eq!(action, format!("{}/_vendor", stack.origin().replace("localhost", "127.0.0.1")));
    let post = |fields: &[(String, String)]| {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
    };

    let foreign = browser.post_event("/_vendor", &post(&handed)).without("origin");
    let foreign = wire.answer(&foreign).await;
    let asked = browser.post("/_vendor", &handed).await.clone();
    let again = browser.post("/_vendor", &handed).await.clone();
    let payment = asked.value("payment").expect("a number");
    let taken = browser.post("/_vendor/take", &[("payment".to_owned(), payment)]).await.clone();
    let home = browser.open("/home").await.main();

    assert!(before.contains("$134.82 is due"), "{before}");
    assert_eq!((foreign.status, asked.status, again.status, taken.status), (403, 200, 403, 200));
    assert!(again.body.contains(&format!("{}/pay\"", stack.origin())), "{}", again.body);
    assert!(asked.body.contains("1000245") && asked.body.contains("$134.82"), "{}", asked.body);
    assert!(home.contains("Nothing is due"), "{home}");
    assert!(home.contains("Last payment: $134.82"), "{home}");
    assert_eq!(stack.record().refused(), [""; 0], "the roles grant what the functions do");
    stack.stop().await;

    // Also on a later day, when the demo's billing tells of other accounts again.
    let ahead = aws::Ahead::seconds(25 * 3_600).expect("it may be");
    let data = Some(folder.path().to_owned());
    let options = Options { data, ahead, ..Options::default() };
    let (stack, has_demo) = demo::start(options).await.expect("the stack starts");
    let wire = Wire::to(stack.origin());
    let mut later = Browser::new(&wire).at("127.0.0.1");
    sign_in(&mut later).await;
    let home = later.page().main();

    assert!(has_demo && home.contains("Nothing is due"), "{home}");
    stack.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_extract_that_gives_a_demo_account_to_others_stays_at_a_restart() {
    const DEMO: &str = include_str!("../../infra/local/demo.csv");
    let folder = tempfile::tempdir().expect("a folder can be made");
    let stack = started(Some(folder.path())).await;
    let importing = stack.environment("import-accounts").expect("the template has an import");
    let passed_on = DEMO.replacen(",040001,", ",940001,", 1);
    assert_ne!(passed_on, DEMO);
    let taken = demo::put_in_force(importing, passed_on.as_bytes(), true).await;
    let version = taken.expect("it goes in").version;
    stack.stop().await;

    let options = Options { data: Some(folder.path().to_owned()), ..Options::default() };
    let (stack, has_demo) = demo::start(options).await.expect("the stack starts again");
    let importing = stack.environment("import-accounts").expect("the template has an import");
    let again = demo::put_in_force(importing, passed_on.as_bytes(), false).await;

    assert!(!has_demo, "it is an extract of one's own");
    assert_eq!(again.expect("an answer").version, version, "it was in force all the time");
    stack.stop().await;
}
