//! How long what billing and meters told is kept: as the co-op's settings say, within bounds.

use std::ops::RangeInclusive;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::billing::import::Reason;

/// How long each kind is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Balances and bills, after their day. Documents go with their bills.
    pub bills: KeptMonths,
    /// What meters counted, after its day.
    pub reads: KeptMonths,
}

impl Kept {
    /// What holds where the settings say nothing. Source: docs/OPERATING.md#what-is-kept-and-for-how-long.
    pub const SHIPPED: Self = Self { bills: KeptMonths(60), reads: KeptMonths(26) };

    /// The page of bills shows 24, and most co-ops bill once a month. The most is ten years.
    pub const BILLS: RangeInclusive<u32> = 24..=120;
    /// The page of use shows the month that runs and the twelve before it beside the same months a year before, which
    /// begin up to 25 months ago. The most is five years.
    pub const READS: RangeInclusive<u32> = 25..=60;

    /// As settings say; what is left out is as shipped. `None` where one is out of its bounds.
    #[must_use]
    pub fn of(bills: Option<u32>, reads: Option<u32>) -> Option<Self> {
        let within = |months: Option<u32>, bounds: RangeInclusive<u32>, shipped| match months {
            None => Some(shipped),
            Some(months) => bounds.contains(&months).then_some(KeptMonths(months)),
        };
        Some(Self {
            bills: within(bills, Self::BILLS, Self::SHIPPED.bills)?,
            reads: within(reads, Self::READS, Self::SHIPPED.reads)?,
        })
    }
}

/// For how many months something is kept after its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptMonths(u32);

impl KeptMonths {
    /// How many they are.
    #[must_use]
    pub fn count(self) -> u32 {
        self.0
    }

    /// The first day of which anything is shown or taken in.
    #[must_use]
    pub fn oldest(self, today: Date) -> Date {
        today.saturating_sub(i64::from(self.0).months())
    }

    /// The instant at which what is of a day goes.
    #[must_use]
    pub fn end_of(self, day: Date) -> Timestamp {
        let end = day.saturating_add(i64::from(self.0).months());
        end.to_zoned_datetime(TimeZone::UTC).map_or(Timestamp::MAX, |end| end.timestamp())
    }

    /// Refuses a row of a day that is no longer kept; `column` says the day.
    ///
    /// # Errors
    ///
    /// `TooLongAgo`.
    pub fn takes(self, (column, day): (&'static str, Date), today: Date) -> Result<(), Reason> {
        if day < self.oldest(today) { Err(Reason::TooLongAgo(column)) } else { Ok(()) }
    }

    /// The most days that so many months can have: what lasts as long outlives nothing that is kept for these months.
    #[must_use]
    pub fn days(self) -> u32 {
        // Every month of four years is a beginning, so each way that leap days can fall is among them.
        let begin = jiff::civil::date(2024, 1, 1);
        let days = |at: i64| {
            let from = begin.saturating_add(at.months());
            let to = from.saturating_add(i64::from(self.0).months());
            from.until(to).map_or(0, |span| span.get_days())
        };
        (0..48).map(days).max().and_then(|most| u32::try_from(most).ok()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_is_left_out_is_as_shipped_and_what_is_out_of_bounds_is_nothing() {
        assert_eq!(Kept::of(None, None), Some(Kept::SHIPPED));
        assert_eq!(
            Kept::of(Some(24), Some(60)),
            Some(Kept { bills: KeptMonths(24), reads: KeptMonths(60) })
        );
        for (bills, reads) in [(23, 26), (121, 26), (60, 24), (60, 61)] {
            assert_eq!(Kept::of(Some(bills), Some(reads)), None);
        }
    }

    #[test]
    fn the_least_months_of_use_hold_a_whole_page_of_months_on_every_day() {
        let least = KeptMonths(*Kept::READS.start());
        let short = KeptMonths(Kept::READS.start() - 1);
        let mut reached = false;
        for day in 0..1_461_i64 {
            let today = date(2026, 1, 1).saturating_add(day.days());
            let first_shown = today.first_of_month().saturating_sub(24.months());
            assert!(least.oldest(today) <= first_shown, "{today}");
            reached |= short.oldest(today) > first_shown;
        }
        assert!(reached, "a month less would not do");
    }

    #[test]
    fn what_is_shown_has_not_gone_yet() {
        for months in [24, 25, 26, 60, 120].map(KeptMonths) {
            for day in 0..1_461_i64 {
                let today = date(2026, 1, 1).saturating_add(day.days());
                let begins = today.to_zoned_datetime(TimeZone::UTC).expect("a day").timestamp();
                let end = months.end_of(months.oldest(today));
                assert!(end.duration_since(begins).as_hours() >= -3 * 24, "{today}");
            }
        }
    }

    #[test]
    fn a_row_is_taken_if_its_day_is_still_kept() {
        let (months, today) = (KeptMonths(26), date(2026, 11, 23));

        assert_eq!(months.takes(("start", date(2024, 9, 23)), today), Ok(()));
        let long_ago = Err(Reason::TooLongAgo("start"));
        assert_eq!(months.takes(("start", date(2024, 9, 22)), today), long_ago);
    }

    #[test]
    fn as_many_days_as_months_can_have_are_no_fewer_than_any_of_them() {
        assert_eq!(
            [24, 36, 60, 120].map(|months| KeptMonths(months).days()),
            [731, 1096, 1827, 3653]
        );
        assert_eq!(Kept::SHIPPED.bills.days(), 1827);
    }
}
