//! Files of outages: which report each row is about, whether it is news, and what is written.
//!
//! A row is about a report, not about an account, so no extract is needed. Each is written by itself, on condition that nobody
//! said something else meanwhile.

mod sheet;

use std::collections::{BTreeMap, HashMap};

use domain::history::{Newer, OutageRow};
use domain::import::{OutageReason, Reason};
use domain::outages::{OutageChange, OutageLead, Report, SaidBy, Stands, stands};
use domain::ports::{Clock, HistoryImport, OutageLeads, Outages, StoreError};
use domain::{AccountNumber, ReferenceCode, decide_anew};
use jiff::Timestamp;
use sheets::Source;

use self::sheet::{OutageLine, OutageSheet};
use crate::error::ImportError;
use crate::lease::Lease;
use crate::summary::Summary;
use crate::tally::Tally;
use crate::{Importer, Progress, Put};

/// How many rows are read and compared at a time.
const BATCH: usize = 100;

/// What is known of the reports that some rows are about.
struct Known {
    leads: HashMap<ReferenceCode, OutageLead>,
    reports: BTreeMap<AccountNumber, Report>,
}

impl<S: HistoryImport + OutageLeads + Outages, C: Clock> Importer<'_, S, C> {
    /// Imports a file of how reports of outages stand.
    pub(crate) async fn take_outages(
        &self,
        lease: &mut Option<Lease<'_, S, C>>,
        put: Put,
        file: &dyn Source,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Summary, ImportError> {
        let sheet = OutageSheet::open(file, self.reading)?;
        self.outages(lease, &sheet, put.at, progress).await
    }

    async fn outages(
        &self,
        lease: &mut Option<Lease<'_, S, C>>,
        sheet: &OutageSheet<'_>,
        at: Timestamp,
        mut progress: impl FnMut(Progress) + Send,
    ) -> Result<Summary, ImportError> {
        let now = self.clock.now();
        let mut tally = Tally::of(&sheet.head, &sheet.columns.columns);
        let mut rows = sheet.rows(self.zone, now)?;
        loop {
            let batch: Vec<OutageLine> = rows.by_ref().take(BATCH).collect::<Result<_, _>>()?;
            if batch.is_empty() {
                break;
            }
            self.reports(lease, &batch, at.min(now), &mut tally).await?;
            progress(tally.progress());
        }
        tally.ended(self.dry_run)
    }

    /// Takes in some rows, one after the other: of two about one report the later sees what the earlier said.
    async fn reports(
        &self,
        lease: &mut Option<Lease<'_, S, C>>,
        batch: &[OutageLine],
        at: Timestamp,
        tally: &mut Tally<'_>,
    ) -> Result<(), ImportError> {
        let mut known = self.known(batch).await?;
        for line in batch {
            let became = match &line.verdict {
                Ok(row) => known.say(row, row.as_of.unwrap_or(at), self.clock.now()),
                Err(reason) => Err(*reason),
            };
            let (newer, report) = match became {
                Ok((newer, report)) => (Ok(newer), report),
                Err(reason) => (Err(reason), None),
            };
            if let (Some(lease), Some(report)) = (lease.as_mut(), report) {
                lease.keep().await?;
                self.write(&report).await?;
            }
            tally.count(&line.line, newer);
        }
        Ok(())
    }

    async fn known(&self, batch: &[OutageLine]) -> Result<Known, StoreError> {
        let rows = batch.iter().filter_map(|line| line.verdict.as_ref().ok());
        let codes: Vec<ReferenceCode> = rows.map(|row| row.reference.clone()).collect();
        let leads: HashMap<ReferenceCode, OutageLead> =
            self.store.leads(&codes).await?.into_iter().collect();
        let accounts: Vec<AccountNumber> = leads
            .values()
            .filter_map(|lead| match lead {
                OutageLead::Account(account) => Some(account.clone()),
                OutageLead::Unverified(_) => None,
            })
            .collect();
        let reports = self.store.reports(&accounts).await?.into_iter();
        Ok(Known { leads, reports: reports.map(|it| (it.account.clone(), it)).collect() })
    }

    /// Writes how a report stands, over what is there by now. What the member or staff said meanwhile stays if it is newer.
    async fn write(&self, said: &Report) -> Result<(), StoreError> {
        decide_anew(self.clock, || async {
            let found = self.store.reports(std::slice::from_ref(&said.account)).await?;
            let Some(report) = found.into_iter().next() else { return Ok(()) };
            let (reference, now) = (&said.reference, self.clock.now());
            match stands(&report, reference, said.status, said.as_of, said.said_by, now) {
                Stands::Now(report) => {
                    let change = OutageChange { report: *report, envelope: None };
                    self.store.change_report(&change).await
                }
                Stands::Before | Stands::Older | Stands::Over => Ok(()),
            }
        })
        .await
    }
}

impl Known {
    /// What a row says of its report: whether that is news, and the report as it stands then.
    fn say(
        &mut self,
        row: &OutageRow,
        as_of: Timestamp,
        now: Timestamp,
    ) -> Result<(Newer, Option<Report>), Reason> {
        let account = match self.leads.get(&row.reference) {
            None => return Err(Reason::Outage(OutageReason::UnknownReference)),
            // Nobody is shown how a report stands that somebody made who was not signed in.
            Some(OutageLead::Unverified(_)) => return Ok((Newer::Same, None)),
            Some(OutageLead::Account(account)) => account,
        };
        let Some(report) = self.reports.get_mut(account) else { return Ok((Newer::Older, None)) };
        Ok(match stands(report, &row.reference, row.status, as_of, SaidBy::OutageSystem, now) {
            Stands::Now(next) => {
                report.clone_from(&next);
                (Newer::Replaces, Some(*next))
            }
            Stands::Before => (Newer::Same, None),
            Stands::Older | Stands::Over => (Newer::Older, None),
        })
    }
}
