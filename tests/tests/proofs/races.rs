//! Many posts at once on the real protocol.
//!
//! Of all that want the same thing, exactly one gets it.

use std::collections::BTreeMap;

use domain::ports::Pendings as _;
use domain::{Email, EmailKey};
use tests::app::{Browser, PLAIN};
use tests::walk::tell_who;

use crate::proofs::size;
use crate::proofs::tables::{Database, OnTables, Runner, account, race, submit_at_once};

/// Fails if more than one got it, or if an answer is neither "done" nor "too late".
#[track_caller]
fn one_won(what: &str, ends: &BTreeMap<u16, usize>, too_late: &[u16]) {
    println!("{ends:?}");
    let winners = ends.get(&303).copied().unwrap_or_default();
    assert!(winners <= 1, "{what}: {winners} got it");
    assert!(ends.keys().all(|status| *status == 303 || too_late.contains(status)), "{ends:?}");
}

async fn fifty_activate_one_account(database: Database) {
    let portal = OnTables::start(database, 1).await;
    let (mut emails, mut ready) = (Vec::new(), Vec::new());
    for number in 0..50 {
        let (email, way_in) = portal.ask(number, PLAIN).await;
        emails.push(email);
        ready.push(portal.at_step_5(&way_in, PLAIN).await);
    }

    let ends = race(ready).await;

    one_won("P1", &ends, &[409]);
    assert_eq!(portal.owners(&emails).await.len(), 1);
}

async fn a_hundred_posts_of_one_link(database: Database) {
    let portal = OnTables::start(database, 1).await;
    let (email, way_in) = portal.ask(0, PLAIN).await;
    let mut ready = Vec::new();
    for _ in 0..100 {
        ready.push(portal.at_step_5(&way_in, PLAIN).await);
    }

    let ends = race(ready).await;

    one_won("P3", &ends, &[410]);
    assert_eq!(portal.owners(std::slice::from_ref(&email)).await.len(), 1);
    let key = EmailKey::of(portal.keys(), &email);
    let pendings = portal.step.ports.matched(&key).await.expect("an answer");
    assert!(pendings[0].used_by.is_some(), "the link is spent");
}

async fn forty_new_passwords_by_one_link(database: Database) {
    let portal = OnTables::start(database, 1).await;
    let (before, _) = portal.member(0, PLAIN).await;
    let way_in = portal.ask_back(1, &before).await;
    let password = |number: usize| format!("forty tin lanterns number {number}");
    let mut ready: Vec<Runner> = Vec::new();
    for number in 0..40 {
        let (browser, _) = portal.at_step_5(&way_in, PLAIN).await;
        let typed = ["new_password", "confirm_password"].map(|field| (field, password(number)));
        ready.push((browser, typed.to_vec()));
    }

    let ends = race(ready).await;

    one_won("P3", &ends, &[410]);
    let after = portal.by_email(&before.email).await.expect("a member");
    let fits = |number: &usize| after.password.verify(portal.keys(), &password(*number));
    assert_eq!((0..40).filter(fits).count(), 1, "one of the passwords is it");
    assert_eq!(after.epoch, before.epoch + 1, "sessions ended once");
}

async fn ten_logins_move_to_one_email(database: Database) {
    let portal = OnTables::start(database, 10).await;
    let new = Email::parse("wanted@mail.example").expect("an address");
    let (mut before, mut ready) = (Vec::new(), Vec::new());
    for number in 0..10 {
        let (member, mut browser) = portal.member(number, account(number)).await;
        let way_in = portal.ask_new_email(100 + number, &member, &new).await;
        browser.open(&way_in).await;
        assert_eq!(browser.page().path, "/profile/email/confirm");
        before.push(member);
        ready.push((browser, Vec::new()));
    }

    let ends = race(ready).await;

    one_won("one email, one login", &ends, &[409]);
    let winner = portal.by_email(&new).await.expect("somebody has it");
    for member in before {
        let still = portal.by_email(&member.email).await;
        if member.id == winner.id {
            assert!(still.is_none(), "the email of before is free");
        } else {
            assert_eq!(still, Some(member), "nothing of the others has changed");
        }
    }
}

async fn five_add_what_twenty_register(database: Database) {
    let portal = OnTables::start(database, 6).await;
    let (mut emails, mut ready) = (Vec::new(), Vec::new());
    for number in 0..5 {
        let (member, mut browser) = portal.member(number, account(number + 1)).await;
        browser.open("/profile/accounts").await;
        let typed =
            [("account_number", PLAIN.number), ("name", PLAIN.name), ("billing_zip", PLAIN.zip)];
        emails.push(member.email);
        ready.push((browser, typed.map(|(field, text)| (field, text.to_owned())).to_vec()));
    }
    for number in 5..25 {
        let (email, way_in) = portal.ask(number, PLAIN).await;
        emails.push(email);
        ready.push(portal.at_step_5(&way_in, PLAIN).await);
    }

    let ends = race(ready).await;

    one_won("P1", &ends, &[409, 422]);
    assert_eq!(portal.owners(&emails).await.len(), 1);
}

