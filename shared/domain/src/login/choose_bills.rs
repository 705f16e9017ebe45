//! How a member's bills come: for all accounts, and for one of them otherwise.

#[cfg(test)]
mod tests;

use jiff::Timestamp;

use crate::letters::envelope::{Addressed, Envelope};
use crate::letters::letter::Letter;
use crate::members::acceptance::Acceptance;
use crate::members::asked_bills::AskedBills;
use crate::members::changed::Changed;
use crate::members::member::{Binding, Member};
use crate::members::receipt::Receipt;
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
        let otherwise = || if binding.bills_unasked { Bills::OnPaper } else { self.bills() };
        binding.own_bills.as_ref().map_or_else(otherwise, |own| own.bills)
    }

    /// Whether it is time to ask how bills come that nobody was asked about, since their account was held.
    #[must_use]
    pub fn owes_bills(&self, now: Timestamp) -> bool {
        self.accounts.iter().any(|it| it.bills_unasked && it.held(now).is_none())
    }

    /// Whether an account's bills come otherwise than those of the rest.
    #[must_use]
    pub fn has_own_bills(&self) -> bool {
        self.accounts.iter().any(|binding| self.bills_of(binding) != self.bills())
    }

    /// Takes a choice in with the text that it was made under, and answers what tells of it: the event names the accounts that it is for, and the member
    /// gets a letter unless their bills come as before.
    ///
    /// A choice for all stands above every earlier one for a single account. An account that is held is left out: its bills
    /// come as before until it is asked about. A choice for one that is held or not the member's, or for all where all are
    /// held, changes nothing and answers `None`.
    pub fn choose_bills(
        &mut self,
        which: &Which,
        bills: Bills,
        (consent, text): (Acceptance, &str),
        id: OutboxId,
    ) -> Option<Envelope> {
        let at = consent.at;
        let accounts = self.free_of(which, at);
        self.take_bills((which, accounts), bills, (consent, text), id, at)
    }

    /// The accounts that a choice is for: what is held takes none.
    pub(crate) fn free_of(&self, which: &Which, at: Timestamp) -> Vec<AccountNumber> {
        let is_meant = |it: &&Binding| match which {
            Which::All => true,
            Which::One(account) => it.account == *account,
        };
        let free = self.accounts.iter().filter(|it| it.held(at).is_none());
        free.filter(is_meant).map(|it| it.account.clone()).collect()
    }

    /// The same for some accounts of these, where it takes effect later than it was agreed to.
    pub(crate) fn take_bills(
        &mut self,
        (which, accounts): (&Which, Vec<AccountNumber>),
        bills: Bills,
        (consent, text): (Acceptance, &str),
        id: OutboxId,
        at: Timestamp,
    ) -> Option<Envelope> {
        if accounts.is_empty() && !(self.accounts.is_empty() && *which == Which::All) {
            return None;
        }
        let before = self.bills_of_all();
        if *which == Which::All {
            self.leave_bills_as_they_are_but_of(&accounts);
            self.paperless = match bills {
                Bills::ByEmail => Paperless::On(consent.clone()),
                Bills::OnPaper => Paperless::Off(consent.clone()),
            };
        }
        for binding in self.accounts.iter_mut().filter(|it| accounts.contains(&it.account)) {
            let own = || OwnBills { bills, consent: consent.clone() };
            binding.own_bills = (*which != Which::All).then(own);
            binding.bills_unasked = false;
        }
        self.mark(Changed::bills(bills), at);
        // What waits to be confirmed is over: this is the last word.
        self.asked_bills = None;
        let receipt = Receipt {
            version: consent.version,
            text: text.to_owned(),
            language: consent.language,
            at: consent.at,
            accounts: accounts.clone(),
        };
        let receipt = (bills == Bills::ByEmail).then_some(receipt);
        self.receipt = receipt.clone().or(self.receipt.take());
        let event = self.event_about(bills.event_kind(), &accounts, at)?;
        let account = match which {
            Which::One(account) if self.accounts.len() > 1 => Some(account.clone()),
            Which::One(_) | Which::All => None,
        };
        let letter = Addressed {
            to: self.email.clone(),
            language: self.language,
            letter: Letter::bills_changed(bills, account, receipt),
        };
        let letters = if self.bills_of_all() == before { Vec::new() } else { vec![letter] };
        Some(Envelope { id, letters, events: vec![event], trace: None, queued_at: at })
    }

    /// What is chosen for all accounts goes for these alone: the bills of the others come as before until they are asked about.
    pub(crate) fn leave_bills_as_they_are_but_of(&mut self, meant: &[AccountNumber]) {
        let agreed = match &self.paperless {
            Paperless::On(consent) => Some(consent.clone()),
            Paperless::Unasked
            | Paperless::Skipped(_)
            | Paperless::Off(_)
            | Paperless::Returned(_) => None,
        };
        let of_all = |it: &&mut Binding| !meant.contains(&it.account) && it.own_bills.is_none();
        for binding in self.accounts.iter_mut().filter(of_all).filter(|it| !it.bills_unasked) {
            let by_email = |consent| OwnBills { bills: Bills::ByEmail, consent };
            binding.own_bills = agreed.clone().map(by_email);
            binding.bills_unasked = agreed.is_none();
        }
    }

    /// What they asked for by email and may still confirm.
    #[must_use]
    pub fn waiting_bills(&self, now: Timestamp) -> Option<&AskedBills> {
        self.asked_bills.as_ref().filter(|asked| asked.waits(self.epoch, now))
    }

    /// Whether they asked for bills by email, and did not confirm it in time: paper stayed.
    #[must_use]
    pub fn did_not_confirm_bills(&self, now: Timestamp) -> bool {
        self.asked_bills.as_ref().is_some_and(|asked| !asked.waits(self.epoch, now))
    }

    /// "Not now": bills go on as they come. What is held was not asked about: that is done afterwards.
    pub fn skip_bills(&mut self, now: Timestamp) {
        for binding in self.accounts.iter_mut().filter(|it| it.held(now).is_some()) {
            binding.bills_unasked = binding.own_bills.is_none();
        }
        self.paperless = Paperless::Skipped(now);
        self.asked_bills = None;
    }

    fn bills_of_all(&self) -> Vec<Bills> {
        self.accounts.iter().map(|binding| self.bills_of(binding)).collect()
    }
}

impl Letter {
    /// That bills come otherwise from now on.
    #[must_use]
    pub fn bills_changed(
        bills: Bills,
        account: Option<AccountNumber>,
        receipt: Option<Receipt>,
    ) -> Self {
        match bills {
            Bills::ByEmail => Self::BillsByEmail { account, receipt },
            Bills::OnPaper => Self::BillsOnPaper { account },
        }
    }
}
