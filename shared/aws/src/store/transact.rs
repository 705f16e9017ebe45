//! Transactions: all parts are written or none, with the reasons.

use std::time::Duration;

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{
    CancellationReason, ConditionCheck, Delete, Put, TransactWriteItem, Update,
};
use data_encoding::BASE64URL_NOPAD;
use domain::ports::StoreError;

use super::Tables;
use crate::failure::CallFailed;
use crate::items::Item;
use crate::random;

/// How often a transaction is tried again that only met another one.
///
/// Source: docs/DATA.md#lost-answers-and-lost-races.
const RETRIES: u32 = 3;

/// How a transaction ended.
pub(super) enum Transacted {
    /// All parts were written.
    Done,
    /// Nothing was written, since conditions did not hold.
    Refused(Reasons),
}

/// Why each part of a transaction was refused, by position.
pub(super) struct Reasons(Vec<CancellationReason>);

impl Reasons {
    /// Whether the condition of a part did not hold.
    pub(super) fn failed(&self, part: usize) -> bool {
        self.0.get(part).is_some_and(|reason| is(reason, "ConditionalCheckFailed"))
    }

    /// The item that made a part's condition fail, if the part asked for it.
    pub(super) fn found(&self, part: usize) -> Option<&Item> {
        self.0.get(part).and_then(|reason| reason.item.as_ref())
    }

    fn any(&self, code: &str) -> bool {
        self.0.iter().any(|reason| is(reason, code))
    }

    fn only_conflicts(&self) -> bool {
        let harmless = |reason| is(reason, "TransactionConflict") || is(reason, "None");
        self.any("TransactionConflict") && self.0.iter().all(harmless)
    }
}

fn is(reason: &CancellationReason, code: &str) -> bool {
    reason.code.as_deref().unwrap_or("None") == code
}

impl Tables {
    /// Runs a transaction.
    ///
    /// One that only met another one is tried three times more, then it is a `Conflict`.
    /// The token stays the same for all tries, so a lost answer does not make it run twice.
    pub(super) async fn transact(
        &self,
        parts: Vec<TransactWriteItem>,
    ) -> Result<Transacted, StoreError> {
        let token = BASE64URL_NOPAD.encode(&random::bytes::<24>());
        for tried in 0..=RETRIES {
            if tried > 0 {
                pause(Duration::from_millis(20), Duration::from_millis(180)).await;
            }
            let run = self.client.transact_write_items().client_request_token(&token);
            let reasons = match run.set_transact_items(Some(parts.clone())).send().await {
                Ok(_) => return Ok(Transacted::Done),
                Err(error) => reasons(error)?,
            };
            if !reasons.only_conflicts() {
                return refused(reasons);
            }
        }
        Err(StoreError::Conflict)
    }
}

fn refused(reasons: Reasons) -> Result<Transacted, StoreError> {
    if reasons.any("ConditionalCheckFailed") {
        return Ok(Transacted::Refused(reasons));
    }
    // It was throttled, or we made a mistake. Neither answers the question.
    let codes = reasons.0.iter().filter_map(|reason| reason.code.as_deref());
    let code = codes.into_iter().find(|code| *code != "None").unwrap_or("no reason");
    Err(CallFailed::because("TransactWriteItems", code).into())
}

fn reasons(error: SdkError<TransactWriteItemsError>) -> Result<Reasons, CallFailed> {
    let failed = CallFailed::of("TransactWriteItems", &error);
    match error.into_service_error() {
        TransactWriteItemsError::TransactionCanceledException(canceled) => {
            Ok(Reasons(canceled.cancellation_reasons.unwrap_or_default()))
        }
        _ => Err(failed),
    }
}

/// Waits for a time and a random time more, so that two that met do not meet again.
pub(super) async fn pause(least: Duration, more: Duration) {
    let [dice] = random::bytes::<1>();
    tokio::time::sleep(least + more * u32::from(dice) / 255).await;
}

/// Parts of a transaction.
pub(super) fn put(put: Put) -> TransactWriteItem {
    TransactWriteItem::builder().put(put).build()
}

pub(super) fn update(update: Update) -> TransactWriteItem {
    TransactWriteItem::builder().update(update).build()
}

pub(super) fn check(check: ConditionCheck) -> TransactWriteItem {
    TransactWriteItem::builder().condition_check(check).build()
}

pub(super) fn delete(delete: Delete) -> TransactWriteItem {
    TransactWriteItem::builder().delete(delete).build()
}
