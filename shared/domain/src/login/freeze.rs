//! Shutting a login while somebody looks into it. `hold` opens it again.

use jiff::Timestamp;

use crate::letters::envelope::Envelope;
use crate::letters::happened::{Happened, Trace};
use crate::letters::letter::Letter;
use crate::links::link::FoundLink;
use crate::login::member_change::MemberChange;
use crate::login::use_link::{SpendIds, Spending};
use crate::members::event::EventKind;
use crate::members::member::{Member, Standing};
use crate::values::ids::OutboxId;

/// Freezes a login: all its sessions end and nobody signs in, until staff open it. `None` unless it is active.
///
/// Its accounts stay its member's, so that nobody else takes them meanwhile. A factor on trial stays so: what takes it off, the
/// way back in by mail, is shut until then. Source: docs/STATES.md.
#[must_use]
pub fn freeze(member: &Member, envelope: OutboxId, now: Timestamp) -> Option<MemberChange> {
    let (event, letter) = (EventKind::LoginFrozen, Letter::LoginFrozen);
    (member.standing == Standing::Active)
        .then(|| change(member, Standing::Frozen, event, letter, envelope, now))
}

/// What "this wasn't me" changes: the login is frozen, and its link spent. `None` unless the login is active.
#[must_use]
pub fn frozen(
    FoundLink { link, member }: &FoundLink,
    SpendIds { envelope, request }: SpendIds,
    now: Timestamp,
) -> Option<Spending> {
    let MemberChange { member, envelope } = freeze(member, envelope, now)?;
    let link = link.claim.clone();
    let trace = Some(Trace::of(Happened::SaidNotMe));
    let envelope = Envelope { trace, ..envelope };
    let (links, bound) = (Vec::new(), Vec::new());
    Some(Spending { link, request, member, moved_from: None, links, bound, envelope, at: now })
}

fn change(
    member: &Member,
    standing: Standing,
    event: EventKind,
    letter: Letter,
    id: OutboxId,
    now: Timestamp,
) -> MemberChange {
    let mut after = Member { standing, epoch: member.epoch + 1, ..member.clone() };
    // Whoever began it may be who it is frozen against.
    after.factors.wait = None;
    after.factors.stop_trials(now);
    let events = after.event(event, now).into_iter().collect();
    let envelope = Envelope { events, ..Envelope::to_member(&after, letter, id, now) };
    MemberChange { member: after, envelope }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::factors::held::TRIAL;
    use crate::factors::prove::tests::with_app;
    use crate::fixtures::test_member;
    use crate::links::link::Link;
    use crate::values::ids::PendingId;

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

    fn id() -> OutboxId {
        OutboxId::from_stored("o")
    }

    fn a_frozen_one() -> Member {
        Member { standing: Standing::Frozen, ..test_member(&["42", "43"]) }
    }

    #[test]
    fn freezing_ends_sessions_keeps_the_accounts_and_tells_member_and_billing_system() {
        let member = test_member(&["42", "43"]);

        let MemberChange { member: after, envelope } =
            freeze(&member, id(), NOON).expect("it is active");

        let (epoch, event_number) = (member.epoch + 1, member.event_number + 1);
        let standing = Standing::Frozen;
        assert_eq!(after, Member { standing, epoch, event_number, ..member });
        assert_eq!(envelope.letters[0].letter, Letter::LoginFrozen);
        assert_eq!(envelope.events[0].kind, EventKind::LoginFrozen);
        assert_eq!(envelope.events[0].accounts, after.account_numbers());
    }

    #[test]
    fn while_a_login_is_frozen_no_trial_runs_out_and_what_stands_goes_on_to() {
        let on_trial = with_app(Some(NOON + TRIAL));
        let stands = with_app(Some(NOON));
        let frozen = |member| freeze(&member, id(), NOON).expect("it is active").member.factors;

        let years = NOON + TRIAL * 365;
        assert!(!frozen(on_trial).stand(years));
        assert!(frozen(stands).stand(NOON));
    }

    #[test]
    fn this_was_not_me_freezes_once_and_spends_its_link() {
        let (keys, member) = (crate::fixtures::test_keys(), test_member(&["42"]));
        let contact =
            crate::values::email::Email::parse("contact@example.com").expect("an address");
        let link = Link::not_me(&keys, PendingId::new([1; 16]), &contact, &member, NOON);
        let said = |member| {
            let ids = SpendIds { envelope: id(), request: "r".to_owned() };
            frozen(&FoundLink { link: link.clone(), member }, ids, NOON)
        };

        let spending = said(member.clone()).expect("it is active");

        assert_eq!((&spending.link, spending.request.as_str()), (&link.claim, "r"));
        let MemberChange { member: after, envelope } =
            freeze(&member, id(), NOON).expect("it is active");
        let told = spending.envelope.trace.clone().map(|trace| trace.what);
        assert_eq!(told, Some(Happened::SaidNotMe));
        assert_eq!(spending.member, after);
        assert_eq!(Envelope { trace: None, ..spending.envelope }, envelope);
        assert!(said(a_frozen_one()).is_none());
    }

    #[test]
    fn what_is_frozen_is_not_frozen_again_and_what_is_closed_stays_so() {
        let closed = Member { standing: Standing::Closed, ..a_frozen_one() };

        assert_eq!(freeze(&a_frozen_one(), id(), NOON), None);
        assert_eq!(freeze(&closed, id(), NOON), None);
    }
}
