//! What was used in each of the last months, added up once, so that home reads one item of an account.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::history::reads::day::{Day, read_of_text, read_text};
use crate::history::reads::used::{Used, of_month};

/// What was used in months that are over, over all meters of an account.
///
/// Every month before `until` is added up, back to thirteen before it; one of which nothing was told is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Months {
    /// The first day of the first month that is not added up.
    until: Date,
    /// By the first day of each month.
    used: BTreeMap<Date, Used>,
}

/// The last month that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastMonth {
    /// Its first day.
    pub month: Date,
    /// What was used in it.
    pub used: Used,
    /// What was used in the same month a year before.
    pub before: Option<Used>,
}

/// The days that are to be added up, both inclusive: always whole months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
}

/// What stands where nothing was told.
const NONE: &str = "-";
/// The mark of a month of which some hours are not known.
const PART: char = 'p';

impl Months {
    /// How many months are kept: the last, and those back to the same one a year before.
    pub const KEPT: i32 = 13;

    /// The days to be added up after a file has told of days from `told.0` to `told.1`: their months, as far as these are
    /// over and still kept, and all that have ended since months were added up last. `None` if there is no such day.
    ///
    /// `today` is [`Months::as_if_over`] for an account of which no more may come.
    #[must_use]
    pub fn lacking(kept: Option<&Self>, told: (Date, Date), today: Date) -> Option<Lacking> {
        let until = until(kept, today);
        let first = first_kept(until);
        let begin = match kept {
            Some(kept) if kept.until == until => told.0.first_of_month(),
            Some(kept) => kept.until.min(told.0.first_of_month()),
            None => first,
        };
        let end = match kept {
            Some(kept) if kept.until == until => told.1.last_of_month(),
            Some(_) | None => until,
        };
        let (from, to) = (begin.max(first), end.min(until.yesterday().ok()?));
        (from <= to).then_some(Lacking { from, to })
    }

    /// The months once the days of `lacking` are added up: those in it anew, the others as they are kept.
    ///
    /// `days` may be of several meters and in any order.
    #[must_use]
    pub fn over(kept: Option<&Self>, lacking: Lacking, days: &[(Date, &Day)], today: Date) -> Self {
        let until = until(kept, today);
        let is_anew = |month: Date| (lacking.from..=lacking.to).contains(&month);
        let first = first_kept(until);
        let mut by_month: BTreeMap<Date, Vec<(Date, &Day)>> = BTreeMap::new();
        for (date, day) in days {
            by_month.entry(date.first_of_month()).or_default().push((*date, day));
        }
        let anew = by_month.into_iter().filter(|(month, _)| is_anew(*month));
        let anew = anew.filter_map(|(month, days)| Some((month, of_month(month, &days)?)));
        let kept =
            kept.into_iter().flat_map(|kept| &kept.used).map(|(month, used)| (*month, *used));
        let kept = kept.filter(|(month, _)| *month >= first && !is_anew(*month));
        Self { until, used: kept.chain(anew).collect() }
    }

    /// The last month that is over and of which something is known, if it ended lately: a file tells of a month's last day
    /// some days after it, and until then the month before is the last. A sum of the month that runs waits for its end.
    #[must_use]
    pub fn last(&self, today: Date) -> Option<LastMonth> {
        let running = today.first_of_month();
        let (month, used) = self.used.range(back(running, 2)..running).next_back()?;
        let before = self.used.get(&back(*month, 12)).copied();
        Some(LastMonth { month: *month, used: *used, before })
    }

    /// A day on which the month that runs is over. Of an account that is closed no file may come any more once it is, so its
    /// last month is added up while it runs.
    #[must_use]
    pub fn as_if_over(today: Date) -> Date {
        today.first_of_month().saturating_add(1.month())
    }

    /// What was used in a month, by its first day.
    #[must_use]
    pub fn of(&self, month: Date) -> Option<Used> {
        self.used.get(&month).copied()
    }

    /// The first day of the first month that is not added up.
    #[must_use]
    pub fn until(&self) -> Date {
        self.until
    }

    /// The months as a text: the first that is not added up, then those before it from the oldest on, each as an hour of a
    /// day is, with a `p` if it is known in part.
    #[must_use]
    pub fn to_text(&self) -> String {
        (1..=Self::KEPT).rev().fold(self.until.to_string(), |mut text, at| {
            text.push(' ');
            match self.used.get(&back(self.until, at)) {
                Some(used) => {
                    text.push_str(&read_text(&used.read));
                    text.extend((!used.whole).then_some(PART));
                }
                None => text.push_str(NONE),
            }
            text
        })
    }

    /// Reads what [`Months::to_text`] wrote.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let mut fields = text.split_ascii_whitespace();
        let until: Date = fields.next()?.parse().ok()?;
        let mut used = BTreeMap::new();
        for at in (1..=Self::KEPT).rev() {
            let field = fields.next()?;
            if field != NONE {
                used.insert(back(until, at), used_of_text(field)?);
            }
        }
        let is_read = fields.next().is_none() && until == until.first_of_month();
        is_read.then_some(Self { until, used })
    }
}

fn used_of_text(text: &str) -> Option<Used> {
    let (text, whole) = text.strip_suffix(PART).map_or((text, true), |text| (text, false));
    Some(Used { read: read_of_text(text)?, whole })
}

/// The month that runs, or a later one if another clock has seen it.
fn until(kept: Option<&Months>, today: Date) -> Date {
    let running = today.first_of_month();
    kept.map_or(running, |kept| kept.until.max(running))
}

fn first_kept(until: Date) -> Date {
    back(until, Months::KEPT)
}

/// So many months back from a month's first day.
fn back(month: Date, months: i32) -> Date {
    month.saturating_sub(months.months())
}

#[cfg(test)]
mod tests;
