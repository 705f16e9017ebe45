//! What staff are to see: timelines, metrics and the log.

use domain::ports::Timeline;
use domain::{EmailKey, Envelope, Happened, LetterEnd, TimelineEntry, Trace, Whose};
use jiff::Timestamp;

use crate::Worker;

/// Tells what led to an envelope and how far its letters got.
///
/// No letter hangs on it: how each stands is in the outbox too. Told again, as after a stop, it stands once.
pub(crate) async fn staff<O: Timeline, M, B, C>(
    worker: &Worker<O, M, B, C>,
    envelope: &Envelope,
    ends: &[(usize, LetterEnd)],
    now: Timestamp,
) {
    let (whose, entries) = (envelope.whose(&worker.keys), entries(envelope, ends, now));
    tell(worker, &whose, &entries).await;
    let trace = envelope.trace.as_ref();
    if let Some((trace, login)) = trace.and_then(|trace| Some((trace, trace.login.as_ref()?))) {
        // How the letters ended is not about that mailbox.
        let whose = Whose::Email(EmailKey::of(&worker.keys, login));
        tell(worker, &[whose], &[traced(envelope, trace)]).await;
    }
}

async fn tell<O: Timeline, M, B, C>(
    worker: &Worker<O, M, B, C>,
    whose: &[Whose],
    entries: &[TimelineEntry],
) {
    if let Err(error) = worker.outbox.tell(whose, entries).await {
        tracing::error!(error = %error, "a timeline could not be written");
    }
}

/// Says how a letter ended.
///
/// An alarm counts letters to strangers that wait or are held: somebody may be guessing.
pub(crate) fn metrics(kind: &'static str, end: LetterEnd) {
    let outcome = end.name();
    tracing::info!(target: "metrics", letter = kind, outcome, Letters = 1_u64);
    let Some(reason) = end.reason() else { return };
    let rule = reason.name();
    if outcome == LetterEnd::Held(reason).name() {
        tracing::info!(target: "metrics", rule, LettersHeld = 1_u64);
    } else {
        tracing::info!(target: "metrics", rule, LettersWait = 1_u64);
    }
    if reason.is_shared() {
        tracing::warn!(letter.kind = kind, outcome, rule, "a letter does not go now");
    } else {
        tracing::info!(letter.kind = kind, outcome, rule, "a letter does not go now");
    }
}

fn entries(envelope: &Envelope, ends: &[(usize, LetterEnd)], now: Timestamp) -> Vec<TimelineEntry> {
    let reference = envelope.reference();
    let entry = |part: String, at: Timestamp, what: Happened| {
        let id = format!("{}{part}", envelope.id.as_str());
        TimelineEntry { id, at, what, reference: reference.clone() }
    };
    let traced = envelope.trace.iter().map(|trace| traced(envelope, trace));
    let changed = envelope.events.iter().enumerate().map(|(place, event)| {
        let what = Happened::Changed(event.kind);
        entry(format!("#event{place}"), event.at, what)
    });
    let letters = ends.iter().filter_map(|(place, end)| {
        let kind = envelope.letters.get(*place)?.letter.kind().name().to_owned();
        // That a letter waits is said once, however often it is looked at.
        let at = if matches!(end, LetterEnd::Waits(_)) { envelope.queued_at } else { now };
        let what = Happened::Letter { kind, end: *end };
        Some(entry(format!("#letter{place}#{}", end.name()), at, what))
    });
    traced.chain(changed).chain(letters).collect()
}

/// What led to an envelope.
fn traced(envelope: &Envelope, trace: &Trace) -> TimelineEntry {
    let (id, what) = (envelope.id.as_str().to_owned(), trace.what.clone());
    TimelineEntry { id, at: envelope.queued_at, what, reference: envelope.reference() }
}
