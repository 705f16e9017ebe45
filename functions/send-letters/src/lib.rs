//! Step 4's machine: takes letters from the outbox to SES.
//!
//! The stream brings new letters within a second; the sweep each minute finds what the stream missed. A letter is
//! marked as sent after SES took it: twice is possible, with the same link; never is not.

mod event;
mod write;

use domain::ports::{Clock, MailError, Outbox, PostOffice, StoreError};
use domain::{KeyRing, Leased, Mark, OutboxId};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

pub use event::Answer;
use event::Trigger;

/// How long one worker holds an envelope.
const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// The sweep leaves to the stream what is younger than this.
const SWEEP_AFTER: SignedDuration = SignedDuration::from_secs(90);
/// The most envelopes of one sweep.
const SWEEP_MOST: usize = 100;

/// What the worker works with.
pub struct Worker<O, M, C> {
    /// Where letters wait.
    pub outbox: O,
    /// Where they go.
    pub post_office: M,
    /// The keys that links and temporary passwords are derived with.
    pub keys: KeyRing,
    /// The portal's own origin.
    pub origin: String,
    /// The time.
    pub clock: C,
}

/// Answers a batch of the outbox's stream, or the tick of the sweep.
#[tracing::instrument(name = "send-letters", skip_all)]
pub async fn handle(
    worker: &Worker<impl Outbox, impl PostOffice, impl Clock>,
    event: &Value,
) -> Answer {
    match Trigger::parse(event) {
        Trigger::Stream(records) => {
            let mut answer = Answer::default();
            for record in records {
                if let Err(error) = send(worker, &record.id).await {
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

async fn sweep(worker: &Worker<impl Outbox, impl PostOffice, impl Clock>) {
    let before = worker.clock.now() - SWEEP_AFTER;
    match worker.outbox.unsent(before, SWEEP_MOST).await {
        Ok(ids) => {
            for id in ids {
                if let Err(error) = send(worker, &id).await {
                    tracing::error!(error = %error, "an envelope could not be handled");
                }
            }
        }
        Err(error) => tracing::error!(error = %error, "the outbox could not be swept"),
    }
}

/// Sends what is unsent of one envelope and puts it back.
async fn send(
    worker: &Worker<impl Outbox, impl PostOffice, impl Clock>,
    id: &OutboxId,
) -> Result<(), StoreError> {
    let now = worker.clock.now();
    let Some(mut leased) = worker.outbox.lease(id, now, now + LEASE).await? else { return Ok(()) };
    for at in 0..leased.envelope.letters.len() {
        if leased.marks.get(at) == Some(&Mark::Unsent) {
            leased.marks[at] = send_one(worker, &leased, at, now).await;
        }
    }
    let next_try = now + backoff(leased.attempts);
    match worker.outbox.put_back(&leased, next_try).await {
        // The lease ran out meanwhile and another worker sends the same letter again, with the same link.
        Ok(()) | Err(StoreError::Conflict) => Ok(()),
        Err(error @ StoreError::Unavailable(_)) => Err(error),
    }
}

async fn send_one(
    worker: &Worker<impl Outbox, impl PostOffice, impl Clock>,
    leased: &Leased,
    at: usize,
    now: Timestamp,
) -> Mark {
    let addressed = &leased.envelope.letters[at];
    let kind = addressed.letter.kind();
    let Some(mail) = write::mail(&worker.keys, &worker.origin, &leased.envelope, addressed, now)
    else {
        tracing::error!(letter.kind = kind, "the key of a letter is gone from the secret");
        return Mark::Failed(now);
    };
    match worker.post_office.send(&mail).await {
        Ok(()) => {
            tracing::info!(letter.kind = kind, outcome = "sent", "sent a letter");
            Mark::Sent(now)
        }
        Err(error @ MailError::Later(_)) => {
            tracing::warn!(letter.kind = kind, outcome = "later", error = %error, "a letter waits");
            Mark::Unsent
        }
        Err(error @ MailError::Never(_)) => {
            tracing::error!(letter.kind = kind, outcome = "failed", error = %error, "a letter was refused");
            Mark::Failed(now)
        }
    }
}

/// 1, 2, 4, 8, then 15 minutes. Source: SECURITY §3.2.
fn backoff(attempts: u32) -> SignedDuration {
    SignedDuration::from_mins(1 << attempts.min(4)).min(SignedDuration::from_mins(15))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_waits_longer_each_time_up_to_a_quarter_of_an_hour() {
        let waits = (0..6).map(|attempts| backoff(attempts).as_mins());

        assert_eq!(waits.collect::<Vec<_>>(), [1, 2, 4, 8, 15, 15]);
    }
}
