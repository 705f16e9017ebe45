//! Staff end a binding: its account may be registered anew, and its member keeps the login.

use crate::billing::facts::{Facts, Owner};
use crate::letters::envelope::{Addressed, Envelope};
use crate::letters::happened::{Act, Trace};
use crate::letters::letter::Letter;
use crate::login::member_change::MemberChange;
use crate::login::pass_on::Ended;
use crate::login::staff::{Order, staff};
use crate::members::event::EventKind;
use crate::members::member::{Binding, Member};
use crate::members::wishes::Bills;
use crate::values::account_number::AccountNumber;

/// Ends the binding of an account, whoever has it.
///
/// The holder stays as it is: the account is still billed to the same people, and the right one of them may register
/// it. Paper comes back for it, since nobody reads its bills online any more. The contacts on file hear that it may be
/// registered. Without a member, or with one who does not list the account, nothing but the owner goes.
#[must_use]
pub fn release(
    account: &AccountNumber,
    owner: Owner,
    member: Option<Member>,
    facts: Option<&Facts>,
    order: &Order,
) -> Ended {
    let is_over = |binding: &Binding| binding.account == *account && binding.holder <= owner.holder;
    let left = member.and_then(|mut member| {
        let binding = member.accounts.iter().find(|binding| is_over(binding))?.clone();
        let was_by_email = member.bills_of(&binding) == Bills::ByEmail;
        let about = std::slice::from_ref(account);
        let unbound = member.event_about(EventKind::LoginUnbound, about, order.at);
        let off =
            was_by_email.then(|| member.event_about(EventKind::PaperlessOff, about, order.at));
        let events = unbound.into_iter().chain(off.flatten()).collect();
        member.accounts.retain(|binding| !is_over(binding));
        let letter = Letter::AccountReleased { account: account.clone() };
        let trace = Some(Trace::of(staff(Act::Released, order)));
        let mut told = Envelope::to_member(&member, letter, order.id.clone(), order.at);
        let theirs = facts.filter(|facts| facts.holder == owner.holder);
        let contacts = theirs.map(|facts| facts.other_contacts(&member.email, order.at));
        told.letters.extend(contacts.into_iter().flatten().map(|contact| Addressed {
            to: contact.email.clone(),
            language: contact.language,
            letter: Letter::AccountFreed { account: Some(account.clone()) },
        }));
        Some(MemberChange { member, envelope: Envelope { events, trace, ..told } })
    });
    Ended { owner, left }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::fixtures::test_member;
    use crate::login::staff::Reason;
    use crate::members::wishes::{OwnBills, Paperless};
    use crate::values::ids::{MemberId, OutboxId};

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

    fn account() -> AccountNumber {
        AccountNumber::parse("42").expect("a number")
    }

    fn owner(holder: u64) -> Owner {
        Owner { member: MemberId::from_stored("m"), holder, since: NOON, held_until: None }
    }

    fn order() -> Order {
        let reason = Reason::parse("opened by a former tenant").expect("a reason");
        Order { reason, by: "sam".to_owned(), at: NOON, id: OutboxId::from_stored("o") }
    }

    fn left(member: Member, holder: u64) -> Option<(Member, Envelope)> {
        let left = release(&account(), owner(holder), Some(member), None, &order()).left;
        left.map(|MemberChange { member, envelope }| (member, envelope))
    }

    #[test]
    fn the_member_loses_that_account_alone_and_hears_of_it() {
        let before = test_member(&["42", "43"]);

        let (after, envelope) = left(before.clone(), 1).expect("they had it");

        assert_eq!(after.account_numbers(), [before.accounts[1].account.clone()]);
        assert_eq!((after.epoch, after.standing), (before.epoch, before.standing));
        assert_eq!(envelope.letters[0].letter, Letter::AccountReleased { account: account() });
        assert_eq!(envelope.letters[0].to, before.email);
        assert_eq!(envelope.trace.map(|it| it.what), Some(staff(Act::Released, &order())));
        let [event] = &envelope.events[..] else { panic!("one event") };
        assert_eq!((event.kind, &event.accounts[..]), (EventKind::LoginUnbound, &[account()][..]));
    }

    #[test]
    fn paper_comes_back_for_an_account_whose_bills_came_by_email() {
        let mut member = test_member(&["42"]);
        let consent = member.terms.clone();
        member.accounts[0].own_bills = Some(OwnBills { bills: Bills::ByEmail, consent });

        let (_, envelope) = left(member, 1).expect("they had it");

        let kinds: Vec<EventKind> = envelope.events.iter().map(|event| event.kind).collect();
        assert_eq!(kinds, [EventKind::LoginUnbound, EventKind::PaperlessOff]);
        assert!(envelope.events[0].number < envelope.events[1].number);
    }

    #[test]
    fn paper_comes_back_for_an_account_that_is_held_anew_too() {
        let mut member = test_member(&["42"]);
        member.paperless = Paperless::On(member.terms.clone());
        member.accounts[0].held_until = Some(Timestamp::MAX);

        let (_, envelope) = left(member, 1).expect("they had it");

        let events: Vec<_> = envelope.events.iter().map(|it| (it.kind, &it.email)).collect();
        assert_eq!(events, [(EventKind::LoginUnbound, &None), (EventKind::PaperlessOff, &None)]);
    }

    #[test]
    fn a_member_who_does_not_list_the_account_is_left_alone() {
        assert!(left(test_member(&["43"]), 1).is_none());
        assert!(left(test_member(&["42"]), 0).is_none(), "they have it under a later holder");
        assert!(release(&account(), owner(1), None, None, &order()).left.is_none());
    }
}
