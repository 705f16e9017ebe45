//! Reports of outages.

use domain::limits::{Counter, Subject};
use domain::outages::{
    CallBack, OutageChange, OutageIds, OutageKind, OutageLead, OutageNote, OutagePlace, OutageSeen,
    OutageSender, OutageStatus, Report, Reported, Reporting, SeenOutage, UnverifiedOutage,
    UnverifiedReport, WithUnverified, restored,
};
use domain::ports::StoreError;
use domain::{
    Binding, ChallengeKey, FactsSeen, Figures, OutboxId, Outgoing, PendingId, RecordEnd,
    ReferenceCode, Typed,
};
use fixtures::test_member;
use jiff::civil::date;

use super::world::{NOON, SECOND, account, address, extract, facts, taken, unsent};
use super::{Store, at_once};

fn code(text: &str) -> ReferenceCode {
    ReferenceCode::parse(text).expect("a code")
}

/// A report of account 1 over what was read, by a member with so many reports.
fn reported(read: Option<&Report>, tries: &Counter, reference: &str) -> Reported {
    let binding = Binding {
        account: account(1),
        holder: 1,
        since: NOON,
        own_bills: None,
        held_until: None,
        bills_unasked: false,
    };
    let facts = FactsSeen { facts: facts(&account(1)), extract: extract(1) };
    let seen = OutageSeen { facts: Some(facts), report: read.cloned(), tries: tries.clone() };
    let note = OutageNote::parse("behind the barn").expect("a note");
    let member = test_member(&["1"]);
    let asked = domain::outages::AskedOutage {
        member: &member,
        binding: &binding,
        kind: OutageKind::Partly,
        note,
    };
    let envelope = OutboxId::from_stored(format!("outage {reference}"));
    let ids = OutageIds { reference: code(reference), envelope };
    match domain::outages::report(&asked, &seen, ids, NOON) {
        Reporting::Reports(reported) => *reported,
        other => panic!("it is reported: {other:?}"),
    }
}

async fn report_of(store: &impl Store) -> Report {
    let found = store.reports(&[account(1), account(1), account(2)]).await.expect("an answer");
    let [report] = &found[..] else { panic!("one report: {found:?}") };
    report.clone()
}

fn written(report: &Report) -> Report {
    Report { version: report.version + 1, ..report.clone() }
}

pub async fn a_report_is_kept_with_its_code_its_count_and_what_tells_of_it(store: impl Store) {
    let first = reported(None, &Counter::default(), "AAA-111");
    assert!(store.reports(&[account(1)]).await.expect("an answer").is_empty());

    store.report(&first).await.expect("it is written");

    assert_eq!(report_of(&store).await, written(&first.report));
    let leads = store.leads(&[code("AAA-111"), code("AAA-111"), code("ZZZ-999")]).await;
    let lead = (code("AAA-111"), OutageLead::Account(account(1)));
    assert_eq!(leads.expect("an answer"), [lead]);
    let counters = store.read(&[Subject::Outages(first.report.member.clone())]).await;
    assert_eq!(counters.expect("an answer"), [first.count.next]);
    assert_eq!(unsent(&store).await, ["outage AAA-111"]);
}

pub async fn what_was_said_of_an_outage_reads_back_with_its_envelope(store: impl Store) {
    let first = reported(None, &Counter::default(), "AAA-111");
    store.report(&first).await.expect("it is written");

    let leased = taken(&store, &first.envelope.id, NOON, NOON + SECOND).await;
    let posted = store.posted(&first.envelope.id).await.expect("an answer");

    assert_eq!(leased.envelope, first.envelope);
    assert_eq!(posted, Some(first.envelope));
}

pub async fn what_was_said_of_an_outage_is_in_no_days_changes(store: impl Store) {
    let event = reported(None, &Counter::default(), "AAA-111").envelope.events.remove(0);
    let outgoing = Outgoing { id: "o-0".to_owned(), event, written: vec![Typed::new("1")] };
    let day = date(2026, 2, 2);

    store.note(day, std::slice::from_ref(&outgoing)).await.expect("it is noted");

    let noted = store.of_day(day).await.expect("an answer");
    assert_eq!(noted.len(), 1);
    assert_eq!(noted[0].event.outage, None);
    assert_eq!(noted[0].event.kind, outgoing.event.kind);
    assert_eq!((&noted[0].event.member, noted[0].event.number), (&outgoing.event.member, None));
}

pub async fn a_report_takes_the_place_of_the_one_that_was_read_and_of_no_other(store: impl Store) {
    let first = reported(None, &Counter::default(), "AAA-111");
    store.report(&first).await.expect("it is written");
    let stale = reported(None, &first.count.next, "BBB-222");

    let refused = store.report(&stale).await;
    let end = restored(&report_of(&store).await, OutboxId::from_stored("back"), NOON);
    store.change_report(&end.expect("it was open")).await.expect("it is written");
    let again = reported(Some(&report_of(&store).await), &first.count.next, "CCC-333");
    store.report(&again).await.expect("it is written");

    assert!(matches!(refused, Err(StoreError::Conflict)));
    assert!(store.leads(&[code("BBB-222")]).await.expect("an answer").is_empty());
    assert_eq!(report_of(&store).await, written(&again.report));
    assert_eq!(report_of(&store).await.version, 3);
}

pub async fn a_report_whose_counter_moved_on_or_whose_code_is_taken_is_a_conflict(
    store: impl Store,
) {
    let first = reported(None, &Counter::default(), "AAA-111");
    store.report(&first).await.expect("it is written");
    let read = Report { status: OutageStatus::Restored, ..report_of(&store).await };

    let counted = store.report(&reported(Some(&read), &Counter::default(), "BBB-222")).await;
    let taken = store.report(&reported(Some(&read), &first.count.next, "AAA-111")).await;

    assert!(matches!(counted, Err(StoreError::Conflict)));
    assert!(matches!(taken, Err(StoreError::Conflict)));
    assert_eq!(unsent(&store).await, ["outage AAA-111"], "nothing was written");
}

