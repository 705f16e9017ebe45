//! What billing calls the service of an account, on the pages of whoever has the account and nowhere else.

use jiff::SignedDuration;
use tests::app::{Browser, ON_FILE, PLAIN, SECOND, TestApp};
use tests::walk::{PASSWORD, add_account, settle, sign_in};
use web::samples::shipped;

use super::people::{DAUGHTER, accept_as_new, let_in, of_other};

const EMAIL: &str = "robin.asterfield@mail.example";
const NAME: &str = "311 Thimbleberry Lane";
const OTHER: &str = "Pump house by the ford";
/// The pages of an account.
const PAGES: [&str; 5] = ["/home", "/bills", "/usage", "/pay", "/outages"];
/// What the co-op sells, in place of a name.
const WORD: &str = "Electric service";

/// An extract of two accounts: what the service of the first one is called, and its holder.
fn extract(name: &str, last_name: &str) -> String {
    format!(
        "account_no,last_name,billing_zip,service_from,Service Address\n\
         {},{last_name},{},2019-05-02,\"{name}\"\n{},{},{},2019-05-02,{OTHER}\n",
        PLAIN.number, PLAIN.zip, SECOND.number, SECOND.name, SECOND.zip
    )
}

/// A member of the first account, of whom billing has told something.
async fn settled(app: &TestApp) -> Browser<'_> {
    for personal in [NAME, "Thimbleberry", OTHER] {
        app.remember(personal);
    }
    app.import(&extract(NAME, PLAIN.name)).await;
    let mut browser = app.browser();
    settle(app, &mut browser, PLAIN, EMAIL).await;
    let number = PLAIN.number;
    app.import_balances(&format!("account_no,balance_cents,as_of\n{number},8410,2026-11-23\n"))
        .await;
    let bills = "account_no,bill_date,from_date,amount_cents";
    app.import_bills(&format!("{bills}\n{number},2026-11-12,2026-10-10,8410\n")).await;
    browser
}

/// Which of the pages say a text.
async fn say(browser: &mut Browser<'_>, text: &str) -> Vec<&'static str> {
    let mut all = Vec::new();
    for page in PAGES {
        if browser.open(page).await.main().contains(text) {
            all.push(page);
        }
    }
    all
}

#[tokio::test]
async fn a_member_reads_it_wherever_the_account_is_named_in_place_of_the_general_word() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;
    assert_eq!(shipped().service.get(domain::Language::English), WORD);

    assert_eq!(say(&mut browser, NAME).await, PAGES);
    assert_eq!(say(&mut browser, WORD).await, [""; 0]);
    browser.open("/pay").await;
    browser.submit(&[]).await;
    assert!(browser.page().main().contains(NAME), "also on the way to the vendor");

    app.deliver().await;
    for letter in app.letters_to(EMAIL) {
        assert!(!letter.text.contains("Thimbleberry") && !letter.html.contains("Thimbleberry"));
    }
}

#[tokio::test]
async fn a_closed_account_is_called_closed_and_offers_nothing_that_is_over() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;
    assert_eq!(say(&mut browser, "closed").await, [""; 0]);
    let closed = extract(NAME, PLAIN.name)
        .replace("Service Address\n", "Service Address,account_status\n")
        .replace(&format!("\"{NAME}\""), &format!("\"{NAME}\",closed"))
        .replace(OTHER, &format!("{OTHER},active"));

    app.import(&closed).await;

    assert_eq!(say(&mut browser, "closed").await, PAGES);
    let usage = browser.open("/usage").await.main();
    assert!(usage.contains("since it is closed none will come"), "{usage}");
    let outages = browser.open("/outages").await;
    assert!(!outages.asks_for("note"), "no button that would be refused");
    let home = browser.open("/home").await.main();
    assert!(home.contains("$84.10 is due"), "a last bill is due all the same: {home}");
    let spanish = browser.open("/bills?lang=es").await.main();
    assert!(spanish.contains("cerrada"), "{spanish}");
}

#[tokio::test]
async fn where_a_member_has_several_each_is_chosen_by_its_name() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;
    add_account(&mut browser, SECOND).await;

    for page in &PAGES[1..] {
        let choices = browser.open(page).await.text("main nav a").join(" ");
        assert!(choices.contains(NAME) && choices.contains(OTHER), "{page}: {choices}");
    }
    let home = browser.open("/home").await.main();
    assert!(home.contains(NAME) && home.contains(OTHER), "{home}");
}

#[tokio::test]
async fn a_name_that_the_next_extract_changes_or_lacks_is_gone_from_the_pages() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;

    app.import(&extract("Old barn", PLAIN.name)).await;
    let changed = say(&mut browser, "Old barn").await;
    app.import(&extract("", PLAIN.name)).await;
    let word = say(&mut browser, WORD).await;

    assert_eq!((changed, word), (PAGES.to_vec(), PAGES.to_vec()));
    assert_eq!(say(&mut browser, "barn").await, [""; 0]);
}

#[tokio::test]
async fn nobody_reads_it_while_the_account_is_held_and_its_member_does_after() {
    let app = TestApp::start().await;
    app.remember(NAME);
    let header = "account_no,last_name,billing_zip,contact_email,service_name";
    let row = format!("{},{},{}", ON_FILE.number, ON_FILE.name, ON_FILE.zip);
    app.import(&format!("{header}\n{row},onfile@mail.example,{NAME}\n")).await;
    let mut browser = app.browser();
    settle(&app, &mut browser, ON_FILE, EMAIL).await;

    let held = say(&mut browser, NAME).await;
    let bills = browser.open("/bills").await.main();
    app.wait(SignedDuration::from_hours(72));
    sign_in(&mut browser, EMAIL, PASSWORD).await;

    assert_eq!(held, [""; 0]);
    assert!(bills.contains(WORD), "{bills}");
    assert_eq!(say(&mut browser, NAME).await, PAGES);
}

#[tokio::test]
async fn a_guest_pays_and_sees_bills_and_is_not_told_where_it_is() {
    let app = TestApp::empty();
    let mut his = settled(&app).await;
    let way_in = let_in(&app, &mut his, DAUGHTER, "view").await;
    let mut hers = app.browser();
    accept_as_new(&mut hers, &way_in).await;

    for page in ["/bills", "/usage", "/pay"] {
        let address = of_other(&mut hers, page).await;
        let shown = hers.open(&address).await.main();
        assert!(shown.contains(EMAIL) && shown.contains(WORD), "{page}: {shown}");
        assert!(!shown.contains(NAME), "{page}: {shown}");
    }
    assert!(!hers.open("/home").await.main().contains(NAME));
    app.deliver().await;
    for letter in app.letters_to(DAUGHTER) {
        assert!(!letter.text.contains("Thimbleberry") && !letter.html.contains("Thimbleberry"));
    }
}

#[tokio::test]
async fn who_had_the_account_before_is_told_nothing_of_it_any_more() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;

    app.import(&extract("Nightingale cabin", "Nightingale")).await;

    assert_eq!(say(&mut browser, "cabin").await, [""; 0]);
    assert_eq!(say(&mut browser, NAME).await, [""; 0]);
}
