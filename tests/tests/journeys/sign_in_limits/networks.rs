//! Wrong passwords by network address, whoever they are tried for.
//!
//! A co-op is often the internet provider of a whole village, so that all of it may have one address.

use std::ops::Range;

use domain::limits::{Counter, Subject};
use domain::{AddressKey, Figures, SignInTry};
use fixtures::test_keys;
use jiff::SignedDuration;
use tests::app::{Browser, PLAIN, Page, SECOND, TestApp, temporary_password};

use super::{EMAIL, GUESS, key, known_browser, try_pair};
use tests::walk::{
    NEW_PASSWORD, PASSWORD, ask, become_member, choose_password, follow_back, follow_letter, says,
    settle, sign_in,
};

const VILLAGE: &str = "192.0.2.7";
const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// Tries one password with many emails, each once.
async fn stuff(browser: &mut Browser<'_>, numbers: Range<u32>) {
    for number in numbers {
        let email = format!("somebody{number}@mail.example");
        assert_eq!(try_pair(browser, &email, GUESS).await.status, 422, "{number}");
    }
}

/// Counts as many failures by the rules, without the work that comparing takes.
async fn let_fail(app: &TestApp, from: &str, numbers: Range<u32>) {
    let (keys, from) = (test_keys(), from.parse().expect("an address"));
    let (address, site) = (AddressKey::of(&keys, from), AddressKey::site_of(&keys, from));
    for number in numbers {
        let email = key(&format!("somebody{number}@mail.example"));
        let asked = SignInTry { email, address: address.clone(), site: site.clone(), device: None };
        let counters: Vec<_> = asked.subjects().iter().map(|it| app.store.counter(it)).collect();
        let counted =
            asked.count(&counters, None, Figures::SHIPPED, app.now()).expect("there is room");
        app.count(&counted.counts).await;
    }
}

/// What was counted on an IPv4 address.
fn counted(app: &TestApp, address: &str) -> Counter {
    let address = AddressKey::of(&test_keys(), address.parse().expect("an address"));
    app.store.counter(&Subject::SignInAt(address))
}

