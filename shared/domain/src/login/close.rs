//! Closing a login: what its member leaves, and what tells of it.

use jiff::Timestamp;

use crate::billing::facts::Owner;
use crate::factors::held::{FactorRecord, Factors};
use crate::factors::taken_off::take_off;
use crate::keys::ring::KeyRing;
use crate::letters::envelope::Envelope;
use crate::letters::happened::{Happened, Trace};
use crate::letters::letter::Letter;
use crate::members::event::EventKind;
use crate::members::member::{Member, Standing};
use crate::members::wishes::{Bills, Paperless, Phrase};
use crate::values::account_number::AccountNumber;
use crate::values::ids::OutboxId;
use crate::values::password::PasswordHash;

/// The end of a login: everything that becomes true together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The member, closed.
    pub member: Member,
    /// Their accounts with the owners that were read; free to register again.
    pub freed: Vec<(AccountNumber, Owner)>,
    /// The records of what they had beside the password, which goes.
    pub bound: Vec<FactorRecord>,
    /// The letters and events that tell of it.
    pub envelope: Envelope,
}

/// Closes a login: all its sessions end, its accounts and its email are free, and paper bills come back.
///
/// `owners` are those of their accounts as they were read; one that passed on meanwhile stays with its new owner. What they
/// were let in to was left [before](crate::people::end_guest::end_by_closing). Of what is held billing hears that it is unbound and that paper comes back.
/// What is kept is what `why` and the numbering of events need: neither password nor phrase nor second factor.
#[must_use]
pub fn close(
    keys: &KeyRing,
    member: &Member,
    owners: Vec<(AccountNumber, Owner)>,
    envelope: OutboxId,
    now: Timestamp,
) -> Closing {
    let freed: Vec<_> = owners.into_iter().filter(|(_, it)| it.member == member.id).collect();
    let mut left = member.clone();
    let bound = take_off(&mut left, now, |_| true);
    let mut left = Member {
        standing: Standing::Closed,
        epoch: member.epoch + 1,
        password: PasswordHash::of_nobody(keys),
        phrase: Phrase::Unasked,
        paperless: Paperless::Unasked,
        factors: Factors::default(),
        ..left
    };
    let accounts = member.account_numbers();
    let mut events = Vec::new();
    if !accounts.is_empty() {
        events.extend(left.event_about(EventKind::LoginUnbound, &accounts, now));
        let without_paper =
            member.accounts.iter().filter(|it| member.bills_of(it) == Bills::ByEmail);
        let without_paper: Vec<_> = without_paper.map(|it| it.account.clone()).collect();
        if !without_paper.is_empty() {
            events.extend(left.event_about(EventKind::PaperlessOff, &without_paper, now));
        }
    }
    left.accounts.clear();
    left.guest_of.clear();
    let letter = Envelope::to_member(member, Letter::LoginClosed, envelope, now);
    let trace = Some(Trace::of(Happened::Closed));
    let envelope = Envelope { events, trace, ..letter };
    Closing { member: left, freed, bound, envelope }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::factors::prove::tests::{with_app, with_passkey};
    use crate::fixtures::test_keys;
    use crate::fixtures::test_member;
    use crate::members::acceptance::Acceptance;
    use crate::members::guest_of::{GuestOf, Role};
    use crate::members::wishes::OwnBills;
    use crate::values::ids::{MemberId, PersonId};
    use crate::values::language::Language;
    use crate::values::phrase::SecurityPhrase;

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

    fn account(number: &str) -> AccountNumber {
        AccountNumber::parse(number).expect("a number")
    }

    fn owner(member: &str) -> Owner {
        Owner { member: MemberId::from_stored(member), holder: 1, since: NOON, held_until: None }
    }

    fn without_paper() -> Member {
        let (version, hash) = ("1".to_owned(), "ab".to_owned());
        let text = Acceptance { version, hash, language: Language::English, at: NOON };
        Member { paperless: Paperless::On(text), ..test_member(&["42", "43"]) }
    }

    fn closed(member: &Member) -> Closing {
        let owners = vec![(account("42"), owner("m")), (account("43"), owner("other"))];
        close(&test_keys(), member, owners, OutboxId::from_stored("o"), NOON)
    }

    fn events(closing: &Closing) -> Vec<(EventKind, u64, usize)> {
        let events = closing.envelope.events.iter();
        events
            .map(|it| (it.kind, it.number.expect("a change of a member"), it.accounts.len()))
            .collect()
    }

    #[test]
    fn nobody_signs_in_any_more_and_all_sessions_end() {
        let (before, left) = (test_member(&["42"]), closed(&test_member(&["42"])).member);

        assert_eq!(left.standing, Standing::Closed);
        assert_eq!(left.epoch, before.epoch + 1);
    }

    #[test]
    fn what_is_kept_is_neither_password_nor_phrase_nor_account() {
        let phrase = SecurityPhrase::from_stored("red barn".to_owned());
        let member = Member { phrase: Phrase::Chosen(phrase), ..without_paper() };

        let left = closed(&member).member;

        assert_eq!(left.password, PasswordHash::of_nobody(&test_keys()));
        assert_eq!((left.phrase, left.accounts), (Phrase::Unasked, Vec::new()));
        assert_eq!((left.email, left.terms), (member.email, member.terms));
    }

    #[test]
    fn all_factors_go_with_the_login_and_are_on_record_as_ended() {
        let mut member = with_app(None);
        member.factors.passkeys = with_passkey(None).factors.passkeys;
        member.factors.password_by_mail = Some(NOON);

        let closing = closed(&member);

        let ended: Vec<_> = closing.bound.iter().map(|it| (it.id.as_str(), it.ended_at)).collect();
        assert_eq!(ended, ["app", "key", "set"].map(|id| (id, Some(NOON))));
        assert_eq!(closing.member.factors, Factors::default());
    }

    #[test]
    fn an_account_that_is_somebody_elses_by_now_stays_theirs() {
        assert_eq!(closed(&without_paper()).freed, [(account("42"), owner("m"))]);
    }

    #[test]
    fn paper_bills_come_back_where_there_were_none() {
        let both = [(EventKind::LoginUnbound, 8, 2), (EventKind::PaperlessOff, 9, 2)];

        assert_eq!(events(&closed(&without_paper())), both);
        assert_eq!(events(&closed(&test_member(&["42", "43"]))), both[..1]);
        assert_eq!(closed(&without_paper()).member.event_number, 9);
    }

    #[test]
    fn paper_bills_come_back_for_the_accounts_that_had_none_alone() {
        let mut member = test_member(&["42", "43"]);
        let Paperless::On(consent) = without_paper().paperless else { panic!("no paper") };
        member.accounts[1].own_bills = Some(OwnBills { bills: Bills::ByEmail, consent });

        let events = closed(&member).envelope.events;

        assert_eq!(events[1].kind, EventKind::PaperlessOff);
        assert_eq!(events[1].accounts, [account("43")]);
    }

    #[test]
    fn paper_bills_come_back_for_an_account_that_is_held_anew_and_no_email_is_told() {
        let mut member = without_paper();
        member.accounts[0].held_until = Some(NOON + SignedDuration::from_hours(1));

        let closing = closed(&member);

        let both = [(EventKind::LoginUnbound, 8, 2), (EventKind::PaperlessOff, 9, 2)];
        assert_eq!(events(&closing), both);
        assert!(closing.envelope.events.iter().all(|event| event.email.is_none()));
    }

    #[test]
    fn who_was_let_in_meanwhile_is_a_guest_no_more() {
        let of = GuestOf {
            account: account("77"),
            owner: MemberId::from_stored("other"),
            person: PersonId::from_stored("p"),
            role: Role::Pay,
        };
        let guest = Member { guest_of: vec![of], ..test_member(&["42"]) };

        let closing = closed(&guest);

        assert_eq!((closing.member.guest_of.len(), closing.envelope.events.len()), (0, 1));
    }

    #[test]
    fn without_accounts_there_is_nothing_to_tell_billing() {
        let none = Member { accounts: Vec::new(), ..without_paper() };

        let closing = closed(&none);

        assert!(closing.envelope.events.is_empty());
        assert_eq!(closing.envelope.letters.len(), 1);
        assert_eq!(closing.envelope.trace, Some(Trace::of(Happened::Closed)));
    }
}
