//! A billing extract in memory, to see what an import leaves behind.

use std::collections::BTreeMap;
use std::sync::Mutex;

use domain::Row;
use domain::import::{NameForm, Reading};
use domain::ports::{Clock, Extracts, InForce, LeaseBy, LeaseWish, StoreError};
use domain::{
    AccountNumber, Answer, CodeDays, Extract, Facts, Figures, KeyRing, Name, Question, QuestionKind,
};
use fixtures::test_keys;
use import_accounts::{ImportError, Importer, Options, Summary};
use jiff::{SignedDuration, Timestamp};

use crate::bound::Bound;

/// The question that the portal asks by default.
pub(crate) const ZIP: [Question; 1] = [Question { field: "billing_zip", kind: QuestionKind::Zip }];

/// How files are read by default.
pub(crate) const READING: Reading<'_> = Reading {
    questions: &ZIP,
    name_form: NameForm::Last,
    columns: &[],
    statuses: &[],
    account_form: domain::AccountForm::ANY,
    zips_begin_with_zero: false,
};

/// Goes on where an import is refused.
pub(crate) const FORCED: Options =
    Options { force: true, alone: false, dry_run: false, new_questions: false };

/// Rows by number, the extract in force, and the lease.
#[derive(Default)]
pub(crate) struct Store {
    state: Mutex<State>,
    /// The time for its imports, a second on at each reading.
    pub(crate) clock: Ticking,
}

#[derive(Default)]
pub(crate) struct State {
    pub(crate) rows: BTreeMap<AccountNumber, Row>,
    pub(crate) bound: Bound,
    extract: Option<Extract>,
    lease_until: Option<Timestamp>,
    lease_of: Option<String>,
    puts: usize,
    puts_before_failure: Option<usize>,
    leased_from: Vec<Timestamp>,
}

/// A clock that goes on by a step each time that it is read.
pub(crate) struct Ticking(Mutex<Timestamp>, SignedDuration);

impl Ticking {
    /// Begins at a moment in 2026.
    pub(crate) fn by(step: SignedDuration) -> Self {
        Self(Mutex::new("2026-11-23T12:00:00Z".parse().expect("an instant")), step)
    }
}

impl Default for Ticking {
    fn default() -> Self {
        Self::by(SignedDuration::from_secs(1))
    }
}

impl Clock for Ticking {
    fn now(&self) -> Timestamp {
        let mut now = self.0.lock().expect("no test panics with it");
        *now += self.1;
        *now
    }

    async fn pause(&self, _at_most: SignedDuration) {}

    async fn wait_until(&self, at: Timestamp) {
        let mut now = self.0.lock().expect("no test panics with it");
        *now = at.max(*now);
    }
}

impl Store {
    /// Lets so many puts through and then fails, as a function that is stopped does.
    pub(crate) fn fail_after(&self, puts: usize) {
        let mut state = self.state();
        state.puts = 0;
        state.puts_before_failure = Some(puts);
    }

    /// Puts work again.
    pub(crate) fn mend(&self) {
        self.state().puts_before_failure = None;
    }

    /// The extract in force.
    /// Puts an extract in force as it is.
    pub(crate) fn put(&self, extract: Extract) {
        self.state().extract = Some(extract);
    }

    pub(crate) fn extract(&self) -> Option<Extract> {
        self.state().extract.clone()
    }

    /// Whether somebody holds the lease at an instant.
    pub(crate) fn leased(&self, now: Timestamp) -> bool {
        self.state().lease_until.is_some_and(|until| until > now)
    }

    /// Takes the lease as another import would.
    pub(crate) fn lease_until(&self, until: Timestamp, of: Option<&str>) {
        let mut state = self.state();
        (state.lease_until, state.lease_of) = (Some(until), of.map(str::to_owned));
    }

    /// How often the lease was taken or renewed.
    pub(crate) fn leases(&self) -> usize {
        self.state().leased_from.len()
    }

    /// The facts in force that a typed number leads to, an old one too.
    pub(crate) fn facts(&self, typed: &str) -> Option<Facts> {
        let state = self.state();
        let version = state.extract.as_ref().map_or(0, |extract| extract.version);
        let number = AccountNumber::parse(typed).expect("a number");
        let row = match state.rows.get(&number)? {
            Row::Alias { account, version: of, .. } if *of >= version => state.rows.get(account)?,
            Row::Alias { .. } => return None,
            facts @ Row::Facts(_) => facts,
        };
        match row {
            Row::Facts(facts) if facts.version >= version => Some((**facts).clone()),
            Row::Facts(_) | Row::Alias { .. } => None,
        }
    }

