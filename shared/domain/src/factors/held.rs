//! What a member has beside the password.

use jiff::{SignedDuration, Timestamp};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::factors::app::App;
use crate::factors::codes::RecoverySet;
use crate::factors::passkey::PasskeyMark;
use crate::factors::wait::ResetWait;
use crate::values::ids::{DeviceId, FactorId, MemberId};
use crate::values::named::named;

/// How long the first factor is on trial: whoever knows the password may have added it, and the member's mailbox takes
/// it off meanwhile. Source: SECURITY.md#figures.
pub const TRIAL: SignedDuration = SignedDuration::from_hours(72);

/// How long the record of a factor is kept after it was bound, and after its end. Source: SECURITY.md#figures.
pub const BOUND_KEPT: SignedDuration = SignedDuration::from_hours(24 * 730);

/// What a co-op sets of the second factor. The bounds stand in the reader of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecondFactorRules {
    /// Whether members may add one. Those who have one go on to be asked for it.
    pub offered: bool,
    /// Days for which a browser may be remembered; none with 0.
    pub remember_days: u32,
    /// Hours between asking for the factors to be taken off and their end.
    pub reset_wait_hours: u32,
}

impl SecondFactorRules {
    /// What is in force where a co-op sets nothing.
    pub const SHIPPED: Self = Self { offered: true, remember_days: 7, reset_wait_hours: 72 };

    /// How long a browser is remembered, if it is.
    #[must_use]
    pub fn remember(self) -> Option<SignedDuration> {
        let days = i64::from(self.remember_days);
        (days > 0).then(|| SignedDuration::from_hours(24 * days))
    }
}

/// Something that proves a member beside the password.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum FactorKind {
    /// An authenticator app.
    App,
    /// A passkey.
    Passkey,
    /// A set of recovery codes. It is no factor by itself: a code opens the page of the second factor alone.
    Codes,
}

named!(FactorKind);

/// All that a member has beside the password.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Factors {
    /// The authenticator app.
    pub app: Option<App>,
    /// The passkeys, in the order in which they were added.
    pub passkeys: Vec<PasskeyMark>,
    /// The recovery codes.
    pub codes: Option<RecoverySet>,
    /// The wait after which all of it is taken off.
    pub wait: Option<ResetWait>,
    /// When a password was set by mail last.
    pub password_by_mail: Option<Timestamp>,
}

/// A factor that was bound, and when that ended. It is kept after the factor is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorRecord {
    /// Whose it is.
    pub member: MemberId,
    /// Which.
    pub id: FactorId,
    /// What it is.
    pub kind: FactorKind,
    /// When it was bound.
    pub since: Timestamp,
    /// When it was taken off.
    pub ended_at: Option<Timestamp>,
}

/// A browser in which a factor was proven, and where none is asked for until a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// By whom.
    pub member: MemberId,
    /// The browser.
    pub device: DeviceId,
    /// What it is, such as "Chrome on Android".
    pub device_name: String,
    /// The member's epoch then.
    pub epoch: u64,
    /// When.
    pub since: Timestamp,
    /// First instant at which it is over.
    pub until: Timestamp,
}

/// The last time step of an app whose code was used. No code of it or of an earlier one is taken again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedStep {
    /// Whose app.
    pub member: MemberId,
    /// Which.
    pub factor: FactorId,
    /// The step, counted from 1970 in half minutes.
    pub step: u64,
}

/// What is kept of a member's factors beside the member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptOfFactors {
    /// The browsers that are remembered, those that are over too.
    pub remembered: Vec<Remembered>,
    /// The last steps that were used.
    pub used: Vec<UsedStep>,
    /// Every factor that was bound in the last two years.
    pub bound: Vec<FactorRecord>,
}

impl Factors {
    /// Whether signing in asks for a factor.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.app.is_some() || !self.passkeys.is_empty()
    }

    /// Whether there is a factor that is not on trial.
    #[must_use]
    pub fn stand(&self, now: Timestamp) -> bool {
        let app = self.app.as_ref().is_some_and(|app| !app.is_on_trial(now));
        app || self.has_standing_passkey(now)
    }

    /// Whether there is a passkey that is not on trial.
    #[must_use]
    pub fn has_standing_passkey(&self, now: Timestamp) -> bool {
        self.passkeys.iter().any(|passkey| !passkey.is_on_trial(now))
    }

    /// The passkey of an id, if it is one of these.
    #[must_use]
    pub fn passkey(&self, id: &FactorId) -> Option<&PasskeyMark> {
        self.passkeys.iter().find(|passkey| passkey.id == *id)
    }
}

impl UsedStep {
    /// When the code was used, to half a minute.
    #[must_use]
    pub fn at(&self) -> Option<Timestamp> {
        let seconds = i64::try_from(self.step).ok()?.checked_mul(super::app::STEP_SECONDS)?;
        Timestamp::from_second(seconds).ok()
    }
}

impl FactorRecord {
    /// Until when the record is kept.
    #[must_use]
    pub fn kept_until(&self) -> Timestamp {
        self.ended_at.unwrap_or(self.since) + BOUND_KEPT
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::named::assert_named;

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

    #[test]
    fn each_kind_is_named_as_in_items() {
        assert_named!(FactorKind, ["app", "passkey", "codes"]);
    }

    #[test]
    fn a_record_is_kept_two_years_after_the_factor_was_taken_off() {
        let (member, id) = (MemberId::from_stored("m"), FactorId::from_stored("f"));
        let year = SignedDuration::from_hours(24 * 365);
        let bound = FactorRecord { member, id, kind: FactorKind::App, since: NOON, ended_at: None };

        assert_eq!(bound.kept_until(), NOON + year + year);
        let ended_at = Some(NOON + year);
        assert_eq!(FactorRecord { ended_at, ..bound }.kept_until(), NOON + year + year + year);
    }

    #[test]
    fn no_browser_is_remembered_for_no_days() {
        let rules =
            |remember_days| SecondFactorRules { remember_days, ..SecondFactorRules::SHIPPED };

        assert_eq!(rules(0).remember(), None);
        assert_eq!(rules(7).remember(), Some(SignedDuration::from_hours(168)));
    }
}
