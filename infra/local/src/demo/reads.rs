//! What the meters of some demo accounts counted: the same at every start, up to the hour that it is.

use std::fmt::Write as _;

use domain::history::HistoryKind;
use domain::history::reads::{DayPlace, MeterTag, hours_of};
use domain::ports::ReadsImport as _;
use domain::{AccountNumber, HistoryKey};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::history::PREPAID;
use super::{DEMO, TOLD_AT};
use crate::template::Environment;
use crate::told::Teller;

/// How many accounts have meters: up to the one that is paid ahead.
const METERS: usize = PREPAID + 1;
/// How much of an ordinary day's use falls on each hour, in watt-hours.
const DAY: [u64; 24] = [
    480, 430, 410, 400, 420, 520, 840, 1_080, 960, 820, 760, 780, 840, 800, 780, 860, 1_040, 1_420,
    1_680, 1_620, 1_480, 1_220, 860, 600,
];
/// How much each month takes of it, in hundredths: heat pumps in winter, air in summer.
const MONTHS: [u64; 12] = [158, 146, 112, 84, 72, 96, 128, 124, 92, 76, 104, 148];
/// How much of a sunny hour comes from the roof, in watt-hours.
const SUN: [u64; 24] = [
    0, 0, 0, 0, 0, 0, 60, 420, 1_250, 2_300, 3_200, 3_700, 3_850, 3_600, 3_000, 2_100, 1_150, 380,
    40, 0, 0, 0, 0, 0,
];

/// Imports what meters of some demo accounts counted, with the environment of `import-history`.
///
/// # Errors
///
/// A sentence that says what the import lacked.
pub async fn import_reads(environment: &Environment) -> Result<(), String> {
    let teller = Teller::open(environment).await?;
    let text = std::str::from_utf8(DEMO).unwrap_or_default();
    let numbers = text.lines().skip(1).filter_map(|line| line.split(',').next());
    let accounts: Vec<&str> = numbers.collect();
    // Two years take a moment to go in, so each start adds only what came since.
    let since = match accounts.first().and_then(|number| AccountNumber::parse(number).ok()) {
        Some(account) => {
            let keys = &teller.parts.keys;
            let partition = HistoryKey::of(keys, &account, 1);
            let (today, meter) = (teller.today(), MeterTag::of(keys, &partition, None));
            let place = |back: i32| DayPlace {
                partition: partition.clone(),
                date: today.saturating_sub(back.days()),
                meter: meter.clone(),
            };
            let places: Vec<DayPlace> = (0..7).map(place).collect();
            let known = teller.parts.patient_tables().days_at(&places).await;
            let known = known.map_err(|cause| cause.to_string())?;
            known.into_iter().map(|(place, _)| place.date).min()
        }
        None => None,
    };
    let file = file(&accounts, since, teller.now(), &teller.zone);
    teller.tell(HistoryKind::Reads, TOLD_AT, &file).await
}

