//! A member's report of an outage, and how it stands.

use jiff::{SignedDuration, Timestamp};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::members::member::Binding;
use crate::outages::said::OutageKind;
use crate::outages::told::SaidBy;
use crate::values::account_number::AccountNumber;
use crate::values::ids::{MemberId, ReferenceCode};
use crate::values::named::named;

/// How a report stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum OutageStatus {
    /// It was reported.
    Reported,
    /// A crew is on its way or at work.
    CrewSent,
    /// The power is back.
    Restored,
}

named!(OutageStatus);

/// The last report of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The account.
    pub account: AccountNumber,
    /// Its holder when it was reported: no other holder is shown it.
    pub holder: u64,
    /// Who reported it.
    pub member: MemberId,
    /// What it is found by.
    pub reference: ReferenceCode,
    /// What is wrong.
    pub kind: OutageKind,
    /// How it stands.
    pub status: OutageStatus,
    /// When it was reported.
    pub reported_at: Timestamp,
    /// Since when it stands so.
    pub as_of: Timestamp,
    /// Who said so last.
    pub said_by: SaidBy,
    /// The version that was read; zero for one that was never written.
    pub version: u64,
}

impl Report {
    /// How long a report is kept after the last news of it; one that nobody ends is over then. Ours.
    pub const KEPT: SignedDuration = SignedDuration::from_hours(24 * 14);
    /// How long pages say that the power is back. Ours.
    const SAID: SignedDuration = SignedDuration::from_hours(24);

    /// First instant at which it counts as over, whatever it says.
    #[must_use]
    pub fn expires_at(&self) -> Timestamp {
        self.as_of + Self::KEPT
    }

    /// Whether it is a binding's: of the same account under the same holder.
    #[must_use]
    pub fn is_of(&self, binding: &Binding) -> bool {
        self.account == binding.account && self.holder == binding.holder
    }

    /// Whether the power is still away, as far as anybody said.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.status != OutageStatus::Restored && now < self.expires_at()
    }

    /// Whether the power came back so lately that pages say so.
    #[must_use]
    pub fn is_lately_restored(&self, now: Timestamp) -> bool {
        self.status == OutageStatus::Restored && now < self.as_of + Self::SAID
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;

    pub(crate) const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

    pub(crate) fn sample() -> Report {
        Report {
            account: AccountNumber::parse("12345").expect("a number"),
            holder: 2,
            member: MemberId::from_stored("m"),
            reference: ReferenceCode::parse("K7Q-2M4").expect("a code"),
            kind: OutageKind::Out,
            status: OutageStatus::Reported,
            reported_at: NOON,
            as_of: NOON,
            said_by: SaidBy::Member,
            version: 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::samples::{NOON, sample};
    use super::*;
    use crate::values::named::assert_named;

    #[test]
    fn each_status_is_named_as_staff_and_files_write_it() {
        assert_named!(OutageStatus, ["reported", "crew-sent", "restored"]);
    }

    #[test]
    fn a_report_is_open_until_power_is_back_or_two_weeks_without_news() {
        let second = SignedDuration::from_secs(1);
        let sent = Report { status: OutageStatus::CrewSent, ..sample() };
        let back = Report { status: OutageStatus::Restored, ..sample() };

        assert!(sample().is_open(NOON + Report::KEPT - second));
        assert!(!sample().is_open(NOON + Report::KEPT));
        assert!(sent.is_open(NOON));
        assert!(!back.is_open(NOON));
        assert!(back.is_lately_restored(NOON + SignedDuration::from_hours(24) - second));
        assert!(!back.is_lately_restored(NOON + SignedDuration::from_hours(24)));
        assert!(!sent.is_lately_restored(NOON));
    }

    #[test]
    fn a_report_is_of_its_own_holder_alone() {
        let binding = |number, holder| Binding {
            account: AccountNumber::parse(number).expect("a number"),
            holder,
            since: NOON,
            own_bills: None,
            held_until: None,
            bills_unasked: false,
        };

        assert!(sample().is_of(&binding("12345", 2)));
        assert!(!sample().is_of(&binding("12345", 3)));
        assert!(!sample().is_of(&binding("12346", 2)));
    }
}
