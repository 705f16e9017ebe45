//! Files of what meters counted: whose each day is, whether it is news, and what is written.

mod groups;
mod months;
mod sheet;

use std::collections::HashMap;

use domain::history::reads::{DayPlace, MeterTag, ToldDay, Took};
use domain::history::{Newer, may_be_the_next_holders, whose};
use domain::import::{Note, Reason};
use domain::ports::{Clock, HistoryImport, InForce, MonthsImport, ReadsImport};
use domain::{AccountNumber, Facts};
use sheets::Source;

use self::groups::{AccountDay, Group, Groups};
use self::months::ToldAccounts;
use self::sheet::ReadsSheet;
use crate::error::ImportError;
use crate::lease::Lease;
use crate::rows::File;
use crate::summary::Summary;
use crate::tally::Tally;
use crate::{Importer, Progress, Put};

/// How many rows are compared and written at a time, at least.
const BATCH: usize = 4_000;
/// The column that says of which day a row is.
const START: &str = "start";

/// What becomes of the rows of a group: the days they come to, or why they stay out.
type Placed = Result<Vec<(DayPlace, ToldDay)>, Reason>;

impl<S: HistoryImport + InForce + MonthsImport + ReadsImport, C: Clock> Importer<'_, S, C> {
    /// Imports a file of what meters counted.
    pub(crate) async fn take_reads(
        &self,
        lease: &mut Option<Lease<'_, S, C>>,
        put: Put,
        file: &dyn Source,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Summary, ImportError> {
        let sheet = ReadsSheet::open(file, self.reading)?;
        let extract = self.store.in_force().await?.ok_or(ImportError::NoExtract)?;
        let file = self.file(&extract, put);
        self.days(lease, &sheet, &file, progress).await
    }

    /// Takes in every day that is somebody's and news, and adds up the months that they are of.
    async fn days(
        &self,
        lease: &mut Option<Lease<'_, S, C>>,
        sheet: &ReadsSheet<'_>,
        file: &File<'_>,
        mut progress: impl FnMut(Progress) + Send,
    ) -> Result<Summary, ImportError> {
        let now = self.clock.now();
        let mut tally = Tally::of(&sheet.head, &sheet.columns.columns);
        let mut groups = Groups::new(self.zone, now);
        let mut told = ToldAccounts::default();
        for row in sheet.rows(now, self.zone)? {
            groups.take(row?);
            if groups.rows() >= BATCH {
                self.groups(lease, groups.ended(), file, (&mut tally, &mut told)).await?;
                progress(tally.progress());
                self.in_time(file, tally.rows())?;
            }
            if told.are_many() {
                self.add_up(lease, &mut told, file, tally.rows()).await?;
            }
        }
        groups.end();
        self.groups(lease, groups.ended(), file, (&mut tally, &mut told)).await?;
        self.add_up(lease, &mut told, file, tally.rows()).await?;
        progress(tally.progress());
        tally.ended(self.dry_run)
    }

    /// Takes in some groups: reads what they are about, decides, and writes what is news.
    async fn groups(
        &self,
        lease: &mut Option<Lease<'_, S, C>>,
        groups: Vec<Group>,
        file: &File<'_>,
        (tally, told): (&mut Tally<'_>, &mut ToldAccounts),
    ) -> Result<(), ImportError> {
        let days = || groups.iter().filter_map(|group| group.end.as_ref().ok());
        let numbers: Vec<AccountNumber> = days().map(|day| day.account.clone()).collect();
        let facts: HashMap<AccountNumber, Facts> =
            self.store.facts_behind(&numbers, file.extract.version).await?.into_iter().collect();
        let locate = |day: &AccountDay| self.day_of(day, file, facts.get(&day.account));
        let found: Vec<Option<Placed>> =
            groups.iter().map(|group| group.end.as_ref().ok().map(locate)).collect();
        let has_ended = |group: &Group| {
            let facts = group.end.as_ref().ok().and_then(|day| facts.get(&day.account));
            facts.is_some_and(|facts| !facts.open_to_register(file.extract))
        };
        let mut places: Vec<DayPlace> = Vec::new();
        for (group, found) in groups.iter().zip(&found) {
            for (place, _) in found.iter().flatten().flatten() {
                told.note(&place.partition, place.date, has_ended(group));
                places.push(place.clone());
            }
        }
        let mut kept: HashMap<DayPlace, ToldDay> =
            self.store.days_at(&places).await?.into_iter().collect();
        let mut news: HashMap<DayPlace, ToldDay> = HashMap::new();
        for (group, found) in groups.iter().zip(found) {
            let became: Vec<Result<Newer, Reason>> = match (&group.end, found) {
                (Err(reasons), _) => reasons.iter().map(|reason| Err(*reason)).collect(),
                (Ok(_), Some(Err(reason))) => vec![Err(reason); group.lines.len()],
                (Ok(_), None) => Vec::new(),
                (Ok(day), Some(Ok(days))) => {
                    let mut take = |(place, told): (DayPlace, ToldDay)| {
                        let Took { newer, kept: now } = told.over(kept.get(&place));
                        if let Some(now) = now {
                            kept.insert(place.clone(), now.clone());
                            news.insert(place, now);
                        }
                        newer
                    };
                    let meters: Vec<Newer> = days.into_iter().map(&mut take).collect();
                    day.meter_of.iter().filter_map(|at| meters.get(*at).copied().map(Ok)).collect()
                }
            };
            let may_be_the_next_holders = group.end.as_ref().is_ok_and(|day| {
                facts.get(&day.account).is_some_and(|facts| {
                    let customer = day.customer.as_ref();
                    may_be_the_next_holders(file.extracted, facts, day.date, customer)
                })
            });
            for (line, became) in group.lines.iter().zip(became) {
                tally.count(line, became);
                if became.is_ok() && may_be_the_next_holders {
                    tally.note(line, Note::AfterExtract);
                }
            }
        }
        if let Some(lease) = lease {
            lease.keep().await?;
            let news: Vec<(DayPlace, ToldDay)> = news.into_iter().collect();
            self.store.put_days(&news, self.kept.reads).await?;
        }
        Ok(())
    }

    /// Where the days of a group are kept, with what they say.
    fn day_of(&self, day: &AccountDay, file: &File<'_>, facts: Option<&Facts>) -> Placed {
        let begins = (START, day.date);
        self.kept.reads.takes(begins, file.today)?;
        let facts = facts.ok_or(Reason::UnknownAccount)?;
        let partition = whose(self.keys, file.extract, facts, begins, day.customer.as_ref())?;
        let days = day.meters.iter().map(|of| {
            let meter = MeterTag::of(self.keys, &partition, of.meter.as_ref());
            let place = DayPlace { partition: partition.clone(), date: day.date, meter };
            (place, ToldDay { day: of.day.clone(), at: file.at })
        });
        Ok(days.collect())
    }
}
