//! Pending registrations, and letters that a step queues without other writes.

use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::ReturnValue;
use domain::ports::{Cancellations, Letters, Pendings, StoreError};
use domain::{EmailKey, Envelope, Outcome, Pending, PendingId, WRONG_NUMBERS_MAX};
use jiff::Timestamp;

use super::Tables;
use crate::failure::CallFailed;
use crate::items::{
    self, Key, MATCHED, Reader, Table, UNMATCHED, envelope_item, instant, number, text,
};

impl Pendings for Tables {
    async fn matched(&self, email: &EmailKey) -> Result<Vec<Pending>, StoreError> {
        let mut found = self.pendings(email, MATCHED).await?;
        // Older items have the prefix of matched ones, whatever their outcome.
        found.retain(|pending| pending.outcome == Outcome::Confirm);
        found.sort_by_key(|pending| std::cmp::Reverse(pending.created_at));
        Ok(found)
    }

    async fn pending(
        &self,
        email: &EmailKey,
        id: &PendingId,
    ) -> Result<Option<Pending>, StoreError> {
        let keys = [Key::matched(email, id), Key::unmatched(email, id)];
        let found = self.fetch(&keys).await?.into_items().next();
        Ok(found.map(|item| items::pending(&item)).transpose()?)
    }

    async fn count_number(&self, pending: &Pending) -> Result<Option<u32>, StoreError> {
        let update = self.client.update_item().table_name(self.name(Table::Transient)?);
        let key = Key::pending(pending);
        let update = update
            .set_key(Some(key.attributes()))
            .update_expression("ADD wrong_numbers :one")
            .condition_expression("attribute_exists(pk) AND wrong_numbers < :max")
            .expression_attribute_values(":one", number(1_u32))
            .expression_attribute_values(":max", number(WRONG_NUMBERS_MAX))
            .return_values(ReturnValue::UpdatedNew);
        match update.send().await {
            Ok(answer) => {
                let counted = answer.attributes.unwrap_or_default();
                Ok(Some(Reader::new(&counted).number("wrong_numbers")?))
            }
            Err(error) => {
                let failed = CallFailed::of("UpdateItem", &error);
                match error.into_service_error() {
                    // It has its maximum, or it was cleaned up. No number opens it any more in either case.
                    UpdateItemError::ConditionalCheckFailedException(_) => Ok(None),
                    _ => Err(failed.into()),
                }
            }
        }
    }

    async fn take_back_number(&self, pending: &Pending) -> Result<(), StoreError> {
        let update = self.client.update_item().table_name(self.name(Table::Transient)?);
        let key = Key::pending(pending);
        let update = update
            .set_key(Some(key.attributes()))
            .update_expression("ADD wrong_numbers :less")
            .condition_expression("attribute_exists(pk) AND wrong_numbers > :none")
            .expression_attribute_values(":less", number(-1_i32))
            .expression_attribute_values(":none", number(0_u32));
        let Err(error) = update.send().await else { return Ok(()) };
        let failed = CallFailed::of("UpdateItem", &error);
        match error.into_service_error() {
            UpdateItemError::ConditionalCheckFailedException(_) => Ok(()),
            _ => Err(failed.into()),
        }
    }
}

impl Tables {
    async fn pendings(&self, email: &EmailKey, start: &str) -> Result<Vec<Pending>, StoreError> {
        let query = self.client.query().table_name(self.name(Table::Transient)?);
        let query = query
            .key_condition_expression("pk = :email AND begins_with(sk, :start)")
            .expression_attribute_values(":email", text(format!("E#{}", email.as_str())))
            .expression_attribute_values(":start", text(start))
            .consistent_read(true);
        let mut items = query.into_paginator().items().send();
        let mut found = Vec::new();
        while let Some(item) = items.next().await {
            let item = item.map_err(|error| CallFailed::of("Query", &error))?;
            found.push(items::pending(&item)?);
        }
        Ok(found)
    }
}

impl Cancellations for Tables {
    async fn asked(&self, email: &EmailKey) -> Result<Vec<Pending>, StoreError> {
        let mut found = self.pendings(email, MATCHED).await?;
        found.extend(self.pendings(email, UNMATCHED).await?);
        Ok(found)
    }

    async fn cancel(&self, pending: &Pending, now: Timestamp) -> Result<(), StoreError> {
        let update = self.client.update_item().table_name(self.name(Table::Transient)?);
        let key = Key::pending(pending);
        let update = update
            .set_key(Some(key.attributes()))
            .update_expression("SET expires_at = :now")
            .condition_expression("attribute_not_exists(used_by) AND expires_at > :now")
            .expression_attribute_values(":now", instant(now));
        let Err(error) = update.send().await else { return Ok(()) };
        let failed = CallFailed::of("UpdateItem", &error);
        match error.into_service_error() {
            UpdateItemError::ConditionalCheckFailedException(_) => Err(StoreError::Conflict),
            _ => Err(failed.into()),
        }
    }
}

impl Letters for Tables {
    async fn queue(&self, envelope: &Envelope) -> Result<(), StoreError> {
        let put = self.client.put_item().table_name(self.name(Table::Outbox)?);
        let put = put
            .set_item(Some(envelope_item(&self.keys, envelope)))
            .condition_expression("attribute_not_exists(pk)");
        let Err(error) = put.send().await else { return Ok(()) };
        let failed = CallFailed::of("PutItem", &error);
        match error.into_service_error() {
            // The id is random. So a try with a lost answer has put this very envelope there.
            PutItemError::ConditionalCheckFailedException(_) => Ok(()),
            _ => Err(failed.into()),
        }
    }
}
