//! An account passes to other people: what its member loses, and what tells of it.

use data_encoding::BASE32_NOPAD;
use jiff::Timestamp;

use crate::billing::facts::Facts;
use crate::billing::facts::Owner;
use crate::keys::ring::KeyRing;
use crate::letters::envelope::Envelope;
use crate::letters::happened::{Happened, Trace};
use crate::letters::letter::Letter;
use crate::login::member_change::MemberChange;
use crate::members::event::EventKind;
use crate::members::member::{Binding, Member};
use crate::values::account_number::AccountNumber;
use crate::values::ids::OutboxId;

/// An account that passes to other people, and the binding that ends with it.
#[derive(Clone, Debug)]
pub struct PassedOn {
    /// Its facts with the holder that it has from now on.
    pub facts: Facts,
    /// The binding to an earlier holder; none if nobody had the account.
    pub ended: Option<Ended>,
}

/// A binding that ends.
#[derive(Clone, Debug)]
pub struct Ended {
    /// Who the account was bound to.
    pub owner: Owner,
    /// The member without the account, and what tells of it; none if there is no such member or the
    /// account is not on their list.
    pub left: Option<MemberChange>,
}

/// Ends the binding of an account: its member without it, the letter to them and the event.
///
/// A member without accounts keeps the login. Without a member, or with one who does not list the account under the
/// owner's holder or an earlier one, nothing but the owner goes. The envelope's id hangs on the binding alone, so one
/// binding never makes two of them.
#[must_use]
pub fn end_binding(
    keys: &KeyRing,
    account: &AccountNumber,
    owner: Owner,
    member: Option<Member>,
    now: Timestamp,
) -> Ended {
    let is_over = |binding: &Binding| binding.account == *account && binding.holder <= owner.holder;
    let member = member.filter(|member| member.accounts.iter().any(is_over));
    let left = member.map(|mut member| {
        // Only the account that is lost: what is left is not what this is about.
        let about = std::slice::from_ref(account);
        let event = member.event_about(EventKind::LoginUnbound, about, now);
        member.accounts.retain(|binding| !is_over(binding));
        let letter = Letter::AccountUnbound { account: account.clone() };
        let (events, trace) = (event.into_iter().collect(), Some(Trace::of(Happened::PassedOn)));
        let told = Envelope::to_member(&member, letter, envelope_id(keys, account, &owner), now);
        MemberChange { member, envelope: Envelope { events, trace, ..told } }
    });
    Ended { owner, left }
}

fn envelope_id(keys: &KeyRing, account: &AccountNumber, owner: &Owner) -> OutboxId {
    let (holder, since) = (owner.holder.to_be_bytes(), owner.since.as_second().to_be_bytes());
    let account = account.expose().as_bytes();
    let parts: [&[u8]; 5] =
        [b"unbound", account, owner.member.as_str().as_bytes(), &holder, &since];
    OutboxId::from_stored(BASE32_NOPAD.encode(&keys.index_mac(&parts)).to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::fixtures::test_keys;
    use crate::fixtures::test_member;
    use crate::letters::envelope::Addressed;
    use crate::values::ids::MemberId;

    const THEN: Timestamp = Timestamp::UNIX_EPOCH;

    fn account(number: &str) -> AccountNumber {
        AccountNumber::parse(number).expect("a number")
    }

    fn owner(holder: u64) -> Owner {
        Owner { member: MemberId::from_stored("m"), holder, since: THEN, held_until: None }
    }

    /// A member of two accounts, each bound under holder 2.
    fn member() -> Member {
        let mut member = test_member(&["42", "43"]);
        member.accounts.iter_mut().for_each(|binding| binding.holder = 2);
        member
    }

    #[track_caller]
    fn left(number: &str, owner: Owner) -> Option<MemberChange> {
        end_binding(&test_keys(), &account(number), owner, Some(member()), THEN).left
    }

    #[test]
    fn the_member_loses_that_account_and_nothing_else() {
        let after = left("42", owner(2)).expect("they had it").member;

        let accounts = vec![member().accounts[1].clone()];
        assert_eq!(after, Member { accounts, event_number: 8, ..member() });
    }

    #[test]
    fn one_letter_and_one_event_tell_of_the_account_that_is_lost() {
        let envelope = left("42", owner(2)).expect("they had it").envelope;

        let letter = Letter::AccountUnbound { account: account("42") };
        let (to, language) = (member().email, member().language);
        assert_eq!(envelope.letters, [Addressed { to, language, letter }]);
        let [event] = &envelope.events[..] else { panic!("one event") };
        assert_eq!((event.kind, event.number), (EventKind::LoginUnbound, Some(8)));
        assert_eq!(event.accounts, [account("42")]);
        assert_eq!(envelope.trace, Some(Trace::of(Happened::PassedOn)));
    }

    #[test]
    fn a_member_who_does_not_have_the_account_is_left_alone() {
        assert_eq!(left("44", owner(2)), None);
        assert_eq!(left("42", owner(1)), None, "they have it under a later holder");
        assert!(end_binding(&test_keys(), &account("42"), owner(2), None, THEN).left.is_none());
    }

    #[test]
    fn one_binding_has_one_envelope_and_another_has_another() {
        let id = |number, owner| left(number, owner).expect("they had it").envelope.id;
        let later = Owner { since: THEN + SignedDuration::from_secs(1), ..owner(2) };

        assert_eq!(id("42", owner(2)), id("42", owner(2)));
        assert_ne!(id("42", owner(2)), id("43", owner(2)));
        assert_ne!(id("42", owner(2)), id("42", later));
    }
}
