//! How the report of an outage stands that a code is of.

use jiff::Timestamp;

use crate::letters::happened::{Act, Happened};
use crate::letters::timeline::TimelineEntry;
use crate::outages::{OutageLead, OutageStatus, Report, SaidBy};
use crate::values::ids::ReferenceCode;

/// How a report stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutageCase {
    /// It was reported, and nobody said more.
    Reported {
        /// When.
        at: Timestamp,
    },
    /// A crew is on its way or at work.
    CrewSent(LastWord),
    /// The power is back.
    Restored(LastWord),
    /// Nobody had news of it for so long that it counts as over.
    Silent {
        /// When the last news came.
        since: Timestamp,
    },
    /// The account has a newer report, or the report is gone.
    Replaced,
    /// Somebody reported it who was not signed in: nobody keeps how it stands.
    Unverified,
}

impl OutageCase {
    /// The name for scripts.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Reported { .. } => "outage-reported",
            Self::CrewSent(_) => "outage-crew-sent",
            Self::Restored(_) => "outage-restored",
            Self::Silent { .. } => "outage-silent",
            Self::Replaced => "outage-replaced",
            Self::Unverified => "outage-unverified",
        }
    }
}

/// Who said last how a report stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastWord {
    /// Since when it stands so.
    pub at: Timestamp,
    /// Who said it.
    pub by: SaidBy,
    /// Who of the staff, if the timeline knows.
    pub staff: Option<String>,
}

/// Decides how a report stands, by what its code leads to, the account's last report and what the code's timeline tells.
#[must_use]
pub fn of_report(
    code: &ReferenceCode,
    lead: &OutageLead,
    last: Option<&Report>,
    told: &[TimelineEntry],
    now: Timestamp,
) -> OutageCase {
    if matches!(lead, OutageLead::Unverified(_)) {
        return OutageCase::Unverified;
    }
    let Some(report) = last.filter(|report| report.reference == *code) else {
        return OutageCase::Replaced;
    };
    let word = |act| LastWord {
        at: report.as_of,
        by: report.said_by,
        staff: (report.said_by == SaidBy::Staff).then(|| staff(told, act)).flatten(),
    };
    match report.status {
        OutageStatus::Restored => OutageCase::Restored(word(Act::PowerRestored)),
        _ if !report.is_open(now) => OutageCase::Silent { since: report.as_of },
        OutageStatus::CrewSent => OutageCase::CrewSent(word(Act::CrewSent)),
        OutageStatus::Reported => OutageCase::Reported { at: report.reported_at },
    }
}

/// Who of the staff did it last.
fn staff(told: &[TimelineEntry], did: Act) -> Option<String> {
    told.iter().rev().find_map(|entry| match &entry.what {
        Happened::Staff { act, by, .. } if *act == did => by.clone(),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outages::report_samples::{NOON, sample};
    use crate::values::ids::PendingId;

    fn word(by: SaidBy, staff: Option<&str>) -> LastWord {
        LastWord { at: NOON, by, staff: staff.map(str::to_owned) }
    }

    fn did(act: Act) -> TimelineEntry {
        let what = Happened::Staff { act, reason: String::new(), by: Some(act.name().to_owned()) };
        TimelineEntry { id: "o".to_owned(), at: NOON, what, reference: None }
    }

    fn case(report: &Report, now: Timestamp) -> OutageCase {
        let lead = OutageLead::Account(report.account.clone());
        let told = [did(Act::CrewSent), did(Act::PowerRestored)];
        of_report(&sample().reference, &lead, Some(report), &told, now)
    }

    #[test]
    fn a_report_stands_as_was_said_last_and_by_whom() {
        let said = |status, said_by| case(&Report { status, said_by, ..sample() }, NOON);
        let (sent, back) = (OutageStatus::CrewSent, OutageStatus::Restored);

        assert_eq!(case(&sample(), NOON), OutageCase::Reported { at: NOON });
        assert_eq!(
            said(sent, SaidBy::Staff),
            OutageCase::CrewSent(word(SaidBy::Staff, Some("crew_sent")))
        );
        assert_eq!(
            said(back, SaidBy::Staff),
            OutageCase::Restored(word(SaidBy::Staff, Some("power_restored")))
        );
        for by in [SaidBy::Member, SaidBy::OutageSystem] {
            assert_eq!(said(back, by), OutageCase::Restored(word(by, None)));
        }
    }

    #[test]
    fn a_report_without_news_for_two_weeks_is_silent_and_one_that_ended_stays_ended() {
        let late = NOON + Report::KEPT;
        let back = Report { status: OutageStatus::Restored, ..sample() };

        assert_eq!(case(&sample(), late), OutageCase::Silent { since: NOON });
        assert!(matches!(case(&back, late), OutageCase::Restored(_)));
    }

    #[test]
    fn a_code_of_an_older_report_or_of_nobody_says_so() {
        let newer =
            Report { reference: ReferenceCode::parse("ABC-123").expect("a code"), ..sample() };
        let of_account = OutageLead::Account(sample().account);
        let unverified = OutageLead::Unverified(PendingId::new([7; 16]));
        let code = sample().reference;

        assert_eq!(case(&newer, NOON), OutageCase::Replaced);
        assert_eq!(of_report(&code, &of_account, None, &[], NOON), OutageCase::Replaced);
        assert_eq!(of_report(&code, &unverified, None, &[], NOON), OutageCase::Unverified);
    }
}
