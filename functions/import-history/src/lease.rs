//! The lease that keeps two imports of one kind from writing at once.

use std::time::Duration;

use domain::history::HistoryKind;
use domain::ports::{Clock, HistoryImport, LeaseBy, LeaseWish};
use jiff::Timestamp;

use crate::error::ImportError;

/// How long a lease holds: the longest that a function can run, so that none still writes when it ends.
/// Source: AWS Lambda quotas, "Function timeout".
const LIFE: Duration = Duration::from_mins(15);

/// A lease that is held. Known by its end: whoever took it over since has a later one.
pub(crate) struct Lease<'a, S, C> {
    store: &'a S,
    clock: &'a C,
    kind: HistoryKind,
    until: Timestamp,
}

impl<'a, S: HistoryImport, C: Clock> Lease<'a, S, C> {
    /// Takes the lease. One that a killed import of the same event left is taken over.
    ///
    /// # Errors
    ///
    /// `AnotherIsRunning` if somebody else has it.
    pub(crate) async fn take(
        store: &'a S,
        clock: &'a C,
        kind: HistoryKind,
        by: LeaseBy<'_>,
    ) -> Result<Self, ImportError> {
        let now = clock.now();
        let until = now + LIFE;
        store.begin_history(kind, LeaseWish { now, until, by }).await?;
        Ok(Self { store, clock, kind, until })
    }

    /// Takes it for longer once half of it is gone.
    ///
    /// # Errors
    ///
    /// `AnotherIsRunning` if it ran out and somebody else has it.
    pub(crate) async fn keep(&mut self) -> Result<(), ImportError> {
        let now = self.clock.now();
        if now + LIFE / 2 < self.until {
            return Ok(());
        }
        self.retake(now + LIFE).await
    }

    /// Gives it back, so that the next import need not wait. If that fails, it runs out by itself.
    pub(crate) async fn give_back(mut self) {
        if self.retake(self.clock.now()).await.is_err() {
            tracing::warn!("could not give back the lease of an import; it runs out by itself");
        }
    }

    /// Takes the lease from its own end on, which succeeds unless somebody with a later end has it.
    async fn retake(&mut self, until: Timestamp) -> Result<(), ImportError> {
        let wish = LeaseWish { now: self.until, until, by: LeaseBy::Holder };
        self.store.begin_history(self.kind, wish).await?;
        self.until = until;
        Ok(())
    }
}
