//! One envelope: takes it, sends what is unsent and due, and puts it back.

use domain::budget::Turn;
use domain::ports::{Clock, EventBus, MailError, PostOffice, StoreError};
use domain::{Held, Lane, Lease, Leased, LetterEnd, Mark, OutboxId};
use jiff::{SignedDuration, Timestamp};

use crate::write::NotWritten;
use crate::{Store, Worker, publish, tell, turn, write};

/// How long one worker holds an envelope.
///
/// If the worker dies, the sweep sends the letter after that: within a minute.
const LEASE: SignedDuration = SignedDuration::from_secs(30);
/// With less than this left of its lease a worker begins no letter.
///
/// Counting a letter takes up to 10 s and sending it up to 10 s, by the time limits of the clients.
const LEAST_LEFT: SignedDuration = SignedDuration::from_secs(20);

/// How an envelope was left.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// All is done, or waits for what it has to wait for.
    Well,
    /// Something of it was tried in vain, and should be gone since then.
    InVain(Timestamp),
    /// It waits for the budget that all letters to strangers share.
    ForStrangers,
    /// Somebody else holds it until then.
    Held(Timestamp),
}

/// How a letter stands after it was looked at.
enum TryEnd {
    /// Nothing is left to do.
    Done(Mark, LetterEnd),
    /// It waits until an instant, perhaps for its turn; nothing was tried.
    Waits(Mark, Timestamp, Option<Held>),
    /// It was tried in vain.
    Later(Mark),
}

/// What became of an envelope's letters and events.
#[derive(Default)]
struct Outcome {
    /// When the first of what is left is due.
    due: Option<Timestamp>,
    tried_in_vain: bool,
    waits_for_strangers: bool,
    ends: Vec<(usize, LetterEnd)>,
}

/// Sends and publishes what is left of one envelope, and puts it back.
///
/// What has to wait holds up nothing else.
pub(crate) async fn send(
    worker: &Worker<impl Store, impl PostOffice, impl EventBus, impl Clock>,
    id: &OutboxId,
) -> Result<Left, StoreError> {
    let now = worker.clock.now();
    let mut leased = match worker.outbox.lease(id, now, now + LEASE).await? {
        Lease::Taken(leased) => *leased,
        Lease::Held(until) => return Ok(Left::Held(until)),
        Lease::Nothing => return Ok(Left::Well),
    };
    // On the heap: few letters are about a wait, and the others need no room for it.
    Box::pin(turn::address(worker, &mut leased, now)).await?;
    let outcome = send_all(worker, &mut leased, now).await;
    leased.attempts += u32::from(outcome.tried_in_vain);
    tell::staff(worker, &leased.envelope, &outcome.ends, now).await;
    let lane = Lane::of(&leased.envelope, &leased.marks, leased.published);
    let for_strangers = outcome.waits_for_strangers && lane == Lane::Strangers;
    // What waits for a budget that it shares keeps its place before those that were queued later.
    let due = if for_strangers { leased.envelope.queued_at } else { outcome.due.unwrap_or(now) };
    match worker.outbox.put_back(&leased, due).await {
        // The lease ran out meanwhile and another worker sends the same letter again, with the same link.
        Ok(()) | Err(StoreError::Conflict) => {}
        Err(error @ StoreError::Unavailable(_)) => return Err(error),
    }
    Ok(match (outcome.tried_in_vain, for_strangers) {
        (true, _) => Left::InVain(leased.envelope.queued_at),
        (false, true) => Left::ForStrangers,
        (false, false) => Left::Well,
    })
}

