//! One envelope: takes it, sends what is unsent and due, and puts it back.

use domain::budget::Turn;
use domain::ports::{Clock, EventBus, MailError, PostOffice, StoreError};
use domain::{Leased, LetterEnd, Mark, OutboxId};
use jiff::{SignedDuration, Timestamp};

use crate::write::NotWritten;
use crate::{Store, Worker, publish, tell, turn, write};

/// How long one worker holds an envelope.
const LEASE: SignedDuration = SignedDuration::from_secs(60);

/// How a letter stands after it was looked at.
enum End {
    /// Nothing is left to do.
    Done(Mark, LetterEnd),
    /// It waits until an instant; nothing was tried.
    Waits(Mark, Timestamp),
    /// It was tried in vain.
    Later(Mark),
}

/// Sends and publishes what is left of one envelope and puts it back; what has to wait holds up nothing else.
///
/// Answers since when something of it waits that should be gone; what waits its turn is none of these.
pub(crate) async fn send(
    worker: &Worker<impl Store, impl PostOffice, impl EventBus, impl Clock>,
    id: &OutboxId,
) -> Result<Option<Timestamp>, StoreError> {
    let now = worker.clock.now();
    let Some(mut leased) = worker.outbox.lease(id, now, now + LEASE).await? else {
        return Ok(None);
    };
    let after_failure = now + backoff(leased.attempts);
    let mut due: Option<Timestamp> = None;
    let mut tried_in_vain = false;
    let mut ends = Vec::new();
    if !publish::events(worker, &mut leased, now).await {
        (tried_in_vain, due) = (true, Some(after_failure));
    }
    for at in 0..leased.marks.len().min(leased.envelope.letters.len()) {
        if !leased.marks[at].is_unsent() {
            continue;
        }
        let (mark, end, again) = match send_one(worker, &leased, at, now).await {
            End::Done(mark, end) => (mark, end, None),
            End::Waits(mark, until) => (mark, LetterEnd::Waits, Some(until)),
            End::Later(mark) => {
                tried_in_vain = true;
                (mark, LetterEnd::Waits, Some(after_failure))
            }
        };
        let kind = leased.envelope.letters[at].letter.kind().name();
        tracing::info!(target: "metrics", letter = kind, outcome = end.name(), Letters = 1_u64);
        leased.marks[at] = mark;
        ends.push((at, end));
        due = due.into_iter().chain(again).min();
    }
    leased.attempts += u32::from(tried_in_vain);
    tell::staff(worker, &leased.envelope, &ends, now).await;
    match worker.outbox.put_back(&leased, due.unwrap_or(now)).await {
        // The lease ran out meanwhile and another worker sends the same letter again, with the same link.
        Ok(()) | Err(StoreError::Conflict) => {
            Ok(tried_in_vain.then_some(leased.envelope.queued_at))
        }
        Err(error @ StoreError::Unavailable(_)) => Err(error),
    }
}

async fn send_one(
    worker: &Worker<impl Store, impl PostOffice, impl EventBus, impl Clock>,
    leased: &Leased,
    at: usize,
    now: Timestamp,
) -> End {
    let (addressed, mark) = (&leased.envelope.letters[at], leased.marks[at]);
    let kind = addressed.letter.kind().name();
    let mail = match write::mail(&worker.keys, &worker.origin, &leased.envelope, addressed, now) {
        Ok(mail) => mail,
        Err(error) => return unwritten(kind, mark, &error, now),
    };
    match turn::take(worker, addressed, mark.counted(), now).await {
        Ok(Turn::Now(_)) => {}
        Ok(Turn::At(until)) => {
            tracing::info!(letter.kind = kind, outcome = "early", "a letter waits its turn");
            return End::Waits(mark, until);
        }
        Ok(Turn::Never(held)) => {
            turn::tell(kind, held);
            return End::Done(Mark::Held(now), LetterEnd::Held(held));
        }
        Err(StoreError::Conflict) => {
            tracing::info!(letter.kind = kind, "lost a race more often than is tried again");
            return End::Waits(mark, now);
        }
        Err(error @ StoreError::Unavailable(_)) => {
            tracing::error!(letter.kind = kind, error = %error, "a letter could not be counted");
            return End::Later(mark);
        }
    }
    match worker.post_office.send(&mail).await {
        Ok(()) => {
            tracing::info!(letter.kind = kind, outcome = "sent", "sent a letter");
            End::Done(Mark::Sent(now), LetterEnd::Sent)
        }
        Err(error @ MailError::Later(_)) => {
            tracing::warn!(letter.kind = kind, outcome = "later", error = %error, "a letter waits");
            End::Later(Mark::Counted(now))
        }
        Err(error @ MailError::Never(_)) => {
            tracing::error!(letter.kind = kind, outcome = "failed", error = %error, "a letter was refused");
            End::Done(Mark::Failed(now), LetterEnd::Failed)
        }
    }
}

/// A letter that could not be written is not sent in part: it waits, and the log says why.
fn unwritten(kind: &'static str, mark: Mark, error: &NotWritten, now: Timestamp) -> End {
    match error {
        NotWritten::NoKey => {
            // It may have come into the secret since; with too little left of the link, no key is needed.
            tracing::error!(
                letter.kind = kind,
                "the key of a letter is not in the secret; it waits"
            );
            End::Waits(mark, now)
        }
        NotWritten::Unrendered(error) => {
            tracing::error!(letter.kind = kind, error = %error, "a letter could not be rendered");
            End::Later(mark)
        }
    }
}

/// 1, 2, 4, 8, then 15 minutes. Source: SECURITY.md#figures.
fn backoff(attempts: u32) -> SignedDuration {
    SignedDuration::from_mins(1 << attempts.min(4)).min(SignedDuration::from_mins(15))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_that_cannot_be_rendered_is_tried_again_later() {
        let error = NotWritten::Unrendered(web::RenderError::Fmt);

        let end = unwritten("welcome", Mark::Unsent, &error, Timestamp::UNIX_EPOCH);

        assert!(matches!(end, End::Later(Mark::Unsent)));
    }

    #[test]
    fn a_letter_waits_longer_each_time_up_to_a_quarter_of_an_hour() {
        let waits = (0..6).map(|attempts| backoff(attempts).as_mins());

        assert_eq!(waits.collect::<Vec<_>>(), [1, 2, 4, 8, 15, 15]);
    }
}
