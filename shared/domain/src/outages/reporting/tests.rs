use jiff::SignedDuration;

use super::*;
use crate::billing::facts::{AccountStatus, Extract, Facts};
use crate::fixtures::{test_keys, test_member};
use crate::outages::report::samples::{NOON, sample};
use crate::values::name::Name;

fn seen() -> OutageSeen {
    let facts = Facts {
        account: sample().account,
        written: None,
        version: 1,
        holder: 2,
        status: AccountStatus::Active,
        names: Vec::new(),
        answers: std::collections::BTreeMap::new(),
        held_from: None,
        customer: None,
        customer_key: None,
        contact: None,
        contact_before: None,
        service_name: None,
    };
    let extract = Extract {
        version: 1,
        match_key: test_keys().matching().clone(),
        normaliser: Name::NORMALISER,
        file_hash: String::new(),
        accounts: 1,
        questions: None,
        imported_at: NOON,
    };
    OutageSeen { facts: Some(FactsSeen { facts, extract }), ..OutageSeen::default() }
}

fn with_facts(change: impl FnOnce(&mut Facts)) -> OutageSeen {
    let mut seen = seen();
    change(&mut seen.facts.as_mut().expect("facts").facts);
    seen
}

fn binding() -> Binding {
    Binding {
        account: sample().account,
        holder: 2,
        since: NOON,
        own_bills: None,
        held_until: None,
        bills_unasked: false,
    }
}

fn asked(seen: &OutageSeen, now: Timestamp) -> Reporting {
    asked_of(&binding(), seen, now)
}

fn asked_of(binding: &Binding, seen: &OutageSeen, now: Timestamp) -> Reporting {
    let member = test_member(&[]);
    let note = OutageNote::parse("behind the barn").expect("a note");
    let asked = AskedOutage { member: &member, binding, kind: OutageKind::Partly, note };
    let reference = ReferenceCode::parse("ABC-123").expect("a code");
    report(&asked, seen, OutageIds { reference, envelope: OutboxId::from_stored("o") }, now)
}

#[test]
fn nothing_is_reported_of_an_account_that_is_held_and_the_hold_ends_to_the_second() {
    let until = NOON + SignedDuration::from_hours(72);
    let held = Binding { held_until: Some(until), ..binding() };

    let last_second = until - SignedDuration::from_secs(1);
    assert_eq!(asked_of(&held, &seen(), last_second), Reporting::Held);
    assert!(matches!(asked_of(&held, &seen(), until), Reporting::Reports(_)));
}

#[track_caller]
fn reported(reporting: Reporting) -> Reported {
    match reporting {
        Reporting::Reports(reported) => *reported,
        other => panic!("it is reported: {other:?}"),
    }
}

#[test]
fn a_report_is_written_with_its_event_which_has_the_note_and_no_number() {
    let Reported { report, count, envelope } = reported(asked(&seen(), NOON));

    assert_eq!(
        (report.status, report.kind, report.version),
        (OutageStatus::Reported, OutageKind::Partly, 0)
    );
    assert_eq!(count.subject, Subject::Outages(report.member.clone()));
    let [event] = &envelope.events[..] else { panic!("one event") };
    assert_eq!((event.kind, event.number), (EventKind::OutageReported, None));
    assert_eq!(event.accounts, [report.account]);
    assert_eq!(event.email, None, "the outage system is not told it");
    let told = event.outage.as_ref().expect("what was said");
    assert_eq!(told.reference, report.reference);
    let OutageSaid::ByMember { note: Some(note), .. } = &told.said else { panic!("a note") };
    assert_eq!(note.expose(), "behind the barn");
    assert!(envelope.letters.is_empty());
}

#[test]
fn while_one_is_open_nothing_more_is_reported_whatever_else_stands_in_the_way() {
    let open = OutageSeen { report: Some(sample()), ..seen() };
    let closed = OutageSeen { report: Some(sample()), facts: None, ..seen() };

    assert_eq!(asked(&open, NOON), Reporting::IsOpen);
    assert_eq!(asked(&closed, NOON), Reporting::IsOpen);
}

#[test]
fn one_that_is_over_or_another_holders_makes_room() {
    let back = Report { status: OutageStatus::Restored, ..sample() };
    let of_before = Report { holder: 1, ..sample() };
    for last in [back, of_before] {
        let seen = OutageSeen { report: Some(last), ..seen() };
        assert_eq!(reported(asked(&seen, NOON)).report.version, 3, "it takes its place");
    }
    let seen = OutageSeen { report: Some(sample()), ..seen() };
    reported(asked(&seen, NOON + Report::KEPT));
}

#[test]
fn an_account_that_is_closed_gone_or_passed_on_is_not_reported() {
    let closed = with_facts(|facts| facts.status = AccountStatus::Closed);
    let gone = with_facts(|facts| facts.version = 0);
    let passed_on = with_facts(|facts| facts.holder = 3);
    let unknown = OutageSeen { facts: None, ..seen() };

    for seen in [closed, gone, passed_on, unknown] {
        assert_eq!(asked(&seen, NOON), Reporting::AccountClosed);
    }
}

#[test]
fn a_member_reports_three_times_a_day() {
    let mut seen = seen();
    for _ in 0..3 {
        seen.tries = reported(asked(&seen, NOON)).count.next;
    }

    let day = SignedDuration::from_hours(24);
    assert_eq!(asked(&seen, NOON), Reporting::TooMany(NOON + day));
    reported(asked(&seen, NOON + day));
}
