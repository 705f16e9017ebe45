//! Holds on accounts, as they begin anew and end.

use aws_sdk_dynamodb::types::Update;
use domain::ports::{Holds, StoreError};
use domain::{AccountNumber, HoldChange, Owner};

use super::Tables;
use super::transact::{Transacted, put, update};
use crate::items::{Key, Table, envelope_item, instant, link_item, number, text};

impl Holds for Tables {
    async fn hold(&self, change: &HoldChange) -> Result<(), StoreError> {
        let HoldChange { member, owners, links, envelope } = change;
        // Fifty accounts may have a hundred contacts, and a transaction takes a hundred parts. A link without its letter
        // is read by nobody, so they may be there before.
        for some in links.chunks(super::batch::WRITTEN_AT_ONCE) {
            self.put_batch(Table::Transient, some.iter().map(link_item)).await?;
        }
        let mut parts = vec![
            put(self.put_next(member)?),
            put(self.put_new(Table::Outbox, envelope_item(&self.keys, envelope))?),
        ];
        for (account, owner) in owners {
            parts.push(update(self.hold_owner(account, owner)?));
        }
        match self.transact(parts).await {
            Ok(Transacted::Done) => Ok(()),
            Ok(Transacted::Refused(_)) | Err(StoreError::Conflict) => Err(StoreError::Conflict),
            // The envelope's id is random. If it is there, all the rest is too.
            Err(unknown) => match self.get(&Key::outbox(&envelope.id)).await? {
                Some(_) => Ok(()),
                None => Err(unknown),
            },
        }
    }
}

impl Tables {
    /// Writes until when an account is held, if its owner is still the one that was read.
    fn hold_owner(&self, account: &AccountNumber, owner: &Owner) -> Result<Update, StoreError> {
        let set = match owner.held_until {
            Some(_) => "SET held_until = :until",
            None => "REMOVE held_until",
        };
        let update = Update::builder()
            .table_name(self.name(Table::BillingAccounts)?)
            .set_key(Some(Key::owner(account).attributes()))
            .update_expression(set)
            .condition_expression("#member = :member AND holder = :holder AND #since = :since")
            .expression_attribute_names("#member", "member")
            .expression_attribute_names("#since", "since")
            .expression_attribute_values(":member", text(owner.member.as_str()))
            .expression_attribute_values(":holder", number(owner.holder))
            .expression_attribute_values(":since", instant(owner.since));
        let update = match owner.held_until {
            Some(until) => update.expression_attribute_values(":until", instant(until)),
            None => update,
        };
        Ok(update.build().expect("table, key and update are given"))
    }
}
