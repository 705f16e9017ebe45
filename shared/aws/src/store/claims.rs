//! The claim of an account. Source: docs/DATA.md#the-claim.

use aws_sdk_dynamodb::types::{
    ConditionCheck, Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update,
};
use domain::ports::{Claims, StoreError};
use domain::{AccountNumber, AccountStatus, FactsSeen, Outcome, Owner, WRONG_NUMBERS_MAX};
use domain::{Claim, ClaimEnd};

use super::Tables;
use super::transact::{Reasons, Transacted, check, put, update};
use crate::items::{
    Item, Key, Reader, Table, email_item, envelope_item, instant, link_item, member_item, number,
    owner_item, text,
};

// The position of each part in the transaction. Reasons come back by position.
const PENDING: usize = 0;
const FACTS: usize = 1;
const OWNER: usize = 2;
const EMAIL: usize = 3;

impl Claims for Tables {
    async fn facts(&self, account: &AccountNumber) -> Result<Option<FactsSeen>, StoreError> {
        let mut first = self.fetch(&[Key::facts(account), Key::extract()]).await?;
        let mut resolved = self.resolve(account, &mut first)?;
        let mut facts = resolved.facts.take();
        if facts.is_none() {
            let mut second = self.fetch(&[Key::facts(resolved.number())]).await?;
            facts = self.facts_of_resolved(&resolved, &mut second)?;
        }
        let seen = facts.zip(resolved.extract);
        Ok(seen.map(|(facts, extract)| FactsSeen { facts, extract }))
    }

    async fn claim(&self, claim: &Claim) -> Result<ClaimEnd, StoreError> {
        match self.transact(self.claim_parts(claim)?).await {
            Ok(Transacted::Done) => Ok(ClaimEnd::Claimed),
            Ok(Transacted::Refused(reasons)) => not_claimed(claim, &reasons),
            Err(StoreError::Conflict) => Err(StoreError::Conflict),
            Err(unknown) => self.claimed_all_the_same(claim, unknown).await,
        }
    }
}

impl Tables {
    fn claim_parts(&self, claim: &Claim) -> Result<Vec<TransactWriteItem>, StoreError> {
        let (account, holder) = (&claim.pending.account, claim.pending.holder);
        let owner = claim.owner();
        let mut parts = vec![
            update(self.spend(claim)?),
            check(self.account_stands(account, holder, claim.extract_version)?),
            put(self.bind(account, &owner)?),
            put(self.put_new(Table::Members, email_item(&claim.member))?),
            put(self.put_new(Table::Members, member_item(&self.keys, &claim.member))?),
            put(self.put_new(Table::Outbox, envelope_item(&self.keys, &claim.envelope))?),
        ];
        for link in &claim.not_me {
            parts.push(put(self.put_new(Table::Transient, link_item(link))?));
        }
        Ok(parts)
    }

    /// Uses the registration up, if it may be confirmed, is unused and has time left.
    fn spend(&self, claim: &Claim) -> Result<Update, StoreError> {
        let key = Key::pending(&claim.pending);
        let update = Update::builder()
            .table_name(self.name(Table::Transient)?)
            .set_key(Some(key.attributes()))
            .update_expression("SET used_by = :request, used_at = :now")
            .condition_expression(
                "outcome = :confirm AND attribute_not_exists(used_by) AND expires_at > :now \
                 AND wrong_numbers < :max",
            )
            .expression_attribute_values(":request", text(&claim.request))
            .expression_attribute_values(":now", instant(claim.at))
            .expression_attribute_values(":confirm", text(Outcome::Confirm.name()))
            .expression_attribute_values(":max", number(WRONG_NUMBERS_MAX))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        Ok(update.build().expect("table, key and update are given"))
    }

    /// Checks that the account is in the extract, is billed, and has the same holder.
    pub(super) fn account_stands(
        &self,
        account: &AccountNumber,
        holder: u64,
        extract_version: u64,
    ) -> Result<ConditionCheck, StoreError> {
        let check = ConditionCheck::builder()
            .table_name(self.name(Table::BillingAccounts)?)
            .set_key(Some(Key::facts(account).attributes()))
            .condition_expression(
                "attribute_exists(pk) AND holder = :holder AND #status = :active \
                 AND version >= :version",
            )
            .expression_attribute_names("#status", "status")
            .expression_attribute_values(":holder", number(holder))
            .expression_attribute_values(":active", text(AccountStatus::Active.name()))
            .expression_attribute_values(":version", number(extract_version));
        Ok(check.build().expect("table, key and condition are given"))
    }

    /// Writes the owner, if the account has none, or one that it passed on from.
    pub(super) fn bind(&self, account: &AccountNumber, owner: &Owner) -> Result<Put, StoreError> {
        let item = owner_item(account, owner);
        let condition = "attribute_not_exists(pk) OR holder < :holder";
        let mut put = self.put_if(Table::BillingAccounts, item, condition)?;
        let holder = number(owner.holder);
        put.expression_attribute_values = Some(Item::from([(":holder".to_owned(), holder)]));
        Ok(put)
    }

    /// Looks whether a claim with a lost answer had won.
    async fn claimed_all_the_same(
        &self,
        claim: &Claim,
        unknown: StoreError,
    ) -> Result<ClaimEnd, StoreError> {
        let key = Key::pending(&claim.pending);
        match self.get(&key).await? {
            Some(pending) if is_ours(&pending, claim) => Ok(ClaimEnd::Claimed),
            Some(_) | None => Err(unknown),
        }
    }
}

fn not_claimed(claim: &Claim, reasons: &Reasons) -> Result<ClaimEnd, StoreError> {
    if reasons.failed(PENDING) {
        let ours = reasons.found(PENDING).is_some_and(|pending| is_ours(pending, claim));
        Ok(if ours { ClaimEnd::Claimed } else { ClaimEnd::LinkSpent })
    } else if reasons.failed(FACTS) {
        Ok(ClaimEnd::AccountGone)
    } else if reasons.failed(OWNER) {
        Ok(ClaimEnd::AccountOwned)
    } else if reasons.failed(EMAIL) {
        Ok(ClaimEnd::EmailTaken)
    } else {
        // The ids of member and envelope are random. The next request has others.
        Err(StoreError::Conflict)
    }
}

fn is_ours(pending: &Item, claim: &Claim) -> bool {
    Reader::new(pending).text("used_by") == Ok(&claim.request)
}
