//! Tests the arithmetic of the alarms with the traffic of a co-op of 20,000.
//!
//! Each rings when it should, and not before. `CloudWatch` is not asked. Each alarm is read from the
//! template, and its expression is computed on made-up days, in sliding windows as in `CloudWatch`.

mod alarm;
mod days;
mod math;
mod rings;

use std::collections::BTreeSet;

use alarm::alarms;
use days::{DAY, Days, HOUR, MINUTE};

/// Whether an alarm rings on these days from a second on, and after how many minutes.
#[track_caller]
fn rings(name: &str, days: &Days, from: i64) -> Option<i64> {
    let all = alarms();
    let alarm = all.get(name).unwrap_or_else(|| panic!("the template has no {name}"));
    alarm.rings(days, from).map(|at| (at - from) / MINUTE)
}

#[test]
fn two_ordinary_weeks_ring_nothing() {
    let days = Days::ordinary(14);

    for (name, alarm) in alarms() {
        assert_eq!(alarm.rings(&days, DAY), None, "{name}");
    }
}

#[test]
fn the_first_day_after_a_deployment_rings_nothing() {
    let days = Days::first(1);

    for (name, alarm) in alarms() {
        assert_eq!(alarm.rings(&days, 0), None, "{name}");
    }
}

#[test]
fn a_quiet_day_and_a_failure_here_and_there_ring_nothing() {
    let mut days = Days::ordinary(7);
    for day in 1..7 {
        days.fail_requests(day * DAY + 11 * HOUR, 2 * MINUTE);
        days.put("Errors MailFeedback", day * DAY + HOUR, 1.0);
        days.put("Errors SendLetters", day * DAY + 2 * HOUR, 1.0);
    }

    for (name, alarm) in alarms() {
        assert_eq!(alarm.rings(&days, DAY), None, "{name}");
    }
}

#[test]
fn each_alarm_of_the_template_has_a_day_on_which_it_rings() {
    let tried: BTreeSet<&str> = rings::TRIED.iter().copied().collect();
    let all = alarms();

    let there: BTreeSet<&str> = all.keys().map(String::as_str).collect();
    assert_eq!(there, tried);
}

#[test]
fn an_alarm_looks_no_further_back_than_cloudwatch_does() {
    for (name, alarm) in alarms() {
        let most = if alarm.period < HOUR { DAY } else { 7 * DAY };
        assert!(alarm.period * alarm.of <= most, "{name}");
        assert!(alarm.needs >= 1 && alarm.needs <= alarm.of, "{name}");
    }
}
