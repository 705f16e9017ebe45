//! What the mail service reports of letters: onto timelines, and what follows from a bounce.
//!
//! It reports at least once, so each report may be handled again: timelines, counters and envelopes know it by the
//! letter's id. An address is never changed here; that is its owner's or the staff's to do.

mod bounce;
mod report;

use domain::ports::{Clock, Counters, KeySource, Members, Posted, StoreError, Timeline};
use domain::{Envelope, Happened, KeyRing, LetterEnd, TimelineEntry, Whose};
use serde_json::Value;

use report::Report;

/// What the machine works with.
pub struct Feedback<S, C> {
    /// Letters that were sent, who they went to, and what is counted and told of it.
    pub store: S,
    /// The keys that timelines are found by.
    pub keys: KeyRing,
    /// The time.
    pub clock: C,
}

/// What the machine reads and writes, on one store.
pub trait Store: Posted + Members + Counters + Timeline {}

impl<S: Posted + Members + Counters + Timeline> Store for S {}

/// Takes in one event of the mail service.
///
/// # Errors
///
/// When the store does not answer; Lambda then brings the event again.
#[tracing::instrument(name = "mail-feedback", skip_all)]
pub async fn handle(
    feedback: &Feedback<impl Store, impl Clock>,
    event: &Value,
) -> Result<(), StoreError> {
    let Some(report) = Report::read(event) else {
        tracing::info!(outcome = "ignored", "an event says nothing about a letter of ours");
        return Ok(());
    };
    let envelope = feedback.store.posted(&report.outbox).await?;
    match report.end {
        LetterEnd::Bounced | LetterEnd::Suppressed | LetterEnd::Complained => {
            bounce::follow_up(feedback, &report).await?;
        }
        LetterEnd::Sent
        | LetterEnd::Waits(_)
        | LetterEnd::Held(_)
        | LetterEnd::Failed
        | LetterEnd::Full
        | LetterEnd::Answered
        | LetterEnd::Refused
        | LetterEnd::CameBack
        | LetterEnd::Delayed => {}
    }
    tell(feedback, &report, envelope.as_ref()).await?;
    let (letter, outcome) = (report.kind(), report.end.name());
    tracing::info!(letter.kind = letter, outcome, "the mail service reported");
    tracing::info!(target: "metrics", outcome, MailReports = 1_u64);
    Ok(())
}

/// As [`handle`], and once more if the letter's envelope was sealed with a key that has come into the secret since.
///
/// # Errors
///
/// As [`handle`].
pub async fn handle_with(
    keys: &impl KeySource,
    feedback: &Feedback<impl Store, impl Clock>,
    event: &Value,
) -> Result<(), StoreError> {
    let first = handle(feedback, event).await;
    if keys.refresh().await { handle(feedback, event).await } else { first }
}

/// Onto the timelines of all whom the letter is about; of one that is gone from the outbox, onto its address's.
async fn tell(
    feedback: &Feedback<impl Store, impl Clock>,
    report: &Report,
    envelope: Option<&Envelope>,
) -> Result<(), StoreError> {
    let mut whose = envelope.map(|it| it.whose(&feedback.keys)).unwrap_or_default();
    whose.push(Whose::Email(domain::EmailKey::of(&feedback.keys, &report.to)));
    let entry = TimelineEntry {
        id: format!("{}#{}#{}", report.outbox.as_str(), report.kind(), report.end.name()),
        at: report.at,
        what: Happened::Letter { kind: report.kind().to_owned(), end: report.end },
        reference: envelope.and_then(|it| it.trace.as_ref()?.reference.clone()),
    };
    feedback.store.tell(&whose, &[entry]).await
}
