//! What a file told of each account, and the months that are added up anew because of it.

use std::collections::HashMap;

use domain::HistoryKey;
use domain::history::reads::{Day, Lacking, MeterTag, Months, counted_once};
use domain::ports::{Clock, HistoryImport, MonthsImport};
use futures_util::stream::{self, StreamExt, TryStreamExt};
use jiff::civil::Date;

use crate::Importer;
use crate::error::ImportError;
use crate::lease::Lease;
use crate::rows::File;

/// How many accounts are held before their months are added up: some 40 MiB, and more than most co-ops have. Of a
/// file in the order of time each account comes once for all of its days. Source: docs/OPERATING.md#figures-of-the-import.
const MOST: usize = 400_000;
/// How many accounts are looked at together.
const AT_ONCE: usize = 500;
/// The days of how many accounts are read at a time.
const READS_AT_ONCE: usize = 16;

/// The accounts that a file tells of.
#[derive(Default)]
pub(super) struct ToldAccounts(HashMap<HistoryKey, ToldAccount>);

/// What a file tells of an account.
#[derive(Clone, Copy)]
struct ToldAccount {
    /// The first and the last of its days.
    days: (Date, Date),
    /// Whether it is closed, or gone from the extract, so that no file may come any more.
    has_ended: bool,
}

impl ToldAccounts {
    /// Notes a day, also one that was known: if the import was stopped after the day went in, its month is not added up yet.
    pub(super) fn note(&mut self, partition: &HistoryKey, date: Date, has_ended: bool) {
        if let Some(ToldAccount { days: (from, to), .. }) = self.0.get_mut(partition) {
            (*from, *to) = ((*from).min(date), (*to).max(date));
        } else {
            self.0.insert(partition.clone(), ToldAccount { days: (date, date), has_ended });
        }
    }

    /// Whether there are so many that they are not to be held any longer.
    pub(super) fn are_many(&self) -> bool {
        self.0.len() >= MOST
    }
}

impl<S: HistoryImport + MonthsImport, C: Clock> Importer<'_, S, C> {
    /// Adds up the months of accounts, once their days are in; a dry run adds up none.
    ///
    /// Each month that was told of is read again whole, so it does not matter in which order files come or how often.
    pub(super) async fn add_up(
        &self,
        lease: &mut Option<Lease<'_, S, C>>,
        told: &mut ToldAccounts,
        file: &File<'_>,
        rows: u64,
    ) -> Result<(), ImportError> {
        let told: Vec<(HistoryKey, ToldAccount)> =
            std::mem::take(&mut told.0).into_iter().collect();
        let Some(lease) = lease else { return Ok(()) };
        let today = self.today();
        for some in told.chunks(AT_ONCE) {
            self.in_time(file, rows)?;
            let keys: Vec<HistoryKey> = some.iter().map(|(key, _)| key.clone()).collect();
            let mut kept: HashMap<HistoryKey, Months> =
                self.store.months(&keys).await?.into_iter().collect();
            let mut under_way = Vec::new();
            for (key, ToldAccount { days, has_ended }) in some {
                let kept = kept.remove(key);
                let today = if *has_ended { Months::as_if_over(today) } else { today };
                if let Some(lacking) = Months::lacking(kept.as_ref(), *days, today) {
                    under_way.push(self.months_of(key.clone(), kept, lacking, today));
                }
            }
            let news: Vec<Option<(HistoryKey, Months)>> =
                stream::iter(under_way).buffer_unordered(READS_AT_ONCE).try_collect().await?;
            lease.keep().await?;
            let news: Vec<(HistoryKey, Months)> = news.into_iter().flatten().collect();
            self.store.put_months(&news, self.kept.reads).await?;
        }
        Ok(())
    }

    /// The months of an account once the days that lack are added up, if they are not what is kept.
    async fn months_of(
        &self,
        key: HistoryKey,
        kept: Option<Months>,
        lacking: Lacking,
        today: Date,
    ) -> Result<Option<(HistoryKey, Months)>, ImportError> {
        let days = self.store.days_now(&key, lacking.from, lacking.to).await?;
        let days = counted_once(days, &MeterTag::of(self.keys, &key, None));
        let days: Vec<(Date, &Day)> =
            days.iter().map(|(place, told)| (place.date, &told.day)).collect();
        let months = Months::over(kept.as_ref(), lacking, &days, today);
        Ok((kept.as_ref() != Some(&months)).then_some((key, months)))
    }
}
