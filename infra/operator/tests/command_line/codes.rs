//! Codes and accounts that lead to the email that was typed.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::limits::{Subject, Tryer, count_match};
use domain::ports::{Clock, Counters};
use domain::{AccountKey, Figures, Pending};

use crate::portal::{Portal, Ran, accounts};

const CANARIES: [&str; 3] = ["1000245", "pat@", "sam@"];

async fn portal() -> Portal {
    let portal = Portal::start().await;
    portal.import(&accounts(&["1000245,Lee,24091,"])).await;
    portal
}

impl Portal {
    async fn act(&self, act: &str, flag: &str, whom: &str) -> Ran {
        let ran = self.run(&[act, flag, whom, "--reason", "called"]).await;
        let shown = ran.shown();
        assert!(CANARIES.iter().all(|canary| !shown.contains(canary)), "{shown}");
        ran
    }

    async fn why(&self, flag: &str, whom: &str) -> Ran {
        let ran = self.run(&["why", flag, whom, "--json"]).await;
        let shown = ran.shown();
        assert!(CANARIES.iter().all(|canary| !shown.contains(canary)), "{shown}");
        ran
    }
}

fn code(pending: &Pending) -> String {
    pending.id.reference().to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_leads_to_the_email_and_the_account_that_were_typed() {
    let portal = portal().await;
    let pending = portal.register("pat@canary.example").await;

    let why = portal.why("--reference", &code(&pending)).await.json();
    let of_email = portal.why("--email", "pat@canary.example").await.json();

    assert_eq!(why["state"], "waits-for-confirmation");
    let subject = format!("Reference {} (p•••@canary.example, account ••••245)", code(&pending));
    assert_eq!(why["subject"], subject);
    assert!(why["more"].to_string().contains("Account ••••245: nobody has it online"), "{why}");
    let looked_up = of_email["timeline"].to_string();
    assert!(looked_up.contains("everything matched") && looked_up.contains("looked it up"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_is_sent_again_and_ended_by_its_code() {
    let portal = portal().await;
    let pending = portal.register("pat@canary.example").await;

    let resent = portal.act("resend", "--reference", &code(&pending)).await;
    let cancelled = portal.act("cancel", "--reference", &code(&pending)).await;
    let after = portal.why("--reference", &code(&pending)).await.json();
    let frozen = portal.act("freeze", "--reference", &code(&pending)).await;

    assert_eq!((resent.code, cancelled.code), (0, 0), "{}{}", resent.error, cancelled.error);
    assert_eq!(after["state"], "cancelled");
    assert!(after["timeline"].to_string().contains(": \\\"called\\\""), "{after}");
    assert_eq!(frozen.code, 1);
    assert!(frozen.error.contains("nobody has a login"), "{}", frozen.error);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_unlocks_the_account_and_the_email_that_were_typed() {
    let portal = portal().await;
    let pending = portal.register("pat@canary.example").await;
    let (tables, keys) = portal.tables().await;
    let account = AccountKey::of(&keys, &pending.account);
    let subjects = [Subject::Account(account.clone()), Subject::Email(pending.email_key.clone())];
    let read = async || tables.read(&subjects).await.expect("an answer");
    let now = aws::SystemClock::default().now();
    let tried = count_match(&read().await[0], account, Tryer::Stranger, Figures::SHIPPED, now);
    let typed = read().await[1].counted(subjects[1].clone(), &[], now);
    tables.count(&[tried, typed]).await.expect("an answer");
    let before = read().await;

    let ran = portal.act("unlock", "--reference", &code(&pending)).await;

    assert_eq!(ran.code, 0, "{}", ran.error);
    let after = read().await;
    assert!(before.iter().zip(&after).all(|(before, after)| before != after), "{after:?}");
    let why = portal.why("--account", "1000245").await.json();
    assert!(why["timeline"].to_string().contains(": \\\"called\\\""), "{why}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_leads_to_who_waits_for_it_unless_there_are_two() {
    let portal = portal().await;
    portal.register("pat@canary.example").await;

    let one = portal.act("resend", "--account", "1000-245").await;
    portal.register("sam@canary.example").await;
    let two = portal.act("resend", "--account", "1000245").await;
    let why = portal.why("--account", "1000245").await.json();
    let cancelled = portal.act("cancel", "--account", "1000245").await;
    let after = portal.why("--account", "1000245").await.json();

    assert_eq!(one.code, 0, "{}", one.error);
    assert_eq!(two.code, 1);
    assert!(two.error.contains("p•••@canary.example") && two.error.contains("s•••@"));
    // Times are whole seconds, so either letter may be told as the last one; both links are named.
    let more = why["more"].to_string();
    for waits in ["waits at p•••@canary.example", "waits at s•••@canary.example"] {
        assert!(more.contains(waits), "{why}");
    }
    assert_eq!(cancelled.code, 0, "{}", cancelled.error);
    assert!(!after["more"].to_string().contains("waits at"), "{after}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_whose_letter_is_gone_tells_what_happened_and_names_the_way_on() {
    let portal = portal().await;
    let pending = portal.register("pat@canary.example").await;
    let outbox = portal.stack.dynamodb();
    let letters = outbox.scan().table_name("Outbox").send().await.expect("an answer");
    for letter in letters.items() {
        let key: &AttributeValue = &letter["pk"];
        let gone = outbox.delete_item().table_name("Outbox").key("pk", key.clone());
        gone.send().await.expect("it is deleted");
    }

    let why = portal.why("--reference", &code(&pending)).await.json();
    let resent = portal.act("resend", "--reference", &code(&pending)).await;

    assert_eq!(why["state"], "see-timeline");
    assert!(why["timeline"].to_string().contains("everything matched the bill"), "{why}");
    assert_eq!(resent.code, 1);
    assert!(resent.error.contains("--email E or --account N"), "{}", resent.error);
}
