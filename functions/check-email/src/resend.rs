//! Asking for the letter again: how often a sender may, and queueing it.

use domain::budget::{resend_per_address, resend_per_site};
use domain::limits::{SenderTries, Subject};
use domain::ports::{Clock, Counters, Letters, Pendings, StoreError};
use domain::{EmailKey, Happened, OutboxId, PendingId, decide_anew};
use jiff::Timestamp;
use web::cookies::Pending;
use web::{Step, Visit};

/// How asking for another letter ended.
pub(crate) enum ResendEnd {
    /// The letter is queued, if there is one, and the cookie knows of it.
    ///
    /// The page is the same in every case.
    Queued(Pending),
    /// The sender has to wait until an instant.
    Limited(Timestamp),
    /// Nothing was asked in this browser.
    NothingAsked,
}

pub(crate) async fn submit(
    step: &Step<impl Counters + Pendings + Letters, impl Clock>,
    visit: &Visit,
) -> Result<ResendEnd, StoreError> {
    let Some(asked) = crate::asked(visit) else { return Ok(ResendEnd::NothingAsked) };
    let Some(id) = PendingId::parse(&asked.id) else { return Ok(ResendEnd::NothingAsked) };
    let email = EmailKey::from_stored(asked.email_key.clone());
    match decide_anew(&step.desk.clock, || count(&step.ports, visit)).await? {
        Sender::MayAsk => {}
        Sender::MustWait(until) => return Ok(ResendEnd::Limited(until)),
    }
    queue_again(step, visit, &email, &id).await?;
    let went = asked.went();
    Ok(ResendEnd::Queued(asked.asking(&went, visit.figures(), visit.now())))
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
    let figures = visit.figures();
    let tries = SenderTries::of(Subject::Resend(visit.address()), resend_per_address(figures))
        .and(visit.site().map(Subject::Resend), resend_per_site(figures));
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
    let envelope = OutboxId::from_random(web::random());
    step.ports.queue(&pending.letter_again(Happened::AskedAgain, envelope, visit.now())).await
}
