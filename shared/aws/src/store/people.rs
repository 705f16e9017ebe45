//! Guests of accounts. Source: docs/DATA.md#others-on-an-account.

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_dynamodb::types::{ConditionCheck, Delete, Put, TransactWriteItem};
use domain::ports::{People, Standings, StoreError};
use domain::{
    AccountNumber, AccountStanding, Envelope, GuestEnd, GuestList, Invited, JoinEnd, Joining,
    LinkClaim, Member, MemberId, Owner, StandingOf,
};

use super::Tables;
use super::links::is_ours;
use super::transact::{Reasons, Transacted, check, delete, put, update};
use crate::items::{
    self, FactsItem, Item, Key, Table, email_item, envelope_item, guest_list, guest_list_item,
    instant, link_item, member_item, number, read_facts, text,
};

/// How many accounts fit into one read with facts, owner, guests and the owner's login.
const STANDINGS_AT_ONCE: usize = 25;

// The position of each part of joining. Reasons come back by position.
const LINK: usize = 0;
const MEMBER: usize = 3;
const EMAIL: usize = 5;

impl Standings for Tables {
    async fn standings(&self, of: &[StandingOf]) -> Result<Vec<AccountStanding>, StoreError> {
        let mut all = Vec::with_capacity(of.len());
        for some in of.chunks(STANDINGS_AT_ONCE) {
            all.extend(self.standings_at_once(some).await?);
        }
        Ok(all)
    }
}

impl People for Tables {
    async fn invite(&self, invited: &Invited) -> Result<(), StoreError> {
        let Invited { guests, link, replaced, envelope, counts } = invited;
        let mut parts = vec![
            put(self.put_guests(guests)?),
            put(self.put_new(Table::Transient, link_item(link))?),
            put(self.put_new(Table::Outbox, envelope_item(&self.keys, envelope))?),
        ];
        if let Some(replaced) = replaced {
            parts.push(delete(self.end_link(replaced)?));
        }
        for count in counts {
            parts.push(put(self.put_count(count)?));
        }
        match self.transact(parts).await {
            Ok(Transacted::Done) => Ok(()),
            Ok(Transacted::Refused(_)) | Err(StoreError::Conflict) => Err(StoreError::Conflict),
            Err(unknown) => self.told_all_the_same(envelope, unknown).await,
        }
    }

    async fn join(&self, joining: &Joining) -> Result<JoinEnd, StoreError> {
        match self.transact(self.join_parts(joining)?).await {
            Ok(Transacted::Done) => Ok(JoinEnd::Joined),
            Ok(Transacted::Refused(reasons)) => not_joined(joining, &reasons),
            Err(StoreError::Conflict) => Err(StoreError::Conflict),
            Err(unknown) => match self.get(&Key::link(&joining.link)).await? {
                Some(link) if is_ours(&link, &joining.request) => Ok(JoinEnd::Joined),
                Some(_) | None => Err(unknown),
            },
        }
    }

    async fn end_guest(&self, end: &GuestEnd) -> Result<(), StoreError> {
        let GuestEnd { guests, member, link, envelope } = end;
        let mut parts = Vec::new();
        if let Some(guests) = guests {
            parts.push(put(self.put_guests(guests)?));
        }
        if let Some(member) = member {
            parts.push(put(self.put_next(member)?));
        }
        if let Some(link) = link {
            parts.push(delete(self.end_link(link)?));
        }
        if let Some(envelope) = envelope {
            parts.push(put(self.put_new(Table::Outbox, envelope_item(&self.keys, envelope))?));
        }
        match self.transact(parts).await {
            Ok(Transacted::Done) => Ok(()),
            Ok(Transacted::Refused(_)) | Err(StoreError::Conflict) => Err(StoreError::Conflict),
            Err(unknown) => self.ended_all_the_same(end, unknown).await,
        }
    }
}

impl Tables {
    async fn standings_at_once(
        &self,
        of: &[StandingOf],
    ) -> Result<Vec<AccountStanding>, StoreError> {
        let keys_of = |account: &AccountNumber| {
            [Key::guests(account), Key::owner(account), Key::facts(account)]
        };
        // One owner may be asked for with several accounts, and a key may stand in a batch once.
        let mut members: BTreeMap<&MemberId, Option<Member>> =
            of.iter().map(|of| (&of.owner, None)).collect();
        let accounts: BTreeSet<&AccountNumber> = of.iter().map(|of| &of.account).collect();
        let mut keys: Vec<Key> = accounts.iter().flat_map(|account| keys_of(account)).collect();
        keys.extend(members.keys().map(|id| Key::member(id)));
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let mut fetched = self.fetch(&keys).await?;
        for (id, member) in &mut members {
            let item = fetched.take(&Key::member(id));
            *member = item.map(|item| items::member(&self.keys, &item)).transpose()?;
        }
        let mut read: BTreeMap<&AccountNumber, AccountStanding> = BTreeMap::new();
        for account in accounts {
            let [guests, owner, facts] = keys_of(account).map(|key| fetched.take(&key));
            read.insert(account, self.standing(account, guests, owner, facts)?);
        }
        let standing = |of: &StandingOf| {
            let standing = read.get(&of.account)?.clone();
            let member = members.get(&of.owner).cloned().flatten();
            Some(AccountStanding { member, ..standing })
        };
        Ok(of.iter().filter_map(standing).collect())
    }

