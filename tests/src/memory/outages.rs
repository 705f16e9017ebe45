//! Reports of outages.

use domain::limits::Count;
use domain::outages::{OutageChange, OutageLead, Report, Reported, UnverifiedReport};
use domain::ports::{OutageLeads, Outages, StoreError, UnverifiedOutages};
use domain::{AccountNumber, RecordEnd, ReferenceCode};

use super::store::{Kept, MemoryStore, State};

impl Outages for MemoryStore {
    async fn reports(&self, accounts: &[AccountNumber]) -> Result<Vec<Report>, StoreError> {
        let state = self.lock().await?;
        let mut accounts: Vec<&AccountNumber> = accounts.iter().collect();
        accounts.sort();
        accounts.dedup();
        Ok(accounts.into_iter().filter_map(|account| state.outages.get(account)).cloned().collect())
    }

    async fn report(&self, reported: &Reported) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        let Reported { report, count, envelope } = reported;
        let is_taken = state.outage_leads.contains_key(&report.reference);
        let counts = std::slice::from_ref(count);
        if !state.is_read(report) || is_taken || !state.are_read(counts) {
            return Err(StoreError::Conflict);
        }
        let lead = OutageLead::Account(report.account.clone());
        state.outage_leads.insert(report.reference.clone(), (lead, report.reported_at));
        state.put_count(count);
        state.outbox.insert(envelope.id.clone(), Kept::new(envelope));
        state.put_report(report);
        Ok(())
    }

    async fn change_report(&self, change: &OutageChange) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        if !state.is_read(&change.report) {
            return Err(StoreError::Conflict);
        }
        if let Some(envelope) = &change.envelope {
            state.outbox.insert(envelope.id.clone(), Kept::new(envelope));
        }
        state.put_report(&change.report);
        Ok(())
    }
}

impl OutageLeads for MemoryStore {
    async fn leads(
        &self,
        codes: &[ReferenceCode],
    ) -> Result<Vec<(ReferenceCode, OutageLead)>, StoreError> {
        let state = self.lock().await?;
        let mut codes: Vec<&ReferenceCode> = codes.iter().collect();
        codes.sort();
        codes.dedup();
        let lead = |code: &ReferenceCode| {
            state.outage_leads.get(code).map(|(lead, _)| (code.clone(), lead.clone()))
        };
        Ok(codes.into_iter().filter_map(lead).collect())
    }
}

impl UnverifiedOutages for MemoryStore {
    async fn take(&self, report: &UnverifiedReport) -> Result<RecordEnd, StoreError> {
        let mut state = self.lock().await?;
        let UnverifiedReport { id, counts, challenge, envelope, at } = report;
        match state.outage_leads.get(&id.reference()) {
            Some((OutageLead::Unverified(other), _)) if other == id => {
                return Ok(RecordEnd::RecordedBefore);
            }
            Some(_) => return Err(StoreError::Conflict),
            None => {}
        }
        match challenge.as_ref().and_then(|used| state.challenges.get(used)) {
            Some((used_for, _)) if used_for == id => return Ok(RecordEnd::RecordedBefore),
            Some(_) => return Ok(RecordEnd::ChallengeUsed),
            None => {}
        }
        if !state.are_read(counts) {
            return Err(StoreError::Conflict);
        }
        for count in counts {
            state.put_count(count);
        }
        if let Some(challenge) = challenge {
            state.challenges.insert(challenge.clone(), (id.clone(), *at));
        }
        let lead = OutageLead::Unverified(id.clone());
        state.outage_leads.insert(id.reference(), (lead, *at));
        state.outbox.insert(envelope.id.clone(), Kept::new(envelope));
        Ok(RecordEnd::Recorded)
    }
}

impl State {
    /// Whether the report of an account is still the one that was read.
    fn is_read(&self, report: &Report) -> bool {
        let stored = self.outages.get(&report.account).map_or(0, |stored| stored.version);
        stored == report.version
    }

    /// Whether counters are still those that were read.
    fn are_read(&self, counts: &[Count]) -> bool {
        counts.iter().all(|count| {
            let stored = self.counters.get(&count.subject).map_or(0, |counter| counter.version);
            stored + 1 == count.next.version
        })
    }

    fn put_report(&mut self, report: &Report) {
        let next = Report { version: report.version + 1, ..report.clone() };
        self.outages.insert(report.account.clone(), next);
    }
}
