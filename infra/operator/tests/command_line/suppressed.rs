//! SES's suppression list, as `why`, `doctor` and `unlock` see it.

use domain::limits::Subject;
use domain::ports::Counters;
use domain::{Email, EmailKey, Happened, LetterEnd, Whose};

use crate::portal::{Portal, accounts};

async fn portal() -> Portal {
    let portal = Portal::start().await;
    portal.import(&accounts(&["1000245,Lee,24091,"])).await;
    portal
}

/// Sends the letter of a registration once more, as if the minute in which a mailbox gets one of a kind were over.
async fn resend(portal: &Portal, email: &str) {
    let (tables, keys) = portal.tables().await;
    let mailbox = EmailKey::of_budget(&keys, &Email::parse(email).expect("an email"));
    tables.clear(&Subject::Letters(mailbox)).await.expect("an answer");
    let resent = portal.run(&["resend", "--email", email, "--reason", "called"]).await;
    assert_eq!(resent.code, 0, "{}", resent.error);
}

/// Waits until staff can see that so many letters to an address ended so.
async fn ended(portal: &Portal, email: &str, end: LetterEnd, many: usize) {
    let (_, keys) = portal.tables().await;
    let whose = Whose::Email(EmailKey::of(&keys, &Email::parse(email).expect("an email")));
    let is_so = |it: &domain::TimelineEntry| matches!(&it.what, Happened::Letter { end: is, .. } if *is == end);
    portal.wait_for(&whose, |told| told.iter().filter(|it| is_so(it)).count() >= many).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_on_the_suppression_list_is_seen_and_unlock_takes_it_off() {
    let portal = portal().await;
    let email = "bounce@canary.example";
    let act = async |act| portal.run(&[act, "--email", email, "--reason", "called"]).await;
    portal.register(email).await;
    ended(&portal, email, LetterEnd::Bounced, 1).await;
    let doctor = portal.run(&["doctor"]).await;
    resend(&portal, email).await;
    ended(&portal, email, LetterEnd::Suppressed, 1).await;

    let before = portal.told("--email", email).await;
    let by_account = portal.told("--account", "1000245").await;
    let unlocked = act("unlock").await;
    let after = portal.run(&["doctor"]).await;

    assert_eq!(before["state"], "mailbox-suppressed", "{before}");
    assert!(before.to_string().contains("unlock --email E"), "{before}");
    assert!(!before["say"].to_string().contains("spam"), "{before}");
    assert!(by_account["more"].to_string().contains("SES has the address"), "{by_account}");
    assert_eq!(unlocked.code, 0, "{}", unlocked.error);
    assert!(unlocked.out.contains("SES writes there again"), "{}", unlocked.out);
    assert!(doctor.out.contains("SES has 1 address on its list"), "{}", doctor.out);
    assert!(after.out.contains("SES writes to every address"), "{}", after.out);
    resend(&portal, email).await;
    ended(&portal, email, LetterEnd::Bounced, 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_stops_no_letter_that_is_asked_for() {
    let portal = portal().await;
    let email = "complain@canary.example";
    portal.register(email).await;
    ended(&portal, email, LetterEnd::Complained, 1).await;

    resend(&portal, email).await;

    ended(&portal, email, LetterEnd::Sent, 2).await;
    let why = portal.told("--email", email).await;
    assert!(why["more"].to_string().contains("Letters go there all the same"), "{why}");
}
