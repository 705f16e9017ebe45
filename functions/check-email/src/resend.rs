//! Asking for the letter again: how often a sender may, and queueing it.

use domain::budget::{RESEND_PER_ADDRESS, RESEND_PER_SITE};
use domain::limits::{SenderTries, Subject};
use domain::ports::{Clock, Counters, Letters, Pendings, StoreError};
use domain::{Addressed, EmailKey, Envelope, Happened, OutboxId, PendingId, decide_anew};
use jiff::Timestamp;
use web::cookies::Pending;
use web::{Step, Visit};

/// How asking for another letter ended.
pub(crate) enum End {
    /// The letter is queued, if there is one; the page is the same.
    Queued,
    /// The sender has to wait until an instant.
    Limited(Timestamp),
    /// Nothing was asked in this browser.
    NothingAsked,
    /// The store does not answer.
    Failed(StoreError),
}

pub(crate) async fn submit(
    step: &Step<impl Counters + Pendings + Letters, impl Clock>,
    visit: &Visit,
) -> End {
    let asked = visit.cookie::<Pending>().and_then(|cookie| {
        Some((EmailKey::from_stored(cookie.email_key), PendingId::parse(&cookie.id)?))
    });
    let Some((email, id)) = asked else { return End::NothingAsked };
    match decide_anew(&step.desk.clock, || count(&step.ports, visit)).await {
        Ok(Sender::MayAsk) => {}
        Ok(Sender::MustWait(until)) => return End::Limited(until),
        Err(error) => return End::Failed(error),
    }
    match queue_again(step, visit, &email, &id).await {
        Ok(()) => End::Queued,
        Err(error) => End::Failed(error),
    }
}

/// Whether the sender may ask.
enum Sender {
    /// They may, and it is counted.
    MayAsk,
    /// They may not before an instant; nothing is counted.
    MustWait(Timestamp),
}

/// Counts the sender, whatever they ask for.
async fn count(counters: &impl Counters, visit: &Visit) -> Result<Sender, StoreError> {
    let address = (Subject::Resend(visit.address()), RESEND_PER_ADDRESS);
    let site = visit.site().map(|site| (Subject::Resend(site), RESEND_PER_SITE));
    let tries = SenderTries::new(address, site);
    let read = counters.read(&tries.subjects()).await?;
    let counts = match tries.count(&read, visit.now()) {
        Ok(counts) => counts,
        Err(until) => return Ok(Sender::MustWait(until)),
    };
    counters.count(&counts).await?;
    Ok(Sender::MayAsk)
}

/// Queues the letter of what was asked, whichever it is: the same link with the same end.
async fn queue_again(
    step: &Step<impl Pendings + Letters, impl Clock>,
    visit: &Visit,
    email: &EmailKey,
    id: &PendingId,
) -> Result<(), StoreError> {
    // What is cleaned away is a month old: its cookie is long over.
    let Some(pending) = step.ports.pending(email, id).await? else { return Ok(()) };
    let letter = pending.letter();
    let trace = Some(pending.trace(Happened::AskedAgain));
    let letter = Addressed { to: pending.email, language: pending.language, letter };
    let id = OutboxId::from_random(web::random());
    let now = visit.now();
    let envelope =
        Envelope { id, letters: vec![letter], events: Vec::new(), trace, queued_at: now };
    step.ports.queue(&envelope).await
}