async fn sixty_account_numbers_for_one_link(database: Database) {
    let portal = OnTables::start(database, 1).await;
    let (_, way_in) = portal.ask(0, PLAIN).await;
    let mut ready = Vec::new();
    for _ in 0..60 {
        ready.push(portal.at_step_5(&way_in, account(1)).await);
    }

    let ends = race(ready).await;

    println!("{ends:?}");
    let compared = ends.get(&422).copied().unwrap_or_default();
    assert!(compared < 5, "limit: {compared} were told that theirs is another");
    assert!(ends.keys().all(|status| matches!(status, 410 | 422)), "{ends:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn of_sixty_account_numbers_at_once_five_are_compared() {
    for _ in 0..size("PROOF_RACES", 1) {
        sixty_account_numbers_for_one_link(Database::Sound).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn of_fifty_who_activate_one_account_at_once_one_gets_it() {
    for _ in 0..size("PROOF_RACES", 1) {
        fifty_activate_one_account(Database::Sound).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn of_a_hundred_posts_of_one_link_at_once_one_succeeds() {
    for _ in 0..size("PROOF_RACES", 1) {
        a_hundred_posts_of_one_link(Database::Sound).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn of_forty_new_passwords_by_one_link_at_once_one_is_set() {
    for _ in 0..size("PROOF_RACES", 1) {
        forty_new_passwords_by_one_link(Database::Sound).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn of_ten_logins_that_move_to_one_email_at_once_one_has_it() {
    for _ in 0..size("PROOF_RACES", 1) {
        ten_logins_move_to_one_email(Database::Sound).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn of_those_who_add_an_account_and_those_who_register_it_at_once_one_has_it() {
    for _ in 0..size("PROOF_RACES", 1) {
        five_add_what_twenty_register(Database::Sound).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn ten_who_register_at_once_from_one_address_are_all_recorded() {
    let portal = OnTables::start(Database::Sound, 1).await;
    let mut ready: Vec<Runner> = Vec::new();
    for number in 0..10 {
        let mut browser = Browser::new(portal).at("198.51.100.7").without_script();
        tell_who(&mut browser, PLAIN, &format!("number{number}@mail.example")).await;
        let answer = browser.solve().await;
        let typed = [("billing_zip", PLAIN.zip), ("accept_terms", "yes"), ("altcha", &answer)];
        ready.push((browser, typed.map(|(field, text)| (field, text.to_owned())).to_vec()));
    }

    assert_eq!(submit_at_once(ready, 1).await, BTreeMap::from([(303, 10)]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn of_forty_wrong_passwords_at_once_each_is_refused_or_has_to_wait() {
    let portal = OnTables::start(Database::Sound, 1).await;
    let (member, _) = portal.member(0, PLAIN).await;
    let mut ready: Vec<Runner> = Vec::new();
    for number in 0..40 {
        let mut browser = Browser::new(portal).at(&format!("198.51.100.{number}"));
        browser.open("/sign-in").await;
        let typed = [("email", member.email.expose()), ("password", "seven quiet herons at dusk")];
        ready.push((browser, typed.map(|(field, text)| (field, text.to_owned())).to_vec()));
    }

    assert_eq!(submit_at_once(ready, 1).await, BTreeMap::from([(422, 6), (429, 34)]));
}

mod on_a_database_that_forgets_conditions {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 8)]
    #[should_panic(expected = "P1: ")]
    async fn many_activate_one_account() {
        fifty_activate_one_account(Database::Forgetful).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 8)]
    #[should_panic(expected = "P3: ")]
    async fn one_link_makes_many_members() {
        a_hundred_posts_of_one_link(Database::Forgetful).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 8)]
    #[should_panic(expected = "P3: ")]
    async fn one_link_sets_many_passwords() {
        forty_new_passwords_by_one_link(Database::Forgetful).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 8)]
    #[should_panic(expected = "one email, one login: ")]
    async fn many_logins_move_to_one_email() {
        ten_logins_move_to_one_email(Database::Forgetful).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 8)]
    #[should_panic(expected = "P1: ")]
    async fn many_have_one_account() {
        five_add_what_twenty_register(Database::Forgetful).await;
    }
}
