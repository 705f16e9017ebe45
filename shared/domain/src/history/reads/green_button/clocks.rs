//! When the clocks of a zone change, as ESPI writes it.

use jiff::Timestamp;
use jiff::tz::{Dst, TimeZone, TimeZoneTransition};

/// A rule for a zone whose clocks never change.
const NO_RULE: &str = "FFFFFFFF";

/// When the clocks of a zone change, as ESPI writes it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Clocks {
    pub(super) end: String,
    pub(super) shift: i32,
    pub(super) start: String,
    pub(super) offset: i32,
}

impl Clocks {
    /// The rules of the next two changes; a zone without any has its offset alone.
    pub(super) fn of(zone: &TimeZone, now: Timestamp) -> Self {
        let next: Vec<TimeZoneTransition<'_>> = zone.following(now).take(2).collect();
        let of = |dst: Dst| next.iter().find(|change| change.dst() == dst);
        let (Some(start), Some(end)) = (of(Dst::Yes), of(Dst::No)) else {
            let offset = zone.to_offset(now).seconds();
            return Self { end: NO_RULE.to_owned(), shift: 0, start: NO_RULE.to_owned(), offset };
        };
        let (summer, winter) = (start.offset().seconds(), end.offset().seconds());
        Self {
            end: rule(end, summer),
            shift: summer - winter,
            start: rule(start, winter),
            offset: winter,
        }
    }
}

/// A change as month, which one of the weekdays of the month, weekday and hour, as the clocks show it before.
///
/// Source: espi.xsd, `DstRuleType`: bits 28 to 31 are the month, 25 to 27 which weekday (2 is the first, 7 the last), 17
/// to 19 the weekday from Monday 1, 12 to 16 the hour, 0 to 11 the seconds.
fn rule(change: &TimeZoneTransition<'_>, before: i32) -> String {
    let at = change.timestamp().as_second() + i64::from(before);
    let Ok(local) = Timestamp::from_second(at).map(|at| TimeZone::UTC.to_datetime(at)) else {
        return NO_RULE.to_owned();
    };
    let bits = |number: i8| u32::try_from(number).unwrap_or_default();
    let which = (bits(local.day()) - 1) / 7;
    let which = if which >= 3 { 7 } else { which + 2 };
    let weekday = bits(local.date().weekday().to_monday_one_offset());
    let seconds = bits(local.minute()) * 60;
    let rule = bits(local.month()) << 28
        | which << 25
        | weekday << 17
        | bits(local.hour()) << 12
        | seconds;
    format!("{rule:08X}")
}
