//! Rows to what is kept: whose each is, whether it is news, and what is written.

use std::collections::{BTreeMap, HashMap};

use domain::history::{DocumentTag, NameClaim, Newer, claim_name, may_be_the_next_holders, whose};
use domain::import::{Note, Reason};
use domain::ports::{Clock, DocumentNames, HistoryImport, InForce, StoreError};
use domain::{AccountNumber, Extract, Facts};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::error::ImportError;
use crate::kind::{Keeps, Kept, Kind};
use crate::lease::Lease;
use crate::sheet::{ReadRow, Sheet};
use crate::summary::Summary;
use crate::tally::Tally;
use crate::{Importer, Progress};

/// How many rows are read, compared and written at a time.
const BATCH: usize = 1_000;

/// What is the same for all rows of a file.
pub(crate) struct File<'a> {
    /// The extract in force.
    pub(crate) extract: &'a Extract,
    /// The co-op's day on which that was imported.
    pub(crate) extracted: Date,
    /// When the file was put.
    pub(crate) at: Timestamp,
    /// When the import has to end, whether it is through or not.
    pub(crate) until: Option<Timestamp>,
    /// The day here.
    pub(crate) today: Date,
}

impl<S: DocumentNames + HistoryImport + InForce, C: Clock> Importer<'_, S, C> {
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
        mut progress: impl FnMut(Progress) + Send,
    ) -> Result<Summary, ImportError>
    where
        S: Keeps<K>,
    {
        // The later of two calendars, so that no row of today is of the future, wherever the co-op is.
        let now = self.clock.now();
        let today = TimeZone::UTC.to_datetime(now).date().max(self.zone.to_datetime(now).date());
        let mut tally = Tally::of(&sheet.head, K::common(&sheet.columns));
        let mut rows = sheet.rows(today)?;
        loop {
            let batch: Vec<ReadRow<K::Row>> =
                rows.by_ref().take(BATCH).collect::<Result<_, _>>()?;
            if batch.is_empty() {
                break;
            }
            self.batch::<K>(lease, &batch, file, &mut tally).await?;
            progress(tally.progress());
            self.in_time(file, tally.rows())?;
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
                let place = self.place::<K>(read, file, facts.get(K::account(read)))?;
                Ok((place, K::told(self.keys, read, file.at)))
            }
            Err(reason) => Err(*reason),
        };
        let may_be_the_next_holders = |row: &ReadRow<K::Row>| {
            let Ok(read) = &row.verdict else { return false };
            let ((_, begins), customer) = (K::begins(read), K::customer(read));
            facts.get(K::account(read)).is_some_and(|facts| {
                may_be_the_next_holders(file.extracted, facts, begins, customer)
            })
        };
        let places: Vec<Result<Kept<K>, Reason>> = batch.iter().map(locate).collect();
        let keys: Vec<K::Place> =
            places.iter().filter_map(|place| Some(place.as_ref().ok()?.0.clone())).collect();
        let mut kept: BTreeMap<K::Place, K::Told> =
            self.store.kept(&keys).await?.into_iter().collect();
        let mut names = Names::read::<K, S>(self.store, &places).await?;
        let mut news = BTreeMap::new();
        for (row, place) in batch.iter().zip(places) {
            let became = place.and_then(|(key, told)| {
                // Of two rows of one place the newer counts, and of two that are as new the later row.
                let became = K::newer(kept.get(&key), &told);
                let without = || tally.note(&row.line, Note::DocumentTaken);
                let is_copied = names.claim::<K>(became, (&key, &told), without)?;
                if matches!(became, Newer::First | Newer::Replaces) {
                    let told = K::over(told, kept.get(&key), is_copied);
                    kept.insert(key.clone(), told);
                    news.insert(key, told);
                }
                Ok(became)
            });
            tally.count(&row.line, became);
            if became.is_ok() && may_be_the_next_holders(row) {
                tally.note(&row.line, Note::AfterExtract);
            }
        }
        if let Some(lease) = lease {
            lease.keep().await?;
            let news: Vec<Kept<K>> = news.into_iter().collect();
            let until = self.kept.bills.end_of(file.today);
            self.store.put_claims(&names.into_news(), until).await?;
            self.store.put(&news, self.kept.bills).await?;
        }
        Ok(())
    }

    /// Where a row is kept.
    fn place<K: Kind>(
        &self,
        row: &K::Row,
        file: &File<'_>,
        facts: Option<&Facts>,
    ) -> Result<K::Place, Reason> {
        self.kept.bills.takes(K::day(row), file.today)?;
        let facts = facts.ok_or(Reason::UnknownAccount)?;
        let partition = whose(self.keys, file.extract, facts, K::begins(row), K::customer(row))?;
        Ok(K::place(self.keys, partition, row))
    }
}

/// Whose the documents are that some rows name.
struct Names {
    kept: BTreeMap<DocumentTag, NameClaim>,
    news: BTreeMap<DocumentTag, NameClaim>,
}

impl Names {
    async fn read<K: Kind, S: DocumentNames>(
        store: &S,
        places: &[Result<Kept<K>, Reason>],
    ) -> Result<Self, StoreError> {
        let tag = |(place, told): &Kept<K>| K::document(place, told).map(|(tag, _)| tag);
        let tags: Vec<DocumentTag> = places.iter().flatten().filter_map(tag).collect();
        // Most files name no document.
        let kept = if tags.is_empty() { Vec::new() } else { store.claims(&tags).await? };
        Ok(Self { kept: kept.into_iter().collect(), news: BTreeMap::new() })
    }

    /// Lets a row have the document that it names; whether that was copied for it before. Where another has it, what is kept
    /// is corrected all the same, `without` it.
    fn claim<K: Kind>(
        &mut self,
        became: Newer,
        (place, told): (&K::Place, &K::Told),
        without: impl FnOnce(),
    ) -> Result<bool, Reason> {
        let Some((tag, bill)) = K::document(place, told) else { return Ok(false) };
        if became == Newer::Older {
            return Ok(false);
        }
        let claimed = claim_name(self.kept.get(&tag), bill);
        if let Some(claim) = claimed.news {
            self.kept.insert(tag, claim.clone());
            self.news.insert(tag, claim);
        }
        match became {
            _ if claimed.is_theirs => Ok(claimed.is_copied),
            Newer::First => Err(Reason::DocumentTaken),
            Newer::Same | Newer::Replaces | Newer::Older => {
                without();
                Ok(false)
            }
        }
    }

    fn into_news(self) -> Vec<(DocumentTag, NameClaim)> {
        self.news.into_iter().collect()
    }
}
