//! What staff are to see: onto the timelines of everybody whom an envelope is about.

use domain::ports::Timeline;
use domain::{AccountKey, EmailKey, Envelope, Happened, KeyRing, LetterEnd, TimelineEntry, Whose};
use jiff::Timestamp;

use crate::Worker;

/// Tells what led to an envelope and how far its letters got.
///
/// No letter hangs on it: how each stands is in the outbox too. Told again, as after a stop, it stands once.
pub(crate) async fn staff<O: Timeline, M, C>(
    worker: &Worker<O, M, C>,
    envelope: &Envelope,
    ends: &[(usize, LetterEnd)],
    now: Timestamp,
) {
    let (whose, entries) = (whose(&worker.keys, envelope), entries(envelope, ends, now));
    if let Err(error) = worker.outbox.tell(&whose, &entries).await {
        tracing::error!(error = %error, "a timeline could not be written");
    }
}

/// Everybody whom an envelope is about: its addresses, its accounts, its code.
fn whose(keys: &KeyRing, envelope: &Envelope) -> Vec<Whose> {
    let emails = envelope.letters.iter().map(|it| Whose::Email(EmailKey::of(keys, &it.to)));
    let traced = envelope.trace.iter().flat_map(|trace| &trace.account);
    let changed = envelope.events.iter().flat_map(|event| &event.accounts);
    let accounts = traced.chain(changed).map(|it| Whose::Account(AccountKey::of(keys, it)));
    let code = envelope.trace.iter().filter_map(|trace| trace.reference.clone());
    let mut whose: Vec<Whose> = emails.chain(accounts).chain(code.map(Whose::Reference)).collect();
    whose.sort();
    whose.dedup();
    whose
}

fn entries(envelope: &Envelope, ends: &[(usize, LetterEnd)], now: Timestamp) -> Vec<TimelineEntry> {
    let reference = envelope.trace.as_ref().and_then(|trace| trace.reference.clone());
    let entry = |part: String, at: Timestamp, what: Happened| {
        let id = format!("{}{part}", envelope.id.as_str());
        TimelineEntry { id, at, what, reference: reference.clone() }
    };
    let traced = envelope.trace.iter().map(|trace| {
        let what = trace.what.clone();
        entry(String::new(), envelope.queued_at, what)
    });
    let changed = envelope.events.iter().enumerate().map(|(place, event)| {
        let what = Happened::Changed(event.kind);
        entry(format!("#event{place}"), event.at, what)
    });
    let letters = ends.iter().filter_map(|(place, end)| {
        let kind = envelope.letters.get(*place)?.letter.kind().to_owned();
        // That a letter waits is said once, however often it is looked at.
        let at = if *end == LetterEnd::Waits { envelope.queued_at } else { now };
        let what = Happened::Letter { kind, end: *end };
        Some(entry(format!("#letter{place}#{}", end.name()), at, what))
    });
    traced.chain(changed).chain(letters).collect()
}
