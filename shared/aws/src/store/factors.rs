//! Second factors: what is written together, and what is kept beside the member.

use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem};
use domain::ports::{Passkeys, SecondFactors, StoreError, Waits};
use domain::{
    AboutWait, DeviceId, FactorId, FactorKind, FactorRecord, FactorWrite, FactorWriteEnd,
    KeptOfFactors, Member, MemberId, Passkey, PasskeyWrite, SessionId, SessionWrite, UsedOnce,
    UsedStep,
};
use jiff::Timestamp;

use super::Tables;
use super::transact::{Transacted, delete, put};
use crate::failure::CallFailed;
use crate::items::{
    self, Item, Key, SECOND, Table, bound_item, envelope_item, later_item, link_item, number,
    passkey_item, remembered_item, session_item, signed_challenge_item, step_item, text,
};

impl SecondFactors for Tables {
    async fn member(&self, id: &MemberId) -> Result<Option<Member>, StoreError> {
        let item = self.get(&Key::member(id)).await?;
        Ok(item.map(|item| items::member(&self.keys, &item)).transpose()?)
    }

    async fn kept(&self, member: &MemberId) -> Result<KeptOfFactors, StoreError> {
        let query = self.client.query().table_name(self.name(Table::Transient)?);
        let query = query
            .key_condition_expression("pk = :member AND begins_with(sk, :second)")
            .expression_attribute_values(":member", text(format!("M#{}", member.as_str())))
            .expression_attribute_values(":second", text(SECOND))
            .consistent_read(true);
        let mut found = query.into_paginator().items().send();
        let mut kept = KeptOfFactors::default();
        while let Some(item) = found.next().await {
            let item = item.map_err(|error| CallFailed::of("Query", &error))?;
            items::keep(&mut kept, &item)?;
        }
        Ok(kept)
    }

    async fn write(&self, write: &FactorWrite) -> Result<FactorWriteEnd, StoreError> {
        let mut parts = Vec::new();
        // It comes first, so that its place is known.
        if let Some(used) = &write.used {
            parts.push(put(match used {
                UsedOnce::Step(used) => self.put_step(used)?,
                UsedOnce::Challenge(used) => {
                    self.put_new(Table::Transient, signed_challenge_item(used))?
                }
            }));
        }
        self.add_parts(write, &mut parts)?;
        match self.transact(parts).await {
            Ok(Transacted::Done) => Ok(FactorWriteEnd::Written),
            Ok(Transacted::Refused(reasons)) if write.used.is_some() && reasons.failed(0) => {
                Ok(FactorWriteEnd::CodeUsed)
            }
            Ok(Transacted::Refused(_)) | Err(StoreError::Conflict) => Err(StoreError::Conflict),
            Err(unknown) => self.written_all_the_same(write, unknown).await,
        }
    }

    async fn forget(&self, member: &MemberId, device: &DeviceId) -> Result<(), StoreError> {
        let delete = self.client.delete_item().table_name(self.name(Table::Transient)?);
        let delete = delete.set_key(Some(Key::remembered(member, device).attributes()));
        delete.send().await.map_err(|error| CallFailed::of("DeleteItem", &error))?;
        Ok(())
    }
}

impl Passkeys for Tables {
    async fn named(
        &self,
        member: &MemberId,
        passkey: &FactorId,
    ) -> Result<(Option<Member>, Option<Passkey>), StoreError> {
        let (member, passkey) = (Key::member(member), Key::passkey(passkey));
        let mut found = self.fetch(&[member.clone(), passkey.clone()]).await?;
        let member =
            found.take(&member).map(|item| items::member(&self.keys, &item)).transpose()?;
        let passkey = found.take(&passkey).map(|item| items::passkey(&item)).transpose()?;
        Ok((member, passkey))
    }

    async fn passkeys(&self, ids: &[FactorId]) -> Result<Vec<Passkey>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let keys: Vec<Key> = ids.iter().map(Key::passkey).collect();
        let mut found = self.fetch(&keys).await?;
        let items = keys.iter().filter_map(|key| found.take(key));
        Ok(items.map(|item| items::passkey(&item)).collect::<Result<_, _>>()?)
    }
}

impl Waits for Tables {
    async fn waiting(
        &self,
        about: &AboutWait,
        now: Timestamp,
    ) -> Result<Option<Member>, StoreError> {
        let item = self.get(&Key::member(&about.member)).await?;
        let member = item.map(|item| items::member(&self.keys, &item)).transpose()?;
        Ok(member.filter(|member| about.runs(member.factors.wait.as_ref(), now)))
    }
}

