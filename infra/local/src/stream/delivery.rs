//! Delivers batches of records as Lambda's event source mapping does.

use std::collections::VecDeque;
use std::time::Duration;

use serde_json::{Value, json};

use crate::functions::{Function, Outcome};
use crate::stopping::Stopping;
use crate::template::StreamSource;

/// The wait before the first retry. It doubles up to the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// A record to deliver.
pub(super) struct Waiting {
    pub(super) sequence: String,
    pub(super) event: Value,
}

/// The stack stopped first. Records after this one were not delivered.
pub(super) struct Stopped {
    pub(super) after: Option<String>,
}

pub(super) struct Delivery<'a> {
    pub(super) name: &'a str,
    pub(super) function: &'a Function,
    pub(super) source: &'a StreamSource,
}

impl Delivery<'_> {
    /// Delivers records in order.
    ///
    /// A batch with failed records is tried again from the lowest of them on. A batch that
    /// fails as a whole is halved. Records that fail too often are skipped. The sweep of
    /// the outbox finds their envelopes.
    pub(super) async fn run(&self, records: Vec<Waiting>, stop: &Stopping) -> Result<(), Stopped> {
        let mut waiting = VecDeque::from(records);
        let mut delivered = None;
        let mut size = waiting.len();
        let mut failures = 0;
        while !waiting.is_empty() {
            let batch: Vec<&Waiting> = waiting.iter().take(size).collect();
            let outcome = (self.function)(event(&batch)).await;
            let (mut done, whole) = self.judge(&outcome, &batch);
            let tried = batch.len();
            if done > 0 {
                failures = 0;
            }
            if done < tried {
                failures += 1;
                size = if whole && self.source.bisect { tried.div_ceil(2) } else { tried };
            }
            if failures > self.source.retries {
                done = if whole { tried } else { done + 1 };
                failures = 0;
                eprintln!("stream: {} skipped records that failed too often", self.name);
            }
            if let Some(last) = waiting.drain(..done).next_back() {
                delivered = Some(last.sequence);
            }
            if failures == 0 {
                size = waiting.len();
            } else if stop.within(pause(failures)).await {
                return Err(Stopped { after: delivered });
            }
        }
        Ok(())
    }

    /// Counts the records that need not come again, and tells if all failed as one.
    fn judge(&self, outcome: &Outcome, batch: &[&Waiting]) -> (usize, bool) {
        let Ok(answer) = outcome else { return (0, true) };
        let failures = answer.get("batchItemFailures").and_then(Value::as_array);
        let Some(failures) = failures.filter(|_| self.source.reports_failures) else {
            return (batch.len(), false);
        };
        let mut done = batch.len();
        for failure in failures {
            let id = failure.get("itemIdentifier").and_then(Value::as_str);
            match batch.iter().position(|record| Some(record.sequence.as_str()) == id) {
                Some(place) => done = done.min(place),
                // An unknown name makes the batch fail, as in AWS.
                None => return (0, true),
            }
        }
        (done, false)
    }
}

fn event(batch: &[&Waiting]) -> Value {
    json!({ "Records": batch.iter().map(|record| &record.event).collect::<Vec<_>>() })
}

fn pause(failures: u32) -> Duration {
    FIRST_PAUSE.saturating_mul(1 << (failures - 1).min(8)).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests;
