//! Rows to balances: whose each is, whether it is news, and what is written.

use std::collections::{BTreeMap, HashMap};

use domain::history::{BalanceRow, Newer, Told, newer, whose};
use domain::import::Reason;
use domain::ports::{BalanceImport, Balances, Clock, InForce};
use domain::{AccountNumber, Extract, Facts, HistoryKey};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use sheets::FileError;

use crate::Importer;
use crate::error::ImportError;
use crate::lease::Lease;
use crate::sheet::{ReadRow, Sheet};
use crate::summary::{ImportEnd, Summary};
use crate::tally::Tally;

/// How many rows are read, compared and written at a time.
const BATCH: usize = 1_000;

impl<S: BalanceImport + Balances + InForce, C: Clock> Importer<'_, S, C> {
    /// Takes in every row that is somebody's and news.
    ///
    /// # Errors
    ///
    /// `HeaderOnly` without rows, `NothingUsable` if none can be used, `Store`, `AnotherIsRunning`.
    pub(crate) async fn rows(
        &self,
        lease: &mut Option<Lease<'_, S, C>>,
        sheet: &Sheet<'_>,
        extract: &Extract,
        at: Timestamp,
        mut progress: impl FnMut(u64) + Send,
    ) -> Result<Summary, ImportError> {
        let today = TimeZone::UTC.to_datetime(self.clock.now()).date();
        let mut tally = Tally::of(sheet);
        let mut rows = sheet.rows(today)?;
        loop {
            let batch: Vec<ReadRow> = rows.by_ref().take(BATCH).collect::<Result<_, _>>()?;
            if batch.is_empty() {
                break;
            }
            self.batch(lease, &batch, extract, at, &mut tally).await?;
            progress(tally.rows());
        }
        let end = if self.dry_run { ImportEnd::DryRun } else { ImportEnd::Taken };
        let summary = tally.end(end);
        match summary {
            Summary { rows: 0, .. } => Err(FileError::HeaderOnly.into()),
            summary if summary.rejected == summary.rows => {
                let summary = Summary { end: ImportEnd::NothingWritten, ..summary };
                Err(ImportError::NothingUsable(Box::new(summary)))
            }
            summary => Ok(summary),
        }
    }

    /// Takes in some rows: reads what they are about, decides, and writes what is news.
    async fn batch(
        &self,
        lease: &mut Option<Lease<'_, S, C>>,
        batch: &[ReadRow],
        extract: &Extract,
        at: Timestamp,
        tally: &mut Tally<'_>,
    ) -> Result<(), ImportError> {
        let numbers: Vec<AccountNumber> = batch
            .iter()
            .filter_map(|row| Some(row.verdict.as_ref().ok()?.account.clone()))
            .collect();
        let facts: HashMap<AccountNumber, Facts> =
            self.store.facts_behind(&numbers, extract.version).await?.into_iter().collect();
        let locate = |row: &ReadRow| match &row.verdict {
            Ok(read) => self.place(read, extract, facts.get(&read.account)),
            Err(reason) => Err(*reason),
        };
        let places: Vec<Result<(HistoryKey, Told), Reason>> = batch
            .iter()
            .map(|row| locate(row).map(|(key, balance)| (key, Told { balance, at })))
            .collect();
        let keys: Vec<HistoryKey> =
            places.iter().filter_map(|place| Some(place.as_ref().ok()?.0.clone())).collect();
        let mut kept: BTreeMap<HistoryKey, Told> =
            self.store.balances(&keys).await?.into_iter().collect();
        let mut news = BTreeMap::new();
        for (row, place) in batch.iter().zip(places) {
            let became = place.map(|(key, told)| {
                // Of two rows of one account the later day counts, and of one day the later row.
                let became = newer(kept.get(&key), &told);
                if matches!(became, Newer::First | Newer::Replaces) {
                    kept.insert(key.clone(), told);
                    news.insert(key, told);
                }
                became
            });
            tally.count(row, became);
        }
        if let Some(lease) = lease {
            lease.keep().await?;
            let news: Vec<(HistoryKey, Told)> = news.into_iter().collect();
            self.store.put_balances(&news).await?;
        }
        Ok(())
    }

    /// The partition that a row goes into, with what it says.
    fn place(
        &self,
        row: &BalanceRow,
        extract: &Extract,
        facts: Option<&Facts>,
    ) -> Result<(HistoryKey, domain::history::Balance), Reason> {
        let facts = facts.ok_or(Reason::UnknownAccount)?;
        let key = whose(self.keys, extract, facts, row.begins(), row.customer.as_ref())?;
        Ok((key, row.balance))
    }
}
