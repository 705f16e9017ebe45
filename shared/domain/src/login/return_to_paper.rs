//! Paper is put back where bills by email would reach nobody, or somebody else, and the billing system hears of it.

use jiff::Timestamp;

use crate::letters::envelope::Envelope;
use crate::login::member_change::MemberChange;
use crate::members::changed::Changed;
use crate::members::event::{Event, EventKind};
use crate::members::member::{Member, Standing};
use crate::members::wishes::{Bills, Paperless};
use crate::values::account_number::AccountNumber;
use crate::values::ids::OutboxId;

/// The member after a letter to them bounced for good, and what tells of it.
///
/// Where no paper comes, no bill would come at all, so paper is back. Source: docs/DESIGN.md#bills-by-email.
#[must_use]
pub fn mail_bounced(mut member: Member, id: OutboxId, at: Timestamp) -> MemberChange {
    let mut events: Vec<Event> = member.event(EventKind::ContactBounced, at).into_iter().collect();
    let without_paper = without_paper(&member);
    if gets_bills_by_email(&member) {
        if matches!(member.paperless, Paperless::On(_)) {
            member.paperless = Paperless::Returned(at);
        }
        for binding in &mut member.accounts {
            let by_email = |own: &crate::members::wishes::OwnBills| own.bills == Bills::ByEmail;
            binding.own_bills = binding.own_bills.take().filter(|own| !by_email(own));
        }
        member.mark(Changed::BillsOnPaper, at);
        events.extend(member.event_about(EventKind::PaperlessOff, &without_paper, at));
    }
    let envelope = Envelope { id, letters: Vec::new(), events, trace: None, queued_at: at };
    MemberChange { member, envelope }
}

/// Puts paper back for the accounts that are held and whose bills come by email: the member has another mailbox, of which
/// billing may not hear before the hold is over, and the one before may be why. They are asked about again then.
pub(crate) fn held_on_paper(member: &mut Member, at: Timestamp) -> Option<Event> {
    let mut held = without_paper(member);
    held.retain(|it| member.held_among(std::slice::from_ref(it), at).is_some());
    if held.is_empty() {
        return None;
    }
    for binding in member.accounts.iter_mut().filter(|it| held.contains(&it.account)) {
        (binding.own_bills, binding.bills_unasked) = (None, true);
    }
    member.mark(Changed::BillsOnPaper, at);
    member.event_about(EventKind::PaperlessOff, &held, at)
}

/// Whether a bounce of a member's mail is to be told: nothing of a login that is closed, nor twice of a mailbox unless
/// bills went there. `known` says that the mailbox bounced before.
#[must_use]
pub fn bounce_matters(member: &Member, known: bool) -> bool {
    match member.standing {
        Standing::Active | Standing::Frozen => !known || gets_bills_by_email(member),
        Standing::Closed => false,
    }
}

/// Whether bills of any account come by email, now or of the next one that is bound.
#[must_use]
pub fn gets_bills_by_email(member: &Member) -> bool {
    member.bills() == Bills::ByEmail || !without_paper(member).is_empty()
}

fn without_paper(member: &Member) -> Vec<AccountNumber> {
    let by_email = member.accounts.iter().filter(|it| member.bills_of(it) == Bills::ByEmail);
    by_email.map(|binding| binding.account.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::test_member;
    use crate::members::acceptance::Acceptance;
    use crate::members::wishes::Which;

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

    fn consent() -> Acceptance {
        test_member(&["42"]).terms
    }

    fn bounced(member: Member) -> (Member, Vec<(EventKind, usize)>) {
        let change = mail_bounced(member, OutboxId::from_stored("o"), NOON);
        let MemberChange { member, envelope } = change;
        let events = envelope.events.iter().map(|event| (event.kind, event.accounts.len()));
        (member, events.collect())
    }

    #[test]
    fn paper_comes_back_for_all_accounts_and_the_billing_system_hears_of_both() {
        let mut before = test_member(&["42", "43"]);
        let id = OutboxId::from_stored("chosen");
        before.choose_bills(&Which::All, Bills::ByEmail, (consent(), ""), id);
        let number = before.event_number;

        let (member, events) = bounced(before.clone());

        assert_eq!(member.paperless, Paperless::Returned(NOON));
        assert_eq!(member.event_number, number + 2);
        assert_eq!(events, [(EventKind::ContactBounced, 2), (EventKind::PaperlessOff, 2)]);
        assert_eq!(member.email, before.email);
        assert!(!gets_bills_by_email(&member));
    }

    #[test]
    fn paper_comes_back_for_the_one_account_that_had_none() {
        let mut before = test_member(&["42", "43"]);
        let one = Which::One(before.accounts[1].account.clone());
        before.choose_bills(&one, Bills::ByEmail, (consent(), ""), OutboxId::from_stored("chosen"));

        let (member, events) = bounced(before);

        assert_eq!(member.paperless, Paperless::Unasked);
        assert_eq!(events, [(EventKind::ContactBounced, 2), (EventKind::PaperlessOff, 1)]);
        assert!(!gets_bills_by_email(&member));
    }

    #[test]
    fn paper_comes_back_for_an_account_that_is_held_anew_and_no_email_is_told() {
        let mut before = test_member(&["42"]);
        let id = OutboxId::from_stored("chosen");
        before.choose_bills(&Which::All, Bills::ByEmail, (consent(), ""), id);
        before.accounts[0].held_until = Some(Timestamp::MAX);

        let envelope = mail_bounced(before, OutboxId::from_stored("o"), NOON).envelope;

        let [event] = &envelope.events[..] else { panic!("one event") };
        assert_eq!((event.kind, &event.email), (EventKind::PaperlessOff, &None));
    }

    #[test]
    fn a_bounce_is_told_once_a_mailbox_unless_bills_went_there_and_never_of_a_closed_login() {
        let on_paper = test_member(&["42"]);
        let mut by_email = on_paper.clone();
        by_email.choose_bills(
            &Which::All,
            Bills::ByEmail,
            (consent(), ""),
            OutboxId::from_stored("c"),
        );
        let frozen = Member { standing: Standing::Frozen, ..on_paper.clone() };
        let closed = Member { standing: Standing::Closed, ..by_email.clone() };
        let told = |member: &Member| [false, true].map(|known| bounce_matters(member, known));

        assert_eq!([told(&on_paper), told(&frozen)], [[true, false]; 2]);
        assert_eq!((told(&by_email), told(&closed)), ([true, true], [false, false]));
    }

    #[test]
    fn who_has_paper_keeps_what_they_said() {
        let before = test_member(&["42"]);

        let (member, events) = bounced(before.clone());

        assert_eq!((member.paperless, member.accounts), (before.paperless, before.accounts));
        assert_eq!(events, [(EventKind::ContactBounced, 1)]);
    }
}
