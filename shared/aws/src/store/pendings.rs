//! Pending registrations, and letters that a step queues without other writes.

use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::ReturnValue;
use domain::ports::{Cancellations, Letters, Pendings, StoreError};
use domain::{EmailKey, Envelope, Pending, WRONG_NUMBERS_MAX};
use jiff::Timestamp;

use super::Tables;
use crate::failure::CallFailed;
use crate::items::{self, Key, PENDINGS, Reader, Table, envelope_item, instant, number, text};

impl Pendings for Tables {
    async fn of(&self, email: &EmailKey) -> Result<Vec<Pending>, StoreError> {
        let query = self.client.query().table_name(self.name(Table::Transient)?);
        let query = query
            .key_condition_expression("pk = :email AND begins_with(sk, :pendings)")
            .expression_attribute_values(":email", text(format!("E#{}", email.as_str())))
            .expression_attribute_values(":pendings", text(PENDINGS))
            .consistent_read(true);
        let mut items = query.into_paginator().items().send();
        let mut found = Vec::new();
        while let Some(item) = items.next().await {
            let item = item.map_err(|error| CallFailed::of("Query", &error))?;
            found.push(items::pending(&item)?);
        }
        Ok(found)
    }

    async fn count_wrong_number(&self, pending: &Pending) -> Result<u32, StoreError> {
        let update = self.client.update_item().table_name(self.name(Table::Transient)?);
        let key = Key::pending(&pending.email_key, &pending.id);
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
                Ok(Reader::new(&counted).number("wrong_numbers")?)
            }
            Err(error) => {
                let failed = CallFailed::of("UpdateItem", &error);
                match error.into_service_error() {
                    // It has its maximum, or it was cleaned up. No number opens it any more in either case.
                    UpdateItemError::ConditionalCheckFailedException(_) => Ok(WRONG_NUMBERS_MAX),
                    _ => Err(failed.into()),
                }
            }
        }
    }
}

impl Cancellations for Tables {
    async fn cancel(&self, pending: &Pending, now: Timestamp) -> Result<(), StoreError> {
        let update = self.client.update_item().table_name(self.name(Table::Transient)?);
        let key = Key::pending(&pending.email_key, &pending.id);
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
            .set_item(Some(envelope_item(envelope)))
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
