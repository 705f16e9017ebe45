//! A member's sessions: which stand, and ending one or all but one.

use jiff::Timestamp;

use crate::letters::envelope::Envelope;
use crate::letters::letter::Letter;
use crate::login::change_password::{ReopenIds, Reopened};
use crate::members::changed::Changed;
use crate::members::member::Member;
use crate::members::session::Session;
use crate::values::ids::OutboxId;

/// The sessions that still stand, the latest first.
#[must_use]
pub fn standing_sessions(
    mut sessions: Vec<Session>,
    member: &Member,
    now: Timestamp,
) -> Vec<Session> {
    sessions.retain(|session| session.stands(member, now));
    sessions
        .sort_by(|one, other| (other.signed_in_at, &other.id).cmp(&(one.signed_in_at, &one.id)));
    sessions
}

/// Ends all sessions of a member but one, which goes on under another id: what it began with stays.
#[must_use]
pub fn end_other_sessions(
    member: &Member,
    session: &Session,
    ids: ReopenIds,
    now: Timestamp,
) -> Reopened {
    let mut member = Member { epoch: member.epoch + 1, ..member.clone() };
    member.mark(Changed::Sessions, now);
    let session = session.goes_on(ids.session, &member);
    let envelope = Envelope::to_member(&member, Letter::SessionsEnded, ids.envelope, now);
    Reopened { member, session, envelope }
}

/// What tells a member that a session of theirs was ended from another browser.
#[must_use]
pub fn told_of_end(member: &Member, session: &Session, id: OutboxId, now: Timestamp) -> Envelope {
    let letter = Letter::SessionEnded { browser: session.device_name.clone() };
    Envelope::to_member(member, letter, id, now)
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::figures::Figures;
    use crate::fixtures::test_member;
    use crate::letters::envelope::Addressed;
    use crate::members::member::Standing;
    use crate::values::ids::{DeviceId, SessionId};
    use crate::values::language::Language;

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

    fn member() -> Member {
        test_member(&[])
    }

    fn session(id: &str, minutes_ago: i64) -> Session {
        let (id, device) = (SessionId::from_stored(id), DeviceId::from_stored("d"));
        let then = NOON - SignedDuration::from_mins(minutes_ago);
        let browser = "Chrome on Android".to_owned();
        crate::members::session::session(&member(), id, device, browser, Figures::SHIPPED, then)
    }

    fn reopened() -> Reopened {
        let (session_id, envelope) = (SessionId::from_stored("next"), OutboxId::from_stored("o"));
        let ids = ReopenIds { session: session_id, envelope };
        end_other_sessions(&member(), &session("s", 9), ids, NOON)
    }

    #[test]
    fn the_latest_session_comes_first_and_what_is_over_does_not_come() {
        let over = session("over", Figures::SHIPPED.session_total().as_mins());
        let ended = Session { epoch: 2, ..session("ended", 1) };
        let all = vec![session("old", 20), over, session("new", 2), ended];

        let left = standing_sessions(all, &member(), NOON);

        let ids: Vec<&str> = left.iter().map(|session| session.id.as_str()).collect();
        assert_eq!(ids, ["new", "old"]);
    }

    #[test]
    fn of_a_member_who_may_not_sign_in_no_session_stands() {
        let closed = Member { standing: Standing::Closed, ..member() };

        assert!(standing_sessions(vec![session("s", 1)], &closed, NOON).is_empty());
    }

    #[test]
    fn the_session_that_goes_on_stands_and_the_one_it_was_does_not() {
        let Reopened { member, session: next, .. } = reopened();

        assert!(next.stands(&member, NOON));
        assert!(!session("s", 9).stands(&member, NOON));
        assert_eq!(member.epoch, 4);
    }

    #[test]
    fn it_does_not_last_longer_and_its_password_is_as_old_as_before() {
        let (before, next) = (session("s", 9), reopened().session);

        assert_eq!(next, Session { id: next.id.clone(), epoch: 4, ..before });
        assert_ne!(next.id.as_str(), "s");
    }

    #[test]
    fn a_letter_tells_the_member() {
        let envelope = reopened().envelope;

        let (to, language) = (member().email, Language::Spanish);
        assert_eq!(envelope.letters, [Addressed { to, language, letter: Letter::SessionsEnded }]);
        assert!(envelope.events.is_empty());
    }

    #[test]
    fn a_letter_says_which_browser_was_signed_out() {
        let id = OutboxId::from_stored("o");

        let envelope = told_of_end(&member(), &session("s", 9), id.clone(), NOON);

        let letter = Letter::SessionEnded { browser: "Chrome on Android".to_owned() };
        let (to, language) = (member().email, Language::Spanish);
        assert_eq!(envelope.letters, [Addressed { to, language, letter }]);
        assert!(envelope.events.is_empty());
        assert_eq!((envelope.id, envelope.queued_at), (id, NOON));
    }
}
