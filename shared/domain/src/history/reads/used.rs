//! What was used in months, days and hours, and how it is drawn.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::history::chart::round_above;
use crate::history::energy::{Flow, grouped};
use crate::history::reads::day::{Day, Read, hours_of};

/// What was used in a stretch of time, over all meters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Used {
    /// What was counted.
    pub read: Read,
    /// Whether every hour of the stretch was counted.
    pub whole: bool,
}

impl Used {
    fn plus(self, other: Self) -> Self {
        Self { read: self.read.plus(other.read), whole: self.whole && other.whole }
    }
}

/// A stretch of time with what was used in it; `None` if nobody has said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The day on which it begins.
    pub date: Date,
    /// When it begins.
    pub from: Timestamp,
    /// What was used.
    pub used: Option<Used>,
    /// What was used in the same stretch a year before, where that is asked.
    pub before: Option<Used>,
}

/// Months, the last one last, each beside the same month a year before.
///
/// `days` may be of several meters and in any order.
#[must_use]
pub fn by_month(days: &[(Date, &Day)], last: Date, months: i32, zone: &TimeZone) -> Vec<Span> {
    let month = |back: i32| last.first_of_month().checked_sub(back.months()).ok();
    let of = |first: Date| {
        let days_of = days.iter().filter(|(date, _)| date.first_of_month() == first);
        of_month(first, &days_of.copied().collect::<Vec<_>>())
    };
    (0..months)
        .rev()
        .filter_map(|back| {
            let (date, before) = (month(back)?, month(back + 12)?);
            let from = date.to_zoned_datetime(zone.clone()).ok()?.timestamp();
            Some(Span { date, from, used: of(date), before: of(before) })
        })
        .collect()
}

/// What was used in a month, of its days; `None` if nobody has said of any.
pub(super) fn of_month(first: Date, days: &[(Date, &Day)]) -> Option<Used> {
    let used = sum(days.iter().map(|(_, day)| of_day(day)))?;
    let mut dates: Vec<Date> = days.iter().map(|(date, _)| *date).collect();
    dates.sort_unstable();
    dates.dedup();
    let is_every = i8::try_from(dates.len()).is_ok_and(|it| it == first.days_in_month());
    Some(Used { whole: used.whole && is_every, ..used })
}

/// The days of a month.
#[must_use]
pub fn by_day(days: &[(Date, &Day)], month: Date, zone: &TimeZone) -> Vec<Span> {
    let first = month.first_of_month();
    (0..i32::from(first.days_in_month()))
        .filter_map(|at| {
            let date = first.checked_add(at.days()).ok()?;
            let from = date.to_zoned_datetime(zone.clone()).ok()?.timestamp();
            let of = days.iter().filter(|(of, _)| *of == date);
            let used = sum(of.map(|(_, day)| of_day(day)));
            Some(Span { date, from, used, before: None })
        })
        .collect()
}

/// The hours of a day; none if a meter's day is known only as a whole, or nothing is known.
#[must_use]
pub fn by_hour(days: &[(Date, &Day)], date: Date, zone: &TimeZone) -> Vec<Span> {
    let Some((hours, _)) = hours_of(date, zone) else { return Vec::new() };
    let of: Vec<&Day> = days.iter().filter(|(of, _)| *of == date).map(|(_, day)| *day).collect();
    if of.is_empty() || of.iter().any(|day| matches!(day, Day::Whole(_))) {
        return Vec::new();
    }
    let hour = |at: usize| {
        sum(of.iter().map(|day| match day {
            Day::Hours(hours) => {
                let read = (*hours.get(at)?)?;
                Some(Used { read, whole: true })
            }
            Day::Whole(_) => None,
        }))
    };
    let spans = hours.iter().enumerate();
    spans.map(|(at, from)| Span { date, from: *from, used: hour(at), before: None }).collect()
}

/// What was used on a day; `None` if every hour of it is unknown.
fn of_day(day: &Day) -> Option<Used> {
    match day {
        Day::Whole(read) => Some(Used { read: *read, whole: true }),
        Day::Hours(hours) => {
            let used = |read: &Read| Some(Used { read: *read, whole: true });
            let known = sum(hours.iter().flatten().map(used))?;
            Some(Used { whole: hours.iter().all(Option::is_some), ..known })
        }
    }
}

