//! What a session allows.

use jiff::{SignedDuration, Timestamp};

use super::session::{StaffRole, StaffSession};

/// How old a sign-in may be for an act. Source: SECURITY.md#figures.
pub const FRESH: SignedDuration = SignedDuration::from_mins(15);

/// The most look-ups by one of staff in an hour of the clock that ring no alarm, inclusive. No page refuses more: storms
/// are when the desk is needed. Source: SECURITY.md#figures.
pub const LOOK_UPS_MAX: u32 = 60;

/// Whether a session may act, and if not, why. Where it may not, signing in again is the way on, except for the role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acting {
    /// It may.
    May,
    /// Its role is to look. Who gives out roles can change that.
    LooksOnly,
    /// The provider does not say when they signed in. One that never does makes the desk a place to look.
    Unsaid,
    /// The sign-in was without a second factor, or the provider does not say that there was one.
    WithoutSecond,
    /// The sign-in is too old.
    TooOld,
}

/// Decides whether a session may act now.
#[must_use]
pub fn acting(session: &StaffSession, now: Timestamp) -> Acting {
    match (session.role, session.auth_time, session.second_factor) {
        (StaffRole::Look, _, _) => Acting::LooksOnly,
        (StaffRole::Act, None, _) => Acting::Unsaid,
        (StaffRole::Act, Some(_), false) => Acting::WithoutSecond,
        (StaffRole::Act, Some(at), true) if now < at + FRESH => Acting::May,
        (StaffRole::Act, Some(_), true) => Acting::TooOld,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{StaffId, StaffToken};

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);
    const SECOND: SignedDuration = SignedDuration::from_secs(1);

    fn session() -> StaffSession {
        StaffSession {
            key: StaffToken::new([1; 32]).key(),
            who: StaffId::parse("a").expect("an id"),
            role: StaffRole::Act,
            auth_time: Some(NOON),
            second_factor: true,
            ends_at: NOON + SignedDuration::from_hours(1),
        }
    }

    #[test]
    fn an_act_needs_a_sign_in_of_the_last_fifteen_minutes() {
        let last = NOON + FRESH - SECOND;

        assert_eq!(acting(&session(), last), Acting::May);
        assert_eq!(acting(&session(), last + SECOND), Acting::TooOld);
    }

    #[test]
    fn an_act_needs_the_role_first_and_then_what_the_provider_says() {
        let looks = StaffSession { role: StaffRole::Look, auth_time: None, ..session() };
        let timeless = StaffSession { auth_time: None, ..session() };
        let without = StaffSession { second_factor: false, ..session() };

        assert_eq!(acting(&looks, NOON), Acting::LooksOnly);
        assert_eq!(acting(&timeless, NOON), Acting::Unsaid);
        assert_eq!(acting(&without, NOON), Acting::WithoutSecond);
    }

    #[test]
    fn a_session_stands_until_the_last_second_of_its_token() {
        let session = session();

        assert!(session.stands(session.ends_at - SECOND));
        assert!(!session.stands(session.ends_at));
    }
}
