//! How a member's bills come: for all accounts, and for one of them otherwise.

use crate::account_number::AccountNumber;
use crate::letter::{Event, EventKind};
use crate::member::{Acceptance, Binding, Member, Paperless};

/// How bills come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bills {
    /// By email, without paper.
    ByEmail,
    /// On paper.
    OnPaper,
}

/// What a member said about the bills of one account, other than about all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnBills {
    /// How they come.
    pub bills: Bills,
    /// The text that was agreed to, in which language, when.
    pub consent: Acceptance,
}

/// Which accounts a choice is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// All that are the member's, and those that will be.
    All,
    /// One of them.
    One(AccountNumber),
}

impl Bills {
    /// What the billing system is told.
    #[must_use]
    pub fn event_kind(self) -> EventKind {
        match self {
            Self::ByEmail => EventKind::PaperlessOn,
            Self::OnPaper => EventKind::PaperlessOff,
        }
    }
}

impl Member {
    /// How the bills of an account come that has no choice of its own: one that is bound next, too.
    #[must_use]
    pub fn bills(&self) -> Bills {
        match self.paperless {
            Paperless::On(_) => Bills::ByEmail,
            Paperless::Unasked | Paperless::Skipped(_) | Paperless::Off(_) => Bills::OnPaper,
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

    /// Takes a choice in, and answers the event that tells the billing system of the accounts it is for.
    ///
    /// A choice for all stands above every earlier one for a single account; one for an account that is not the
    /// member's changes nothing and answers `None`.
    pub fn choose_bills(
        &mut self,
        which: &Which,
        bills: Bills,
        consent: Acceptance,
    ) -> Option<Event> {
        let at = consent.at;
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
        Some(self.event_about(bills.event_kind(), &accounts, at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::member::test_member;

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
        member.accounts.iter().map(|binding| member.bills_of(binding)).collect()
    }

    #[test]
    fn until_something_is_said_bills_come_on_paper() {
        let member = sample();

        assert_eq!(bills(&member), [Bills::OnPaper, Bills::OnPaper]);
        assert!(!member.has_own_bills());
    }

    #[test]
    fn a_choice_for_all_is_for_every_account_and_its_event_names_each() {
        let mut member = sample();

        let event = member.choose_bills(&Which::All, Bills::ByEmail, consent()).expect("an event");

        assert_eq!(bills(&member), [Bills::ByEmail, Bills::ByEmail]);
        assert_eq!(member.paperless, Paperless::On(consent()));
        assert_eq!(
            (event.kind, event.accounts),
            (EventKind::PaperlessOn, sample().account_numbers())
        );
        assert_eq!(event.number, sample().event_number + 1);
    }

    #[test]
    fn a_choice_for_one_is_for_that_account_alone_and_so_is_its_event() {
        let mut member = sample();

        let event = member.choose_bills(&one(1), Bills::ByEmail, consent()).expect("an event");

        assert_eq!(bills(&member), [Bills::OnPaper, Bills::ByEmail]);
        assert!(member.has_own_bills());
        assert_eq!(event.accounts, [sample().accounts[1].account.clone()]);
        assert_eq!(member.paperless, Paperless::Unasked, "what was said about all stands");
        let own = OwnBills { bills: Bills::ByEmail, consent: consent() };
        assert_eq!(member.accounts[1].own_bills, Some(own));
    }

    #[test]
    fn a_later_choice_for_all_stands_above_one_for_an_account() {
        let mut member = sample();
        member.choose_bills(&one(0), Bills::ByEmail, consent());

        member.choose_bills(&Which::All, Bills::OnPaper, consent());

        assert_eq!(bills(&member), [Bills::OnPaper, Bills::OnPaper]);
        assert!(!member.has_own_bills());
    }

    #[test]
    fn an_account_that_is_not_theirs_takes_no_choice() {
        let mut member = sample();
        let stranger = Which::One(AccountNumber::parse("99").expect("a number"));

        assert_eq!(member.choose_bills(&stranger, Bills::ByEmail, consent()), None);
        assert_eq!(member, sample());
    }
}
