//! Whether a browser in which a factor was proven is still remembered.

use jiff::Timestamp;

use crate::factors::held::{Remembered, SecondFactorRules};
use crate::members::member::Member;

impl Remembered {
    /// When it is over: then as it was made, or sooner by what the co-op sets now; `None` if no browser is remembered.
    #[must_use]
    pub fn over_at(&self, rules: SecondFactorRules) -> Option<Timestamp> {
        rules.remember().map(|life| self.until.min(self.since + life))
    }

    /// Whether no factor is asked for in this browser: it is of this member as they are, and not over.
    #[must_use]
    pub fn stands(&self, member: &Member, rules: SecondFactorRules, now: Timestamp) -> bool {
        let is_theirs = self.member == member.id && self.epoch == member.epoch;
        is_theirs && self.over_at(rules).is_some_and(|over| now < over)
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::fixtures::test_member;
    use crate::values::ids::{DeviceId, MemberId};

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

    #[test]
    fn a_browser_is_remembered_for_its_member_and_epoch_until_its_last_second() {
        let (member, until) = (test_member(&[]), NOON + SignedDuration::from_hours(1));
        let kept = Remembered { until, ..remembered(&member) };
        let stands = |member: &Member, at| kept.stands(member, SecondFactorRules::SHIPPED, at);

        assert!(stands(&member, until - SignedDuration::from_secs(1)));
        assert!(!stands(&member, until));
        let next = Member { epoch: member.epoch + 1, ..member.clone() };
        assert!(!stands(&next, NOON), "a new password ends it");
        assert!(!stands(&Member { id: MemberId::from_stored("other"), ..member }, NOON));
    }

    #[test]
    fn a_stricter_setting_counts_for_what_was_remembered_before_and_a_looser_one_does_not() {
        let (member, day) = (test_member(&[]), SignedDuration::from_hours(24));
        let kept = Remembered { until: NOON + day * 3, ..remembered(&member) };
        let over = |remember_days| {
            kept.over_at(SecondFactorRules { remember_days, ..SecondFactorRules::SHIPPED })
        };

        assert_eq!(over(0), None);
        assert_eq!(over(1), Some(NOON + day));
        assert_eq!(over(7), Some(NOON + day * 3));
    }

    fn remembered(member: &Member) -> Remembered {
        Remembered {
            member: member.id.clone(),
            device: DeviceId::from_stored("d"),
            device_name: "Chrome on Android".to_owned(),
            epoch: member.epoch,
            since: NOON,
            until: NOON + SignedDuration::from_hours(168),
        }
    }
}
