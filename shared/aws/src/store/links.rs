//! Links of members: asks for, finds and uses them.
//!
//! Source: docs/DATA.md#registrations-and-links.

use aws_sdk_dynamodb::types::{
    Delete, ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update,
};
use domain::ports::{LinkStates, Links, StoreError};
use domain::{BillsAsked, Email, FoundLink, LinkClaim, LinkState, Member, Purpose};
use domain::{Issued, Kept, SpendEnd, Spending};
use jiff::Timestamp;

use super::Tables;
use super::transact::{Reasons, Transacted, delete, put, update};
use crate::items::{
    self, Item, Key, Reader, Table, email_item, envelope_item, instant, link_item, pending_item,
    text,
};

// The position of each part in the transaction. Reasons come back by position.
const LINK: usize = 0;
const MEMBER: usize = 1;
const EMAIL: usize = 3;

impl LinkStates for Tables {
    async fn state_of(
        &self,
        purpose: Purpose,
        claim: &LinkClaim,
        now: Timestamp,
    ) -> Result<LinkState, StoreError> {
        let key = match purpose {
            Purpose::Verify => Key::matched(&claim.email, &claim.id),
            Purpose::Recover
            | Purpose::NewEmail
            | Purpose::NotMe
            | Purpose::ProveEmail
            | Purpose::MoveEmail
            | Purpose::Invite
            | Purpose::ConfirmBills
            | Purpose::NotMyFactor
            | Purpose::StopReset
            | Purpose::ResetFactors => Key::link(claim),
        };
        let Some(item) = self.fetch(std::slice::from_ref(&key)).await?.take(&key) else {
            return Ok(LinkState::Expired);
        };
        Ok(match purpose {
            Purpose::Verify => items::pending(&item)?.state(now),
            Purpose::Recover
            | Purpose::NewEmail
            | Purpose::NotMe
            | Purpose::ProveEmail
            | Purpose::MoveEmail
            | Purpose::Invite
            | Purpose::ConfirmBills
            | Purpose::NotMyFactor
            | Purpose::StopReset
            | Purpose::ResetFactors => items::link(&item)?.own_state(now),
        })
    }
}

impl Links for Tables {
    async fn issue(&self, issued: &Issued) -> Result<(), StoreError> {
        let kept = match &issued.kept {
            Kept::Link(link) => link_item(link),
            Kept::Pending(pending) => pending_item(pending),
        };
        let mut parts = vec![
            put(self.put_new(Table::Transient, kept)?),
            put(self.put_new(Table::Outbox, envelope_item(&self.keys, &issued.envelope))?),
        ];
        for count in &issued.counts {
            parts.push(put(self.put_count(count)?));
        }
        match self.transact(parts).await? {
            Transacted::Done => Ok(()),
            Transacted::Refused(_) => Err(StoreError::Conflict),
        }
    }

    async fn ask_bills(&self, asked: &BillsAsked) -> Result<(), StoreError> {
        let parts = vec![
            put(self.put_new(Table::Transient, link_item(&asked.link))?),
            put(self.put_next(&asked.member)?),
            put(self.put_new(Table::Outbox, envelope_item(&self.keys, &asked.envelope))?),
        ];
        match self.transact(parts).await? {
            Transacted::Done => Ok(()),
            Transacted::Refused(_) => Err(StoreError::Conflict),
        }
    }

    async fn find(&self, claim: &LinkClaim) -> Result<Option<FoundLink>, StoreError> {
        let item = self.get(&Key::link(claim)).await?;
        let Some(link) = item.map(|item| items::link(&item)).transpose()? else { return Ok(None) };
        let Some(id) = &link.member else { return Ok(None) };
        let member = self.get(&Key::member(id)).await?;
        let member = member.map(|item| items::member(&self.keys, &item)).transpose()?;
        Ok(member.map(|member| FoundLink { link, member }))
    }

    async fn spend(&self, spending: &Spending) -> Result<SpendEnd, StoreError> {
        match self.transact(self.spend_parts(spending)?).await {
            Ok(Transacted::Done) => Ok(SpendEnd::Spent),
            Ok(Transacted::Refused(reasons)) => not_spent(spending, &reasons),
            Err(StoreError::Conflict) => Err(StoreError::Conflict),
            Err(unknown) => self.spent_all_the_same(spending, unknown).await,
        }
    }
}

impl Tables {
    fn spend_parts(&self, spending: &Spending) -> Result<Vec<TransactWriteItem>, StoreError> {
        let mut parts = vec![
            update(self.use_link(&spending.link, &spending.request, spending.at)?),
            put(self.put_next(&spending.member)?),
            put(self.put_new(Table::Outbox, envelope_item(&self.keys, &spending.envelope))?),
        ];
        if let Some(before) = &spending.moved_from {
            parts.push(put(self.put_new(Table::Members, email_item(&spending.member))?));
            parts.push(delete(self.give_up_email(before, &spending.member)?));
        }
        for link in &spending.links {
            parts.push(put(self.put_new(Table::Transient, link_item(link))?));
        }
        self.add_bound(&spending.bound, &mut parts)?;
        Ok(parts)
    }

    /// Uses the link up, if it is unused and has time left.
    pub(super) fn use_link(
        &self,
        link: &LinkClaim,
        request: &str,
        at: Timestamp,
    ) -> Result<Update, StoreError> {
        let update = Update::builder()
            .table_name(self.name(Table::Transient)?)
            .set_key(Some(Key::link(link).attributes()))
            .update_expression("SET used_by = :request, used_at = :now")
            .condition_expression(
                "attribute_exists(pk) AND attribute_not_exists(used_by) AND expires_at > :now",
            )
            .expression_attribute_values(":request", text(request))
            .expression_attribute_values(":now", instant(at))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        Ok(update.build().expect("table, key and update are given"))
    }

    /// Frees the email that a member had, if it still is theirs.
    pub(super) fn give_up_email(
        &self,
        email: &Email,
        member: &Member,
    ) -> Result<Delete, StoreError> {
        let delete = Delete::builder()
            .table_name(self.name(Table::Members)?)
            .set_key(Some(Key::email(email).attributes()))
            .condition_expression("#member = :member")
            .expression_attribute_names("#member", "member")
            .expression_attribute_values(":member", text(member.id.as_str()));
        Ok(delete.build().expect("table and key are given"))
    }

    /// Looks whether a use with a lost answer had worked.
    async fn spent_all_the_same(
        &self,
        spending: &Spending,
        unknown: StoreError,
    ) -> Result<SpendEnd, StoreError> {
        match self.get(&Key::link(&spending.link)).await? {
            Some(link) if is_ours(&link, &spending.request) => Ok(SpendEnd::Spent),
            Some(_) | None => Err(unknown),
        }
    }
}

fn not_spent(spending: &Spending, reasons: &Reasons) -> Result<SpendEnd, StoreError> {
    if reasons.failed(LINK) {
        let ours = reasons.found(LINK).is_some_and(|link| is_ours(link, &spending.request));
        Ok(if ours { SpendEnd::Spent } else { SpendEnd::LinkSpent })
    } else if reasons.failed(EMAIL) && !reasons.failed(MEMBER) {
        Ok(SpendEnd::EmailTaken)
    } else {
        // The member has changed, so the step reads and decides again.
        Err(StoreError::Conflict)
    }
}

/// Whether a link was used by this request.
pub(super) fn is_ours(link: &Item, request: &str) -> bool {
    Reader::new(link).text("used_by") == Ok(request)
}
