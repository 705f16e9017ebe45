//! Paper is turned off by a letter's link, on real tables and within the roles of the functions.

use domain::Language;
use local::stack::{Options, Stack};
use local::{demo, functions};
use tests::app::{Browser, Wire, changed_settings};
use web::words::words;

const EMAIL: &str = "theodora.vance@mail.example";
const PASSWORD: &str = "nine patient otters under the pier";

/// The link of the last letter that leads to a page.
async fn link(stack: &Stack, letters: usize, path: &str) -> String {
    let all = stack.inbox().wait_for(EMAIL, letters).await;
    let start = format!("{}{path}?t=", stack.origin());
    let mut words = all.iter().flat_map(|letter| letter.text.split_whitespace());
    let link = words.rfind(|word| word.starts_with(&start)).expect("a link");
    link.trim_start_matches(stack.origin()).to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn paper_ends_with_the_letters_link_on_real_tables_and_no_role_is_overstepped() {
    let (settings, _) =
        changed_settings(&[("paperless_confirmed = false", "paperless_confirmed = true")]);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("portal.toml");
    std::fs::write(&file, settings).expect("it can be written");
    let options = Options { settings: Some(file), ..Options::default() };
    let stack = Stack::start(options, functions::portal).await.expect("the stack starts");
    let importing = stack.environment("import-accounts").expect("the template has an import");
    demo::import(importing).await.expect("the demo accounts go in");
    let wire = Wire::to(stack.origin());
    let mut browser = Browser::new(&wire).at("127.0.0.1");
    let [number, name, _] = demo::first_account();
    browser.open("/register").await;
    let who =
        [("account_number", number), ("name", name), ("email", EMAIL), ("confirm_email", EMAIL)];
    browser.go_on(&who).await;
    browser.go_on(&[("billing_zip", "24091"), ("accept_terms", "yes")]).await;
    browser.open(&link(&stack, 1, "/register/verify").await).await;
    browser.go_on(&[("new_password", PASSWORD), ("confirm_password", PASSWORD)]).await;

    browser.go_on(&[("paperless", "yes")]).await;
    browser.go_on(&[("security_phrase", "A tin roof in May")]).await;
    assert_eq!(browser.page().path, "/home");
    // The letter to confirm, the welcome, and the one that asks.
    let confirm = link(&stack, 3, "/profile/paperless/verify").await;
    browser.open(&confirm).await;
    assert_eq!(browser.page().path, "/profile/paperless/confirm");
    browser.submit(&[]).await;

    assert_eq!(browser.page().location(), Some("/profile"));
    assert_eq!(stack.record().refused(), [] as [&str; 0], "used and not granted");
    browser.open("/profile/paperless").await;
    assert!(browser.page().main().contains("Bills come by email now."));
    // Nobody agreed for an account that is added later: it stays on paper, and home asks.
    browser.open("/profile/accounts").await;
    let more = [("account_number", "1298748"), ("name", "Poff"), ("billing_zip", "24079")];
    browser.go_on(&more).await;
    assert_eq!(browser.page().path, "/profile");
    let asks = words(Language::English).account.home.asks_paperless;
    assert!(browser.open("/home").await.main().contains(asks), "{}", browser.page().main());
    stack.stop().await;
}
