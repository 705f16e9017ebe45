//! Tests that `why` names the true cause, and that its advice helps.

use aws::SystemClock;
use domain::budget::confirming;
use domain::limits::Subject;
use domain::ports::{Bindings, Clock, Counters, Logins, Members};
use domain::{
    AccountNumber, Email, EmailKey, Figures, Happened, LetterEnd, OutboxId, Pending, Whose,
};
use serde_json::Value;

use crate::portal::{Portal, accounts};

pub(crate) const EMAIL: &str = "pat@canary.example";
const LEE: [&str; 3] = ["1000245", "Lee", "24091"];

pub(crate) async fn portal() -> Portal {
    let portal = Portal::start().await;
    portal.import(&accounts(&["1000245,Lee,24091,", "1000246,Lee,24091,"])).await;
    portal
}

fn code(pending: &Pending) -> String {
    pending.id.reference().to_string()
}

#[track_caller]
pub(crate) fn says(why: &Value, state: &str, part: &str) {
    assert_eq!(why["state"], state, "{why}");
    assert!(why.to_string().contains(part), "{part} is missing: {why}");
}

/// Uses up the tries of a counter.
async fn spend(portal: &Portal, with: [&str; 3], email: &str, times: usize) -> Pending {
    let mut last = portal.ask(with, email).await;
    for _ in 1..times {
        last = portal.ask(with, email).await;
    }
    last
}

#[tokio::test(flavor = "multi_thread")]
async fn which_answer_did_not_match_is_told_by_account_email_and_code() {
    let portal = portal().await;
    let name = portal.ask(["1000245", "Jones", "24091"], EMAIL).await;
    let zip = portal.ask(["1000246", "Lee", "24060"], "sam@canary.example").await;

    for (flag, whom) in
        [("--account", "1000245"), ("--email", EMAIL), ("--reference", &code(&name))]
    {
        says(&portal.told(flag, whom).await, "not-matched", "the name did not fit");
    }
    let of_zip = portal.told("--reference", &code(&zip)).await;
    says(&of_zip, "not-matched", "the billing ZIP code did not fit");
    assert!(!of_zip["say"].to_string().contains("did not fit"), "{of_zip}");
}

