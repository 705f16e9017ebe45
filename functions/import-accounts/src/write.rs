//! Writing the rows under the next version, and the one write that puts it in force.

use domain::import::Holding;
use domain::ports::{Bindings, Clock, Extracts, InForce};
use domain::{ContactBefore, Row};
use domain::{Extract, Name};
use futures_util::stream::{self, StreamExt, TryStreamExt};
use sheets::FileError;

use crate::Importer;
use crate::error::ImportError;
use crate::lease::Lease;
use crate::sheet::{Good, Sheet};
use crate::stands::{Stand, Stands};
use crate::summary::{ImportEnd, Summary};

/// How many accounts are read or written at a time: what one batch read of `DynamoDB` takes, and four batch writes.
const BATCH: usize = 100;

/// How many batches are on their way at a time: while the store is at some, the next ones are read and hashed.
pub(crate) const BATCHES_AT_ONCE: usize = 4;

/// Takes rows in batches, as a store takes them.
pub(crate) fn batches<T, E>(
    mut rows: impl Iterator<Item = Result<T, E>>,
) -> impl Iterator<Item = Result<Vec<T>, E>> {
    std::iter::from_fn(move || {
        let batch: Result<Vec<T>, E> = rows.by_ref().take(BATCH).collect();
        let is_end = matches!(&batch, Ok(batch) if batch.is_empty());
        (!is_end).then_some(batch)
    })
}

/// How far an import is, in accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Accounts compared with what is in force; nothing is written yet.
    Compared {
        /// So many.
        done: u64,
        /// Of so many.
        total: u64,
    },
    /// Accounts written.
    Written {
        /// So many.
        done: u64,
        /// Of so many.
        total: u64,
    },
}

impl<E: Extracts + Bindings + InForce, C: Clock> Importer<'_, E, C> {
    /// Replaces the extract in force by the sheet, unless it is the same.
    ///
    /// # Errors
    ///
    /// As [`ImportError`] says of a file that was read.
    pub(crate) async fn replace(
        &self,
        lease: &mut Option<Lease<'_, E, C>>,
        in_force: Option<Extract>,
        sheet: &Sheet<'_>,
        mut summary: Summary,
        progress: &mut (impl FnMut(Progress) + Send),
    ) -> Result<Summary, ImportError> {
        let current = in_force.as_ref();
        summary.version = current.map_or(0, |extract| extract.version);
        if !self.options.force
            && let Some(same) = self.same_file(sheet, current).await?
        {
            if lease.is_some() {
                self.renew(same).await?;
            }
            let unchanged = summary.accounts;
            return Ok(Summary {
                end: ImportEnd::SameFile,
                unchanged,
                names_compared: true,
                ..summary
            });
        }
        let mut compared = self.compare(lease, current, sheet, &mut summary, progress).await?;
        let Some(lease) = lease else { return Ok(Summary { end: ImportEnd::DryRun, ..summary }) };
        // An import that stopped midway left rows under the next version already. Rows of its file that this one
        // does not have must not come into force with it, so this one goes above them.
        let next = summary.version.max(compared.highest) + 1;
        self.pass_on(lease, &mut compared.stands, sheet, next).await?;
        self.write_rows(lease, &mut compared.stands, sheet, next, &summary, progress).await?;
        self.put_in_force(lease, next, &sheet.identity, &summary).await?;
        Ok(Summary { end: ImportEnd::InForce, version: next, ..summary })
    }

    /// Notes that the billing system still says what is in force; no account is written.
    async fn renew(&self, same: &Extract) -> Result<(), ImportError> {
        let renewed = Extract { imported_at: self.clock.now(), ..same.clone() };
        self.extracts.put_in_force(&renewed).await.map_err(ImportError::from_store)
    }

    async fn write_rows(
        &self,
        lease: &mut Lease<'_, E, C>,
        stands: &mut Stands,
        sheet: &Sheet<'_>,
        version: u64,
        summary: &Summary,
        progress: &mut (impl FnMut(Progress) + Send),
    ) -> Result<(), ImportError> {
        let good = sheet.good()?.zip(stands.again()?).map(|(row, stand)| Ok((row?, stand?)));
        let mut written = stream::iter(batches(good))
            .map(|batch| self.write_batch(batch, version))
            .buffered(BATCHES_AT_ONCE);
        let mut done = 0;
        while let Some(count) = written.try_next().await? {
            lease.keep().await?;
            done += count;
            progress(Progress::Written { done, total: summary.accounts });
        }
        if done == summary.accounts { Ok(()) } else { Err(FileError::FileChanged.into()) }
    }

    async fn write_batch(
        &self,
        batch: Result<Vec<(Good, Stand)>, ImportError>,
        version: u64,
    ) -> Result<u64, ImportError> {
        let batch = batch?;
        let accounts = batch.iter().filter(|(good, _)| !good.repeats);
        let accounts = accounts.map(|(good, stand)| (&good.row, *stand));
        let mut before = self.contacts_before(accounts).await?;
        let mut rows: Vec<Row> = Vec::new();
        for (good, stand) in &batch {
            // A row that repeats an account has none of its own.
            let before = if good.repeats { None } else { before.remove(&good.row.account) };
            rows.extend(self.rows(good, version, stand.holding, before));
        }
        self.extracts.put(&rows).await.map_err(ImportError::from_store)?;
        Ok(batch.iter().filter(|(good, _)| !good.repeats).count() as u64)
    }

    /// An account's facts and its old numbers; of a row that repeats an account, the old numbers alone.
    fn rows(
        &self,
        good: &Good,
        version: u64,
        holding: Holding,
        before: Option<ContactBefore>,
    ) -> Vec<Row> {
        let row = &good.row;
        let alias = |alias: &domain::AccountNumber| Row::Alias {
            alias: alias.clone(),
            account: row.account.clone(),
            version,
        };
        let facts = || Row::Facts(Box::new(row.facts(self.keys, version, holding, before)));
        let facts = (!good.repeats).then(facts);
        facts.into_iter().chain(row.aliases.iter().map(alias)).collect()
    }

    /// Moves the version in force up to `next`, one at a time as the store asks for.
    ///
    /// There is more than one to go only after a stop midway. All accounts are written under `next` by then, so none
    /// is gone in between; and the steps before the last name no file, so that a stop among them is run again.
    async fn put_in_force(
        &self,
        lease: &mut Lease<'_, E, C>,
        next: u64,
        identity: &str,
        summary: &Summary,
    ) -> Result<(), ImportError> {
        for version in summary.version + 1..=next {
            let last = version == next;
            let extract = Extract {
                version,
                match_key: self.keys.matching().clone(),
                normaliser: Name::NORMALISER,
                file_hash: if last { identity.to_owned() } else { String::new() },
                accounts: summary.accounts,
                questions: Some(self.questions()),
                imported_at: self.clock.now(),
            };
            self.extracts.put_in_force(&extract).await.map_err(ImportError::from_store)?;
            if !last {
                lease.take_again().await?;
            }
        }
        Ok(())
    }
}