#[tokio::test]
async fn the_fifty_first_wrong_password_of_one_address_has_to_wait_whoever_it_is_for() {
    let app = TestApp::start().await;
    become_member(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let mut browser = app.browser().at(VILLAGE);

    stuff(&mut browser, 0..50).await;
    let refused = try_pair(&mut browser, EMAIL, PASSWORD).await.clone();
    app.wait(MINUTE * 10 - SignedDuration::from_secs(1));
    let still_refused = try_pair(&mut browser, EMAIL, PASSWORD).await.status;
    let elsewhere = try_pair(&mut app.browser().at("192.0.2.8"), EMAIL, PASSWORD).await.status;
    app.wait(SignedDuration::from_secs(1));

    assert_eq!((refused.status, refused.header("retry-after")), (429, Some("600")));
    assert_eq!(refused.title(), says().problems.network_full.title);
    assert!(refused.main().contains("Try again in 10 minutes."));
    assert!(refused.links().contains(&"/recover".to_owned()));
    assert_eq!((still_refused, elsewhere), (429, 303));
    assert_eq!(try_pair(&mut browser, EMAIL, PASSWORD).await.status, 303);
}

#[tokio::test]
async fn the_thousand_and_first_of_a_day_waits_for_the_next() {
    let app = TestApp::start().await;
    let mut browser = app.browser().at(VILLAGE);
    for round in 0..20 {
        let_fail(&app, VILLAGE, round * 50..round * 50 + 50).await;
        app.wait(MINUTE * 10);
    }

    let refused = try_pair(&mut browser, EMAIL, GUESS).await.clone();
    app.wait(HOUR * 24 - MINUTE * 200 - SignedDuration::from_secs(1));
    let still_refused = try_pair(&mut browser, EMAIL, GUESS).await.status;
    app.wait(SignedDuration::from_secs(1));

    assert_eq!((refused.status, still_refused), (429, 429));
    assert!(refused.main().contains("Try again in 21 hours."));
    assert_eq!(try_pair(&mut browser, EMAIL, GUESS).await.status, 422);
}

#[tokio::test]
async fn a_refused_try_counts_nothing_so_that_no_wait_grows() {
    let app = TestApp::start().await;
    let mut browser = app.browser().at(VILLAGE);
    let_fail(&app, VILLAGE, 0..50).await;
    let before = counted(&app, VILLAGE);

    for _ in 0..20 {
        assert_eq!(try_pair(&mut browser, EMAIL, GUESS).await.status, 429);
    }

    assert_eq!(counted(&app, VILLAGE), before);
}

#[tokio::test]
async fn a_village_of_members_signs_in_from_one_address_as_often_as_it_likes() {
    let app = TestApp::start().await;
    become_member(&app, &mut app.browser(), PLAIN, EMAIL).await;

    for _ in 0..60 {
        let mut neighbour = app.browser().at(VILLAGE);
        assert_eq!(try_pair(&mut neighbour, EMAIL, PASSWORD).await.status, 303);
    }

    let tallies = counted(&app, VILLAGE).tallies;
    assert!(tallies.values().all(|tally| tally.count == 0), "{tallies:?}");
}

#[tokio::test]
async fn whoever_has_a_login_gets_no_more_guesses_at_others_by_signing_in_between() {
    let app = TestApp::start().await;
    become_member(&app, &mut app.browser(), PLAIN, EMAIL).await;
    for round in 0..5 {
        assert_eq!(try_pair(&mut app.browser().at(VILLAGE), EMAIL, PASSWORD).await.status, 303);
        let_fail(&app, VILLAGE, round * 10..round * 10 + 10).await;
    }

    let mut browser = app.browser().at(VILLAGE);
    assert_eq!(try_pair(&mut browser, "another@mail.example", GUESS).await.status, 429);
}

#[tokio::test]
async fn a_browser_that_its_member_has_used_signs_in_over_a_full_network() {
    let app = TestApp::start().await;
    let mut own = known_browser(&app, EMAIL).await.at(VILLAGE);
    let_fail(&app, VILLAGE, 0..50).await;
    assert_eq!(try_pair(&mut app.browser().at(VILLAGE), EMAIL, PASSWORD).await.status, 429);

    assert_eq!(try_pair(&mut own, EMAIL, GUESS).await.status, 422);
    assert_eq!(try_pair(&mut own, EMAIL, PASSWORD).await.status, 303);
}

#[tokio::test]
async fn a_link_to_a_new_password_leads_on_over_a_full_network() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let mut browser = app.browser().at(VILLAGE);
    let_fail(&app, VILLAGE, 0..50).await;
    assert_eq!(try_pair(&mut browser, EMAIL, PASSWORD).await.status, 429);

    follow_back(&app, &mut browser, EMAIL).await;
    let typed = [("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)];
    browser.submit(&typed).await;
    sign_in(&mut browser, EMAIL, NEW_PASSWORD).await;

    assert_eq!(browser.page().path, "/home");
}

#[tokio::test]
async fn temporary_passwords_typed_by_hand_count_there_too_and_a_letters_link_does_not() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    let temporary = temporary_password(&app.letter_to(EMAIL).await);
    let mut browser = app.browser().at(VILLAGE);
    let_fail(&app, VILLAGE, 0..49).await;
    assert_eq!(by_hand(&mut browser, "AAAA-BBBB-CCCC").await.status, 422);

    let refused = by_hand(&mut browser, &temporary).await.clone();
    ask(&mut browser, SECOND, "neighbour@mail.example").await;
    follow_letter(&app, &mut browser, "neighbour@mail.example").await;
    choose_password(&mut browser).await;

    assert_eq!(refused.status, 429);
    assert_eq!(refused.title(), says().problems.network_full.title);
    assert_eq!(browser.page().location(), Some("/register/paperless"));
}

/// Types a temporary password where no link filled it in.
async fn by_hand<'b>(browser: &'b mut Browser<'_>, temporary: &str) -> &'b Page {
    browser.open("/register/password").await;
    browser.submit(&[("email", EMAIL), ("current_password", temporary)]).await
}

#[tokio::test]
async fn one_ipv6_64_is_one_address_and_a_48_has_eight_times_as_many() {
    let app = TestApp::start().await;
    let_fail(&app, "2001:db8:7:1::1", 0..50).await;

    let neighbour = try_pair(&mut app.browser().at("2001:db8:7:1::2"), EMAIL, GUESS).await.status;
    for network in 2..=8 {
        let address = format!("2001:db8:7:{network}::1");
        let_fail(&app, &address, network * 50..network * 50 + 50).await;
    }
    let ninth = try_pair(&mut app.browser().at("2001:db8:7:9::1"), EMAIL, GUESS).await.status;
    let other_site = try_pair(&mut app.browser().at("2001:db8:8:1::1"), EMAIL, GUESS).await.status;

    assert_eq!((neighbour, ninth, other_site), (429, 429, 422));
}
