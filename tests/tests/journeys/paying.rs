//! Paying: what is due, the token that the vendor gets, and who is not handed over.

use std::collections::BTreeSet;

use data_encoding::BASE64URL_NOPAD;
use jiff::SignedDuration;
use serde_json::Value;
use tests::app::{AUDIENCE, Browser, ORIGIN, PLAIN, SECOND, TestApp, VENDOR};
use tests::walk::{PASSWORD, PHRASE, add_account, become_member, says, settle};

const EMAIL: &str = "robin.asterfield@mail.example";
const OTHER: &str = "moved.in@mail.example";
const HEADER: &str = "account_no,balance_cents,as_of,due_date,auto_pay";

fn file(rows: &[&str]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

async fn settled(app: &TestApp) -> Browser<'_> {
    for personal in ["84.10", "8410", "91.20"] {
        app.remember(personal);
    }
    let mut browser = app.browser();
    settle(app, &mut browser, PLAIN, EMAIL).await;
    app.import_balances(&file(&["48151623,8410,2026-11-23,2026-12-08,no"])).await;
    browser
}

/// What the last page of ours says to a member of whose account billing has told so much.
async fn last_page(app: &TestApp, balance: Option<&str>) -> String {
    let mut browser = app.browser();
    settle(app, &mut browser, PLAIN, EMAIL).await;
    if let Some(row) = balance {
        app.import_balances(&file(&[row])).await;
    }
    handed_over(&mut browser).await;
    browser.page().main()
}

/// Presses the button of `/pay`, and answers what the token says, with its header.
pub(super) async fn handed_over(browser: &mut Browser<'_>) -> (Value, Value) {
    browser.open("/pay").await;
    browser.press("/pay").await;
    assert_eq!(browser.page().attributes("main form", "action"), [VENDOR]);
    let token = browser.page().value("token").expect("a token");
    let parts: Vec<&str> = token.split('.').collect();
    let read = |part: &str| {
        let bytes = BASE64URL_NOPAD.decode(part.as_bytes()).expect("base64url");
        serde_json::from_slice(&bytes).expect("JSON")
    };
    (read(parts[0]), read(parts[1]))
}

#[tokio::test]
async fn a_member_sees_the_phrase_and_what_is_due_and_is_handed_over_with_both() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;

    let before = browser.open("/pay").await.clone();
    let (header, said) = handed_over(&mut browser).await;

    let first = before.text("main > *").into_iter().next().expect("a first part");
    assert!(first.contains(PHRASE), "the phrase stands above everything: {first}");
    assert!(before.main().contains("$84.10 is due by December 8, 2026"), "{}", before.main());
    assert_eq!((&header["alg"], &header["typ"]), (&"ES256".into(), &"porchlight-pay+jwt".into()));
    assert_eq!((&said["iss"], &said["aud"]), (&ORIGIN.into(), &AUDIENCE.into()));
    assert_eq!((&said["account"], &said["amount_cents"]), (&PLAIN.number.into(), &8_410.into()));
    let life = said["exp"].as_i64().zip(said["iat"].as_i64()).map(|(end, begin)| end - begin);
    assert_eq!(life, Some(600));
    let shown = browser.page().main();
    assert!(shown.contains(PHRASE) && shown.contains("$84.10"), "{shown}");
    assert!(!said.to_string().contains(EMAIL));
}

#[tokio::test]
async fn the_one_page_that_posts_elsewhere_says_so_in_its_policy_and_shows_its_origin() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;

    let before = browser.open("/pay").await.clone();
    handed_over(&mut browser).await;

    let policy = |page: &tests::app::Page| {
        page.header("content-security-policy").expect("a policy").to_owned()
    };
    assert!(policy(&before).contains("form-action 'self';"), "{}", policy(&before));
    let elsewhere = policy(browser.page());
    assert!(elsewhere.contains("form-action 'self' https://pay.vendor.example;"), "{elsewhere}");
    assert_eq!(before.header("referrer-policy"), Some("same-origin"));
    assert_eq!(browser.page().header("referrer-policy"), Some("strict-origin"));
    assert_eq!(browser.page().header("cache-control"), Some("no-store"));
}

#[tokio::test]
async fn each_token_is_one_of_a_kind_and_names_the_payer_alike() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;

    let ((_, first), (_, second)) =
        (handed_over(&mut browser).await, handed_over(&mut browser).await);

    assert_ne!(first["jti"], second["jti"]);
    assert_eq!((&first["sub"], &first["holder"]), (&second["sub"], &second["holder"]));
    let mut other = app.browser();
    settle(&app, &mut other, SECOND, OTHER).await;
    let (_, theirs) = handed_over(&mut other).await;
    assert_ne!(theirs["sub"], first["sub"]);
    assert_eq!(theirs["amount_cents"], 0, "nothing is known of it, so the vendor asks");
}

#[tokio::test]
async fn without_a_phrase_it_is_chosen_first_and_then_the_page_is_shown() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    become_member(&app, &mut browser, PLAIN, EMAIL).await;
    browser.go_on(&[("paperless", "yes")]).await;
    browser.go_on(&[("skip", "yes")]).await;

    browser.open("/pay").await;
    assert_eq!(browser.page().path, "/register/security-phrase");
    browser.go_on(&[("security_phrase", PHRASE)]).await;

    assert_eq!(browser.page().path, "/pay");
    assert!(browser.page().main().contains(PHRASE));
}

