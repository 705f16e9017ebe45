//! Reports of outages.

use aws_sdk_dynamodb::types::{Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem};
use domain::outages::{OutageChange, OutageLead, Report, Reported, UnverifiedReport};
use domain::ports::{OutageLeads, Outages, StoreError, UnverifiedOutages};
use domain::{AccountNumber, RecordEnd, ReferenceCode};

use super::Tables;
use super::transact::{Reasons, Transacted, put};
use crate::items::{
    self, Item, Key, Reader, Table, challenge_item, envelope_item, number, outage_item,
    outage_lead_item,
};

// The position of each part in the transaction of a report that nobody has checked. Reasons come back by position.
const LEAD: usize = 0;
const CHALLENGE: usize = 2;

impl Outages for Tables {
    async fn reports(&self, accounts: &[AccountNumber]) -> Result<Vec<Report>, StoreError> {
        let mut accounts: Vec<&AccountNumber> = accounts.iter().collect();
        // A batch refuses a key that occurs twice.
        accounts.sort();
        accounts.dedup();
        let keys: Vec<Key> =
            accounts.into_iter().map(|account| Key::outage(&self.keys, account)).collect();
        let mut found = Vec::new();
        for fetched in self.fetch_many(&keys).await? {
            for item in fetched.into_items() {
                found.push(items::outage(&item)?);
            }
        }
        Ok(found)
    }

    async fn report(&self, reported: &Reported) -> Result<(), StoreError> {
        let Reported { report, count, envelope } = reported;
        let lead = OutageLead::Account(report.account.clone());
        let lead = outage_lead_item(&report.reference, &lead, report.reported_at);
        let parts = vec![
            put(self.put_report(report)?),
            put(self.put_new(Table::Transient, lead)?),
            put(self.put_count(count)?),
            put(self.put_new(Table::Outbox, envelope_item(&self.keys, envelope))?),
        ];
        self.all_or_conflict(parts).await
    }

    async fn change_report(&self, change: &OutageChange) -> Result<(), StoreError> {
        let mut parts = vec![put(self.put_report(&change.report)?)];
        if let Some(envelope) = &change.envelope {
            parts.push(put(self.put_new(Table::Outbox, envelope_item(&self.keys, envelope))?));
        }
        self.all_or_conflict(parts).await
    }
}

impl OutageLeads for Tables {
    async fn leads(
        &self,
        codes: &[ReferenceCode],
    ) -> Result<Vec<(ReferenceCode, OutageLead)>, StoreError> {
        let mut codes: Vec<&ReferenceCode> = codes.iter().collect();
        codes.sort();
        codes.dedup();
        let keys: Vec<Key> = codes.into_iter().map(Key::outage_lead).collect();
        let mut found = Vec::new();
        for fetched in self.fetch_many(&keys).await? {
            for item in fetched.into_items() {
                found.push(items::outage_lead(&item)?);
            }
        }
        Ok(found)
    }
}

impl UnverifiedOutages for Tables {
    async fn take(&self, report: &UnverifiedReport) -> Result<RecordEnd, StoreError> {
        let UnverifiedReport { id, counts, challenge, envelope, at } = report;
        let lead = OutageLead::Unverified(id.clone());
        let lead = outage_lead_item(&id.reference(), &lead, *at);
        let told = envelope_item(&self.keys, envelope);
        let mut parts = vec![
            returning(self.put_new(Table::Transient, lead)?),
            put(self.put_new(Table::Outbox, told)?),
        ];
        if let Some(challenge) = challenge {
            let used = challenge_item(challenge, id, *at);
            parts.push(returning(self.put_new(Table::Transient, used)?));
        }
        for count in counts {
            parts.push(put(self.put_count(count)?));
        }
        match self.transact(parts).await? {
            Transacted::Done => Ok(RecordEnd::Recorded),
            Transacted::Refused(reasons) => not_taken(report, &reasons),
        }
    }
}

/// Reads the reasons, in the order of the transaction's parts.
fn not_taken(report: &UnverifiedReport, reasons: &Reasons) -> Result<RecordEnd, StoreError> {
    let id = report.id.text();
    let is_ours = |part: usize, name| {
        reasons.found(part).is_some_and(|item| Reader::new(item).text(name) == Ok(&id))
    };
    if reasons.failed(LEAD) {
        // Another report has this code. One that is asked for anew gets another.
        return if is_ours(LEAD, "unverified") {
            Ok(RecordEnd::RecordedBefore)
        } else {
            Err(StoreError::Conflict)
        };
    }
    if report.challenge.is_some() && reasons.failed(CHALLENGE) {
        let ours = is_ours(CHALLENGE, "pending");
        return Ok(if ours { RecordEnd::RecordedBefore } else { RecordEnd::ChallengeUsed });
    }
    Err(StoreError::Conflict)
}

/// A part that tells which item stood in its way.
fn returning(mut part: Put) -> TransactWriteItem {
    part.return_values_on_condition_check_failure =
        Some(ReturnValuesOnConditionCheckFailure::AllOld);
    put(part)
}

impl Tables {
    /// Writes a report's next version, if the table still has the one that was read.
    fn put_report(&self, report: &Report) -> Result<Put, StoreError> {
        let item = outage_item(&self.keys, report);
        if report.version == 0 {
            return self.put_new(Table::Transient, item);
        }
        let mut write = self.put_if(Table::Transient, item, "version = :read")?;
        let read = number(report.version);
        write.expression_attribute_values = Some(Item::from([(":read".to_owned(), read)]));
        Ok(write)
    }

    async fn all_or_conflict(&self, parts: Vec<TransactWriteItem>) -> Result<(), StoreError> {
        match self.transact(parts).await? {
            Transacted::Done => Ok(()),
            Transacted::Refused(_) => Err(StoreError::Conflict),
        }
    }
}
