//! The store of a test: in memory and, where that is asked for, on the tables of an embedded `DynamoDB` too.
//!
//! There each call is made on both, and a test fails where one works and the other does not, or where `Debug` tells their
//! answers apart. It withholds personal data; of that, pages and letters show what the tables answered. What a test reads of
//! what is kept comes from memory.

use std::fmt::Debug;
use std::sync::Arc;

use aws::Tables;
use domain::history::DocumentKey;
use domain::limits::{Counter, Subject};
use domain::ports::{Documents, Extracts, LeaseWish, StoreError};
use domain::{
    AccountNumber, Addressed, Email, Envelope, Extract, FactorRecord, Facts, GuestList, KeyRing,
    Link, Mark, Member, Outgoing, Owner, Passkey, Pending, Row, Session,
};
use jiff::Timestamp;
use tokio::sync::OnceCell;

use crate::memory::{Forgets, MemoryStore};
use crate::served;

/// The variable that asks for tables too: `tables`.
const STORE: &str = "PORCHLIGHT_TEST_STORE";

/// All tables. Its clones are the same store.
#[derive(Clone)]
pub struct TestStore {
    /// The store in memory.
    pub memory: MemoryStore,
    /// The tables, made by the first call that goes to them; none where only memory was asked for.
    tables: Option<Arc<OnceCell<Tables>>>,
}

impl TestStore {
    /// An empty store of the kind that the environment asks for.
    #[must_use]
    pub fn new(keys: KeyRing) -> Self {
        let is_asked = std::env::var_os(STORE).is_some_and(|it| it == "tables");
        Self { memory: MemoryStore::new(keys), tables: is_asked.then(Arc::default) }
    }

    /// An empty store in memory and on tables.
    #[must_use]
    pub fn on_tables(keys: KeyRing) -> Self {
        Self { memory: MemoryStore::new(keys), tables: Some(Arc::default()) }
    }

    /// Another store with the same contents, in memory alone.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self { memory: self.memory.copy(), tables: None }
    }

    /// As [`MemoryStore::set_down`]; nothing goes to tables meanwhile.
    pub fn set_down(&self, is_down: bool) {
        self.memory.set_down(is_down);
    }

    /// As [`MemoryStore::forget`].
    pub fn forget(&self, what: Forgets) {
        self.memory.forget(what);
    }

    pub(crate) async fn tables_too(&self) -> Option<&Tables> {
        let tables = self.tables.as_ref().filter(|_| !self.memory.is_down())?;
        Some(tables.get_or_init(served::tables).await)
    }
}

/// Compares what both answered to a call, in whatever order, and returns what the tables said. Why a store does not answer is
/// not compared.
pub(crate) fn same<T: Debug>(
    call: &str,
    memory: &Result<T, StoreError>,
    tables: Result<T, StoreError>,
) -> Result<T, StoreError> {
    match (memory, &tables) {
        (Err(StoreError::Unavailable(_)), Err(StoreError::Unavailable(_))) => (),
        (one, other) => {
            let (one, other) = (format!("{one:?}"), format!("{other:?}"));
            let is_same = sorted(&one) == sorted(&other);
            assert!(is_same, "{call}:\n  in memory: {one}\n  on tables: {other}");
        }
    }
    tables
}

/// The characters of an answer: an answer with the same parts in another order has the same.
fn sorted(answer: &str) -> Vec<char> {
    let mut characters: Vec<char> = answer.chars().collect();
    characters.sort_unstable();
    characters
}

/// Makes each call of a port on memory and, where there are tables, on them.
macro_rules! on_both {
    ($($port:ident { $($name:ident($($argument:ident: $type:ty),*) -> $answer:ty;)* })*) => {$(
        impl $port for $crate::store::TestStore {
            $(
                async fn $name(&self, $($argument: $type),*) -> Result<$answer, StoreError> {
                    // In a box, or the future of a whole page would not fit on the stack of a test.
                    let both = Box::pin(async {
                        let told = $port::$name(&self.memory, $($argument),*).await;
                        let Some(tables) = self.tables_too().await else { return told };
                        let call = concat!(stringify!($port), "::", stringify!($name));
                        let answer = $port::$name(tables, $($argument),*).await;
                        $crate::store::same(call, &told, answer)
                    });
                    both.await
                }
            )*
        }
    )*};
}

on_both! {
    Extracts {
        begin(wish: LeaseWish<'_>) -> Option<Extract>;
        facts_of(accounts: &[AccountNumber]) -> Vec<Facts>;
        put(rows: &[Row]) -> ();
        put_in_force(extract: &Extract) -> ();
    }
}

// Documents are in a bucket, not in a table.
impl Documents for TestStore {
    async fn link(
        &self,
        key: &DocumentKey,
        name: &str,
        now: Timestamp,
    ) -> Result<String, StoreError> {
        self.memory.link(key, name, now).await
    }
}

/// What a test reads of what is kept.
macro_rules! read_from_memory {
    ($($name:ident($($argument:ident: $type:ty),*) -> $answer:ty;)*) => {
        impl TestStore {
            $(
                #[doc = concat!("As [`MemoryStore::", stringify!($name), "`].")]
                #[must_use]
                pub fn $name(&self, $($argument: $type),*) -> $answer {
                    self.memory.$name($($argument),*)
                }
            )*
        }
    };
}

read_from_memory! {
    all_passkeys() -> Vec<Passkey>;
    counter(subject: &Subject) -> Counter;
    envelopes() -> Vec<Envelope>;
    factor_records() -> Vec<FactorRecord>;
    guests_of(account: &AccountNumber) -> Option<GuestList>;
    letters() -> Vec<(Addressed, Mark)>;
    links() -> Vec<Link>;
    member_of(email: &Email) -> Option<Member>;
    members() -> Vec<Member>;
    noted() -> Vec<Outgoing>;
    owner_of(account: &AccountNumber) -> Option<Owner>;
    owners() -> Vec<(AccountNumber, Owner)>;
    pendings() -> Vec<Pending>;
    sessions() -> Vec<Session>;
    successes() -> Vec<usize>;
    waiting() -> Vec<Envelope>;
}
