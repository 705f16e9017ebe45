//! Sessions of staff at the desk, and their look-ups.

use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::ReturnValue;
use domain::desk::{OnceKey, StaffKey, StaffSession, StaffSessionKey};
use domain::ports::{LookUps, StaffSessions, StoreError};
use jiff::{SignedDuration, Timestamp};

use super::Tables;
use crate::failure::CallFailed;
use crate::items::{self, Key, Reader, Table, instant, number, staff_session_item, used_item};

/// How long an hour's count is kept.
const COUNT_KEPT: SignedDuration = SignedDuration::from_hours(2);

impl StaffSessions for Tables {
    async fn use_once(&self, what: &OnceKey, until: Timestamp) -> Result<bool, StoreError> {
        let put = self.client.put_item().table_name(self.name(Table::Transient)?);
        let put = put
            .set_item(Some(used_item(what, until)))
            .condition_expression("attribute_not_exists(pk)");
        let Err(error) = put.send().await else { return Ok(true) };
        let failed = CallFailed::of("PutItem", &error);
        match error.into_service_error() {
            PutItemError::ConditionalCheckFailedException(_) => Ok(false),
            _ => Err(failed.into()),
        }
    }

    async fn open_at_desk(&self, session: &StaffSession) -> Result<(), StoreError> {
        let put = self.client.put_item().table_name(self.name(Table::Transient)?);
        let sent = put.set_item(Some(staff_session_item(session))).send().await;
        sent.map_err(|error| CallFailed::of("PutItem", &error))?;
        Ok(())
    }

    async fn at_desk(&self, key: &StaffSessionKey) -> Result<Option<StaffSession>, StoreError> {
        let found = self.get(&Key::staff_session(key)).await?;
        Ok(found.map(|item| items::staff_session(&item)).transpose()?)
    }

    async fn end_at_desk(&self, key: &StaffSessionKey) -> Result<(), StoreError> {
        let delete = self.client.delete_item().table_name(self.name(Table::Transient)?);
        let delete = delete.set_key(Some(Key::staff_session(key).attributes()));
        delete.send().await.map_err(|error| CallFailed::of("DeleteItem", &error))?;
        Ok(())
    }
}

impl LookUps for Tables {
    async fn count_look_up(&self, who: &StaffKey, now: Timestamp) -> Result<u32, StoreError> {
        let update = self.client.update_item().table_name(self.name(Table::Transient)?);
        let update = update
            .set_key(Some(Key::look_ups(who, now).attributes()))
            .update_expression("ADD look_ups :one SET delete_at = :after")
            .expression_attribute_values(":one", number(1_u32))
            .expression_attribute_values(":after", instant(now + COUNT_KEPT))
            .return_values(ReturnValue::UpdatedNew);
        let answer = update.send().await.map_err(|error| CallFailed::of("UpdateItem", &error))?;
        let counted = answer.attributes.unwrap_or_default();
        Ok(Reader::new(&counted).number("look_ups")?)
    }
}
