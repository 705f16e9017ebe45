//! How a member's bills come: for all accounts, and for one of them otherwise.

use jiff::Timestamp;

use crate::letters::envelope::{Addressed, Envelope};
use crate::letters::letter::Letter;
use crate::members::acceptance::Acceptance;
use crate::members::changed::Changed;
use crate::members::member::{Binding, Member};
use crate::members::wishes::{Bills, OwnBills, Paperless, Which};
use crate::values::account_number::AccountNumber;
use crate::values::ids::OutboxId;

impl Member {
    /// How the bills of an account come that has no choice of its own: one that is bound next, too.
    #[must_use]
    pub fn bills(&self) -> Bills {
        match self.paperless {
            Paperless::On(_) => Bills::ByEmail,
            Paperless::Unasked
            | Paperless::Skipped(_)
            | Paperless::Off(_)
            | Paperless::Returned(_) => Bills::OnPaper,
        }
    }

    /// How the bills of one of the accounts come.
    #[must_use]
    pub fn bills_of(&self, binding: &Binding) -> Bills {
        binding.own_bills.as_ref().map_or_else(|| self.bills(), |own| own.bills)
    }

    /// Whether an account's bills come otherwise than those of the rest.
    #[must_use]
    pub fn has_own_bills(&self) -> bool {
        self.accounts.iter().any(|binding| self.bills_of(binding) != self.bills())
    }

    /// Takes a choice in, and answers what tells of it: the event names the accounts that it is for, and the member
    /// gets a letter unless their bills come as before.
    ///
    /// A choice for all stands above every earlier one for a single account; one for an account that is not the
    /// member's changes nothing and answers `None`.
    pub fn choose_bills(
        &mut self,
        which: &Which,
        bills: Bills,
        consent: Acceptance,
        id: OutboxId,
    ) -> Option<Envelope> {
        let (at, before) = (consent.at, self.bills_of_all());
        let accounts = match which {
            Which::All => {
                self.accounts.iter_mut().for_each(|binding| binding.own_bills = None);
                self.paperless = match bills {
                    Bills::ByEmail => Paperless::On(consent),
                    Bills::OnPaper => Paperless::Off(consent),
                };
                self.account_numbers()
            }
            Which::One(account) => {
                let binding = self.accounts.iter_mut().find(|it| it.account == *account)?;
                binding.own_bills = Some(OwnBills { bills, consent });
                vec![account.clone()]
            }
        };
        self.mark(Changed::bills(bills), at);
        let event = self.event_about(bills.event_kind(), &accounts, at);
        let account = match which {
            Which::One(account) if self.accounts.len() > 1 => Some(account.clone()),
            Which::One(_) | Which::All => None,
        };
        let letter = Addressed {
            to: self.email.clone(),
            language: self.language,
            letter: Letter::bills_changed(bills, account),
        };
        let letters = if self.bills_of_all() == before { Vec::new() } else { vec![letter] };
        Some(Envelope { id, letters, events: vec![event], trace: None, queued_at: at })
    }

    /// "Not now": bills go on as they come.
    pub fn skip_bills(&mut self, now: Timestamp) {
        self.paperless = Paperless::Skipped(now);
    }

    fn bills_of_all(&self) -> Vec<Bills> {
        self.accounts.iter().map(|binding| self.bills_of(binding)).collect()
    }
}