/// Tells the events and sends the letters that are left.
///
/// It begins none that might outlast the lease.
async fn send_all(
    worker: &Worker<impl Store, impl PostOffice, impl EventBus, impl Clock>,
    leased: &mut Leased,
    now: Timestamp,
) -> Outcome {
    let after_failure = now + backoff(leased.attempts);
    let mut outcome = Outcome::default();
    if !publish::events(worker, leased, now).await {
        (outcome.tried_in_vain, outcome.due) = (true, Some(after_failure));
    }
    for at in 0..leased.marks.len().min(leased.envelope.letters.len()) {
        if !leased.marks[at].is_unsent() {
            continue;
        }
        if worker.clock.now() + LEAST_LEFT > leased.until {
            outcome.due = outcome.due.into_iter().chain([now]).min();
            break;
        }
        let (mark, end, again) = match send_one(worker, leased, at, now).await {
            TryEnd::Done(mark, end) => (mark, end, None),
            TryEnd::Waits(mark, until, why) => {
                outcome.waits_for_strangers |= why.is_some_and(Held::is_shared);
                (mark, LetterEnd::Waits(why), Some(until))
            }
            TryEnd::Later(mark) => {
                outcome.tried_in_vain = true;
                (mark, LetterEnd::Waits(None), Some(after_failure))
            }
        };
        tell::metrics(leased.envelope.letters[at].letter.kind().name(), end);
        leased.marks[at] = mark;
        outcome.ends.push((at, end));
        outcome.due = outcome.due.into_iter().chain(again).min();
    }
    outcome
}

async fn send_one(
    worker: &Worker<impl Store, impl PostOffice, impl EventBus, impl Clock>,
    leased: &Leased,
    at: usize,
    now: Timestamp,
) -> TryEnd {
    let (addressed, mark) = (&leased.envelope.letters[at], leased.marks[at]);
    let kind = addressed.letter.kind().name();
    let mail = match write::mail(worker, &leased.envelope, addressed, now) {
        Ok(mail) => mail,
        Err(error) => return unwritten(kind, mark, &error, leased.envelope.queued_at),
    };
    match turn::take(worker, leased, at, now).await {
        Ok(Turn::Now) => {}
        Ok(Turn::Waits { until, why }) => return TryEnd::Waits(mark, until, Some(why)),
        Ok(Turn::Never(held)) => return TryEnd::Done(Mark::Held(now), LetterEnd::Held(held)),
        Err(StoreError::Conflict) => {
            tracing::info!(letter.kind = kind, "lost a race more often than is tried again");
            return TryEnd::Waits(mark, now, None);
        }
        Err(error @ StoreError::Unavailable(_)) => {
            tracing::error!(letter.kind = kind, error = %error, "a letter could not be counted");
            return TryEnd::Later(mark);
        }
    }
    match worker.post_office.send(&mail).await {
        Ok(()) => {
            tracing::info!(letter.kind = kind, outcome = "sent", "sent a letter");
            TryEnd::Done(Mark::Sent(now), LetterEnd::Sent)
        }
        Err(error @ MailError::Later(_)) => {
            tracing::warn!(letter.kind = kind, outcome = "later", error = %error, "a letter waits");
            TryEnd::Later(Mark::Counted(now))
        }
        Err(error @ MailError::Never(_)) => {
            tracing::error!(letter.kind = kind, outcome = "failed", error = %error, "a letter was refused");
            TryEnd::Done(Mark::Failed(now), LetterEnd::Failed)
        }
    }
}

/// A letter that could not be written waits, and the log says why.
///
/// It is not sent in part. It stays due since it was queued, so that the alarm sees it.
fn unwritten(kind: &'static str, mark: Mark, error: &NotWritten, queued_at: Timestamp) -> TryEnd {
    match error {
        NotWritten::NoKey => {
            // It may have come into the secret since; with too little left of the link, no key is needed.
            tracing::error!(
                letter.kind = kind,
                "the key of a letter is not in the secret; it waits"
            );
            TryEnd::Waits(mark, queued_at, None)
        }
        NotWritten::Unrendered(error) => {
            tracing::error!(letter.kind = kind, error = %error, "a letter could not be rendered");
            TryEnd::Later(mark)
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

        assert!(matches!(end, TryEnd::Later(Mark::Unsent)));
    }

    #[test]
    fn a_letter_waits_longer_each_time_up_to_a_quarter_of_an_hour() {
        let waits = (0..6).map(|attempts| backoff(attempts).as_mins());

        assert_eq!(waits.collect::<Vec<_>>(), [1, 2, 4, 8, 15, 15]);
    }
}
