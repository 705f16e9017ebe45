//! Whose turn it is: reads a letter's budgets, decides, and counts before anything is sent.

use domain::Held;
use domain::budget::{Turn, budgets, turn};
use domain::limits::Subject;
use domain::ports::{Counters, StoreError};
use domain::{Addressed, KeyRing};
use jiff::Timestamp;

/// How often a letter that lost a race for its budget is decided anew.
const ATTEMPTS: usize = 4;

/// Decides when a letter goes; once this is [`Turn::Now`], it is counted.
///
/// A stop between this and the sending counts one letter too many, never one too few.
///
/// # Errors
///
/// [`StoreError::Conflict`] if every attempt lost its race, [`StoreError::Unavailable`] if the store does not answer.
pub(crate) async fn take(
    counters: &impl Counters,
    keys: &KeyRing,
    addressed: &Addressed,
    counted: Option<Timestamp>,
    now: Timestamp,
) -> Result<Turn, StoreError> {
    let budgets = budgets(keys, addressed);
    if budgets.is_empty() {
        return Ok(Turn::Now(Vec::new()));
    }
    let subjects: Vec<Subject> = budgets.iter().map(|budget| budget.subject.clone()).collect();
    for _ in 0..ATTEMPTS {
        let read = counters.read(&subjects).await?;
        let decided = turn(&budgets, &read, counted, now);
        let Turn::Now(counts) = &decided else { return Ok(decided) };
        if counts.is_empty() {
            return Ok(decided);
        }
        match counters.count(counts).await {
            Ok(()) => return Ok(decided),
            Err(StoreError::Conflict) => {}
            Err(error @ StoreError::Unavailable(_)) => return Err(error),
        }
    }
    Err(StoreError::Conflict)
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
