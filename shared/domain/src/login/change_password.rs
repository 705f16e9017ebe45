//! Changing the password: the member as they are then, and what tells of it.

use jiff::Timestamp;

use crate::figures::Figures;
use crate::letters::envelope::Envelope;
use crate::letters::letter::Letter;
use crate::members::changed::Changed;
use crate::members::member::Member;
use crate::members::session::{Session, session as session_of};
use crate::values::ids::{OutboxId, SessionId};
use crate::values::password::PasswordHash;

/// A member whose sessions all end but one, which goes on under another id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reopened {
    /// The member, one epoch on.
    pub member: Member,
    /// The session that goes on.
    pub session: Session,
    /// The letters and events that tell of it.
    pub envelope: Envelope,
}

/// The random ids of what goes on after all sessions ended.
#[derive(Clone, Debug)]
pub struct ReopenIds {
    /// Of the session.
    pub session: SessionId,
    /// Of the letters.
    pub envelope: OutboxId,
}

/// A new password: all sessions end, and the browser that it was typed in goes on with a new one.
///
/// The password was typed just now, so the new session is as if somebody had signed in.
#[must_use]
pub fn change_password(
    member: &Member,
    session: &Session,
    password: PasswordHash,
    ids: ReopenIds,
    figures: Figures,
    now: Timestamp,
) -> Reopened {
    let mut member = Member { password, epoch: member.epoch + 1, ..member.clone() };
    member.mark(Changed::Password, now);
    let waited_until = member.factors.end_wait(now);
    let (device, browser, proof) =
        (session.device.clone(), session.device_name.clone(), session.proof);
    let session = session_of(&member, ids.session, device, browser, figures, now);
    let session = Session { proof, ..session };
    let letter = Letter::PasswordChanged { waited_until };
    let envelope = Envelope::to_member(&member, letter, ids.envelope, now);
    Reopened { member, session, envelope }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::factors::prove::tests::{NOON, signed_in, waiting, with_app};
    use crate::factors::wait::RESET_OPEN;
    use crate::fixtures::test_keys;
    use crate::fixtures::test_member;
    use crate::members::session::SignedIn;
    use crate::values::ids::DeviceId;
    use crate::values::password::NewPassword;

    const HOUR: SignedDuration = SignedDuration::from_hours(1);

    #[test]
    fn a_new_password_ends_a_wait_and_its_letter_says_so() {
        let member = waiting(with_app(None));
        let ends_at = member.factors.wait.as_ref().expect("a wait").ends_at;
        let who = signed_in(member);
        let told = |now| {
            let (session, envelope) = (SessionId::from_stored("new"), OutboxId::from_stored("o"));
            let (hash, ids) =
                (PasswordHash::of_nobody(&test_keys()), ReopenIds { session, envelope });
            let SignedIn { member, session } = &who;
            let changed = change_password(member, session, hash, ids, Figures::SHIPPED, now);
            assert_eq!(changed.member.factors.wait, None);
            changed.envelope.letters[0].letter.clone()
        };

        assert_eq!(told(NOON), Letter::PasswordChanged { waited_until: Some(ends_at) });
        let late = ends_at + RESET_OPEN;
        assert_eq!(
            told(late),
            Letter::PasswordChanged { waited_until: None },
            "none runs any more"
        );
    }

    #[test]
    fn a_new_password_ends_all_sessions_but_a_new_one_of_this_browser() {
        let (before, then) = (test_member(&["42"]), Timestamp::UNIX_EPOCH);
        let now = then + HOUR;
        let device = DeviceId::from_stored("d");
        let (id, browser) = (SessionId::from_stored("old"), "Chrome on Android".to_owned());
        let old = session_of(&before, id, device.clone(), browser, Figures::SHIPPED, then);
        let typed = NewPassword::parse("maple ladder quartz tin", &[], Figures::SHIPPED)
            .expect("a good one");
        let hash = PasswordHash::of(&test_keys(), &typed, [7; 16]);

        let (session, envelope) = (SessionId::from_stored("new"), OutboxId::from_stored("o"));
        let ids = ReopenIds { session, envelope };
        let changed = change_password(&before, &old, hash.clone(), ids, Figures::SHIPPED, now);

        assert!(!old.stands(&changed.member, now));
        assert!(changed.session.stands(&changed.member, now) && changed.session.is_fresh(now));
        assert_eq!((&changed.session.device, changed.session.id.as_str()), (&device, "new"));
        assert_eq!(changed.member.password, hash);
        assert_eq!(changed.member.password_since(), now);
        let [told] = &changed.envelope.letters[..] else { panic!("one letter") };
        assert_eq!(
            (&told.to, &told.letter),
            (&before.email, &Letter::PasswordChanged { waited_until: None })
        );
    }
}