/// The sum of what is known; what is not known makes it less than whole.
fn sum(all: impl Iterator<Item = Option<Used>>) -> Option<Used> {
    let (mut sum, mut lacks) = (None, false);
    for used in all {
        match (used, &mut sum) {
            (None, _) => lacks = true,
            (Some(used), None) => sum = Some(used),
            (Some(used), Some(sum)) => *sum = sum.plus(used),
        }
    }
    sum.map(|sum: Used| Used { whole: sum.whole && !lacks, ..sum })
}

/// `1,234` or, with digits behind the point, `1,234.5`: kilowatt-hours, the half rounded up.
#[must_use]
pub fn kilowatt_hours(flow: Flow, digits: u32) -> String {
    let unit = 10_u64.pow(3 - digits.min(3));
    let rounded = flow.expose().saturating_add(unit / 2) / unit;
    let one = 1_000 / unit;
    let text = grouped(rounded / one);
    if one == 1 {
        return text;
    }
    let width = usize::try_from(digits.min(3)).unwrap_or_default();
    format!("{text}.{:0width$}", rounded % one)
}

/// A bar of a chart of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Its left edge.
    pub x: u64,
    /// Its upper edge.
    pub y: u64,
    /// How high it is; 0 if there is nothing to draw.
    pub height: u64,
}

/// What was used, drawn upwards, and what was sent back, drawn downwards from the same line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedChart {
    /// What was used, in the order of time.
    pub used: Vec<Bar>,
    /// What was used a year before; empty where that is not asked.
    pub before: Vec<Bar>,
    /// What was sent back; empty if nothing was.
    pub received: Vec<Bar>,
    /// How wide a bar is.
    pub bar: u64,
    /// From the left edge of a stretch to that of the next.
    pub step: u64,
    /// Where the line is that bars stand on.
    pub line: u64,
    /// How wide it is.
    pub width: u64,
    /// How high it is.
    pub height: u64,
    /// What the upper edge stands for.
    pub top: Flow,
}

impl UsedChart {
    /// How high the part above the line is.
    const ABOVE: u64 = 120;
    /// About how wide a chart is, whatever it shows.
    const WIDTH: u64 = 312;

    /// Draws stretches of time.
    #[must_use]
    pub fn of(spans: &[Span]) -> Self {
        let count = u64::try_from(spans.len()).unwrap_or(1).max(1);
        let step = Self::WIDTH / count;
        let pairs = spans.iter().any(|span| span.before.is_some());
        let bar = if pairs { (step - 4) / 2 } else { step - 2 };
        let delivered = |used: Option<Used>| used.map_or(0, |used| used.read.delivered.expose());
        let received = |span: &Span| {
            let flow = span.used.and_then(|used| used.read.received);
            flow.map_or(0, Flow::expose)
        };
        let most = spans.iter().map(|span| delivered(span.used).max(delivered(span.before)));
        let top = round_above(most.max().unwrap_or_default());
        let below = scaled(spans.iter().map(received).max().unwrap_or_default(), top);
        let draw = |shift: u64, value: &dyn Fn(&Span) -> u64, is_up: bool| {
            let bars = (0..).zip(spans).map(|(at, span)| {
                let height = scaled(value(span), top);
                let y = if is_up { Self::ABOVE - height } else { Self::ABOVE };
                Bar { x: at * step + shift, y, height }
            });
            bars.collect::<Vec<_>>()
        };
        Self {
            used: draw(if pairs { bar + 1 } else { 0 }, &|span| delivered(span.used), true),
            before: if pairs { draw(0, &|span| delivered(span.before), true) } else { Vec::new() },
            received: if below == 0 { Vec::new() } else { draw(0, &received, false) },
            bar,
            step,
            line: Self::ABOVE,
            width: step * count,
            height: Self::ABOVE + below,
            top: Flow::of_sum(top),
        }
    }
}

/// How high a value is drawn; what is sent back may go further down than the upper edge is high, but not out of sight.
fn scaled(value: u64, top: u64) -> u64 {
    match value {
        0 => 0,
        _ => (value.saturating_mul(UsedChart::ABOVE) / top.max(1)).clamp(1, UsedChart::ABOVE),
    }
}

#[cfg(test)]
mod tests;
