//! What an address asks for: in which stretches, of which time.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use web::Visit;
use web::pages::UsageBy;
use web::words::moment;

/// How many months stand side by side.
pub(crate) const MONTHS: i32 = 13;

/// Which stretches of which time are asked for.
pub(crate) struct Asked {
    pub(crate) by: UsageBy,
    pub(crate) date: Date,
    /// The first day of which anything is shown.
    pub(crate) oldest: Date,
    pub(crate) today: Date,
    pub(crate) zone: TimeZone,
}

impl Asked {
    /// Reads the address; what it does not say, or says of no day that is kept, is today's. A month of which only the end is
    /// kept begins where that does.
    pub(crate) fn of(visit: &Visit) -> Self {
        let by = match visit.query("by") {
            Some("day") => UsageBy::Day,
            Some("hour") => UsageBy::Hour,
            Some(_) | None => UsageBy::Month,
        };
        let zone = zone(visit);
        let today = moment::today(visit.now(), visit.portal().time_zone);
        let asked = visit.query("from").and_then(|from| from.parse::<Date>().ok());
        let oldest = web::oldest_read(visit);
        let is_kept = |date: &Date| (oldest..=today).contains(date);
        let in_part = |date: Date| {
            if date.last_of_month() == oldest.last_of_month() { date.max(oldest) } else { date }
        };
        let date = asked.map(in_part).filter(is_kept).unwrap_or(today);
        Self { by, date, oldest, today, zone }
    }

    /// The days that are to be read, both inclusive; none that is no longer kept and only waits for its end.
    pub(crate) fn days(&self) -> (Date, Date) {
        let (first, last) = (self.date.first_of_month(), self.date.last_of_month());
        let (from, to) = match self.by {
            UsageBy::Month => (first.saturating_sub((MONTHS + 11).months()), last),
            UsageBy::Day => (first, last),
            UsageBy::Hour => (self.date, self.date),
        };
        (from.max(self.oldest), to)
    }
}

/// The co-op's zone, which the settings have checked.
pub(crate) fn zone(visit: &Visit) -> TimeZone {
    TimeZone::get(visit.portal().time_zone).unwrap_or(TimeZone::UTC)
}
