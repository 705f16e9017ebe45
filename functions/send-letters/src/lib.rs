//! Step 4's machine: takes letters from the outbox to SES, and events to the billing system.
//!
//! The stream brings new letters within a second. The sweep each minute sends whatever is due: what the stream missed, what
//! had to wait, and what a worker died over. A letter is marked as sent after SES took it: it may come twice, with the
//! same link, and it always comes. It is counted on its budgets before that, so that a mailbox never gets more than its
//! share.

mod envelope;
mod event;
mod publish;
mod sweep;
mod tell;
mod turn;
mod write;

use domain::KeyRing;
use domain::ports::{
    Changes, Claims, Clock, Counters, EventBus, KeySource, LinkStates, Outbox, PostOffice,
    Timeline, Waits, Written,
};
use serde_json::Value;
use web::portal::Portal;

pub use event::BatchAnswer;
use event::Trigger;

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
    /// The co-op that writes.
    pub portal: &'static Portal,
    /// The portal's own origin.
    pub origin: String,
    /// The time.
    pub clock: C,
}

/// What the worker reads and writes, on one store.
pub trait Store:
    Outbox + Counters + LinkStates + Waits + Claims + Timeline + Changes + Written
{
}

impl<S: Outbox + Counters + LinkStates + Waits + Claims + Timeline + Changes + Written> Store
    for S
{
}

/// Answers a batch of the outbox's stream, or the tick of the sweep.
#[tracing::instrument(name = "send-letters", skip_all)]
pub async fn handle(
    worker: &Worker<impl Store, impl PostOffice, impl EventBus, impl Clock>,
    event: &Value,
) -> BatchAnswer {
    match Trigger::parse(event) {
        Trigger::Stream(records) => {
            let mut answer = BatchAnswer::default();
            for record in records {
                if let Err(error) = envelope::send(worker, &record.id).await {
                    tracing::error!(error = %error, "an envelope could not be handled");
                    answer.fail(&record.sequence_number);
                }
            }
            answer
        }
        Trigger::Sweep => {
            sweep::sweep(worker).await;
            BatchAnswer::default()
        }
    }
}

/// As [`handle`], and once more if letters waited for a key that has come into the secret since.
pub async fn handle_with(
    keys: &impl KeySource,
    worker: &Worker<impl Store, impl PostOffice, impl EventBus, impl Clock>,
    event: &Value,
) -> BatchAnswer {
    let first = handle(worker, event).await;
    if keys.refresh().await { handle(worker, event).await } else { first }
}
