//! Step 4's machine: takes letters from the outbox to SES, and events to the billing system.
//!
//! The stream brings new letters within a second; the sweep each minute finds what the stream missed, and what had to
//! wait. A letter is marked as sent after SES took it: twice is possible, with the same link; never is not. It is
//! counted on its budgets before that, so that a mailbox never gets more than its share.

mod envelope;
mod event;
mod publish;
mod tell;
mod turn;
mod write;

use domain::KeyRing;
use domain::ports::{Changes, Clock, Counters, EventBus, KeySource, Outbox, PostOffice, Timeline};
use jiff::SignedDuration;
use serde_json::Value;

pub use event::Answer;
use event::Trigger;

/// The sweep leaves to the stream what is younger than this.
const SWEEP_AFTER: SignedDuration = SignedDuration::from_secs(90);
/// The most envelopes that one sweep looks at; those that wait their turn are among them, and cost one write.
const SWEEP_MOST: usize = 500;
/// A sweep begins no envelope after this long: the next one goes on, and the function ends after 15 seconds.
const SWEEP_TIME: SignedDuration = SignedDuration::from_secs(10);

/// What the worker works with.
pub struct Worker<O, M, B, C> {
    /// Where letters wait, where they are counted, and where staff see what became of them.
    pub outbox: O,
    /// Where they go.
    pub post_office: M,
    /// Where events go.
    pub bus: B,
    /// The keys that links and temporary passwords are derived with.
    pub keys: KeyRing,
    /// The portal's own origin.
    pub origin: String,
    /// The time.
    pub clock: C,
}

/// What the worker reads and writes, on one store.
pub trait Store: Outbox + Counters + Timeline + Changes {}

impl<S: Outbox + Counters + Timeline + Changes> Store for S {}

/// Answers a batch of the outbox's stream, or the tick of the sweep.
#[tracing::instrument(name = "send-letters", skip_all)]
pub async fn handle(
    worker: &Worker<impl Store, impl PostOffice, impl EventBus, impl Clock>,
    event: &Value,
) -> Answer {
    match Trigger::parse(event) {
        Trigger::Stream(records) => {
            let mut answer = Answer::default();
            for record in records {
                if let Err(error) = envelope::send(worker, &record.id).await {
                    tracing::error!(error = %error, "an envelope could not be handled");
                    answer.fail(&record.sequence_number);
                }
            }
            answer
        }
        Trigger::Sweep => {
            sweep(worker).await;
            Answer::default()
        }
    }
}

/// As [`handle`], and once more if letters waited for a key that has come into the secret since.
pub async fn handle_with(
    keys: &impl KeySource,
    worker: &Worker<impl Store, impl PostOffice, impl EventBus, impl Clock>,
    event: &Value,
) -> Answer {
    let first = handle(worker, event).await;
    if keys.refresh().await { handle(worker, event).await } else { first }
}

async fn sweep(worker: &Worker<impl Store, impl PostOffice, impl EventBus, impl Clock>) {
    let began = worker.clock.now();
    match worker.outbox.unsent(began - SWEEP_AFTER, SWEEP_MOST).await {
        Ok(ids) => {
            let unsent = u64::try_from(ids.len()).unwrap_or_default();
            let mut oldest = None;
            for id in ids {
                if worker.clock.now() > began + SWEEP_TIME {
                    break;
                }
                match envelope::send(worker, &id).await {
                    Ok(overdue) => oldest = oldest.into_iter().chain(overdue).min(),
                    Err(error) => {
                        tracing::error!(error = %error, "an envelope could not be handled");
                    }
                }
            }
            let age = oldest.map_or(0, |queued_at| began.duration_since(queued_at).as_secs());
            tracing::info!(target: "metrics", Unsent = unsent, OldestUnsent = age);
        }
        Err(error) => tracing::error!(error = %error, "the outbox could not be swept"),
    }
}
