//! Counters that are written alone, without the transaction of a step.

use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::Put;
use domain::Envelope;
use domain::limits::{Count, Counter, Subject};
use domain::ports::{Counters, StoreError};

use super::Tables;
use super::registrations::read_counter;
use super::transact::{Transacted, put};
use crate::failure::CallFailed;
use crate::items::{Item, Key, Table, counter_item, envelope_item, number};

impl Counters for Tables {
    async fn read(&self, subjects: &[Subject]) -> Result<Vec<Counter>, StoreError> {
        let keys: Vec<Key> = subjects.iter().map(Key::counter).collect();
        let mut fetched = self.fetch(&keys).await?;
        let read = keys.iter().map(|key| read_counter(fetched.take(key).as_ref()));
        Ok(read.collect::<Result<_, _>>()?)
    }

    async fn count(&self, counts: &[Count]) -> Result<(), StoreError> {
        if let [one] = counts {
            return self.count_one(one).await;
        }
        let parts = counts.iter().map(|count| self.put_count(count).map(put));
        match self.transact(parts.collect::<Result<_, _>>()?).await? {
            Transacted::Done => Ok(()),
            Transacted::Refused(_) => Err(StoreError::Conflict),
        }
    }

    async fn count_and_tell(&self, count: &Count, envelope: &Envelope) -> Result<(), StoreError> {
        let letter = self.put_new(Table::Outbox, envelope_item(&self.keys, envelope))?;
        match self.transact(vec![put(self.put_count(count)?), put(letter)]).await? {
            Transacted::Done => Ok(()),
            Transacted::Refused(_) => Err(StoreError::Conflict),
        }
    }

    async fn clear(&self, subject: &Subject) -> Result<(), StoreError> {
        let delete = self.client.delete_item().table_name(self.name(Table::Transient)?);
        let delete = delete.set_key(Some(Key::counter(subject).attributes()));
        delete.send().await.map_err(|error| CallFailed::of("DeleteItem", &error))?;
        Ok(())
    }
}

impl Tables {
    /// A put on condition that the counter is still the one that was read.
    pub(super) fn put_count(&self, count: &Count) -> Result<Put, StoreError> {
        let item = counter_item(count);
        if count.next.version == 1 {
            return self.put_new(Table::Transient, item);
        }
        let mut write = self.put_if(Table::Transient, item, "version = :read")?;
        let read = number(count.next.version.saturating_sub(1));
        write.expression_attribute_values = Some(Item::from([(":read".to_owned(), read)]));
        Ok(write)
    }

    /// Writes one counter without a transaction, which would cost twice as much.
    async fn count_one(&self, count: &Count) -> Result<(), StoreError> {
        let write = self.put_count(count)?;
        let sent = self
            .client
            .put_item()
            .table_name(write.table_name)
            .set_item(Some(write.item))
            .set_condition_expression(write.condition_expression)
            .set_expression_attribute_values(write.expression_attribute_values)
            .send()
            .await;
        match sent {
            Ok(_) => Ok(()),
            Err(error) => {
                let failed = CallFailed::of("PutItem", &error);
                match error.into_service_error() {
                    PutItemError::ConditionalCheckFailedException(_)
                    | PutItemError::TransactionConflictException(_) => Err(StoreError::Conflict),
                    _ => Err(failed.into()),
                }
            }
        }
    }
}
