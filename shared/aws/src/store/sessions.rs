//! The sessions.

use aws_sdk_dynamodb::types::Delete;
use domain::Reopened;
use domain::ports::{Sessions, StoreError};
use domain::{Envelope, MemberId, Session, SessionId};

use super::Tables;
use super::transact::{Transacted, delete, put};
use crate::failure::CallFailed;
use crate::items::{self, Key, SESSIONS, Table, envelope_item, session_item, text};

impl Sessions for Tables {
    async fn open(&self, session: &Session, envelope: Option<&Envelope>) -> Result<(), StoreError> {
        if let Some(envelope) = envelope {
            return self.open_and_tell(session, envelope).await;
        }
        let put = self.client.put_item().table_name(self.name(Table::Transient)?);
        let sent = put.set_item(Some(session_item(session))).send().await;
        sent.map_err(|error| CallFailed::of("PutItem", &error))?;
        Ok(())
    }

    async fn of_member(&self, member: &MemberId) -> Result<Vec<Session>, StoreError> {
        let query = self.client.query().table_name(self.name(Table::Transient)?);
        let query = query
            .key_condition_expression("pk = :member AND begins_with(sk, :sessions)")
            .expression_attribute_values(":member", text(format!("M#{}", member.as_str())))
            .expression_attribute_values(":sessions", text(SESSIONS))
            .consistent_read(true);
        let mut items = query.into_paginator().items().send();
        let mut found = Vec::new();
        while let Some(item) = items.next().await {
            let item = item.map_err(|error| CallFailed::of("Query", &error))?;
            found.push(items::session(&item)?);
        }
        Ok(found)
    }

    async fn reopen(&self, reopened: &Reopened) -> Result<(), StoreError> {
        let Reopened { member, session, envelope } = reopened;
        let parts = vec![
            put(self.put_next(member)?),
            put(self.put_new(Table::Transient, session_item(session))?),
            put(self.put_new(Table::Outbox, envelope_item(&self.keys, envelope))?),
        ];
        match self.transact(parts).await {
            Ok(Transacted::Done) => Ok(()),
            Ok(Transacted::Refused(_)) | Err(StoreError::Conflict) => Err(StoreError::Conflict),
            // The session's id is random. If it is there, all the rest is too.
            Err(unknown) => match self.get(&Key::session(&session.member, &session.id)).await? {
                Some(_) => Ok(()),
                None => Err(unknown),
            },
        }
    }

    async fn end(
        &self,
        member: &MemberId,
        session: &SessionId,
        envelope: Option<&Envelope>,
    ) -> Result<(), StoreError> {
        if let Some(envelope) = envelope {
            return self.end_and_tell(member, session, envelope).await;
        }
        let request = self.client.delete_item().table_name(self.name(Table::Transient)?);
        let key = Key::session(member, session).attributes();
        let sent = request.set_key(Some(key)).send().await;
        sent.map_err(|error| CallFailed::of("DeleteItem", &error))?;
        Ok(())
    }
}

impl Tables {
    async fn open_and_tell(
        &self,
        session: &Session,
        envelope: &Envelope,
    ) -> Result<(), StoreError> {
        let parts = vec![
            put(self.put_new(Table::Transient, session_item(session))?),
            put(self.put_new(Table::Outbox, envelope_item(&self.keys, envelope))?),
        ];
        match self.transact(parts).await? {
            Transacted::Done => Ok(()),
            // Both ids are random.
            Transacted::Refused(_) => Err(StoreError::Conflict),
        }
    }

    async fn end_and_tell(
        &self,
        member: &MemberId,
        session: &SessionId,
        envelope: &Envelope,
    ) -> Result<(), StoreError> {
        let ended = Delete::builder()
            .table_name(self.name(Table::Transient)?)
            .set_key(Some(Key::session(member, session).attributes()))
            .condition_expression("attribute_exists(pk)");
        let parts = vec![
            delete(ended.build().expect("table and key are given")),
            put(self.put_new(Table::Outbox, envelope_item(&self.keys, envelope))?),
        ];
        match self.transact(parts).await? {
            // It had ended before, and the request that ended it has sent the letter.
            Transacted::Done | Transacted::Refused(_) => Ok(()),
        }
    }
}
