//! A member reports an outage: what it leads to.

use jiff::Timestamp;

use crate::billing::facts::FactsSeen;
use crate::letters::envelope::Envelope;
use crate::limits::counter::{Count, Counter, Subject};
use crate::limits::windows::OUTAGES_PER_MEMBER;
use crate::members::event::EventKind;
use crate::members::member::{Binding, Member};
use crate::outages::report::{OutageStatus, Report};
use crate::outages::said::{OutageKind, OutageNote};
use crate::outages::told::{OutageSaid, OutageTold, SaidBy};
use crate::values::ids::{OutboxId, ReferenceCode};

/// What a member reports.
#[derive(Clone, Debug)]
pub struct AskedOutage<'a> {
    /// Who.
    pub member: &'a Member,
    /// The account, one of theirs.
    pub binding: &'a Binding,
    /// What is wrong.
    pub kind: OutageKind,
    /// A few words for the crew.
    pub note: Option<OutageNote>,
}

/// What is known when a member reports.
#[derive(Clone, Debug, Default)]
pub struct OutageSeen {
    /// What the extract says of the account.
    pub facts: Option<FactsSeen>,
    /// The account's last report, whoever's it was.
    pub report: Option<Report>,
    /// What the member has reported.
    pub tries: Counter,
}

/// The random ids of a new report.
#[derive(Clone, Debug)]
pub struct OutageIds {
    /// What the report is found by.
    pub reference: ReferenceCode,
    /// The envelope that tells of it.
    pub envelope: OutboxId,
}

/// What a new report writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// The report, in place of the one that was read.
    pub report: Report,
    /// One more report of the member.
    pub count: Count,
    /// The event that tells of it.
    pub envelope: Envelope,
}

/// What reporting leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reporting {
    /// It is reported.
    Reports(Box<Reported>),
    /// One is open already, which the page shows.
    IsOpen,
    /// The account is held: who has it reports as somebody does who is not signed in.
    Held,
    /// The account is closed, gone, or other people's by now.
    AccountClosed,
    /// The member has to wait until then.
    TooMany(Timestamp),
}

/// Decides what a member's report leads to. An open report comes first, so that a second press ends as the first.
#[must_use]
pub fn report(
    asked: &AskedOutage<'_>,
    seen: &OutageSeen,
    ids: OutageIds,
    now: Timestamp,
) -> Reporting {
    let AskedOutage { member, binding, kind, note } = asked;
    if binding.held(now).is_some() {
        return Reporting::Held;
    }
    let last = seen.report.as_ref();
    if last.is_some_and(|last| last.is_of(binding) && last.is_open(now)) {
        return Reporting::IsOpen;
    }
    let is_theirs = |seen: &FactsSeen| {
        seen.facts.open_to_register(&seen.extract) && seen.facts.holder == binding.holder
    };
    if !seen.facts.as_ref().is_some_and(is_theirs) {
        return Reporting::AccountClosed;
    }
    if let Err(until) = seen.tries.room(&[OUTAGES_PER_MEMBER], now) {
        return Reporting::TooMany(until);
    }
    let report = Report {
        account: binding.account.clone(),
        holder: binding.holder,
        member: member.id.clone(),
        reference: ids.reference.clone(),
        kind: *kind,
        status: OutageStatus::Reported,
        reported_at: now,
        as_of: now,
        said_by: SaidBy::Member,
        version: last.map_or(0, |last| last.version),
    };
    let said = OutageSaid::ByMember { kind: *kind, note: note.clone() };
    let envelope = told(&report, EventKind::OutageReported, said, ids.envelope, now);
    let subject = Subject::Outages(member.id.clone());
    let count = seen.tries.counted(subject, &[OUTAGES_PER_MEMBER], now);
    Reporting::Reports(Box::new(Reported { report, count, envelope }))
}

/// What tells of a member's report.
pub(super) fn told(
    report: &Report,
    kind: EventKind,
    said: OutageSaid,
    id: OutboxId,
    at: Timestamp,
) -> Envelope {
    let told = OutageTold { reference: report.reference.clone(), said };
    told.envelope(kind, Some((report.member.clone(), report.account.clone())), id, at)
}

#[cfg(test)]
mod tests;