impl Letter {
    /// That bills come otherwise from now on.
    #[must_use]
    pub fn bills_changed(bills: Bills, account: Option<AccountNumber>) -> Self {
        match bills {
            Bills::ByEmail => Self::BillsByEmail { account },
            Bills::OnPaper => Self::BillsOnPaper { account },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::test_member;
    use crate::members::event::EventKind;
    use crate::members::member::NextStep;
    use crate::values::account_number::AccountNumber;

    fn sample() -> Member {
        test_member(&["42", "43"])
    }

    fn consent() -> Acceptance {
        Acceptance { version: "2".to_owned(), ..sample().terms }
    }

    fn one(at: usize) -> Which {
        Which::One(sample().accounts[at].account.clone())
    }

    fn bills(member: &Member) -> Vec<Bills> {
        member.bills_of_all()
    }

    #[track_caller]
    fn choose(member: &mut Member, which: &Which, bills: Bills) -> Envelope {
        let id = OutboxId::from_stored("o");
        member.choose_bills(which, bills, consent(), id).expect("an account of theirs")
    }

    #[test]
    fn until_something_is_said_bills_come_on_paper() {
        let member = sample();

        assert_eq!(bills(&member), [Bills::OnPaper, Bills::OnPaper]);
        assert!(!member.has_own_bills());
    }

    #[test]
    fn who_puts_it_off_gets_bills_as_before_and_is_asked_for_the_phrase() {
        let mut member = sample();
        assert_eq!(member.next_step(), NextStep::Paperless);

        member.skip_bills(Timestamp::UNIX_EPOCH);

        assert_eq!(bills(&member), bills(&sample()));
        assert_eq!(member.next_step(), NextStep::SecurityPhrase);
        assert!(member.last_changes().is_empty());
    }

    #[test]
    fn a_choice_for_all_is_for_every_account_and_its_event_names_each() {
        let mut member = sample();

        let envelope = choose(&mut member, &Which::All, Bills::ByEmail);

        assert_eq!(bills(&member), [Bills::ByEmail, Bills::ByEmail]);
        assert_eq!(member.paperless, Paperless::On(consent()));
        let [event] = &envelope.events[..] else { panic!("one event") };
        assert_eq!((event.kind, event.number), (EventKind::PaperlessOn, 8));
        assert_eq!(event.accounts, sample().account_numbers());
        let letter = Letter::BillsByEmail { account: None };
        assert_eq!(envelope.letters[0].letter, letter);
    }

    #[test]
    fn a_choice_for_one_is_for_that_account_alone_and_so_is_its_event() {
        let mut member = sample();

        let envelope = choose(&mut member, &one(1), Bills::ByEmail);

        assert_eq!(bills(&member), [Bills::OnPaper, Bills::ByEmail]);
        assert!(member.has_own_bills());
        let account = sample().accounts[1].account.clone();
        assert_eq!(envelope.events[0].accounts, std::slice::from_ref(&account));
        let letter = Letter::BillsByEmail { account: Some(account) };
        assert_eq!(envelope.letters[0].letter, letter);
        assert_eq!(member.paperless, Paperless::Unasked, "what was said about all stands");
        let own = OwnBills { bills: Bills::ByEmail, consent: consent() };
        assert_eq!(member.accounts[1].own_bills, Some(own));
    }

    #[test]
    fn a_later_choice_for_all_stands_above_one_for_an_account() {
        let mut member = sample();
        choose(&mut member, &one(0), Bills::ByEmail);

        choose(&mut member, &Which::All, Bills::OnPaper);

        assert_eq!(bills(&member), [Bills::OnPaper, Bills::OnPaper]);
        assert!(!member.has_own_bills());
    }

    #[test]
    fn withdrawing_is_recorded_and_told_like_joining() {
        let mut member = sample();
        choose(&mut member, &Which::All, Bills::ByEmail);

        let envelope = choose(&mut member, &Which::All, Bills::OnPaper);

        assert_eq!(member.paperless, Paperless::Off(consent()));
        assert_eq!(envelope.events[0].kind, EventKind::PaperlessOff);
        assert_eq!(envelope.letters.len(), 1);
    }

    #[test]
    fn who_gets_bills_as_before_gets_no_letter_but_billing_hears_of_it() {
        let envelope = choose(&mut sample(), &Which::All, Bills::OnPaper);

        assert_eq!((envelope.letters.len(), envelope.events.len()), (0, 1));
    }

    #[test]
    fn an_account_that_is_not_theirs_takes_no_choice() {
        let mut member = sample();
        let stranger = Which::One(AccountNumber::parse("99").expect("a number"));
        let id = OutboxId::from_stored("o");

        assert_eq!(member.choose_bills(&stranger, Bills::ByEmail, consent(), id), None);
        assert_eq!(member, sample());
    }
}