#[tokio::test]
async fn the_last_page_speaks_of_a_sum_where_one_is_handed_over_and_else_of_the_bill() {
    let words = &says().paying;

    let with = last_page(&TestApp::start().await, Some("48151623,8410,2026-11-23,,")).await;
    let without = last_page(&TestApp::start().await, None).await;

    assert!(with.contains(words.last) && with.contains("$84.10"), "{with}");
    assert!(without.contains(words.last_without) && !without.contains(words.last), "{without}");
}

#[tokio::test]
async fn who_comes_back_from_the_vendor_gets_another_token_for_the_same_account() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    let (_, first) = handed_over(&mut browser).await;

    let again = browser.page().links_of("main .ways a")[0].clone();
    browser.open(&again).await;

    assert_eq!(browser.page().path, "/pay");
    assert!(again.ends_with(&browser.page().value("account").expect("its code")), "{again}");
    let (_, second) = handed_over(&mut browser).await;
    assert_eq!(first["account"], second["account"]);
    assert_ne!(first["jti"], second["jti"]);
}

#[tokio::test]
async fn where_nothing_is_due_nobody_is_handed_over() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    browser.open("/pay").await;
    let (action, fields) = browser.filled_in_form("/pay");
    app.wait(SignedDuration::from_secs(1));
    app.import_balances(&file(&["48151623,0,2026-11-23,,"])).await;

    browser.post(&action, &fields).await;
    let posted = browser.page().main();
    browser.open("/pay").await;

    for shown in [posted, browser.page().main()] {
        assert!(shown.contains(says().account.home.nothing_due), "{shown}");
    }
    assert!(browser.page().attributes("main form", "action").is_empty());
}

#[tokio::test]
async fn a_neighbours_account_is_not_paid_by_its_code() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    browser.open("/pay").await;
    let (action, mut fields) = browser.filled_in_form("/pay");
    for (name, value) in &mut fields {
        if name == "account" {
            "a3k7q2mnb5tx".clone_into(value);
        }
    }

    browser.post(&action, &fields).await;

    assert_eq!(browser.page().location(), Some("/pay"));
}

#[tokio::test]
async fn the_other_language_stays_on_the_account_that_is_paid() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    add_account(&mut browser, SECOND).await;
    browser.open("/pay").await;
    let of_second = browser.page().links_of("main nav a").pop().expect("the second account");
    browser.open(&of_second).await;
    browser.press("/pay").await;
    assert!(browser.page().main().contains("ending in 1642"), "{}", browser.page().main());

    let other = browser.page().links().into_iter().find(|link| link.contains("lang=es"));
    let page = browser.open(&other.expect("the other language")).await.main();

    assert!(page.contains("termina en 1642") && !page.contains("$84.10"), "{page}");
}

#[tokio::test]
async fn who_is_not_signed_in_comes_back_to_pay() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    browser.open("/home").await;
    browser.press("/sign-out").await;

    browser.open("/pay").await;
    assert_eq!(browser.page().path, "/sign-in");
    sign_in_here(&mut browser).await;

    assert_eq!(browser.page().path, "/pay");
}

/// Signs in on the page that is shown.
async fn sign_in_here(browser: &mut Browser<'_>) {
    browser.go_on(&[("email", EMAIL), ("password", PASSWORD)]).await;
}

#[tokio::test]
async fn the_list_of_keys_may_be_kept_for_an_hour_and_holds_nothing_that_signs() {
    let app = TestApp::start().await;
    let mut browser = app.browser();

    let page = browser.open("/.well-known/jwks.json").await.clone();

    assert_eq!((page.status, page.header("cache-control")), (200, Some("public, max-age=3600")));
    let set: Value = serde_json::from_str(&page.body).expect("JSON");
    let keys = set["keys"].as_array().expect("keys");
    assert!(!keys.is_empty());
    for key in keys {
        let names = key.as_object().expect("a key").keys().map(String::as_str);
        let names: BTreeSet<&str> = names.collect();
        assert_eq!(names, BTreeSet::from(["alg", "crv", "kid", "kty", "use", "x", "y"]));
    }
}

#[tokio::test]
async fn an_answer_that_others_may_keep_sets_no_cookie_for_members_and_anybody() {
    let app = TestApp::start().await;
    let mut members = settled(&app).await;
    let mut anybodys = app.browser();

    for browser in [&mut members, &mut anybodys] {
        for path in ["/.well-known/jwks.json", "/.well-known/jwks.json?lang=es"] {
            let page = browser.open(path).await.clone();

            assert_eq!(page.header("cache-control"), Some("public, max-age=3600"));
            assert!(page.set_cookies().is_empty(), "{path}");
        }
    }
    assert_eq!(members.open("/pay").await.status, 200, "who is signed in stays so");
}

#[tokio::test]
async fn paying_is_told_in_spanish_too() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;

    let page = browser.open("/pay?lang=es").await.main();

    assert!(page.contains("$84.10 por pagar hasta el 8 de diciembre de 2026"), "{page}");
}