    /// What was read of an account, without its owner's login.
    fn standing(
        &self,
        account: &AccountNumber,
        guests: Option<Item>,
        owner: Option<Item>,
        facts: Option<Item>,
    ) -> Result<AccountStanding, StoreError> {
        let holder = match facts.map(|item| read_facts(&self.keys, &item)).transpose()? {
            Some(FactsItem::Facts(facts)) => Some(facts.holder),
            // The number was given up, so nobody holds the account under it.
            Some(FactsItem::Alias { .. }) | None => None,
        };
        Ok(AccountStanding {
            account: account.clone(),
            guests: guests.map(|item| guest_list(&self.keys, &item)).transpose()?,
            owner: owner.map(|item| items::owner(&item)).transpose()?,
            holder,
            member: None,
        })
    }

    fn join_parts(&self, joining: &Joining) -> Result<Vec<TransactWriteItem>, StoreError> {
        let Joining { link, request, guests, owner, member, is_new, envelope, at } = joining;
        let member_put = if *is_new {
            self.put_new(Table::Members, member_item(&self.keys, member))?
        } else {
            self.put_next(member)?
        };
        let mut parts = vec![
            update(self.use_link(link, request, *at)?),
            put(self.put_guests(guests)?),
            check(self.owner_stands(&guests.account, owner)?),
            put(member_put),
            put(self.put_new(Table::Outbox, envelope_item(&self.keys, envelope))?),
        ];
        if *is_new {
            parts.push(put(self.put_new(Table::Members, email_item(member))?));
        }
        Ok(parts)
    }

    /// Writes the list's next version, if the table still has the one that was read.
    fn put_guests(&self, list: &GuestList) -> Result<Put, StoreError> {
        let next = GuestList { version: list.version + 1, ..list.clone() };
        let item = guest_list_item(&self.keys, &next);
        if list.version == 0 {
            return self.put_new(Table::BillingAccounts, item);
        }
        let mut write = self.put_if(Table::BillingAccounts, item, "version = :read")?;
        let read = number(list.version);
        write.expression_attribute_values = Some(Item::from([(":read".to_owned(), read)]));
        Ok(write)
    }

    /// Checks that an owner is still the one that was read.
    fn owner_stands(
        &self,
        account: &AccountNumber,
        owner: &Owner,
    ) -> Result<ConditionCheck, StoreError> {
        let check = ConditionCheck::builder()
            .table_name(self.name(Table::BillingAccounts)?)
            .set_key(Some(Key::owner(account).attributes()))
            .condition_expression("#member = :member AND holder = :holder AND #since = :since")
            .expression_attribute_names("#member", "member")
            .expression_attribute_names("#since", "since")
            .expression_attribute_values(":member", text(owner.member.as_str()))
            .expression_attribute_values(":holder", number(owner.holder))
            .expression_attribute_values(":since", instant(owner.since));
        Ok(check.build().expect("table, key and condition are given"))
    }

    /// Ends a link that nobody is to follow any more, whether it is still there or not.
    fn end_link(&self, link: &LinkClaim) -> Result<Delete, StoreError> {
        let delete = Delete::builder()
            .table_name(self.name(Table::Transient)?)
            .set_key(Some(Key::link(link).attributes()));
        Ok(delete.build().expect("table and key are given"))
    }

    /// Looks whether what an envelope tells of is written: its id is random, so if it is there, all the rest is too.
    async fn told_all_the_same(
        &self,
        envelope: &Envelope,
        unknown: StoreError,
    ) -> Result<(), StoreError> {
        match self.get(&Key::outbox(&envelope.id)).await? {
            Some(_) => Ok(()),
            None => Err(unknown),
        }
    }

    /// Looks whether an end with a lost answer is written. One that nobody is told of shows in the list or the hint.
    async fn ended_all_the_same(
        &self,
        end: &GuestEnd,
        unknown: StoreError,
    ) -> Result<(), StoreError> {
        if let Some(envelope) = &end.envelope {
            return self.told_all_the_same(envelope, unknown).await;
        }
        let is_written = match (&end.guests, &end.member) {
            (Some(list), _) => {
                let item = self.get(&Key::guests(&list.account)).await?;
                let now = item.map(|item| guest_list(&self.keys, &item)).transpose()?;
                now.is_some_and(|now| now.guests == list.guests)
            }
            (None, Some(member)) => {
                let item = self.get(&Key::member(&member.id)).await?;
                let now = item.map(|item| items::member(&self.keys, &item)).transpose()?;
                now.is_some_and(|now| now.guest_of == member.guest_of)
            }
            (None, None) => true,
        };
        if is_written { Ok(()) } else { Err(unknown) }
    }
}

fn not_joined(joining: &Joining, reasons: &Reasons) -> Result<JoinEnd, StoreError> {
    if reasons.failed(LINK) {
        let ours = reasons.found(LINK).is_some_and(|link| is_ours(link, &joining.request));
        Ok(if ours { JoinEnd::Joined } else { JoinEnd::LinkSpent })
    } else if reasons.failed(EMAIL) && !reasons.failed(MEMBER) {
        Ok(JoinEnd::EmailTaken)
    } else {
        // List, owner or member has changed, so the step reads and decides again.
        Err(StoreError::Conflict)
    }
}
