//! Tests that `why` names wrong passwords that keep somebody out, and says what helps.

use aws::SystemClock;
use domain::limits::{Counter, Subject};
use domain::ports::{Clock, Counters};
use domain::{AddressKey, Email, EmailKey, Figures, SignInTry};

use crate::causes::{EMAIL, portal, says};
use crate::portal::Portal;

/// Counts wrong passwords of an email from one place, and answers where they are counted.
pub(crate) async fn type_wrong(portal: &Portal, email: &EmailKey, times: usize) -> Vec<Subject> {
    let (tables, _) = portal.tables().await;
    let address = AddressKey::from_stored("one place");
    let attempt = SignInTry { email: email.clone(), address, site: None, device: None };
    let subjects = attempt.subjects();
    for _ in 0..times {
        let read = tables.read(&subjects).await.expect("an answer");
        let counted = attempt
            .count(&read, None, Figures::SHIPPED, SystemClock::default().now())
            .expect("it may be tried");
        tables.count(&counted.counts).await.expect("it is counted");
    }
    subjects
}

#[tokio::test(flavor = "multi_thread")]
async fn five_wrong_passwords_from_one_place_are_seen_and_unlock_helps() {
    let portal = portal().await;
    let pending = portal.register(EMAIL).await;
    let email = pending.email_key.clone();
    portal.claim(pending).await;
    let subjects = type_wrong(&portal, &email, 5).await;
    let (tables, _) = portal.tables().await;

    let before = portal.told("--email", EMAIL).await;
    let unlocked = portal.run(&["unlock", "--email", EMAIL, "--reason", "called"]).await;
    let after = portal.told("--email", EMAIL).await;

    says(&before, "sign-in-waits", "from one network address");
    says(&before, "sign-in-waits", "5 wrong passwords");
    assert_eq!(unlocked.code, 0, "{}", unlocked.error);
    assert_eq!(after["state"], "member", "{after}");
    // What the network sent, whoever it was for, is not the member's to clear.
    let own = subjects.split_last().expect("the network comes last").1;
    let read = tables.read(own).await.expect("an answer");
    assert!(read.iter().all(|counter| *counter == Counter::default()), "{read:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_address_that_others_filled_is_named_and_so_are_the_ways_around_it() {
    let portal = portal().await;
    let pending = portal.register(EMAIL).await;
    let theirs = pending.email_key.clone();
    portal.claim(pending).await;
    let (tables, keys) = portal.tables().await;
    let others = (0..49).map(|number| format!("other{number}@canary.example"));
    let others = others.map(|email| EmailKey::of(&keys, &Email::parse(&email).expect("an email")));
    for email in std::iter::once(theirs).chain(others) {
        let address = AddressKey::from_stored("one place");
        let attempt = SignInTry { email, address, site: None, device: None };
        let read = tables.read(&attempt.subjects()).await.expect("an answer");
        let counted = attempt.count(&read, None, Figures::SHIPPED, SystemClock::default().now());
        tables.count(&counted.expect("it may be tried").counts).await.expect("it is counted");
    }

    let by_email = portal.told("--email", EMAIL).await;
    let by_account = portal.told("--account", "1000245").await;

    says(&by_email, "sign-in-waits", "whoever they were for");
    says(&by_email, "sign-in-waits", "your phone's own connection");
    assert!(!by_email["act"].to_string().contains("porchlight unlock"), "{by_email}");
    says(&by_account, "account-online", "whoever they were for");
}