    /// Every row in force, for comparing before and after.
    pub(crate) fn in_force(&self) -> Vec<Row> {
        let state = self.state();
        let version = state.extract.as_ref().map_or(0, |extract| extract.version);
        let in_force = |row: &&Row| match row {
            Row::Facts(facts) => facts.version >= version,
            Row::Alias { version: of, .. } => *of >= version,
        };
        state.rows.values().filter(in_force).cloned().collect()
    }

    pub(crate) fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().expect("no test panics with it")
    }
}

impl Extracts for Store {
    async fn begin(&self, wish: LeaseWish<'_>) -> Result<Option<Extract>, StoreError> {
        let mut state = self.state();
        let event = match wish.by {
            LeaseBy::Event(event) => Some(event.to_owned()),
            LeaseBy::Anybody => None,
            LeaseBy::Holder => state.lease_of.clone(),
        };
        let is_own = matches!(wish.by, LeaseBy::Event(_)) && state.lease_of == event;
        if state.lease_until.is_some_and(|held| held > wish.now) && !is_own {
            return Err(StoreError::Conflict);
        }
        (state.lease_until, state.lease_of) = (Some(wish.until), event);
        state.leased_from.push(wish.now);
        Ok(state.extract.clone())
    }

    async fn facts_of(&self, accounts: &[AccountNumber]) -> Result<Vec<Facts>, StoreError> {
        let state = self.state();
        let facts = accounts.iter().filter_map(|account| match state.rows.get(account) {
            Some(Row::Facts(facts)) => Some((**facts).clone()),
            Some(Row::Alias { .. }) | None => None,
        });
        Ok(facts.collect())
    }

    async fn put(&self, rows: &[Row]) -> Result<(), StoreError> {
        let mut state = self.state();
        if state.puts_before_failure.is_some_and(|most| state.puts >= most) {
            return Err(StoreError::Unavailable("stopped".into()));
        }
        state.puts += 1;
        for row in rows {
            let number = match row {
                Row::Facts(facts) => facts.account.clone(),
                Row::Alias { alias, .. } => alias.clone(),
            };
            state.rows.insert(number, row.clone());
        }
        Ok(())
    }

    async fn put_in_force(&self, extract: &Extract) -> Result<(), StoreError> {
        let mut state = self.state();
        let is_same =
            |it: &Extract| it.version == extract.version && it.file_hash == extract.file_hash;
        let before = state.extract.as_ref();
        let is_next = extract.version == before.map_or(0, |before| before.version) + 1;
        if !is_next && !before.is_some_and(is_same) {
            return Err(StoreError::Conflict);
        }
        state.extract = Some(extract.clone());
        state.lease_until = None;
        Ok(())
    }
}

impl InForce for Store {
    async fn in_force(&self) -> Result<Option<Extract>, StoreError> {
        Ok(self.extract())
    }
}

/// Imports as the portal does by default.
pub(crate) async fn import(store: &Store, file: &str) -> Result<Summary, ImportError> {
    import_with(store, file.as_bytes(), &test_keys(), Options::default()).await
}

/// Imports with keys and options.
pub(crate) async fn import_with(
    store: &Store,
    file: &[u8],
    keys: &KeyRing,
    options: Options,
) -> Result<Summary, ImportError> {
    let importer =
        Importer { extracts: store, clock: &store.clock, keys, reading: &READING, options };
    importer.import(file, |_| {}).await
}

/// A file of so many accounts, all of `name` and of one ZIP code, counted from `first`.
pub(crate) fn accounts(first: usize, many: usize, name: &str) -> String {
    let rows = (first..first + many).map(|number| format!("{number},{name},24091\n"));
    std::iter::once("account_no,last_name,billing_zip\n".to_owned()).chain(rows).collect()
}

/// Whether a typed number, name and the ZIP code of [`accounts`] match an account in force.
#[track_caller]
pub(crate) fn matches(store: &Store, number: &str, typed: &str) -> bool {
    matches_at(store, number, typed, "24091")
}

/// Whether a typed number, name and ZIP code match an account in force.
#[track_caller]
pub(crate) fn matches_at(store: &Store, number: &str, typed: &str, zip: &str) -> bool {
    let zip = Answer::parse(QuestionKind::Zip, zip).expect("a ZIP code");
    let name = Name::parse(typed).expect("a name");
    let extract = store.extract().expect("an extract");
    let facts = store.facts(number).expect("facts");
    let days = CodeDays::at(Figures::SHIPPED, Timestamp::UNIX_EPOCH);
    facts.fit(&test_keys(), &extract, &name, &[("billing_zip", zip)], days).is_whole()
}

/// A store with ten accounts of Lee in force.
pub(crate) async fn ten() -> Store {
    let store = Store::default();
    import(&store, &accounts(1, 10, "Lee")).await.expect("the first import");
    store
}
