//! The sweep: sends whatever is due, whether the stream told of it or not.

use domain::ports::{Clock, EventBus, PostOffice, StoreError};
use domain::{Due, Lane, OutboxId};
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use jiff::{SignedDuration, Timestamp};

use crate::envelope::{self, Left};
use crate::{Store, Worker};

/// The most envelopes that one page of the outbox's index names.
const PAGE: usize = 100;
/// So many of the ordinary lane are sent at the same time.
///
/// Letters to strangers go one by one: each of them writes the same counter.
const AT_ONCE: usize = 8;
/// A sweep begins no page and no envelope after this long. The next one goes on.
const SWEEP_TIME: SignedDuration = SignedDuration::from_secs(20);
/// How soon the sweep looks again for an envelope that somebody else holds.
const LOOK_AGAIN: SignedDuration = SignedDuration::from_secs(3);
/// The sweep waits for so long for workers that hold an envelope.
///
/// It is a little more than a lease lasts. With one more envelope to send, it is well below the function's time limit.
const HELD_TIME: SignedDuration = SignedDuration::from_secs(35);

/// What a sweep has seen.
struct Seen {
    /// When it began; what came due later is left to the next one.
    began: Timestamp,
    /// Since when something is due, or was tried in vain.
    oldest: Option<Timestamp>,
    /// How many envelopes it looked at.
    many: u64,
    /// Those that somebody else held, and until when.
    held: Vec<(Timestamp, OutboxId)>,
    /// Whether a letter to a stranger had to wait: then all behind it would, too.
    strangers_wait: bool,
}

/// Sends what is due, and at last what others held and did not send.
pub(crate) async fn sweep(worker: &Worker<impl Store, impl PostOffice, impl EventBus, impl Clock>) {
    let began = worker.clock.now();
    let mut seen = Seen { began, oldest: None, many: 0, held: Vec::new(), strangers_wait: false };
    for &lane in Lane::ALL {
        if let Err(error) = sweep_lane(worker, lane, &mut seen).await {
            tracing::error!(error = %error, "the outbox could not be swept");
        }
    }
    send_what_others_held(worker, &mut seen).await;
    let age = seen.oldest.map_or(0, |since| began.duration_since(since).as_secs().max(0));
    tracing::info!(target: "metrics", Swept = seen.many, OldestUnsent = age);
}

/// Goes through a lane page by page, for as long as there is time.
async fn sweep_lane(
    worker: &Worker<impl Store, impl PostOffice, impl EventBus, impl Clock>,
    lane: Lane,
    seen: &mut Seen,
) -> Result<(), StoreError> {
    let mut last: Option<Due> = None;
    while has_time(worker, seen.began) && !seen.strangers_wait {
        let page = worker.outbox.due(lane, seen.began, last.as_ref(), PAGE).await?;
        if let (Lane::Ordinary, None, Some(first)) = (lane, &last, page.first()) {
            seen.oldest = seen.oldest.into_iter().chain([first.at]).min();
            // Told now: if this sweep ends before its time, the alarm has seen it all the same.
            let age = seen.began.duration_since(first.at).as_secs();
            tracing::info!(target: "metrics", OldestUnsent = age);
        }
        match lane {
            Lane::Ordinary => send_at_once(worker, &page, seen).await,
            Lane::Strangers => send_in_order(worker, &page, seen).await,
        }
        if page.len() < PAGE {
            break;
        }
        last = page.last().cloned();
    }
    Ok(())
}

/// Sends some at a time, so that one that takes long holds up few.
async fn send_at_once(
    worker: &Worker<impl Store, impl PostOffice, impl EventBus, impl Clock>,
    page: &[Due],
    seen: &mut Seen,
) {
    let mut waiting = page.iter();
    let mut sending = FuturesUnordered::new();
    loop {
        while sending.len() < AT_ONCE
            && has_time(worker, seen.began)
            && let Some(due) = waiting.next()
        {
            sending.push(send(worker, &due.id));
        }
        let Some((id, end)) = sending.next().await else { return };
        seen.note(id, end);
    }
}

/// Sends an envelope; answers which it was, too.
async fn send<'a>(
    worker: &Worker<impl Store, impl PostOffice, impl EventBus, impl Clock>,
    id: &'a OutboxId,
) -> (&'a OutboxId, Result<Left, StoreError>) {
    (id, envelope::send(worker, id).await)
}

/// Sends one by one, up to the first that has to wait for their budget.
async fn send_in_order(
    worker: &Worker<impl Store, impl PostOffice, impl EventBus, impl Clock>,
    page: &[Due],
    seen: &mut Seen,
) {
    for due in page {
        if seen.strangers_wait || !has_time(worker, seen.began) {
            return;
        }
        seen.note(&due.id, envelope::send(worker, &due.id).await);
    }
}

/// Sends what others held and did not send.
///
/// A worker that lives is done with its envelope in a moment, so this looks again after a few seconds. One that died
/// holds it until its lease is over.
async fn send_what_others_held(
    worker: &Worker<impl Store, impl PostOffice, impl EventBus, impl Clock>,
    seen: &mut Seen,
) {
    while let Some(soonest) = seen.held.iter().map(|(until, _)| *until).min() {
        let now = worker.clock.now();
        if now >= seen.began + HELD_TIME {
            return;
        }
        worker.clock.wait_until(soonest.min(now + LOOK_AGAIN)).await;
        for (_, id) in std::mem::take(&mut seen.held) {
            let end = envelope::send(worker, &id).await;
            seen.note(&id, end);
        }
    }
}

fn has_time<O, M, B>(worker: &Worker<O, M, B, impl Clock>, began: Timestamp) -> bool {
    worker.clock.now() <= began + SWEEP_TIME
}

impl Seen {
    /// Notes how an envelope was left.
    fn note(&mut self, id: &OutboxId, end: Result<Left, StoreError>) {
        self.many += 1;
        match end {
            Ok(Left::Well) => {}
            Ok(Left::InVain(since)) => self.oldest = self.oldest.into_iter().chain([since]).min(),
            Ok(Left::ForStrangers) => self.strangers_wait = true,
            Ok(Left::Held(until)) => self.held.push((until, id.clone())),
            Err(error) => tracing::error!(error = %error, "an envelope could not be handled"),
        }
    }
}
