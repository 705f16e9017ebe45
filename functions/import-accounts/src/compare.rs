//! The file against what is in force: what changes, and whether so much may.

use std::collections::{BTreeSet, HashMap};

use domain::import::{
    Change, Holding, ImportedRow, Previous, ends_binding, key_held, names_comparable, would_shrink,
    would_unbind,
};
use domain::ports::{Bindings, Clock, Extracts, InForce};
use domain::{AccountNumber, AccountStatus, ContactBefore, Extract, Facts, Name, Owner};
use futures_util::stream::{self, StreamExt, TryStreamExt};
use jiff::tz::TimeZone;

use crate::Importer;
use crate::error::{ImportError, Refusal};
use crate::lease::Lease;
use crate::sheet::{Good, Sheet};
use crate::stands::{Stand, Stands};
use crate::summary::Summary;
use crate::write::{BATCHES_AT_ONCE, Progress, batches};

/// What writing the rows needs of the comparison.
pub(crate) struct Compared {
    /// How each good row stands.
    pub(crate) stands: Stands,
    /// The highest version that any of the rows is written under already.
    pub(crate) highest: u64,
}

/// What the store says of accounts before the import.
struct Before {
    facts: HashMap<AccountNumber, Facts>,
    owners: HashMap<AccountNumber, Owner>,
}

