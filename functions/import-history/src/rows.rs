//! Rows to what is kept: whose each is, whether it is news, and what is written.

use std::collections::{BTreeMap, HashMap};

use domain::history::{Newer, whose};
use domain::import::Reason;
use domain::ports::{Clock, HistoryImport, InForce};
use domain::{AccountNumber, Extract, Facts};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::Importer;
use crate::error::ImportError;
use crate::kind::{Keeps, Kept, Kind};
use crate::lease::Lease;
use crate::sheet::{ReadRow, Sheet};
use crate::summary::Summary;
use crate::tally::Tally;

/// How many rows are read, compared and written at a time.
const BATCH: usize = 1_000;

/// What is the same for all rows of a file.
pub(crate) struct File<'a> {
    /// The extract in force.
    pub(crate) extract: &'a Extract,
    /// When the file was put.
    pub(crate) at: Timestamp,
}

impl<S: HistoryImport + InForce, C: Clock> Importer<'_, S, C> {
    /// Takes in every row that is somebody's and news.
    ///
    /// # Errors
    ///
    /// `HeaderOnly` without rows, `NothingUsable` if none can be used, `Store`, `AnotherIsRunning`.
    pub(crate) async fn rows<K: Kind>(
        &self,
        lease: &mut Option<Lease<'_, S, C>>,
        sheet: &Sheet<'_, K>,
        file: &File<'_>,
        mut progress: impl FnMut(u64) + Send,
    ) -> Result<Summary, ImportError>
    where
        S: Keeps<K>,
    {
        let today = TimeZone::UTC.to_datetime(self.clock.now()).date();
        let mut tally = Tally::of(&sheet.head, K::common(&sheet.columns));
        let mut rows = sheet.rows(today)?;
        loop {
            let batch: Vec<ReadRow<K::Row>> =
                rows.by_ref().take(BATCH).collect::<Result<_, _>>()?;
            if batch.is_empty() {
                break;
            }
            self.batch::<K>(lease, &batch, file, &mut tally).await?;
            progress(tally.rows());
        }
        tally.ended(self.dry_run)
    }

    /// Takes in some rows: reads what they are about, decides, and writes what is news.
    async fn batch<K: Kind>(
        &self,
        lease: &mut Option<Lease<'_, S, C>>,
        batch: &[ReadRow<K::Row>],
        file: &File<'_>,
        tally: &mut Tally<'_>,
    ) -> Result<(), ImportError>
    where
        S: Keeps<K>,
    {
        let numbers: Vec<AccountNumber> = batch
            .iter()
            .filter_map(|row| Some(K::account(row.verdict.as_ref().ok()?).clone()))
            .collect();
        let facts = self.store.facts_behind(&numbers, file.extract.version).await?;
        let facts: HashMap<AccountNumber, Facts> = facts.into_iter().collect();
        let locate = |row: &ReadRow<K::Row>| match &row.verdict {
            Ok(read) => {
                let place = self.place::<K>(read, file.extract, facts.get(K::account(read)))?;
                Ok((place, K::told(read, file.at)))
            }
            Err(reason) => Err(*reason),
        };
        let places: Vec<Result<Kept<K>, Reason>> = batch.iter().map(locate).collect();
        let keys: Vec<K::Place> =
            places.iter().filter_map(|place| Some(place.as_ref().ok()?.0.clone())).collect();
        let mut kept: BTreeMap<K::Place, K::Told> =
            self.store.kept(&keys).await?.into_iter().collect();
        let mut news = BTreeMap::new();
        for (row, place) in batch.iter().zip(places) {
            let became = place.map(|(key, told)| {
                // Of two rows of one place the newer counts, and of two that are as new the later row.
                let became = K::newer(kept.get(&key), &told);
                if matches!(became, Newer::First | Newer::Replaces) {
                    kept.insert(key.clone(), told);
                    news.insert(key, told);
                }
                became
            });
            tally.count(&row.line, became);
        }
        if let Some(lease) = lease {
            lease.keep().await?;
            let news: Vec<Kept<K>> = news.into_iter().collect();
            self.store.put(&news).await?;
        }
        Ok(())
    }

    /// Where a row is kept.
    fn place<K: Kind>(
        &self,
        row: &K::Row,
        extract: &Extract,
        facts: Option<&Facts>,
    ) -> Result<K::Place, Reason> {
        let facts = facts.ok_or(Reason::UnknownAccount)?;
        let partition = whose(self.keys, extract, facts, K::begins(row), K::customer(row))?;
        Ok(K::place(self.keys, partition, row))
    }
}
