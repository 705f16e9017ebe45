//! Whose turn it is: reads a letter's budgets, decides, and counts before anything is sent.

use domain::budget::{Asking, Turn, budgets, decide, withdraw};
use domain::limits::Subject;
use domain::ports::{Clock, EventBus, LinkStates, PostOffice, StoreError};
use domain::{Held, Leased, Letter, address_anew, contacts_of, decide_anew};
use jiff::{SignedDuration, Timestamp};

use crate::{Store, Worker};

/// If a letter waited for so long, its link is looked at before it is sent.
///
/// Nobody has used a link that nobody got.
const WAITED: SignedDuration = SignedDuration::from_mins(1);

/// Addresses letters about a wait anew, by the member and the contacts on file as they are now.
///
/// # Errors
///
/// [`StoreError::Unavailable`] if the store does not answer.
pub(crate) async fn address(
    worker: &Worker<impl Store, impl PostOffice, impl EventBus, impl Clock>,
    leased: &mut Leased,
    now: Timestamp,
) -> Result<(), StoreError> {
    let about = leased.envelope.letters.iter().find_map(|it| it.letter.about_wait());
    let Some(about) = about else { return Ok(()) };
    if let Some(member) = worker.outbox.waiting(&about, now).await? {
        let contacts = contacts_of(&worker.outbox, &member, now).await?;
        address_anew(leased, &member, &contacts);
    }
    Ok(())
}

/// Decides when a letter goes; what that writes is written.
///
/// A stop between this and the sending counts one letter too many, never one too few.
///
/// # Errors
///
/// [`StoreError::Conflict`] if every attempt lost its race, [`StoreError::Unavailable`] if the store does not answer.
pub(crate) async fn take(
    worker: &Worker<impl Store, impl PostOffice, impl EventBus, impl Clock>,
    leased: &Leased,
    place: usize,
    now: Timestamp,
) -> Result<Turn, StoreError> {
    let (envelope, addressed) = (&leased.envelope, &leased.envelope.letters[place]);
    if let Some(about) = addressed.letter.about_wait()
        && worker.outbox.waiting(&about, now).await?.is_none()
    {
        // What it says does not hold any more.
        return Ok(Turn::Never(Held::Over));
    }
    let budgets = budgets(&worker.keys, addressed, worker.portal.figures);
    if budgets.is_empty() {
        return Ok(Turn::Now);
    }
    let (letter, queued_at) = (&addressed.letter, envelope.queued_at);
    let counted = leased.marks[place].counted();
    let asking = Asking { letter, envelope: &envelope.id, place, queued_at, counted };
    let is_done = now >= queued_at + WAITED && is_done(&worker.outbox, letter, now).await?;
    let subjects: Vec<Subject> = budgets.iter().map(|budget| budget.subject.clone()).collect();
    let rule = if is_done { withdraw } else { decide };
    let attempt = || async {
        let read = worker.outbox.read(&subjects).await?;
        let decided = rule(&budgets, &read, &asking, now);
        if !decided.counts.is_empty() {
            worker.outbox.count(&decided.counts).await?;
        }
        Ok(decided.turn)
    };
    decide_anew(&worker.clock, attempt).await
}

/// Whether a letter's link did its work while the letter waited, or was ended.
async fn is_done(
    links: &impl LinkStates,
    letter: &Letter,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let Some(link) = letter.link() else { return Ok(false) };
    Ok(links.state_of(link.purpose, link.claim, now).await?.is_done(link.expires_at, now))
}
