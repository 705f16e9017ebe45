//! How a report goes on: a member, staff or the outage system say how it stands.

use jiff::Timestamp;

use crate::letters::envelope::Envelope;
use crate::members::event::EventKind;
use crate::outages::report::{OutageStatus, Report};
use crate::outages::reporting::told;
use crate::outages::told::{OutageSaid, SaidBy};
use crate::values::ids::{OutboxId, ReferenceCode};

/// What a report that goes on writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutageChange {
    /// The report as it stands now, in place of the one that was read.
    pub report: Report,
    /// What tells of it, if anybody is told.
    pub envelope: Option<Envelope>,
}

/// What somebody's word on a report leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands {
    /// It stands so from now on.
    Now(Box<Report>),
    /// It stood so before.
    Before,
    /// Something newer is known, or the power is back already.
    Older,
    /// It is over: nobody had news of it for long, or a newer report took its place.
    Over,
}

/// Decides what the word leads to that a report stands so since an instant. Power that is back stays back: who has none
/// again reports again.
#[must_use]
pub fn stands(
    report: &Report,
    reference: &ReferenceCode,
    status: OutageStatus,
    as_of: Timestamp,
    said_by: SaidBy,
    now: Timestamp,
) -> Stands {
    if report.reference != *reference {
        return Stands::Over;
    }
    if report.status == status {
        return Stands::Before;
    }
    if report.status == OutageStatus::Restored || as_of < report.as_of || status < report.status {
        return Stands::Older;
    }
    if !report.is_open(now) {
        return Stands::Over;
    }
    Stands::Now(Box::new(Report { status, as_of, said_by, ..report.clone() }))
}

/// The same of somebody who says it now, with what tells others that the power is back.
#[must_use]
pub fn stands_now(
    report: &Report,
    status: OutageStatus,
    by: SaidBy,
    id: OutboxId,
    now: Timestamp,
) -> Option<OutageChange> {
    // A file may have said something of a minute that is still to come.
    let as_of = now.max(report.as_of);
    let Stands::Now(report) = stands(report, &report.reference, status, as_of, by, now) else {
        return None;
    };
    let envelope = (status == OutageStatus::Restored)
        .then(|| told(&report, EventKind::OutageRestored, OutageSaid::Restored(by), id, now));
    Some(OutageChange { report: *report, envelope })
}

/// A member says that the power is back; `None` if nothing is open.
#[must_use]
pub fn restored(report: &Report, id: OutboxId, now: Timestamp) -> Option<OutageChange> {
    stands_now(report, OutageStatus::Restored, SaidBy::Member, id, now)
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::outages::report::samples::{NOON, sample};

    const MINUTE: SignedDuration = SignedDuration::from_mins(1);

    fn said(report: &Report, status: OutageStatus, as_of: Timestamp) -> Stands {
        stands(report, &report.reference, status, as_of, SaidBy::OutageSystem, NOON + MINUTE)
    }

    #[test]
    fn a_report_goes_from_reported_to_crew_sent_to_restored_and_not_back() {
        let (sent, back) = (OutageStatus::CrewSent, OutageStatus::Restored);

        let Stands::Now(with_crew) = said(&sample(), sent, NOON) else { panic!("a crew is sent") };
        assert_eq!((with_crew.status, with_crew.as_of), (sent, NOON));
        assert_eq!(with_crew.said_by, SaidBy::OutageSystem);
        let Stands::Now(restored) = said(&with_crew, back, NOON + MINUTE) else {
            panic!("it is back")
        };
        assert_eq!(said(&restored, back, NOON + MINUTE), Stands::Before);
        assert_eq!(said(&restored, sent, NOON + MINUTE), Stands::Older);
        assert_eq!(said(&with_crew, OutageStatus::Reported, NOON + MINUTE), Stands::Older);
        assert_eq!(said(&with_crew, sent, NOON + MINUTE), Stands::Before);
    }

    #[test]
    fn older_news_changes_nothing() {
        assert_eq!(said(&sample(), OutageStatus::Restored, NOON - MINUTE), Stands::Older);
    }

    #[test]
    fn a_report_that_another_took_the_place_of_or_that_ran_out_is_over() {
        let other = ReferenceCode::parse("ABC-123").expect("a code");
        let late = NOON + Report::KEPT;

        assert_eq!(
            stands(&sample(), &other, OutageStatus::CrewSent, NOON, SaidBy::Staff, NOON),
            Stands::Over
        );
        assert_eq!(
            stands(
                &sample(),
                &sample().reference,
                OutageStatus::CrewSent,
                late,
                SaidBy::Staff,
                late
            ),
            Stands::Over
        );
    }

    #[test]
    fn that_power_is_back_is_told_once_and_that_a_crew_was_sent_is_told_nobody() {
        let id = || OutboxId::from_stored("o");

        let change = restored(&sample(), id(), NOON).expect("it was open");
        let again = restored(&change.report, id(), NOON);
        let by = SaidBy::Staff;
        let sent =
            stands_now(&sample(), OutageStatus::CrewSent, by, id(), NOON).expect("it was open");

        let envelope = change.envelope.expect("it is told");
        assert_eq!(envelope.events[0].kind, EventKind::OutageRestored);
        let told = envelope.events[0].outage.as_ref().map(|told| &told.said);
        assert_eq!(told, Some(&OutageSaid::Restored(SaidBy::Member)));
        assert_eq!((again, sent.envelope), (None, None));
    }
}
