//! Days that files with numbers of meters and files without them tell of, so that nothing is counted twice.

use crate::history::reads::day::{DayPlace, MeterTag, ToldDay};

/// Leaves out what would be counted twice, of days of one partition in the order of time.
///
/// A file without numbers of meters tells of the whole account. Of a day that has one meter, hour by hour the file counts
/// that was put last, as if both had named it. Of a day that has several, that of the two which was told last.
///
/// `unnamed` is the tag of a file without meters.
#[must_use]
pub fn counted_once(
    days: Vec<(DayPlace, ToldDay)>,
    unnamed: &MeterTag,
) -> Vec<(DayPlace, ToldDay)> {
    let is_unnamed = |(place, _): &(DayPlace, ToldDay)| place.meter == *unnamed;
    // Most accounts have files of one way.
    if days.iter().all(is_unnamed) || !days.iter().any(is_unnamed) {
        return days;
    }
    let by_day = days.chunk_by(|(one, _), (other, _)| one.date == other.date);
    by_day.flat_map(|of_day| told_once(of_day, unnamed)).collect()
}

fn told_once(of_day: &[(DayPlace, ToldDay)], unnamed: &MeterTag) -> Vec<(DayPlace, ToldDay)> {
    let (whole, named): (Vec<_>, Vec<_>) =
        of_day.iter().cloned().partition(|(place, _)| place.meter == *unnamed);
    match (&whole[..], &named[..]) {
        ([], _) | (_, []) => of_day.to_vec(),
        ([(_, whole)], [(place, one)]) => {
            let (earlier, later) = if whole.at > one.at { (one, whole) } else { (whole, one) };
            let told = later.clone().over(Some(earlier)).kept;
            vec![(place.clone(), told.unwrap_or_else(|| earlier.clone()))]
        }
        (_, _) => {
            let last = |days: &[(DayPlace, ToldDay)]| days.iter().map(|(_, told)| told.at).max();
            if last(&whole) > last(&named) { whole } else { named }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use jiff::{SignedDuration, Timestamp};

    use super::*;
    use crate::history::reads::{Day, Flow, Read};
    use crate::values::ids::HistoryKey;

    const NOON: Timestamp = Timestamp::constant(1_795_435_200, 0);
    const FIRST: Date = date(2026, 11, 20);
    const SECOND: Date = date(2026, 11, 21);

    fn read(watt_hours: u64) -> Read {
        let delivered = Flow::new(watt_hours).expect("a flow");
        Read { delivered, received: None, estimated: false }
    }

    /// Hours that were told some minutes after noon.
    fn told(date: Date, meter: &str, hours: &[Option<u64>], minutes: i64) -> (DayPlace, ToldDay) {
        let partition = HistoryKey::from_stored("p");
        let place = DayPlace { partition, date, meter: MeterTag::from_stored(meter) };
        let at = NOON + SignedDuration::from_mins(minutes);
        (place, ToldDay { day: Day::Hours(hours.iter().map(|hour| hour.map(read)).collect()), at })
    }

    fn once(days: &[(DayPlace, ToldDay)]) -> Vec<(DayPlace, ToldDay)> {
        counted_once(days.to_vec(), &MeterTag::from_stored("-"))
    }

    #[test]
    fn of_an_hour_that_is_told_with_the_meter_and_without_the_file_that_was_put_last_counts() {
        let without = |at| told(FIRST, "-", &[Some(1), Some(2), None], at);
        let with = told(FIRST, "m", &[None, Some(20), Some(30)], 5);

        let before = once(&[without(0), with.clone()]);
        let after = once(&[without(9), with]);

        assert_eq!(before, [told(FIRST, "m", &[Some(1), Some(20), Some(30)], 5)]);
        assert_eq!(after, [told(FIRST, "m", &[Some(1), Some(2), Some(30)], 9)]);
    }

    #[test]
    fn of_a_day_with_several_meters_what_was_told_last_counts_alone() {
        let meters = [told(FIRST, "m", &[Some(3)], 5), told(FIRST, "n", &[Some(4)], 5)];
        let [m, n] = meters.clone();

        assert_eq!(once(&[told(FIRST, "-", &[Some(7)], 0), m.clone(), n.clone()]), meters);
        let later = told(FIRST, "-", &[Some(8)], 9);
        assert_eq!(once(&[later.clone(), m, n]), [later]);
    }

    #[test]
    fn days_that_are_told_one_way_stay_as_they_are() {
        let days = [
            told(FIRST, "m", &[Some(3)], 5),
            told(FIRST, "n", &[Some(4)], 5),
            told(SECOND, "-", &[Some(5)], 0),
        ];

        assert_eq!(once(&days), days);
        assert_eq!(once(&days[..2]), days[..2]);
        assert_eq!(once(&days[2..]), days[2..]);
    }
}
