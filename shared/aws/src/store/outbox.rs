//! The outbox, from the worker's side.

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::{ReturnValue, ReturnValuesOnConditionCheckFailure};
use domain::ports::{Outbox, StoreError};
use domain::{Leased, Mark, OutboxId};
use jiff::Timestamp;

use super::Tables;
use crate::failure::CallFailed;
use crate::items::{
    self, Item, KEPT, Key, LEASE, Reader, Table, UNSENT, instant, letters_value, number, text,
};

impl Outbox for Tables {
    async fn unsent(&self, before: Timestamp, most: usize) -> Result<Vec<OutboxId>, StoreError> {
        let query = self.client.query().table_name(self.name(Table::Outbox)?);
        let query = query
            .index_name(UNSENT)
            .key_condition_expression("unsent = :shard AND queued_at < :before")
            .expression_attribute_values(":shard", text("0"))
            .expression_attribute_values(":before", instant(before))
            .scan_index_forward(true)
            .limit(i32::try_from(most).unwrap_or(i32::MAX));
        let mut items = query.into_paginator().items().send();
        let mut found = Vec::new();
        while found.len() < most
            && let Some(item) = items.next().await
        {
            let item = item.map_err(|error| CallFailed::of("Query", &error))?;
            found.push(OutboxId::from_stored(Reader::new(&item).text("pk")?));
        }
        Ok(found)
    }

    async fn lease(
        &self,
        id: &OutboxId,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Leased>, StoreError> {
        let update = self
            .change_envelope(id)?
            .update_expression("SET lease_until = :until ADD attempts :one")
            .condition_expression(
                "attribute_exists(unsent) \
                 AND (attribute_not_exists(lease_until) OR lease_until <= :now) \
                 AND (attribute_not_exists(next_try) OR next_try <= :now)",
            )
            .expression_attribute_values(":until", instant(until))
            .expression_attribute_values(":now", instant(now))
            .expression_attribute_values(":one", number(1_u32))
            .return_values(ReturnValue::AllNew);
        match update.send().await {
            Ok(answer) => Ok(Some(items::leased(&answer.attributes.unwrap_or_default())?)),
            Err(error) => {
                let failed = CallFailed::of("UpdateItem", &error);
                match error.into_service_error() {
                    UpdateItemError::ConditionalCheckFailedException(_) => Ok(None),
                    _ => Err(failed.into()),
                }
            }
        }
    }

    async fn put_back(&self, leased: &Leased, next_try: Timestamp) -> Result<(), StoreError> {
        let letters = letters_value(&leased.envelope.letters, &leased.marks);
        let update = self.change_envelope(&leased.envelope.id)?;
        let update = match all_done(&leased.marks) {
            None => update
                .update_expression(
                    "SET letters = :letters, next_try = :next, attempts = :attempts \
                     REMOVE lease_until",
                )
                .expression_attribute_values(":next", instant(next_try))
                .expression_attribute_values(":attempts", number(leased.attempts)),
            // Events have yet to be published; the item goes after that.
            Some(_) if !leased.envelope.events.is_empty() => update
                .update_expression("SET letters = :letters REMOVE lease_until, next_try, unsent"),
            Some(at) => update
                .update_expression(
                    "SET letters = :letters, delete_at = :gone \
                     REMOVE lease_until, next_try, unsent",
                )
                .expression_attribute_values(":gone", instant(at + KEPT)),
        };
        let update = update
            .condition_expression("lease_until = :until")
            .expression_attribute_values(":until", instant(leased.until))
            .expression_attribute_values(":letters", letters.clone())
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        let Err(error) = update.send().await else { return Ok(()) };
        let failed = CallFailed::of("UpdateItem", &error);
        match error.into_service_error() {
            UpdateItemError::ConditionalCheckFailedException(refused) => {
                let stored = refused.item.unwrap_or_default();
                if is_as_put_back(&stored, &letters) { Ok(()) } else { Err(StoreError::Conflict) }
            }
            _ => Err(failed.into()),
        }
    }
}

impl Tables {
    fn change_envelope(&self, id: &OutboxId) -> Result<UpdateItemFluentBuilder, StoreError> {
        let update = self.client.update_item().table_name(self.name(Table::Outbox)?);
        Ok(update.set_key(Some(Key::outbox(id).attributes())))
    }
}

/// When the last letter was done with; `None` while one is unsent.
fn all_done(marks: &[Mark]) -> Option<Timestamp> {
    let done: Option<Vec<Timestamp>> = marks.iter().map(|mark| mark.done()).collect();
    done?.into_iter().max()
}

/// Whether a try whose answer was lost has put the envelope back already.
fn is_as_put_back(stored: &Item, letters: &aws_sdk_dynamodb::types::AttributeValue) -> bool {
    !stored.contains_key(LEASE) && stored.get("letters") == Some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEN: Timestamp = Timestamp::constant(1_770_000_000, 0);

    #[test]
    fn an_envelope_is_done_when_its_last_letter_is() {
        let later = THEN + KEPT;

        assert_eq!(all_done(&[Mark::Sent(THEN), Mark::Unsent]), None);
        assert_eq!(all_done(&[Mark::Sent(later), Mark::Counted(THEN)]), None);
        assert_eq!(
            all_done(&[Mark::Sent(THEN), Mark::Failed(THEN), Mark::Held(later)]),
            Some(later)
        );
    }
}
