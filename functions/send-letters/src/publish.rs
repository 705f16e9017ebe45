//! Events to the billing system: noted for the day's file, told on the bus, and marked after that.

use domain::Outgoing;
use domain::ports::{Changes, EventBus, StoreError, Written};
use domain::{AccountNumber, Envelope, Leased};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::Worker;

/// Publishes the events of an envelope that were not; says whether nothing is left to publish.
///
/// A stop midway tells them again, with the same ids.
pub(crate) async fn events<O: Changes + Written, M, B: EventBus, C>(
    worker: &Worker<O, M, B, C>,
    leased: &mut Leased,
    now: Timestamp,
) -> bool {
    if leased.envelope.events.is_empty() || leased.published.is_some() {
        return true;
    }
    let mut outgoing = outgoing(&leased.envelope);
    let end = publish(worker, &mut outgoing, now).await;
    let outcome = if end.is_ok() { "published" } else { "later" };
    let count = u64::try_from(outgoing.len()).unwrap_or_default();
    tracing::info!(target: "metrics", outcome, Events = count);
    match end {
        Ok(()) => leased.published = Some(now),
        Err(error) => tracing::error!(error = %error, outcome, "events could not be published"),
    }
    leased.published.is_some()
}

async fn publish<O: Changes + Written, M, B: EventBus, C>(
    worker: &Worker<O, M, B, C>,
    outgoing: &mut [Outgoing],
    now: Timestamp,
) -> Result<(), StoreError> {
    write_numbers(worker, outgoing).await?;
    let today = now.to_zoned_datetime(TimeZone::UTC).date();
    worker.outbox.note(today, outgoing).await?;
    worker.bus.publish(outgoing).await
}

/// Account numbers in the form that the billing system knows them by.
async fn write_numbers<O: Written, M, B, C>(
    worker: &Worker<O, M, B, C>,
    outgoing: &mut [Outgoing],
) -> Result<(), StoreError> {
    let accounts: Vec<AccountNumber> =
        outgoing.iter().flat_map(|it| it.event.accounts.iter().cloned()).collect();
    let mut written = worker.outbox.written(&accounts).await?.into_iter();
    for one in outgoing {
        one.written = written.by_ref().take(one.event.accounts.len()).collect();
    }
    Ok(())
}

fn outgoing(envelope: &Envelope) -> Vec<Outgoing> {
    let numbered = envelope.events.iter().enumerate();
    numbered
        .map(|(place, event)| Outgoing {
            id: format!("{}-{place}", envelope.id.as_str()),
            event: event.clone(),
            written: Vec::new(),
        })
        .collect()
}
