//! Why what a meter counted did not go in; in words for the co-op's staff.

use std::fmt;

/// Why a row is not part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReadsReason {
    /// Another row of the day is about the same time.
    Overlap,
    /// It has no offset and stands behind a later one, so nobody can say which hour it is where the clocks go back.
    OutOfOrder,
    /// Other parts of its hour are missing.
    PartOfHour,
    /// The rows of its hour come to more than an hour can have.
    TooMuch,
    /// Another row of the same account and day stays out, or one beside it that may be of that day.
    DayNotWhole,
    /// More rows of one account and day stand together than any account has.
    TooMany,
    /// Some rows of the account and day name a meter, and others none.
    MeterOrNone,
}

impl ReadsReason {
    /// The reason's name, for counting.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Overlap => "overlap",
            Self::OutOfOrder => "out-of-order",
            Self::PartOfHour => "part-of-hour",
            Self::TooMuch => "too-much",
            Self::DayNotWhole => "day-not-whole",
            Self::TooMany => "too-many-rows",
            Self::MeterOrNone => "meter-or-none",
        }
    }
}

impl fmt::Display for ReadsReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Overlap => {
                "another row of the same account, meter and day is about the same time; the day stays out"
            }
            Self::OutOfOrder => {
                "start has no offset and is before the start of the row above; put the rows of a day in order, or write the offset"
            }
            Self::PartOfHour => {
                "other parts of the same hour are missing; rows of 15 or 30 minutes have to make whole hours"
            }
            Self::TooMuch => {
                "the rows of the same hour come to more than 1,000,000,000 kWh, which no meter counts; the day stays out"
            }
            Self::DayNotWhole => {
                "a row of the same account and day stays out, or one beside it that may be of that day; no day goes in by half"
            }
            Self::TooMany => {
                "more than 10,000 rows of this account and day stand together, and no account has so many meters; all of them stay out: is account_no or start the same on rows of others?"
            }
            Self::MeterOrNone => {
                "other rows of the same account and day name a meter in meter_no and this one does not, or the other way round; what both tell would be counted twice, so give all of them a meter or none"
            }
        })
    }
}
