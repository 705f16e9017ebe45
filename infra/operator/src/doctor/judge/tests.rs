mod desk;
mod listed;
mod settings;

use std::collections::BTreeMap;

use aws::{Hearers, MailAccount, MailIdentity, SecretState, SuppressedCount, TableState};
use domain::{Extract, Name};
use fixtures::test_keys;

use super::kept::{EXTRACT_LATE, KEYS_OLD};
use super::reached::CERTIFICATE_ENDS;
use super::*;
use crate::doctor::portal::{Opened, Unopened};
use crate::end::Failure;

const NOW: Timestamp = Timestamp::constant(1_770_000_000, 0);
const DAY: SignedDuration = SignedDuration::from_hours(24);

fn settings(stage: &str) -> Settings {
    let value = |name: &str| match name {
        "STAGE" => Some(stage.to_owned()),
        "MAIL_FROM" => Some("no-reply@example.coop".to_owned()),
        "PORTAL_ORIGIN" => Some("https://my.example.coop".to_owned()),
        _ => desk::setting(name).map(str::to_owned),
    };
    Settings::from_lookup(value).expect("settings")
}

fn in_force(hours: i64) -> Extract {
    Extract {
        version: 3,
        match_key: test_keys().matching().clone(),
        normaliser: Name::NORMALISER,
        file_hash: String::new(),
        accounts: 40_000,
        questions: Some(vec!["billing_zip".to_owned()]),
        imported_at: NOW - SignedDuration::from_hours(hours),
    }
}

/// Two functions that started with these settings.
fn started(prints: [&str; 2]) -> BTreeMap<String, String> {
    ["Home", "SignIn"].map(str::to_owned).into_iter().zip(prints.map(str::to_owned)).collect()
}

/// A deployment as it should be.
fn healthy() -> Asked {
    let table = |lasts: bool| TableState {
        point_in_time: Some(lasts),
        time_to_live: (!lasts).then(|| "delete_at".to_owned()),
        is_protected: true,
    };
    Asked {
        mail: Some(Ok(MailAccount {
            out_of_sandbox: true,
            may_send: true,
            enforcement: "HEALTHY".to_owned(),
            most_in_a_day: 50_000.0,
            sent_in_a_day: 120.0,
        })),
        identity: Some(Ok(Some(MailIdentity {
            is_verified: true,
            dkim: "SUCCESS".to_owned(),
            mail_from: Some("bounce.example.coop".to_owned()),
        }))),
        tables: vec![
            ("BILLING_ACCOUNTS_TABLE", Some(Ok(table(true)))),
            ("MEMBERS_TABLE", Some(Ok(table(true)))),
            ("TRANSIENT_TABLE", Some(Ok(table(false)))),
            ("OUTBOX_TABLE", Some(Ok(table(false)))),
            ("HISTORY_TABLE", Some(Ok(table(false)))),
        ],
        documents: Some(Ok(Some(1_827))),
        secret: Some(Ok(SecretState { changed_at: Some(NOW - DAY * 30), deleted_at: None })),
        extract: Ok(Some(in_force(1))),
        settings: Ok(web::samples::shipped()),
        started: Some(Ok(started([web::samples::shipped().print; 2]))),
        time: Ok(Some(NOW)),
        keys: Ok(test_keys()),
        keys_before: Some(test_keys()),
        listed: Some(Ok(listed::names_of(&test_keys()))),
        suppressed: Ok(SuppressedCount::default()),
        portal: Some(Ok(Opened { status: 200, until: Some(NOW + DAY * 60) })),
        desk: Some(desk::healthy()),
        dmarc: Some(vec!["v=DMARC1; p=quarantine; rua=mailto:a@example.coop".to_owned()]),
        hearers: Some(Ok(Hearers { confirmed: 1, asked: 0 })),
    }
}

/// The faults of a deployment.
fn to_mend(asked: &Asked) -> Vec<String> {
    let findings = all(asked, &settings("prod"), NOW);
    let ill = findings.into_iter().filter(|finding| finding.health == Health::Mend);
    ill.map(|finding| {
        assert!(finding.mend.is_some_and(|mend| !mend.is_empty()), "{}", finding.says);
        format!("{}: {}", finding.check, finding.says)
    })
    .collect()
}

#[track_caller]
fn one(asked: &Asked, says: &str) {
    let found = to_mend(asked);
    assert!(matches!(&found[..], [one] if one.contains(says)), "{found:?}");
}

#[test]
fn a_deployment_as_it_should_be_has_nothing_to_mend() {
    assert_eq!(to_mend(&healthy()), Vec::<String>::new());
}

