//! The outbox, as the worker uses it.

mod adopt;

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::{ReturnValue, ReturnValuesOnConditionCheckFailure};
use domain::ports::{Outbox, Posted, StoreError};
use domain::{Due, Envelope, Lane, Lease, Leased, OutboxId, done_at};
use jiff::Timestamp;

use super::Tables;
use crate::failure::CallFailed;
use crate::items::{
    self, DUE, Item, KEPT, Key, LEASE, Table, instant, letters_value, number, text,
};

impl Outbox for Tables {
    async fn due(
        &self,
        lane: Lane,
        now: Timestamp,
        after: Option<&Due>,
        most: usize,
    ) -> Result<Vec<Due>, StoreError> {
        if lane == Lane::Ordinary && after.is_none() {
            self.adopt().await;
        }
        let query = self.client.query().table_name(self.name(Table::Outbox)?);
        let query = query
            .index_name(DUE)
            .key_condition_expression("lane = :lane AND due_at <= :now")
            .expression_attribute_values(":lane", text(lane.name()))
            .expression_attribute_values(":now", instant(now))
            .set_exclusive_start_key(after.map(|last| items::due_key(lane, last)))
            .scan_index_forward(true)
            .limit(i32::try_from(most).unwrap_or(i32::MAX));
        let page = query.send().await.map_err(|error| CallFailed::of("Query", &error))?;
        Ok(page.items().iter().map(items::due).collect::<Result<_, _>>()?)
    }

    async fn lease(
        &self,
        id: &OutboxId,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Lease, StoreError> {
        let update = self
            .change_envelope(id)?
            .update_expression("SET lease_until = :until ADD attempts :one")
            .condition_expression(
                "attribute_exists(lane) AND due_at <= :now \
                 AND (attribute_not_exists(lease_until) OR lease_until <= :now)",
            )
            .expression_attribute_values(":until", instant(until))
            .expression_attribute_values(":now", instant(now))
            .expression_attribute_values(":one", number(1_u32))
            .return_values(ReturnValue::AllNew)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        match update.send().await {
            Ok(answer) => {
                let leased = items::leased(&self.keys, &answer.attributes.unwrap_or_default())?;
                Ok(Lease::Taken(Box::new(leased)))
            }
            Err(error) => {
                let failed = CallFailed::of("UpdateItem", &error);
                match error.into_service_error() {
                    UpdateItemError::ConditionalCheckFailedException(refused) => {
                        let stored = refused.item.unwrap_or_default();
                        Ok(items::held(&stored, now)?.map_or(Lease::Nothing, Lease::Held))
                    }
                    _ => Err(failed.into()),
                }
            }
        }
    }

    async fn put_back(&self, leased: &Leased, due_at: Timestamp) -> Result<(), StoreError> {
        let letters = letters_value(&leased.envelope.letters, &leased.marks);
        let done = done_at(&leased.envelope.events, &leased.marks, leased.published);
        let mut set = "SET letters = :letters".to_owned();
        let mut update = self.change_envelope(&leased.envelope.id)?;
        if let Some(at) = leased.published {
            set += ", published_at = :published";
            update = update.expression_attribute_values(":published", instant(at));
        }
        let lane = Lane::of(&leased.envelope, &leased.marks, leased.published);
        let update = match done {
            None => update
                .update_expression(
                    set + ", lane = :lane, due_at = :due, attempts = :attempts REMOVE lease_until",
                )
                .expression_attribute_values(":lane", text(lane.name()))
                .expression_attribute_values(":due", instant(due_at))
                .expression_attribute_values(":attempts", number(leased.attempts)),
            Some(at) => update
                .update_expression(set + ", delete_at = :gone REMOVE lease_until, lane, due_at")
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

impl Posted for Tables {
    async fn posted(&self, id: &OutboxId) -> Result<Option<Envelope>, StoreError> {
        let item = self.get(&Key::outbox(id)).await?;
        Ok(item.map(|item| items::posted(&self.keys, &item)).transpose()?)
    }
}

impl Tables {
    fn change_envelope(&self, id: &OutboxId) -> Result<UpdateItemFluentBuilder, StoreError> {
        let update = self.client.update_item().table_name(self.name(Table::Outbox)?);
        Ok(update.set_key(Some(Key::outbox(id).attributes())))
    }
}

/// Whether a try with a lost answer has put the envelope back already.
fn is_as_put_back(stored: &Item, letters: &aws_sdk_dynamodb::types::AttributeValue) -> bool {
    !stored.contains_key(LEASE) && stored.get("letters") == Some(letters)
}