impl Tables {
    fn add_parts(
        &self,
        write: &FactorWrite,
        parts: &mut Vec<TransactWriteItem>,
    ) -> Result<(), StoreError> {
        let FactorWrite { member, session, remembered, bound, links, envelope, later, .. } = write;
        for (member, session) in &write.ends {
            parts.push(delete(self.end_session(member, session)?));
        }
        for count in &write.counts {
            parts.push(put(self.put_count(count)?));
        }
        if let Some(passkey) = &write.passkey {
            parts.push(put(self.put_passkey(passkey)?));
        }
        if let Some(member) = member {
            parts.push(put(self.put_next(member)?));
        }
        match session {
            Some(SessionWrite::Opens(session)) => {
                parts.push(put(self.put_new(Table::Transient, session_item(session))?));
            }
            Some(SessionWrite::GoesOn(session)) => {
                let item = session_item(session);
                parts.push(put(self.put_if(Table::Transient, item, "attribute_exists(pk)")?));
            }
            None => {}
        }
        if let Some(kept) = remembered {
            parts.push(put(self.put_over(remembered_item(kept))?));
        }
        self.add_bound(bound, parts)?;
        for link in links {
            parts.push(put(self.put_new(Table::Transient, link_item(link))?));
        }
        if let Some(envelope) = envelope {
            parts.push(put(self.put_new(Table::Outbox, envelope_item(&self.keys, envelope))?));
        }
        for later in later {
            parts.push(put(self.put_new(Table::Outbox, later_item(&self.keys, later))?));
        }
        Ok(())
    }

    /// Uses a step, if it is later than the last one that was used.
    fn put_step(&self, used: &UsedStep) -> Result<Put, StoreError> {
        let condition = "attribute_not_exists(pk) OR step < :step";
        let mut put = self.put_if(Table::Transient, step_item(used), condition)?;
        let step = number(used.step);
        put.expression_attribute_values = Some(Item::from([(":step".to_owned(), step)]));
        Ok(put)
    }

    /// Adds a passkey that nobody has, or one that has signed as its next counter says.
    fn put_passkey(&self, write: &PasskeyWrite) -> Result<Put, StoreError> {
        match write {
            PasskeyWrite::Adds(passkey) => self.put_new(Table::Members, passkey_item(passkey)),
            PasskeyWrite::Signed { passkey, read } => {
                let condition = "sign_count = :read";
                let mut put = self.put_if(Table::Members, passkey_item(passkey), condition)?;
                let read = Item::from([(":read".to_owned(), number(*read))]);
                put.expression_attribute_values = Some(read);
                Ok(put)
            }
        }
    }

    /// Adds records. A passkey whose record has ended goes.
    pub(super) fn add_bound(
        &self,
        bound: &[FactorRecord],
        parts: &mut Vec<TransactWriteItem>,
    ) -> Result<(), StoreError> {
        for bound in bound {
            let item = bound_item(bound);
            // An id is bound once: an offer that was taken before, or has ended since, binds nothing again.
            parts.push(put(match bound.ended_at {
                None => self.put_new(Table::Transient, item)?,
                Some(_) => self.put_over(item)?,
            }));
            if bound.kind == FactorKind::Passkey && bound.ended_at.is_some() {
                parts.push(delete(self.give_up_passkey(&bound.id)?));
            }
        }
        Ok(())
    }

    /// Deletes a passkey; it is no error if it is gone.
    fn give_up_passkey(&self, id: &FactorId) -> Result<Delete, StoreError> {
        let delete = Delete::builder()
            .table_name(self.name(Table::Members)?)
            .set_key(Some(Key::passkey(id).attributes()));
        Ok(delete.build().expect("table and key are given"))
    }

    fn end_session(&self, member: &MemberId, session: &SessionId) -> Result<Delete, StoreError> {
        let delete = Delete::builder()
            .table_name(self.name(Table::Transient)?)
            .set_key(Some(Key::session(member, session).attributes()));
        Ok(delete.build().expect("table and key are given"))
    }

    /// A put for transactions, whatever was there.
    pub(super) fn put_over(&self, item: Item) -> Result<Put, StoreError> {
        let put = Put::builder().table_name(self.name(Table::Transient)?).set_item(Some(item));
        Ok(put.build().expect("table and item are given"))
    }

    /// Looks whether a write with a lost answer was made: by its envelope or its session, since either is of this write alone.
    async fn written_all_the_same(
        &self,
        write: &FactorWrite,
        unknown: StoreError,
    ) -> Result<FactorWriteEnd, StoreError> {
        let is_there = if let Some(envelope) = &write.envelope {
            self.get(&Key::outbox(&envelope.id)).await?.is_some()
        } else if let Some(session) = write.session.as_ref().map(SessionWrite::session) {
            let stored = self.get(&Key::session(&session.member, &session.id)).await?;
            stored == Some(session_item(session))
        } else {
            false
        };
        if is_there { Ok(FactorWriteEnd::Written) } else { Err(unknown) }
    }
}
