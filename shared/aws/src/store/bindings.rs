//! The bindings of accounts, and their end.
//!
//! Source: docs/DATA.md#accounts-and-the-import.

use aws_sdk_dynamodb::types::{ConditionCheck, Delete, Put, TransactWriteItem};
use domain::ports::{Bindings, Releases, StoreError};
use domain::{AccountNumber, Facts, Member, MemberChange, MemberId, Owner};
use domain::{Ended, PassedOn};

use super::Tables;
use super::transact::{Transacted, check, delete, put};
use crate::items::{self, Key, Table, envelope_item, facts_item, instant, number, text};

impl Bindings for Tables {
    async fn owners_of(
        &self,
        accounts: &[AccountNumber],
    ) -> Result<Vec<(AccountNumber, Owner)>, StoreError> {
        let mut found = Vec::new();
        let mut accounts: Vec<&AccountNumber> = accounts.iter().collect();
        // A batch refuses a key that occurs twice.
        accounts.sort();
        accounts.dedup();
        let keys: Vec<Key> = accounts.into_iter().map(Key::owner).collect();
        for fetched in self.fetch_many(&keys).await? {
            for item in fetched.into_items() {
                found.push((items::owned(&item)?, items::owner(&item)?));
            }
        }
        Ok(found)
    }

    async fn by_id(&self, member: &MemberId) -> Result<Option<Member>, StoreError> {
        let item = self.get(&Key::member(member)).await?;
        Ok(item.map(|item| items::member(&self.keys, &item)).transpose()?)
    }

    async fn pass_on(&self, passed_on: &PassedOn) -> Result<(), StoreError> {
        let facts = &passed_on.facts;
        let mut parts = vec![put(self.pass(facts)?)];
        match &passed_on.ended {
            None => parts.push(check(self.no_earlier_owner(facts)?)),
            Some(ended) => parts.extend(self.end(&facts.account, ended)?),
        }
        match self.transact(parts).await? {
            Transacted::Done => Ok(()),
            Transacted::Refused(_) => Err(StoreError::Conflict),
        }
    }
}

impl Releases for Tables {
    async fn release(&self, account: &AccountNumber, ended: &Ended) -> Result<(), StoreError> {
        match self.transact(self.end(account, ended)?).await? {
            Transacted::Done => Ok(()),
            Transacted::Refused(_) => Err(StoreError::Conflict),
        }
    }
}

impl Tables {
    /// Writes the facts with the new holder.
    ///
    /// It needs no condition, since only the import that holds the lease writes facts.
    fn pass(&self, facts: &Facts) -> Result<Put, StoreError> {
        let item = facts_item(&self.keys, facts);
        let put =
            Put::builder().table_name(self.name(Table::BillingAccounts)?).set_item(Some(item));
        Ok(put.build().expect("table and item are given"))
    }

    /// Checks that an account without owner was not claimed for an earlier holder.
    fn no_earlier_owner(&self, facts: &Facts) -> Result<ConditionCheck, StoreError> {
        let check = ConditionCheck::builder()
            .table_name(self.name(Table::BillingAccounts)?)
            .set_key(Some(Key::owner(&facts.account).attributes()))
            .condition_expression("attribute_not_exists(pk) OR holder >= :holder")
            .expression_attribute_values(":holder", number(facts.holder));
        Ok(check.build().expect("table, key and condition are given"))
    }

    /// Deletes the owner that was read, and tells the member.
    fn end(
        &self,
        account: &AccountNumber,
        ended: &Ended,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let mut parts = vec![delete(self.unbind(account, &ended.owner)?)];
        if let Some(MemberChange { member, envelope }) = &ended.left {
            parts.push(put(self.put_next(member)?));
            parts.push(put(self.put_new(Table::Outbox, envelope_item(&self.keys, envelope))?));
        }
        Ok(parts)
    }

    /// Deletes an owner, if it is still the one that was read.
    pub(super) fn unbind(
        &self,
        account: &AccountNumber,
        owner: &Owner,
    ) -> Result<Delete, StoreError> {
        let delete = Delete::builder()
            .table_name(self.name(Table::BillingAccounts)?)
            .set_key(Some(Key::owner(account).attributes()))
            .condition_expression("#member = :member AND holder = :holder AND #since = :since")
            .expression_attribute_names("#member", "member")
            .expression_attribute_names("#since", "since")
            .expression_attribute_values(":member", text(owner.member.as_str()))
            .expression_attribute_values(":holder", number(owner.holder))
            .expression_attribute_values(":since", instant(owner.since));
        Ok(delete.build().expect("table, key and condition are given"))
    }
}
