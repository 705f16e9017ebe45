//! Whose turn it is: reads a letter's budgets, decides, and counts before anything is sent.

use domain::budget::{Turn, budgets, turn};
use domain::limits::Subject;
use domain::ports::{Clock, EventBus, PostOffice, StoreError};
use domain::{Addressed, Held, decide_anew};
use jiff::Timestamp;

use crate::{Store, Worker};

/// Decides when a letter goes; once this is [`Turn::Now`], it is counted.
///
/// A stop between this and the sending counts one letter too many, never one too few.
///
/// # Errors
///
/// [`StoreError::Conflict`] if every attempt lost its race, [`StoreError::Unavailable`] if the store does not answer.
pub(crate) async fn take(
    worker: &Worker<impl Store, impl PostOffice, impl EventBus, impl Clock>,
    addressed: &Addressed,
    counted: Option<Timestamp>,
    now: Timestamp,
) -> Result<Turn, StoreError> {
    let budgets = budgets(&worker.keys, addressed);
    if budgets.is_empty() {
        return Ok(Turn::Now(Vec::new()));
    }
    let subjects: Vec<Subject> = budgets.iter().map(|budget| budget.subject.clone()).collect();
    let attempt = || async {
        let read = worker.outbox.read(&subjects).await?;
        let decided = turn(&budgets, &read, counted, now);
        match &decided {
            Turn::Now(counts) if !counts.is_empty() => worker.outbox.count(counts).await?,
            Turn::Now(_) | Turn::At(_) | Turn::Never(_) => {}
        }
        Ok(decided)
    };
    decide_anew(&worker.clock, attempt).await
}

/// Says that a letter is held. Strangers' letters running out is what an alarm counts: somebody is guessing.
pub(crate) fn tell(kind: &'static str, held: Held) {
    let rule = held.name();
    tracing::info!(target: "metrics", rule, LettersHeld = 1_u64);
    match held {
        Held::Address | Held::Bounced => {
            tracing::info!(letter.kind = kind, outcome = "held", rule, "a letter is held");
        }
        Held::Strangers | Held::Bouncing => {
            tracing::warn!(letter.kind = kind, outcome = "held", rule, "a letter is held");
        }
    }
}