pub async fn ten_reports_of_one_account_at_once_let_one_through(store: impl Store) {
    let posts = (0..10).map(|at| {
        let store = store.clone();
        // Each by another browser, with a code of its own.
        let reported = reported(None, &Counter::default(), &format!("AAA-11{at}"));
        async move { store.report(&reported).await }
    });

    let ends = at_once(posts).await;

    assert_eq!(ends.iter().filter(|end| end.is_ok()).count(), 1);
    assert!(ends.iter().all(|end| matches!(end, Ok(()) | Err(StoreError::Conflict))));
    assert_eq!(unsent(&store).await.len(), 1);
}

pub async fn a_report_goes_on_with_or_without_what_tells_of_it(store: impl Store) {
    store.report(&reported(None, &Counter::default(), "AAA-111")).await.expect("it is written");
    let read = report_of(&store).await;
    let sent = Report { status: OutageStatus::CrewSent, ..read.clone() };

    store
        .change_report(&OutageChange { report: sent.clone(), envelope: None })
        .await
        .expect("it is written");
    let stale = store.change_report(&OutageChange { report: read, envelope: None }).await;
    let back = restored(&report_of(&store).await, OutboxId::from_stored("back"), NOON);
    store.change_report(&back.expect("it was open")).await.expect("it is written");

    assert!(matches!(stale, Err(StoreError::Conflict)));
    assert_eq!(report_of(&store).await.status, OutageStatus::Restored);
    assert_eq!(unsent(&store).await.len(), 2, "that power is back is told");
}

pub async fn of_ten_who_say_at_once_that_power_is_back_one_is_told(store: impl Store) {
    store.report(&reported(None, &Counter::default(), "AAA-111")).await.expect("it is written");
    let read = report_of(&store).await;
    let posts = (0..10).map(|at| {
        let id = OutboxId::from_stored(format!("back {at}"));
        let (store, change) = (store.clone(), restored(&read, id, NOON).expect("it is open"));
        async move { store.change_report(&change).await }
    });

    let ends = at_once(posts).await;

    assert_eq!(ends.iter().filter(|end| end.is_ok()).count(), 1);
    assert_eq!(unsent(&store).await.len(), 2);
}

/// A report of somebody who is not signed in, after what was counted.
fn unverified(form: u8, challenge: Option<&str>, read: &Counter) -> UnverifiedReport {
    let said = UnverifiedOutage {
        place: OutagePlace::parse("12 Mill Street").expect("a place"),
        seen: SeenOutage::Wire,
        call_back: CallBack::parse("8005550142").expect("a number"),
    };
    let with = WithUnverified {
        id: PendingId::new([form; 16]),
        challenge: challenge.map(ChallengeKey::from_stored),
        envelope: OutboxId::from_stored(format!("unverified {form}")),
    };
    let sender = OutageSender { address: address(), site: None };
    let read = std::slice::from_ref(read);
    domain::outages::unverified(said, &sender, read, with, Figures::SHIPPED, NOON)
        .expect("there is room")
}

pub async fn a_report_that_nobody_has_checked_is_taken_once(store: impl Store) {
    let first = unverified(1, Some("solved"), &Counter::default());

    let taken = store.take(&first).await.expect("an answer");
    let again = UnverifiedReport {
        envelope: unverified(2, None, &Counter::default()).envelope,
        ..first.clone()
    };
    let again = store.take(&again).await.expect("an answer");

    assert_eq!((taken, again), (RecordEnd::Recorded, RecordEnd::RecordedBefore));
    assert_eq!(unsent(&store).await, ["unverified 1"]);
    let reference = first.id.reference();
    let leads = store.leads(std::slice::from_ref(&reference)).await.expect("an answer");
    assert_eq!(leads, [(reference, OutageLead::Unverified(first.id.clone()))]);
    let posted = store.posted(&first.envelope.id).await.expect("an answer");
    assert_eq!(posted.map(|it| it.events), Some(first.envelope.events));
    let counters = store.read(&[Subject::OutagesAt(address())]).await.expect("an answer");
    assert_eq!(counters, [first.counts[0].next.clone()]);
}

pub async fn a_robot_check_that_was_used_for_another_report_is_told(store: impl Store) {
    let first = unverified(1, Some("solved"), &Counter::default());
    store.take(&first).await.expect("it is taken");

    let second = unverified(2, Some("solved"), &first.counts[0].next);
    let end = store.take(&second).await.expect("an answer");

    assert_eq!(end, RecordEnd::ChallengeUsed);
    assert_eq!(unsent(&store).await, ["unverified 1"]);
}

pub async fn a_report_of_a_sender_who_has_reported_meanwhile_is_a_conflict(store: impl Store) {
    store.take(&unverified(1, None, &Counter::default())).await.expect("it is taken");

    let end = store.take(&unverified(2, None, &Counter::default())).await;

    assert!(matches!(end, Err(StoreError::Conflict)));
    assert_eq!(unsent(&store).await, ["unverified 1"]);
}

pub async fn ten_unverified_reports_of_one_sender_at_once_let_one_through(store: impl Store) {
    let posts = (1..=10).map(|form| {
        let (store, report) = (store.clone(), unverified(form, None, &Counter::default()));
        async move { store.take(&report).await }
    });

    let ends = at_once(posts).await;

    assert_eq!(ends.iter().filter(|end| end.is_ok()).count(), 1);
    assert_eq!(unsent(&store).await.len(), 1);
}