#[tokio::test(flavor = "multi_thread")]
async fn right_answers_after_spent_tries_of_the_account_are_told_and_unlock_lets_them_through() {
    let portal = portal().await;
    for number in 0..5 {
        let email = format!("stranger{number}@canary.example");
        portal.ask(["1000245", "Jones", "24091"], &email).await;
    }
    let right = portal.ask(LEE, EMAIL).await;

    for (flag, whom) in
        [("--account", "1000245"), ("--email", EMAIL), ("--reference", &code(&right))]
    {
        let why = portal.told(flag, whom).await;
        says(&why, "tries-spent", "what was typed last was right");
        says(&why, "tries-spent", "unlock --account N");
    }
    let unlocked = portal.run(&["unlock", "--account", "1000245", "--reason", "called"]).await;
    assert_eq!(unlocked.code, 0, "{}", unlocked.error);
    portal.register(EMAIL).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn right_answers_after_spent_tries_of_the_email_are_told_and_unlock_lets_them_through() {
    let portal = portal().await;
    spend(&portal, ["1000246", "Jones", "24091"], EMAIL, 5).await;
    portal.ask(LEE, EMAIL).await;

    for (flag, whom) in [("--account", "1000245"), ("--email", EMAIL)] {
        let why = portal.told(flag, whom).await;
        says(&why, "tries-spent", "what was typed last was right");
        says(&why, "tries-spent", "unlock --email E");
    }
    let unlocked = portal.run(&["unlock", "--email", EMAIL, "--reason", "called"]).await;
    assert_eq!(unlocked.code, 0, "{}", unlocked.error);
    portal.register(EMAIL).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_who_registers_another_account_is_led_to_the_profile() {
    let portal = portal().await;
    let pending = portal.register(EMAIL).await;
    portal.claim(pending).await;

    let asked = portal.ask(["1000246", "Lee", "24091"], EMAIL).await;

    for (flag, whom) in
        [("--account", "1000246"), ("--email", EMAIL), ("--reference", &code(&asked))]
    {
        let why = portal.told(flag, whom).await;
        says(&why, "adds-account", "what was typed was right");
        assert!(why["say"]["en"].as_str().is_some_and(|it| it.contains("My profile")), "{why}");
        assert!(!why["say"].to_string().contains("register now"), "{why}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_that_its_member_closed_is_said_to_be_closed() {
    let portal = portal().await;
    let pending = portal.register(EMAIL).await;
    portal.claim(pending).await;
    let (tables, keys) = portal.tables().await;
    let member = tables.by_email(&Email::parse(EMAIL).expect("an email")).await;
    let member = member.expect("an answer").expect("a member");
    let owners = tables.owners_of(&member.account_numbers()).await.expect("an answer");
    let id = OutboxId::from_random(aws::bytes());
    let closing = domain::close(&keys, &member, owners, id, SystemClock::default().now());
    tables.close(&closing).await.expect("it closes");
    let whose = Whose::Email(EmailKey::of(&keys, &member.email));
    let is_closed = |entry: &domain::TimelineEntry| entry.what == Happened::Closed;
    portal.wait_for(&whose, |told| told.iter().any(is_closed)).await;

    let of_email = portal.told("--email", EMAIL).await;
    let of_account = portal.told("--account", "1000245").await;

    says(&of_email, "login-closed", "the member closed the login");
    says(&of_account, "login-closed", "the member closed the login");
    assert!(!format!("{of_email}{of_account}").contains("other people"), "{of_account}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_that_staff_ended_is_said_to_be_ended_by_staff() {
    let portal = portal().await;
    portal.register(EMAIL).await;

    portal.run(&["cancel", "--email", EMAIL, "--reason", "mistyped address"]).await;

    let why = portal.told("--email", EMAIL).await;
    says(&why, "cancelled", "staff ended the registration");
    assert!(!why["now"].to_string().contains("ran out"), "{why}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_that_takes_no_letters_is_told_from_one_that_is_full_away_or_angry() {
    let portal = portal().await;
    let cases = [
        ("bounce", LetterEnd::Bounced, "mailbox-suppressed"),
        ("full", LetterEnd::Full, "mailbox-full"),
        ("complain", LetterEnd::Complained, "letter-called-spam"),
        ("away", LetterEnd::Answered, "waits-for-confirmation"),
    ];
    for (name, end, state) in cases {
        let email = format!("{name}@canary.example");
        let pending = portal.register(&email).await;
        let whose = Whose::Email(pending.email_key);
        let reported = |told: &[domain::TimelineEntry]| {
            told.iter().any(|it| matches!(&it.what, Happened::Letter { end: is, .. } if *is == end))
        };
        portal.wait_for(&whose, reported).await;

        let why = portal.told("--email", &email).await;

        assert_eq!(why["state"], state, "{why}");
        let spam = why["say"]["en"].to_string().contains("spam");
        assert_eq!(spam, ["complain", "away"].contains(&name), "{why}");
        let full = why.to_string().contains("full");
        assert_eq!(full, name == "full", "{why}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_is_held_says_why_and_unlock_and_resend_help() {
    let portal = portal().await;
    let (tables, keys) = portal.tables().await;
    let email = Email::parse(EMAIL).expect("an email");
    let subject = Subject::Letters(EmailKey::of_budget(&keys, &email));
    let [minute, _, day] = confirming(Figures::SHIPPED);
    for _ in 0..day.max {
        let read = tables.read(std::slice::from_ref(&subject)).await.expect("an answer");
        let windows = [day, minute];
        let count = read[0].counted(subject.clone(), &windows, SystemClock::default().now());
        tables.count(&[count]).await.expect("it is counted");
    }
    portal.register(EMAIL).await;

    let held = portal.told("--email", EMAIL).await;
    let act = async |act| portal.run(&[act, "--email", EMAIL, "--reason", "called"]).await;
    let (unlocked, resent) = (act("unlock").await, act("resend").await);

    says(&held, "letter-waits", "the address had its letters of the minute, the hour or the day");
    assert!(!held["say"].to_string().contains("spam"), "{held}");
    assert_eq!((unlocked.code, resent.code), (0, 0), "{}{}", unlocked.error, resent.error);
    let whose = Whose::Email(EmailKey::of(&keys, &email));
    let is_sent = |entry: &domain::TimelineEntry| {
        matches!(&entry.what, Happened::Letter { end: LetterEnd::Sent, .. })
    };
    portal.wait_for(&whose, |told| told.iter().any(is_sent)).await;
    assert_eq!(portal.told("--email", EMAIL).await["state"], "waits-for-confirmation");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_the_last_file_lost_is_told_from_a_number_that_never_was() {
    let portal = portal().await;
    let file = portal.file("csv", &accounts(&["1000245,Lee,24091,"]));
    portal.run(&["import", &file, "--force"]).await;

    let lost = portal.told("--account", "1000246").await;
    let never = portal.told("--account", "1000247").await;

    says(&lost, "left-extract", "has lost it");
    says(&never, "not-in-extract", "ever had such an account");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_is_online_stays_so_once_a_file_has_lost_its_row() {
    let portal = portal().await;
    let pending = portal.register(EMAIL).await;
    portal.claim(pending).await;
    let file = portal.file("csv", &accounts(&["1000246,Lee,24091,"]));
    portal.run(&["import", &file, "--force"]).await;

    let why = portal.told("--account", "1000245").await;

    says(&why, "account-online", "under p•••@canary.example");
    assert!(why["more"].to_string().contains("has lost it"), "{why}");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_account_that_billing_has_closed_its_login_is_told_of_it() {
    let portal = portal().await;
    let pending = portal.register(EMAIL).await;
    portal.claim(pending).await;
    let rows = "account_no,last_name,billing_zip,status\n1000245,Lee,24091,closed\n1000246,Lee,24091,active\n";
    let file = portal.file("csv", rows);
    portal.run(&["import", &file, "--force"]).await;

    let why = portal.told("--account", "1000245").await;
    let of_login = portal.told("--email", EMAIL).await;

    says(&why, "account-online", "under p•••@canary.example");
    assert!(why["more"].to_string().contains("The billing system has closed it"), "{why}");
    assert!(of_login["more"].to_string().contains(", closed in the billing system"), "{of_login}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happened_is_told_in_its_order_and_in_words() {
    let portal = portal().await;
    let pending = portal.register("bounce@canary.example").await;
    let whose = Whose::Email(pending.email_key);
    let bounced = |told: &[domain::TimelineEntry]| {
        let end = LetterEnd::Bounced;
        told.iter().any(|it| matches!(&it.what, Happened::Letter { end: is, .. } if *is == end))
    };
    portal.wait_for(&whose, bounced).await;

    let why = portal.told("--email", "bounce@canary.example").await;

    let lines = why["timeline"].as_array().expect("lines").iter();
    let lines: Vec<&str> = lines.filter_map(|line| line["what"].as_str()).collect();
    assert_eq!(
        lines,
        [
            "somebody asked to register, and everything matched the bill",
            "letter \"confirm your email\" was sent",
            "letter \"confirm your email\" came back: there is no such mailbox",
        ]
    );
    assert!(AccountNumber::parse("1000245").is_ok_and(|it| !why.to_string().contains(it.expose())));
}
