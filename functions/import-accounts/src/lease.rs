//! The lease that keeps two imports from writing at once.

use std::time::Duration;

use domain::Extract;
use domain::ports::{Clock, Extracts, LeaseBy, LeaseWish};
use jiff::Timestamp;

use crate::Options;
use crate::error::ImportError;
use crate::summary::{ImportEnd, Summary};

/// How long a lease holds: the longest that a function can run, so that none still writes when it ends.
/// Source: AWS Lambda quotas, "Function timeout".
const LIFE: Duration = Duration::from_mins(15);

/// Whether an import that ended so still holds its lease: putting an extract in force gives it back, the same one
/// again too, and an import that met another one has lost it.
pub(crate) fn still_held(end: &Result<Summary, ImportError>) -> bool {
    match end {
        Ok(summary) => match summary.end {
            ImportEnd::InForce | ImportEnd::SameFile => false,
            ImportEnd::NothingWritten | ImportEnd::DryRun => true,
        },
        Err(error) => !matches!(error, ImportError::AnotherIsRunning),
    }
}

/// A lease that is held. Known by its end: whoever took it over since has a later one.
pub(crate) struct Lease<'a, E, C> {
    extracts: &'a E,
    clock: &'a C,
    until: Timestamp,
    by: LeaseBy<'a>,
}

impl<'a, E: Extracts, C: Clock> Lease<'a, E, C> {
    /// Takes the lease and answers the extract in force. One that a killed import of the same event left is taken over.
    ///
    /// # Errors
    ///
    /// `AnotherIsRunning` if somebody else has it.
    pub(crate) async fn take(
        extracts: &'a E,
        clock: &'a C,
        options: Options,
        by: LeaseBy<'a>,
    ) -> Result<(Self, Option<Extract>), ImportError> {
        let now = clock.now();
        let until = now + LIFE;
        // Every lease that was left has ended by then.
        let from = if options.alone { until } else { now };
        let wish = LeaseWish { now: from, until, by };
        let in_force = extracts.begin(wish).await.map_err(ImportError::from_store)?;
        Ok((Self { extracts, clock, until, by }, in_force))
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

    /// Takes it again after an extract was put in force, which gives it back.
    ///
    /// # Errors
    ///
    /// `AnotherIsRunning` if somebody else was faster.
    pub(crate) async fn take_again(&mut self) -> Result<(), ImportError> {
        let now = self.clock.now();
        let wish = LeaseWish { now, until: now + LIFE, by: self.by };
        self.extracts.begin(wish).await.map_err(ImportError::from_store)?;
        self.until = now + LIFE;
        Ok(())
    }

    /// Gives it back, so that the next import need not wait. If that fails, it runs out by itself.
    pub(crate) async fn give_back(mut self) {
        if self.retake(self.clock.now()).await.is_err() {
            tracing::warn!("could not give back the import's lease; it runs out by itself");
        }
    }

    /// Takes the lease from its own end on, which succeeds unless somebody with a later end has it.
    async fn retake(&mut self, until: Timestamp) -> Result<(), ImportError> {
        let wish = LeaseWish { now: self.until, until, by: LeaseBy::Holder };
        self.extracts.begin(wish).await.map_err(ImportError::from_store)?;
        self.until = until;
        Ok(())
    }
}
