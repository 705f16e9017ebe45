//! Why a cell of history cannot be read, and what would be; in words for the co-op's staff.

use std::fmt;

/// What a cell is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BadCell {
    /// No sum in dollars.
    Dollars,
    /// No sum in cents.
    Cents,
    /// No kilowatt-hours.
    Kwh,
    /// A number whose commas or blanks may mean a decimal point.
    Grouping,
    /// No day.
    Date,
    /// No time.
    Time,
    /// Neither yes nor no.
    YesOrNo,
    /// Neither an estimate nor an actual read.
    Estimated,
    /// No length of a stretch.
    Minutes,
    /// A day that is before the one it follows, or after the one it comes before.
    Order,
    /// A day that is too long after the row's own.
    Far,
    /// A payment below zero.
    TakenBack,
}

impl fmt::Display for BadCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dollars => "is no sum in dollars: write 84.10 or 1,234.50, with two digits at most behind the point",
            Self::Cents => "is no sum in whole cents: write 8410 for $84.10; a column of dollars has a name without cents",
            Self::Kwh => "is no number of kilowatt-hours from zero up: write 1234.567",
            Self::Grouping => "has a comma or a blank that does not stand before three digits: write a point before decimals, as in 84.10, and 1,234.50 or 1234.50",
            Self::Date => "is no day: write 2026-12-01 or 12/1/2026",
            Self::Time => "is no time, or one that its day does not have: write 2026-12-01 14:00, or 2026-12-01T14:00-05:00 with the offset from UTC, on a boundary of its stretch",
            Self::YesOrNo => "is neither yes nor no: write one of them, or Y and N, true and false, 1 and 0",
            Self::Estimated => "says neither that it is an estimate nor that it is none: write yes or no, or E for an estimate and A for an actual read",
            Self::Minutes => "is no length that is taken: 15, 30, 60, or 1440 for a day",
            Self::Order => "does not come in order: from_date, to_date from then on, and bill_date not before from_date",
            Self::Far => "is more than a year after the row's own day",
            Self::TakenBack => "is below zero, and a member would see it as paid: leave both cells of the last payment empty where one was taken back, and give payments without a sign",
        })
    }
}
