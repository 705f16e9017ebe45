//! Whose turn it is: reads a letter's budgets, decides, and counts before anything is sent.

use domain::budget::{Asking, Turn, budgets, decide, withdraw};
use domain::limits::Subject;
use domain::ports::{LinkStates, StoreError};
use domain::{Leased, Letter, LinkClaim, Purpose};
use jiff::{SignedDuration, Timestamp};

use crate::{Store, Worker};

/// How often a letter that lost a race for its budget is decided anew.
const ATTEMPTS: usize = 4;
/// If a letter waited for so long, its link is looked at before it is sent.
///
/// Nobody has used a link that nobody got.
const WAITED: SignedDuration = SignedDuration::from_mins(1);

/// Decides when a letter goes; what that writes is written.
///
/// A stop between this and the sending counts one letter too many, never one too few.
///
/// # Errors
///
/// [`StoreError::Conflict`] if every attempt lost its race, [`StoreError::Unavailable`] if the store does not answer.
pub(crate) async fn take<O: Store, M, B, C>(
    worker: &Worker<O, M, B, C>,
    leased: &Leased,
    place: usize,
    now: Timestamp,
) -> Result<Turn, StoreError> {
    let (envelope, addressed) = (&leased.envelope, &leased.envelope.letters[place]);
    let budgets = budgets(&worker.keys, addressed);
    if budgets.is_empty() {
        return Ok(Turn::Now);
    }
    let (letter, queued_at) = (&addressed.letter, envelope.queued_at);
    let counted = leased.marks[place].counted();
    let asking = Asking { letter, envelope: &envelope.id, place, queued_at, counted };
    let is_done = now >= queued_at + WAITED && is_done(&worker.outbox, letter, now).await?;
    let subjects: Vec<Subject> = budgets.iter().map(|budget| budget.subject.clone()).collect();
    let rule = if is_done { withdraw } else { decide };
    for _ in 0..ATTEMPTS {
        let read = worker.outbox.read(&subjects).await?;
        let decided = rule(&budgets, &read, &asking, now);
        if decided.counts.is_empty() {
            return Ok(decided.turn);
        }
        match worker.outbox.count(&decided.counts).await {
            Ok(()) => return Ok(decided.turn),
            Err(StoreError::Conflict) => {}
            Err(error @ StoreError::Unavailable(_)) => return Err(error),
        }
    }
    Err(StoreError::Conflict)
}

/// Whether a letter's link did its work while the letter waited, or was ended.
async fn is_done(
    links: &impl LinkStates,
    letter: &Letter,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let Some((purpose, claim, expires_at)) = link(letter) else { return Ok(false) };
    Ok(links.state_of(purpose, claim, now).await?.is_done(expires_at, now))
}

/// The link of a letter that may have to wait, and its end.
fn link(letter: &Letter) -> Option<(Purpose, &LinkClaim, Timestamp)> {
    match letter {
        Letter::Confirm { link, expires_at } => Some((Purpose::Verify, link, *expires_at)),
        Letter::Recover { link, expires_at, .. } => Some((Purpose::Recover, link, *expires_at)),
        Letter::NewEmail { link, expires_at } => Some((Purpose::NewEmail, link, *expires_at)),
        _ => None,
    }
}
