//! Owners and members in memory, to see which bindings an import ends.

use std::collections::BTreeMap;

use domain::ports::{Bindings, StoreError};
use domain::{
    Acceptance, AccountNumber, Binding, Email, Envelope, Factors, Language, Member, MemberChange,
    MemberId, Owner, Paperless, PasswordHash, Phrase, Standing,
};
use domain::{PassedOn, Row};
use fixtures::test_keys;
use jiff::Timestamp;

use crate::store::{State, Store};

/// Who has which account, and what was told of it.
#[derive(Default)]
pub(crate) struct Bound {
    owners: BTreeMap<AccountNumber, Owner>,
    members: BTreeMap<MemberId, Member>,
    envelopes: Vec<Envelope>,
    passes_before_failure: Option<usize>,
    changes_in_between: usize,
    claim_in_between: Option<Member>,
}

impl Store {
    /// Makes the accounts a member's, each as its facts are now.
    pub(crate) fn bind(&self, name: &str, numbers: impl IntoIterator<Item = usize>) {
        let accounts: Vec<Binding> =
            numbers.into_iter().map(|number| self.binding(number)).collect();
        let id = MemberId::from_stored(name);
        let bound = &mut self.state().bound;
        for Binding { account, holder, since, .. } in &accounts {
            let owner =
                Owner { member: id.clone(), holder: *holder, since: *since, held_until: None };
            bound.owners.insert(account.clone(), owner);
        }
        bound.members.insert(id.clone(), member(id, accounts));
    }

    fn binding(&self, number: usize) -> Binding {
        let number = number.to_string();
        let facts = self.facts(&number).expect("facts");
        let (account, holder) = (facts.account, facts.holder);
        Binding {
            account,
            holder,
            since: Timestamp::UNIX_EPOCH,
            own_bills: None,
            held_until: None,
            bills_unasked: false,
        }
    }

    /// Who has an account.
    pub(crate) fn owner(&self, number: usize) -> Option<Owner> {
        self.state().bound.owners.get(&account(number)).cloned()
    }

    /// All owners.
    pub(crate) fn owners(&self) -> BTreeMap<AccountNumber, Owner> {
        self.state().bound.owners.clone()
    }

    /// A member as they are now.
    pub(crate) fn member(&self, name: &str) -> Member {
        let state = self.state();
        state.bound.members.get(&MemberId::from_stored(name)).expect("a member").clone()
    }

    /// Everything that was told.
    pub(crate) fn envelopes(&self) -> Vec<Envelope> {
        self.state().bound.envelopes.clone()
    }

    /// Lets so many accounts pass on and then fails, as a function that is stopped does; `None` never fails.
    pub(crate) fn fail_after_passing(&self, accounts: impl Into<Option<usize>>) {
        self.state().bound.passes_before_failure = accounts.into();
    }

    /// Changes the member right before each of the next so many ends of a binding, as a click of theirs would.
    pub(crate) fn change_in_between(&self, times: usize) {
        self.state().bound.changes_in_between = times;
    }
}

impl Store {
    /// Makes an account a member's right before it passes on, as a claim of its earlier holder would.
    pub(crate) fn claim_in_between(&self, name: &str, number: usize) {
        let binding = self.binding(number);
        self.state().bound.claim_in_between =
            Some(member(MemberId::from_stored(name), vec![binding]));
    }
}

impl Bindings for Store {
    async fn owners_of(
        &self,
        accounts: &[AccountNumber],
    ) -> Result<Vec<(AccountNumber, Owner)>, StoreError> {
        let state = self.state();
        let owner = |account: &AccountNumber| {
            Some((account.clone(), state.bound.owners.get(account)?.clone()))
        };
        Ok(accounts.iter().filter_map(owner).collect())
    }

    async fn by_id(&self, member: &MemberId) -> Result<Option<Member>, StoreError> {
        Ok(self.state().bound.members.get(member).cloned())
    }

    async fn pass_on(&self, passed_on: &PassedOn) -> Result<(), StoreError> {
        let mut state = self.state();
        state.bound.fail_if_stopped()?;
        state.bound.end(passed_on)?;
        let State { rows, .. } = &mut *state;
        let facts = passed_on.facts.clone();
        rows.insert(facts.account.clone(), Row::Facts(Box::new(facts)));
        Ok(())
    }
}

impl Bound {
    fn fail_if_stopped(&mut self) -> Result<(), StoreError> {
        match &mut self.passes_before_failure {
            Some(0) => Err(StoreError::Unavailable("stopped".into())),
            Some(left) => {
                *left -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn claim(&mut self) {
        if let Some(member) = self.claim_in_between.take() {
            for Binding { account, holder, since, .. } in member.accounts.clone() {
                let owner = Owner { member: member.id.clone(), holder, since, held_until: None };
                self.owners.insert(account, owner);
            }
            self.members.insert(member.id.clone(), member);
        }
    }

    fn end(&mut self, passed_on: &PassedOn) -> Result<(), StoreError> {
        self.claim();
        let (account, stored) =
            (&passed_on.facts.account, self.owners.get(&passed_on.facts.account));
        let Some(ended) = &passed_on.ended else {
            let earlier = stored.is_some_and(|owner| owner.holder < passed_on.facts.holder);
            return if earlier { Err(StoreError::Conflict) } else { Ok(()) };
        };
        if stored != Some(&ended.owner) {
            return Err(StoreError::Conflict);
        }
        if let Some(MemberChange { member, envelope }) = &ended.left {
            let stored = self.members.get_mut(&member.id).expect("a member");
            if self.changes_in_between > 0 {
                self.changes_in_between -= 1;
                stored.version += 1;
                stored.epoch += 1;
            }
            if stored.version != member.version {
                return Err(StoreError::Conflict);
            }
            *stored = Member { version: member.version + 1, ..member.clone() };
            self.envelopes.push(envelope.clone());
        }
        self.owners.remove(account);
        Ok(())
    }
}

pub(crate) fn account(number: usize) -> AccountNumber {
    AccountNumber::parse(&number.to_string()).expect("a number")
}

fn member(id: MemberId, accounts: Vec<Binding>) -> Member {
    let (version, hash) = ("1".to_owned(), "ab".to_owned());
    let since = Timestamp::UNIX_EPOCH;
    Member {
        email: Email::parse(&format!("{}@mail.example", id.as_str())).expect("an email"),
        id,
        language: Language::Spanish,
        password: PasswordHash::of_nobody(&test_keys()),
        standing: Standing::Active,
        accounts,
        guest_of: Vec::new(),
        asked_bills: None,
        receipt: None,
        paperless: Paperless::Unasked,
        phrase: Phrase::Unasked,
        terms: Acceptance { version, hash, language: Language::Spanish, at: since },
        epoch: 1,
        event_number: 2,
        since,
        changed: [].into(),
        factors: Factors::default(),
        version: 1,
    }
}
