//! The alarms of files that billing sends.

use super::super::days::{DAY, Days, HOUR, MINUTE};
use super::super::rings;
use super::{NIGHT, ordinary};

#[test]
fn an_import_that_fails_one_night_rings_that_morning() {
    let mut days = ordinary();
    days.extract(0, |day| day != 1);

    let rang = rings("ImportLateAlarm", &days, DAY);

    // It is measured once an hour: at six it is 27 hours old.
    assert!(rang.is_some_and(|minutes| minutes <= 7 * 60), "{rang:?}");
}

#[test]
fn a_kind_of_files_that_stopped_coming_rings_and_one_that_never_came_does_not() {
    for (alarm, kind, hours) in [
        ("BalancesLateAlarm", "balances", 50),
        ("BillsLateAlarm", "bills", 1_080),
        ("ReadsLateAlarm", "reads", 74),
    ] {
        let aged = |oldest: i64| {
            let mut days = ordinary();
            let metric = format!("HistoryAgeHours {kind}");
            for hour in 0..24 {
                days.put(
                    &metric,
                    DAY + hour * HOUR,
                    f64::from(i32::try_from(oldest - 23 + hour).expect("hours")),
                );
            }
            rings(alarm, &days, DAY)
        };

        assert_eq!(rings(alarm, &ordinary(), 0), None, "{alarm}: none ever came");
        assert_eq!(aged(hours), None, "{alarm}: it is not late yet");
        assert!(aged(hours + 10).is_some(), "{alarm}");
    }
}

#[test]
fn a_portal_that_never_had_an_extract_rings_on_its_second_day_and_one_that_got_it_does_not() {
    let rang = rings("NeverImportedAlarm", &Days::first(3), 0);
    assert!(rang.is_some_and(|minutes| (24 * 60..30 * 60).contains(&minutes)), "{rang:?}");

    let mut fed = Days::first(3);
    fed.extract(DAY, |_| true);
    assert_eq!(rings("NeverImportedAlarm", &fed, 0), None);
}

#[test]
fn one_extract_that_was_refused_or_taken_in_part_rings_and_one_that_was_taken_does_not() {
    let import = |outcome: &str| {
        let mut days = ordinary();
        days.put(&format!("Imports {outcome}"), NIGHT, 1.0);
        rings("ImportRefusedAlarm", &days, NIGHT - MINUTE)
    };

    for outcome in ["refused", "taken_in_part"] {
        assert!(import(outcome).is_some_and(|minutes| minutes <= 10), "{outcome}");
    }
    assert_eq!(import("taken"), None);
}
