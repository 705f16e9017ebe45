//! The members.

use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::{Put, ReturnValuesOnConditionCheckFailure};
use domain::ports::{Members, StoreError};
use domain::{Email, Envelope, Member, MemberId, SessionId, SignedIn};

use super::Tables;
use super::transact::{Transacted, put};
use crate::failure::CallFailed;
use crate::items::{self, Item, Key, Table, envelope_item, member_item, member_of_email, number};

impl Members for Tables {
    async fn by_email(&self, email: &Email) -> Result<Option<Member>, StoreError> {
        let named = self.get(&Key::email(email)).await?;
        let id = named.map(|item| member_of_email(&item)).transpose()?;
        // Nobody has this id, so the read finds nothing, in the same time.
        let nobody = MemberId::from_stored("-");
        let member = self.get(&Key::member(id.as_ref().unwrap_or(&nobody))).await?;
        Ok(member.map(|item| items::member(&self.keys, &item)).transpose()?)
    }

    async fn by_session(
        &self,
        member: &MemberId,
        session: &SessionId,
    ) -> Result<Option<SignedIn>, StoreError> {
        let (member, session) = (Key::member(member), Key::session(member, session));
        let mut found = self.fetch(&[member.clone(), session.clone()]).await?;
        let session = found.take(&session).map(|item| items::session(&item)).transpose()?;
        let member = found.take(&member);
        let member = member.map(|item| items::member(&self.keys, &item)).transpose()?;
        Ok(session.zip(member).map(|(session, member)| SignedIn { session, member }))
    }

    async fn change(&self, member: &Member, envelope: Option<&Envelope>) -> Result<(), StoreError> {
        let write = self.put_next(member)?;
        let Some(envelope) = envelope else { return self.put_alone(write).await };
        let letters = self.put_new(Table::Outbox, envelope_item(&self.keys, envelope))?;
        match self.transact(vec![put(write), put(letters)]).await? {
            Transacted::Done => Ok(()),
            Transacted::Refused(_) => Err(StoreError::Conflict),
        }
    }
}

impl Tables {
    /// Writes the member's next version, if the table still has the one that was read.
    pub(super) fn put_next(&self, member: &Member) -> Result<Put, StoreError> {
        let next = Member { version: member.version + 1, ..member.clone() };
        let mut put =
            self.put_if(Table::Members, member_item(&self.keys, &next), "version = :read")?;
        let read = number(member.version);
        put.expression_attribute_values = Some(Item::from([(":read".to_owned(), read)]));
        Ok(put)
    }

    async fn put_alone(&self, put: Put) -> Result<(), StoreError> {
        let request = self
            .client
            .put_item()
            .table_name(put.table_name)
            .set_item(Some(put.item.clone()))
            .set_condition_expression(put.condition_expression)
            .set_expression_attribute_values(put.expression_attribute_values)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        let Err(error) = request.send().await else { return Ok(()) };
        let failed = CallFailed::of("PutItem", &error);
        match error.into_service_error() {
            PutItemError::ConditionalCheckFailedException(refused) => {
                // A try with a lost answer has written this very item.
                if refused.item == Some(put.item) { Ok(()) } else { Err(StoreError::Conflict) }
            }
            _ => Err(failed.into()),
        }
    }
}
