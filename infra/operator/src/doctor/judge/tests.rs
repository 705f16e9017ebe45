use aws::{MailAccount, MailIdentity, SecretState, TableState};
use domain::{Extract, Name, test_keys};

use super::kept::KEYS_OLD;
use super::*;

const NOW: Timestamp = Timestamp::constant(1_770_000_000, 0);
const DAY: SignedDuration = SignedDuration::from_hours(24);

fn settings(stage: &str) -> Settings {
    let value = |name: &str| match name {
        "STAGE" => Some(stage.to_owned()),
        "MAIL_FROM" => Some("no-reply@example.coop".to_owned()),
        _ => None,
    };
    Settings::from_lookup(value).expect("settings")
}

fn in_force(days: i64) -> Extract {
    Extract {
        version: 3,
        match_key: test_keys().matching().clone(),
        normaliser: Name::NORMALISER,
        file_hash: String::new(),
        accounts: 40_000,
        imported_at: NOW - DAY * i32::try_from(days).expect("few days"),
    }
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
        ],
        secret: Some(Ok(SecretState { changed_at: Some(NOW - DAY * 30), deleted_at: None })),
        extract: Ok(Some(in_force(1))),
        time: Ok(Some(NOW)),
    }
}

/// What is to be mended of a deployment.
fn to_mend(asked: &Asked) -> Vec<String> {
    let findings = all(asked, &settings("prod"), &test_keys(), NOW);
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
    assert!(to_mend(&extract(Some(in_force(8)))).is_empty());
    one(&extract(Some(in_force(9))), "9 days old");
    one(&extract(Some(keyless)), "its key 9 is gone");
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
    let asked = Asked { mail: None, identity: None, secret: None, ..healthy() };

    let findings = all(&asked, &settings("local"), &test_keys(), NOW);

    let not_asked = findings.iter().filter(|finding| finding.health == Health::NotAsked);
    let checks: Vec<&str> = not_asked.map(|finding| finding.check.as_str()).collect();
    assert_eq!(checks, ["secret", "mail", "sender"]);
    assert!(findings.iter().all(|finding| finding.health != Health::Mend));
}