impl<E: Extracts + Bindings + InForce, C: Clock> Importer<'_, E, C> {
    /// The extract in force if it is of the very same file, so that writing it again would change nothing.
    ///
    /// The first row is compared too: another kind of answer changes facts, not the file.
    ///
    /// # Errors
    ///
    /// `Store` if the row cannot be read.
    pub(crate) async fn same_file<'a>(
        &self,
        sheet: &Sheet<'_>,
        in_force: Option<&'a Extract>,
    ) -> Result<Option<&'a Extract>, ImportError> {
        let same = |extract: &&Extract| {
            extract.file_hash == sheet.identity
                && extract.match_key == *self.keys.matching()
                && extract.normaliser == Name::NORMALISER
        };
        let Some(extract) = in_force.filter(same) else { return Ok(None) };
        let is_account =
            |good: &Result<Good, ImportError>| !matches!(good, Ok(good) if good.repeats);
        let first = sheet.good()?.find(is_account).transpose()?;
        let Some(Good { row, .. }) = first else { return Ok(None) };
        let before = self.facts_of([&row]).await?;
        let facts = before.get(&row.account);
        let previous = Previous { extract: Some(extract), facts };
        let holder = facts.map_or(0, |facts| facts.holder);
        // An account that has passed on keeps a later first day than a meter's `service_from`.
        let known = facts.and_then(|facts| facts.held_from);
        let holding = Holding { holder, from: known.or(row.service_from) };
        let before = facts.and_then(|facts| facts.contact_before.clone());
        let new = row.facts(self.keys, extract.version, holding, before);
        Ok((Change::between(previous, &new) == Change::Unchanged).then_some(extract))
    }

    /// Compares every good row with its account as it is, and counts into the summary.
    ///
    /// # Errors
    ///
    /// `Refused` if too many accounts would go, too many bindings would end or the key is gone, unless forced;
    /// `Store`, `AnotherIsRunning`.
    pub(crate) async fn compare(
        &self,
        lease: &mut Option<Lease<'_, E, C>>,
        in_force: Option<&Extract>,
        sheet: &Sheet<'_>,
        summary: &mut Summary,
        progress: &mut (impl FnMut(Progress) + Send),
    ) -> Result<Compared, ImportError> {
        let questions = self.questions();
        let before = in_force.and_then(|extract| extract.questions.clone());
        if let Some(before) = before.filter(|it| !self.options.new_questions && *it != questions) {
            let (before, now) = (before.join(", "), questions.join(", "));
            return Err(refused(Refusal::OtherQuestions { before, now }, summary));
        }
        if !self.options.force && !key_held(self.keys, in_force) {
            return Err(refused(Refusal::KeyGone, summary));
        }
        summary.names_compared = names_comparable(in_force) && key_held(self.keys, in_force);
        let mut compared = Compared { stands: Stands::new(), highest: 0 };
        let mut done = 0;
        let mut read = stream::iter(batches(sheet.good()?))
            .map(|batch| self.read_before(batch))
            .buffered(BATCHES_AT_ONCE);
        while let Some((batch, before)) = read.try_next().await? {
            if let Some(lease) = lease {
                lease.keep().await?;
            }
            for Good { row, repeats } in &batch {
                let stand = if *repeats {
                    // Its account is another row's.
                    let holding = Holding { holder: 0, from: None };
                    Stand { holding, passes_on: false, keeps_contact: false }
                } else {
                    done += 1;
                    self.compare_row(row, in_force, &before, &mut compared.highest, summary)
                };
                compared.stands.push(stand)?;
            }
            progress(Progress::Compared { done, total: summary.accounts });
        }
        self.judge(in_force, summary)?;
        Ok(compared)
    }

    /// What the extract will have answers to, each as its question is noted, in that order.
    pub(crate) fn questions(&self) -> Vec<String> {
        let all = self.reading.questions.iter().map(|question| question.noted_as().to_owned());
        all.collect::<BTreeSet<String>>().into_iter().collect()
    }

    /// What the store says of a batch's accounts.
    async fn read_before(
        &self,
        batch: Result<Vec<Good>, ImportError>,
    ) -> Result<(Vec<Good>, Before), ImportError> {
        let batch = batch?;
        let rows = || batch.iter().filter(|good| !good.repeats).map(|good| &good.row);
        let (facts, owners) = tokio::join!(self.facts_of(rows()), self.owners_of(rows()));
        let before = Before { facts: facts?, owners: owners? };
        Ok((batch, before))
    }

    /// Refuses what takes too much away at once, unless forced.
    fn judge(&self, in_force: Option<&Extract>, summary: &mut Summary) -> Result<(), ImportError> {
        let before = in_force.map_or(0, |extract| extract.accounts);
        let kept = summary.changed + summary.unchanged;
        summary.dropped = before.saturating_sub(kept);
        let (unbound, bindings) = (summary.unbound, summary.bindings);
        let why = if would_shrink(before, kept) {
            Refusal::WouldShrink { dropped: summary.dropped, of: before }
        } else if would_unbind(bindings, unbound) {
            Refusal::WouldUnbind { unbound, of: bindings }
        } else {
            return Ok(());
        };
        if self.options.force { Ok(()) } else { Err(refused(why, summary)) }
    }

    fn compare_row(
        &self,
        row: &ImportedRow,
        in_force: Option<&Extract>,
        before: &Before,
        highest: &mut u64,
        summary: &mut Summary,
    ) -> Stand {
        let previous = Previous { extract: in_force, facts: before.facts.get(&row.account) };
        let now = self.clock.now();
        let today = TimeZone::UTC.to_datetime(now).date();
        let holding = row.holding_after(self.keys, previous, today);
        let raised = previous.facts.is_some_and(|facts| facts.holder < holding.holder);
        summary.passed_on += u64::from(raised);
        let version = previous.facts.map_or(0, |facts| facts.version);
        let contact_before = row.contact_before(previous.facts, holding, now);
        let keeps_contact = contact_before.is_some();
        let new = row.facts(self.keys, version, holding, contact_before);
        let owner = before.owners.get(&row.account);
        // Not only when the holder is raised now: an import that stopped midway may have raised it.
        let ends = owner.is_some_and(|owner| ends_binding(owner, &new));
        summary.bindings += u64::from(owner.is_some());
        summary.unbound += u64::from(ends);
        match Change::between(previous, &new) {
            Change::Added => summary.added += 1,
            Change::Changed => summary.changed += 1,
            Change::Unchanged => summary.unchanged += 1,
        }
        *highest = version.max(*highest);
        // A raised one without an owner too: its earlier holder may be about to claim it.
        let passes_on = ends || (raised && new.status == AccountStatus::Active);
        Stand { holding, passes_on, keeps_contact }
    }

    async fn owners_of(
        &self,
        rows: impl IntoIterator<Item = &ImportedRow>,
    ) -> Result<HashMap<AccountNumber, Owner>, ImportError> {
        let accounts = accounts(rows);
        let owners = self.extracts.owners_of(&accounts).await.map_err(ImportError::from_store)?;
        Ok(owners.into_iter().collect())
    }

    /// The contact before the one that a row brings, where there is one; it is read once more, since it is not kept
    /// between the comparison and the writing.
    ///
    /// # Errors
    ///
    /// `Store` if it cannot be read.
    pub(crate) async fn contacts_before(
        &self,
        rows: impl IntoIterator<Item = (&ImportedRow, Stand)>,
    ) -> Result<HashMap<AccountNumber, ContactBefore>, ImportError> {
        let keeping: Vec<_> = rows.into_iter().filter(|(_, stand)| stand.keeps_contact).collect();
        if keeping.is_empty() {
            return Ok(HashMap::new());
        }
        let facts = self.facts_of(keeping.iter().map(|(row, _)| *row)).await?;
        let now = self.clock.now();
        let before = |(row, stand): (&ImportedRow, Stand)| {
            let before = row.contact_before(facts.get(&row.account), stand.holding, now)?;
            Some((row.account.clone(), before))
        };
        Ok(keeping.into_iter().filter_map(before).collect())
    }

    async fn facts_of(
        &self,
        rows: impl IntoIterator<Item = &ImportedRow>,
    ) -> Result<HashMap<AccountNumber, Facts>, ImportError> {
        let accounts = accounts(rows);
        let facts = self.extracts.facts_of(&accounts).await.map_err(ImportError::from_store)?;
        Ok(facts.into_iter().map(|facts| (facts.account.clone(), facts)).collect())
    }
}

fn accounts<'r>(rows: impl IntoIterator<Item = &'r ImportedRow>) -> Vec<AccountNumber> {
    rows.into_iter().map(|row| row.account.clone()).collect()
}

fn refused(why: Refusal, summary: &Summary) -> ImportError {
    ImportError::Refused { why, summary: Box::new(summary.clone()) }
}
