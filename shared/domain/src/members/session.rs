//! A browser that is signed in.

use jiff::{SignedDuration, Timestamp};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::figures::Figures;
use crate::members::changed::Changed;
use crate::members::member::{Member, Standing};
use crate::values::ids::{DeviceId, MemberId, SessionId};
use crate::values::named::named;

/// How long a password that was typed opens what asks for it again. Source: SECURITY.md#figures.
pub const FRESH: SignedDuration = SignedDuration::from_mins(5);

/// How long after the first press of a button a second one may come.
const PRESSED_TWICE: SignedDuration = SignedDuration::from_mins(1);

/// A browser that is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Whose it is.
    pub member: MemberId,
    /// The member's epoch when it began.
    pub epoch: u64,
    /// When the password was typed, or a passkey signed in without it.
    pub signed_in_at: Timestamp,
    /// First instant at which it is over, however busy.
    pub ends_at: Timestamp,
    /// The browser's id, kept between sessions.
    pub device: DeviceId,
    /// What the browser is, such as "Chrome on Android".
    pub device_name: String,
    /// The last factor that was proven in it.
    pub proof: Option<Proof>,
    /// Whether it opens the page of the second factor alone, since a recovery code began it.
    pub limited: bool,
}

/// A factor that was proven in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    /// By what.
    pub by: ProofBy,
    /// When.
    pub at: Timestamp,
    /// Whether that factor was on trial then.
    pub on_trial: bool,
}

/// What a proof was made by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum ProofBy {
    /// An authenticator app.
    App,
    /// A passkey, which is two factors in one: its authenticator has verified who has it.
    Passkey,
    /// A recovery code, which is no factor by itself.
    Recovery,
}

named!(ProofBy);

impl Session {
    /// Whether it still stands: not over, not ended with all others, its member active.
    #[must_use]
    pub fn stands(&self, member: &Member, now: Timestamp) -> bool {
        now < self.ends_at && self.epoch == member.epoch && member.standing == Standing::Active
    }

    /// The session under another id, after its member's epoch was raised: it lasts no longer, and its password is as
    /// old as before.
    #[must_use]
    pub fn goes_on(&self, id: SessionId, member: &Member) -> Self {
        Self { id, epoch: member.epoch, ..self.clone() }
    }

    /// Whether the password was typed so lately that it need not be typed again.
    #[must_use]
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        now < self.signed_in_at + FRESH
    }
}

/// A session with its member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The session.
    pub session: Session,
    /// Whose it is.
    pub member: Member,
}

impl SignedIn {
    /// Whether the login was closed while this session stood.
    #[must_use]
    pub fn closed_since(&self) -> bool {
        self.member.standing == Standing::Closed && self.was_ended_last()
    }

    /// Whether a new password ended this session, and that a moment ago.
    #[must_use]
    pub fn has_new_password(&self, now: Timestamp) -> bool {
        let is_active = self.member.standing == Standing::Active;
        let set_at = self.member.changed.get(&Changed::Password);
        is_active && self.was_ended_last() && set_at.is_some_and(|at| now < *at + PRESSED_TWICE)
    }

    /// Whether the session was among those that were ended last.
    fn was_ended_last(&self) -> bool {
        self.session.epoch + 1 == self.member.epoch
    }
}

/// A new session of a member.
#[must_use]
pub fn session(
    member: &Member,
    id: SessionId,
    device: DeviceId,
    device_name: String,
    figures: Figures,
    now: Timestamp,
) -> Session {
    Session {
        id,
        member: member.id.clone(),
        epoch: member.epoch,
        signed_in_at: now,
        ends_at: now + figures.session_total(),
        device,
        device_name,
        proof: None,
        limited: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::test_member;
    use crate::values::named::assert_named;

    #[test]
    fn each_proof_is_named_as_in_items() {
        assert_named!(ProofBy, ["app", "passkey", "recovery"]);
    }

    #[test]
    fn a_password_is_asked_again_five_minutes_after_it_was_typed() {
        let typed = Timestamp::UNIX_EPOCH;
        let (id, device) = (SessionId::from_stored("s"), DeviceId::from_stored("d"));
        let browser = "Chrome on Android".to_owned();
        let session =
            super::session(&test_member(&[]), id, device, browser, Figures::SHIPPED, typed);

        assert!(session.is_fresh(typed + FRESH - SignedDuration::from_secs(1)));
        assert!(!session.is_fresh(typed + FRESH));
    }

    fn signed_in(member: Member, epoch: u64) -> SignedIn {
        let (id, device) = (SessionId::from_stored("s"), DeviceId::from_stored("d"));
        let browser = "Chrome on Android".to_owned();
        let session =
            session(&member, id, device, browser, Figures::SHIPPED, Timestamp::UNIX_EPOCH);
        SignedIn { session: Session { epoch, ..session }, member }
    }

    #[test]
    fn a_session_knows_that_closing_ended_it_and_no_earlier_one_does() {
        let closed = Member { standing: Standing::Closed, epoch: 5, ..test_member(&[]) };
        let open = Member { standing: Standing::Active, ..closed.clone() };

        assert!(signed_in(closed.clone(), 4).closed_since());
        assert!(!signed_in(closed, 3).closed_since(), "it was over before");
        assert!(!signed_in(open, 4).closed_since());
    }

    #[test]
    fn a_session_knows_for_a_minute_that_a_new_password_ended_it() {
        let set = Timestamp::UNIX_EPOCH;
        let mut member = Member { epoch: 5, ..test_member(&[]) };
        let before = signed_in(member.clone(), 4);
        member.mark(Changed::Password, set);
        let last = set + PRESSED_TWICE - SignedDuration::from_secs(1);

        assert!(!before.has_new_password(set), "something else ended it");
        assert!(signed_in(member.clone(), 4).has_new_password(last));
        assert!(!signed_in(member.clone(), 4).has_new_password(set + PRESSED_TWICE));
        assert!(!signed_in(member.clone(), 3).has_new_password(set), "it was over before");
        let frozen = Member { standing: Standing::Frozen, ..member };
        assert!(!signed_in(frozen, 4).has_new_password(set));
    }
}