#[test]
fn the_sandbox_a_pause_and_a_quota_that_is_nearly_used_are_to_be_mended() {
    let mail = |change: fn(&mut MailAccount)| {
        let mut asked = healthy();
        if let Some(Ok(account)) = &mut asked.mail {
            change(account);
        }
        asked
    };

    one(&mail(|account| account.out_of_sandbox = false), "in its sandbox");
    one(&mail(|account| account.may_send = false), "paused");
    one(&mail(|account| account.enforcement = "PROBATION".to_owned()), "PROBATION");
    one(&mail(|account| account.sent_in_a_day = 40_000.0), "40000 of the day's 50000");
    assert!(to_mend(&mail(|account| account.sent_in_a_day = 39_999.0)).is_empty());
}

#[test]
fn a_sender_that_is_unknown_unverified_unsigned_or_without_spf_is_to_be_mended() {
    let sender = |change: fn(&mut MailIdentity)| {
        let mut asked = healthy();
        if let Some(Ok(Some(identity))) = &mut asked.identity {
            change(identity);
        }
        asked
    };

    one(&Asked { identity: Some(Ok(None)), ..healthy() }, "SES knows neither example.coop nor");
    one(&sender(|identity| identity.is_verified = false), "no letter goes");
    one(&sender(|identity| identity.dkim = "FAILED".to_owned()), "DKIM is FAILED");
    one(&sender(|identity| identity.mail_from = None), "SPF does not vouch");
}

#[test]
fn a_table_that_cannot_be_restored_or_never_empties_is_to_be_mended() {
    let table = |at: usize, change: fn(&mut TableState)| {
        let mut asked = healthy();
        if let Some(Ok(state)) = &mut asked.tables[at].1 {
            change(state);
        }
        asked
    };

    one(&table(1, |state| state.point_in_time = Some(false)), "Members: nothing can be restored");
    one(&table(0, |state| state.is_protected = false), "can be deleted by mistake");
    one(&table(2, |state| state.time_to_live = None), "old items do not go");
    one(&table(3, |state| state.time_to_live = Some("expires_at".to_owned())), "Outbox: old items");
    let mut unnamed = healthy();
    unnamed.tables[0].1 = None;
    one(&unnamed, "BILLING_ACCOUNTS_TABLE is not set");
}

#[test]
fn a_secret_that_goes_or_is_old_is_to_be_mended() {
    let secret = |changed, deleted_at| {
        let state = SecretState { changed_at: Some(NOW - changed), deleted_at };
        Asked { secret: Some(Ok(state)), ..healthy() }
    };

    one(&secret(DAY, Some(NOW + DAY)), "somebody deleted it");
    assert!(to_mend(&secret(KEYS_OLD, None)).is_empty());
    one(&secret(KEYS_OLD + SignedDuration::from_secs(1), None), "no key was added");
}

#[test]
fn an_extract_that_is_missing_late_or_without_its_key_is_to_be_mended() {
    let extract = |extract| Asked { extract: Ok(extract), ..healthy() };
    let keyless = Extract { match_key: domain::KeyId::parse("9").expect("a name"), ..in_force(1) };

    one(&extract(None), "nobody can register");
    assert!(to_mend(&extract(Some(in_force(26)))).is_empty());
    one(&extract(Some(in_force(27))), "27 hours old");
    one(&extract(Some(in_force(49))), "2 days old");
    one(&extract(Some(keyless)), "its key 9 is gone");
}

#[test]
fn a_clock_that_was_put_ahead_by_hand_is_compared_without_that() {
    let day = aws::Ahead::seconds(86_400).expect("a day");
    let settings = Settings { clock: aws::SystemClock::put_ahead(day), ..settings("local") };
    let shown = NOW + SignedDuration::from_hours(24);

    let asked = |off| Asked { time: Ok(Some(NOW + SignedDuration::from_secs(off))), ..healthy() };

    let says = |off| all(&asked(off), &settings, shown).swap_remove(0);
    assert_eq!((says(0).health, says(31).health), (Health::Well, Health::Mend));
    assert!(says(0).says.contains("put ahead by hand"), "{}", says(0).says);
}

#[test]
fn a_clock_that_is_off_by_more_than_half_a_minute_is_to_be_mended() {
    let clock =
        |seconds| Asked { time: Ok(Some(NOW + SignedDuration::from_secs(seconds))), ..healthy() };

    assert!(to_mend(&clock(30)).is_empty());
    one(&clock(31), "31 seconds off");
    one(&clock(-31), "31 seconds off");
}