/// A file of reads: of the first account hours of 13 months, and days of the year before; of the second the same with
/// electricity that it sends back; of the third days alone; of the fourth, which is paid ahead, the same as of the first.
///
/// There is a stretch of guesses, and a gap of some hours and of two days. `since` is the first day that is wanted.
pub(super) fn file(
    accounts: &[&str],
    since: Option<Date>,
    now: Timestamp,
    zone: &TimeZone,
) -> String {
    let today = zone.to_datetime(now).date();
    let mut file = "account_no,start,minutes,kwh,received_kwh,estimated\n".to_owned();
    for (at, account) in accounts.iter().take(METERS).enumerate() {
        // Each year of hours takes a part of a second at the first start, which has three.
        let by_hour_from = match at {
            0 | 1 | PREPAID => Some(today.saturating_sub(13.months())),
            _ => None,
        };
        let begin = today.first_of_month().saturating_sub(24.months());
        let mut day = since.map_or(begin, |since| since.max(begin));
        while day <= today {
            let of = Of { account, number: at as u64, day };
            if by_hour_from.is_some_and(|from| day >= from) {
                of.hours(&mut file, now, zone);
            } else if day < today {
                of.whole(&mut file);
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
    }
    file
}

/// An account on a day.
#[derive(Clone, Copy)]
struct Of<'a> {
    account: &'a str,
    number: u64,
    day: Date,
}

impl Of<'_> {
    /// What is used and sent back in the hour called so on the clock.
    fn hour(self, clock: u64) -> (u64, u64) {
        let at = usize::try_from(clock).unwrap_or_default() % 24;
        let month = usize::try_from(self.day.month() - 1).unwrap_or_default();
        let chance = self.chance(clock + 1);
        let used = DAY[at] * MONTHS[month] / 100 * self.weather() / 100 * (60 + chance % 80) / 100;
        let used = used + self.number * 37;
        // A sky of its own each day; the roof is the second account's.
        let sun = if self.number == 1 { SUN[at] * (15 + self.chance(0) % 85) / 100 } else { 0 };
        (used.saturating_sub(sun), sun.saturating_sub(used))
    }

    /// How much more or less than usual the month takes, in hundredths: no winter is as the one before.
    fn weather(self) -> u64 {
        let month = self.day.first_of_month();
        82 + Self { day: month, ..self }.chance(7) % 48
    }

    /// A number that looks like chance and is the same at every start.
    fn chance(self, salt: u64) -> u64 {
        let days = u64::from(self.day.day_of_year().unsigned_abs())
            + 400 * u64::from(self.day.year().unsigned_abs());
        let mut seed = (days * 31 + salt) * 1_000_003 + self.number;
        for _ in 0..3 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            seed ^= seed >> 29;
        }
        seed % 10_007
    }

    /// Whether somebody guessed the day.
    fn is_guess(self) -> bool {
        self.day.month() == 2 && (10..=12).contains(&self.day.day())
    }

    /// Whether nobody knows the hour.
    fn is_gap(self, clock: u64) -> bool {
        match (self.day.month(), self.day.day()) {
            (4, 17 | 18) => true,
            (6, 9) => (3..9).contains(&clock),
            _ => false,
        }
    }

    fn hours(self, file: &mut String, now: Timestamp, zone: &TimeZone) {
        let Some((hours, _)) = hours_of(self.day, zone) else { return };
        for hour in hours.into_iter().filter(|hour| hour.as_second() + 3_600 <= now.as_second()) {
            let local = hour.to_zoned_datetime(zone.clone());
            let clock = u64::from(local.hour().unsigned_abs());
            if !self.is_gap(clock) {
                let start = local.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
                self.row(file, &start, 60, self.hour(clock));
            }
        }
    }

    fn whole(self, file: &mut String) {
        if self.is_gap(0) {
            return;
        }
        let all = (0..24).map(|clock| self.hour(clock));
        let sum = all.fold((0, 0), |(used, sent), hour| (used + hour.0, sent + hour.1));
        self.row(file, &self.day.to_string(), 1_440, sum);
    }

    fn row(self, file: &mut String, start: &str, minutes: u32, (used, sent): (u64, u64)) {
        let kwh = |watt_hours: u64| format!("{}.{:03}", watt_hours / 1_000, watt_hours % 1_000);
        let sent = if self.number == 1 { kwh(sent) } else { String::new() };
        let guess = if self.is_guess() { "yes" } else { "no" };
        let _ = writeln!(file, "{},{start},{minutes},{},{sent},{guess}", self.account, kwh(used));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::constant(1_795_435_200, 0);

    fn rows(since: Option<Date>) -> Vec<String> {
        let zone = TimeZone::get("America/New_York").expect("a zone");
        let file = file(&["1000245", "1394656", "1298748", "1389935", "7"], since, NOW, &zone);
        file.lines().skip(1).map(str::to_owned).collect()
    }

    #[test]
    fn the_demo_has_what_pages_have_to_show() {
        let rows = rows(None);
        let of = |text: &str| rows.iter().filter(|row| row.contains(text)).count();

        for account in ["1000245", "1394656"] {
            assert_eq!(of(&format!("{account},2025-11-02T")), 25, "the clocks go back");
            assert_eq!(of(&format!("{account},2026-03-08T")), 23, "and forth");
        }
        assert_eq!(of("1389935,2026-11-01T"), 25, "whoever pays ahead has hours too");
        assert_eq!(of("1000245,2026-06-09T"), 18, "a gap of hours");
        assert_eq!(of("2026-04-17") + of("2026-04-18"), 0, "and one of days");
        assert!(of(",yes") > 0 && of(",1440,") > 700, "guesses, and days in one");
        let sends = |row: &&String| row.starts_with("1394656,") && !row.contains(",0.000,");
        assert!(rows.iter().filter(sends).count() > 300, "the sun shines");
        assert!(rows.iter().all(|row| !row.starts_with("7,")), "four accounts have meters");
    }

    #[test]
    fn each_start_has_the_same_and_a_later_one_only_what_is_new() {
        let all = rows(None);
        let some = rows(Some(NOW.to_zoned_datetime(TimeZone::UTC).date().saturating_sub(7.days())));

        assert_eq!(all, rows(None));
        assert!(some.len() < 600 && some.iter().all(|row| all.contains(row)), "{}", some.len());
    }
}
