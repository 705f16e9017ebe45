//! Rows of one account and day, made into what each of its meters counted on it.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};

use crate::billing::import::{BadCell, ReadsReason, Reason};
use crate::history::reads::day::{Day, Hour, Read, hours_of};
use crate::history::reads::row::{MINUTES, ReadRow, START, Stretch, is_over};
use crate::history::reads::start::Start;
use crate::values::typed::Typed;

/// The seconds of the shortest stretch; every other is a multiple of it.
const QUARTER: i64 = 900;
/// How many of it an hour has.
const QUARTERS: usize = 4;

/// Rows that stand together in a file, all of one account and of one day of the co-op's.
#[derive(Clone, Copy, Debug)]
pub struct DayRows<'a> {
    /// The day.
    pub date: Date,
    /// The co-op's zone.
    pub zone: &'a TimeZone,
    /// The rows, in the file's order: where the clocks go back it says which hour came first.
    pub rows: &'a [ReadRow],
}

/// What a meter counted on the day, and the number of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathered {
    /// The meter, if the file says which.
    pub meter: Option<Typed>,
    /// What it counted.
    pub day: Day,
}

impl ReadRow {
    /// The day of the co-op's that a row is of.
    #[must_use]
    pub fn date(start: Start, zone: &TimeZone) -> Date {
        match start {
            Start::Instant(at) => zone.to_datetime(at).date(),
            Start::Local(at) => at.date(),
        }
    }
}

/// Makes days of rows: one for each meter.
///
/// # Errors
///
/// The row that cannot be part of a day, by its place among the rows, and why. The whole day stays out then: a day that
/// lacks what was in a bad row looks like a day on which less was used.
pub fn gather(of: DayRows<'_>, now: Timestamp) -> Result<Vec<Gathered>, (usize, Reason)> {
    let (hours, end) =
        hours_of(of.date, of.zone).ok_or((0, Reason::BadCell(START, BadCell::Time)))?;
    let mut meters: Vec<Meter<'_>> = Vec::new();
    let customer = of.rows.first().map(|row| &row.customer);
    for (at, row) in of.rows.iter().enumerate() {
        if customer != Some(&row.customer) {
            return Err((at, Reason::OtherCustomer));
        }
        // A row without a meter tells of the whole account, so what the others tell would be counted twice.
        if meters.iter().any(|meter| meter.number.is_none() != row.meter.is_none()) {
            return Err((at, Reason::Reads(ReadsReason::MeterOrNone)));
        }
        let place = meters.iter().position(|meter| meter.number == row.meter.as_ref());
        let place = place.unwrap_or_else(|| {
            meters.push(Meter::new(row.meter.as_ref(), hours.len()));
            meters.len() - 1
        });
        let meter = &mut meters[place];
        meter.take(row, at, &hours, end, (of.zone, now)).map_err(|reason| (at, reason))?;
    }
    meters.into_iter().map(Meter::end).collect()
}

/// What a meter counted, as it grows.
struct Meter<'a> {
    number: Option<&'a Typed>,
    /// Which quarters of an hour have been told, from midnight on, and by which row.
    told: Vec<Option<usize>>,
    hours: Vec<Hour>,
    whole: Option<Read>,
    /// What the clock showed at the last row that says no offset.
    last: Option<DateTime>,
}

impl<'a> Meter<'a> {
    fn new(number: Option<&'a Typed>, hours: usize) -> Self {
        Self {
            number,
            told: vec![None; hours * QUARTERS],
            hours: vec![None; hours],
            whole: None,
            last: None,
        }
    }

    /// Takes a row in, which is the `at`th of its day.
    fn take(
        &mut self,
        row: &ReadRow,
        at: usize,
        hours: &[Timestamp],
        end: Timestamp,
        (zone, now): (&TimeZone, Timestamp),
    ) -> Result<(), Reason> {
        let midnight = hours.first().ok_or(Reason::BadCell(START, BadCell::Time))?.as_second();
        let begins = self.begins(row.start, midnight, zone)?;
        is_over(begins, row.stretch, now)?;
        let seconds = begins.as_second() - midnight;
        if row.stretch == Stretch::Day {
            if seconds != 0 {
                return Err(Reason::BadCell(START, BadCell::Time));
            }
            if end > now {
                return Err(Reason::Future(START));
            }
            if self.whole.is_some() || self.hours.iter().any(Option::is_some) {
                return Err(Reason::Reads(ReadsReason::Overlap));
            }
            self.whole = Some(row.read);
            return Ok(());
        }
        if seconds % row.stretch.seconds() != 0 {
            return Err(Reason::BadCell(START, BadCell::Time));
        }
        let first = usize::try_from(seconds / QUARTER)
            .map_err(|_| Reason::BadCell(START, BadCell::Time))?;
        let quarters = usize::try_from(row.stretch.seconds() / QUARTER)
            .map_err(|_| Reason::BadCell(MINUTES, BadCell::Minutes))?;
        let told = self
            .told
            .get_mut(first..first + quarters)
            .ok_or(Reason::BadCell(START, BadCell::Time))?;
        if self.whole.is_some() || told.iter().any(Option::is_some) {
            return Err(Reason::Reads(ReadsReason::Overlap));
        }
        told.fill(Some(at));
        let hour = &mut self.hours[first / QUARTERS];
        let read = hour.map_or(row.read, |read| read.plus(row.read));
        if !read.is_of_one_stretch() {
            return Err(Reason::Reads(ReadsReason::TooMuch));
        }
        *hour = Some(read);
        Ok(())
    }

    /// The instant at which a row begins.
    fn begins(
        &mut self,
        start: Start,
        midnight: i64,
        zone: &TimeZone,
    ) -> Result<Timestamp, Reason> {
        let local = match start {
            Start::Instant(at) => return Ok(at),
            Start::Local(local) => local,
        };
        let found = zone.to_ambiguous_timestamp(local);
        let last = self.last.replace(local);
        match found.offset() {
            AmbiguousOffset::Unambiguous { .. } if last.is_some_and(|last| local < last) => {
                Err(Reason::Reads(ReadsReason::OutOfOrder))
            }
            AmbiguousOffset::Unambiguous { .. } => {
                found.unambiguous().map_err(|_| Reason::BadCell(START, BadCell::Time))
            }
            // The clocks go forward, and this hour is not there.
            AmbiguousOffset::Gap { .. } => Err(Reason::BadCell(START, BadCell::Time)),
            AmbiguousOffset::Fold { .. } => {
                let first = found.earlier().map_err(|_| Reason::BadCell(START, BadCell::Time))?;
                let quarter = usize::try_from((first.as_second() - midnight) / QUARTER);
                let is_told =
                    quarter.is_ok_and(|at| self.told.get(at).is_some_and(Option::is_some));
                if is_told {
                    found.later().map_err(|_| Reason::BadCell(START, BadCell::Time))
                } else {
                    Ok(first)
                }
            }
        }
    }

    /// The day, if each of its hours was told whole or not at all.
    fn end(self) -> Result<Gathered, (usize, Reason)> {
        for hour in self.told.chunks(QUARTERS) {
            let told = hour.iter().flatten();
            match (told.clone().count(), told.last()) {
                (0 | QUARTERS, _) | (_, None) => {}
                (_, Some(row)) => return Err((*row, Reason::Reads(ReadsReason::PartOfHour))),
            }
        }
        let day = self.whole.map_or(Day::Hours(self.hours), Day::Whole);
        Ok(Gathered { meter: self.number.cloned(), day })
    }
}

#[cfg(test)]
mod tests;