#[test]
fn the_local_portal_is_told_what_cannot_be_asked_there() {
    let nothing = Asked { mail: None, identity: None, secret: None, ..healthy() };
    let asked = Asked { dmarc: None, hearers: None, ..nothing };

    let findings = all(&asked, &settings("local"), NOW);

    let not_asked = findings.iter().filter(|finding| finding.health == Health::NotAsked);
    let checks: Vec<&str> = not_asked.map(|finding| finding.check.as_str()).collect();
    assert_eq!(checks, ["secret", "mail", "sender", "DMARC", "alarms"]);
    assert!(findings.iter().all(|finding| finding.health != Health::Mend));
}

/// Tests that the alarm and the doctor call an extract late at the same moment.
#[test]
fn an_extract_is_late_when_its_alarm_says_so() {
    let template = local::template::plain(include_str!("../../../../../template.yaml"));
    let alarm = &template.expect("it is YAML")["Resources"]["ImportLateAlarm"]["Properties"];

    assert_eq!(alarm["Threshold"].as_i64(), Some(EXTRACT_LATE.as_secs()));
}

#[test]
fn a_secret_that_cannot_be_read_keeps_nothing_else_from_being_looked_at() {
    let failure = Failure::mend("there are no keys: GetSecretValue failed", "Check SECRET_ID.");
    let keyless = Asked { keys: Err(failure), ..healthy() };

    one(&keyless, "keys: there are no keys");
    let findings = all(&keyless, &settings("prod"), NOW);
    assert_eq!(findings.len(), all(&healthy(), &settings("prod"), NOW).len());
}

#[test]
fn a_portal_that_does_not_answer_or_whose_certificate_ends_soon_is_to_be_mended() {
    let opened = |status, left| {
        let until = Some(NOW + left);
        Asked { portal: Some(Ok(Opened { status, until })), ..healthy() }
    };
    let unopened = |why| Asked { portal: Some(Err(why)), ..healthy() };

    one(&opened(503, DAY * 60), "closed for maintenance");
    one(&opened(500, DAY * 60), "answers 500");
    assert!(to_mend(&opened(200, CERTIFICATE_ENDS)).is_empty());
    one(&opened(200, CERTIFICATE_ENDS - SignedDuration::from_secs(1)), "20 days more");
    one(&unopened(Unopened::NoConnection("refused".to_owned())), "cannot be reached: refused");
    one(&unopened(Unopened::Certificate("expired".to_owned())), "browsers refuse");
    one(&unopened(Unopened::NoAnswer), "as a web page");
    one(&unopened(Unopened::NoOrigin), "no https://");
    one(&Asked { portal: None, ..healthy() }, "PORTAL_ORIGIN is not set");
}

#[test]
fn a_domain_that_anybody_may_write_for_is_to_be_mended() {
    let dmarc = |records: &[&str]| {
        let dmarc = records.iter().map(|record| (*record).to_owned()).collect();
        Asked { dmarc: Some(dmarc), ..healthy() }
    };

    one(&dmarc(&[]), "has no record");
    one(&dmarc(&["v=DMARC1"]), "has no policy");
    one(&dmarc(&["v=DMARC1; p=none", "v=DMARC1; p=reject"]), "several records");
    assert!(to_mend(&dmarc(&["v=DMARC1; p=none"])).is_empty());
    assert!(to_mend(&dmarc(&["v=DMARC1;p = reject; sp=none"])).is_empty());
    assert!(to_mend(&Asked { dmarc: None, ..healthy() }).is_empty(), "nobody could be asked");
}

#[test]
fn alarms_that_nobody_hears_are_to_be_mended() {
    let hear = |confirmed, asked| {
        let hearers = Hearers { confirmed, asked };
        Asked { hearers: Some(Ok(hearers)), ..healthy() }
    };

    one(&hear(0, 0), "nobody hears of them");
    one(&hear(0, 1), "has not confirmed");
    assert!(to_mend(&hear(1, 1)).is_empty());
    one(&Asked { hearers: None, ..healthy() }, "ALARM_TOPIC is not set");
}

#[test]
fn addresses_that_ses_writes_to_no_more_are_counted_and_are_no_fault() {
    let suppressed = SuppressedCount { bounced: 2, complained: 1, more: true };
    let listed = Asked { suppressed: Ok(suppressed), ..healthy() };

    assert!(to_mend(&listed).is_empty());
    let says = all(&listed, &settings("prod"), NOW);
    let says = says.into_iter().find(|it| it.check == "suppression list").expect("a finding").says;
    assert!(says.contains("at least 2 addresses") && says.contains("at least 1 address"), "{says}");
}
