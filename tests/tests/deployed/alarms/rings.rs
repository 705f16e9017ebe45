//! For each alarm, a day on which it rings, and one on which it nearly does.

mod files;

use super::days::{DAY, Days, HOUR, MINUTE};
use super::rings;

/// Every alarm that is tested here.
pub(super) const TRIED: &[&str] = &[
    "ErrorsAlarm",
    "StreamBehindAlarm",
    "LostWakesAlarm",
    "GivenUpAlarm",
    "BouncesAlarm",
    "ComplaintsAlarm",
    "MailQuotaAlarm",
    "LettersWaitAlarm",
    "NoStartsAlarm",
    "FewFinishAlarm",
    "GuessingAlarm",
    "AccountsSpentAlarm",
    "ImportLateAlarm",
    "BalancesLateAlarm",
    "BillsLateAlarm",
    "ReadsLateAlarm",
    "NeverImportedAlarm",
    "ImportRefusedAlarm",
    "LettersHeldAlarm",
    "MachinesAlarm",
    "SettingsRefusedAlarm",
    "QuestionsUnansweredAlarm",
    "DeskLookUpsAlarm",
    "DeskErrorsAlarm",
    "DeskSignInAlarm",
];

const NOON: i64 = DAY + 12 * HOUR;
const NIGHT: i64 = DAY + 2 * HOUR;

fn ordinary() -> Days {
    Days::ordinary(4)
}

#[test]
fn errors_ring_by_day_within_half_an_hour_and_by_night_once_members_come() {
    let down = |from| {
        let mut days = ordinary();
        days.fail_requests(from, 2 * DAY);
        rings("ErrorsAlarm", &days, from)
    };

    assert!(down(NOON).is_some_and(|minutes| minutes <= 30), "{:?}", down(NOON));
    assert!(down(NIGHT).is_some_and(|minutes| minutes <= 6 * 60), "{:?}", down(NIGHT));
}

#[test]
fn errors_ring_where_few_of_many_requests_fail_for_long_and_not_where_hardly_any_do() {
    let one_in = |many: i64| {
        let mut days = ordinary();
        for second in 0..6 * HOUR {
            days.put("Count Portal", NOON + second, 1.0);
            if second % many == 0 {
                days.put("5xx Portal", NOON + second, 1.0);
            }
        }
        rings("ErrorsAlarm", &days, NOON)
    };

    assert!(one_in(100).is_some_and(|minutes| minutes <= 60), "{:?}", one_in(100));
    assert_eq!(one_in(400), None);
}

#[test]
fn a_letter_that_is_over_a_minute_late_on_its_quick_way_rings() {
    let late = |milliseconds| {
        let mut days = ordinary();
        days.put("IteratorAge SendLetters", NIGHT, milliseconds);
        rings("StreamBehindAlarm", &days, NIGHT - MINUTE)
    };

    assert!(late(60_001.0).is_some_and(|minutes| minutes <= 5), "{:?}", late(60_001.0));
    assert_eq!(late(60_000.0), None);
}

#[test]
fn settings_that_are_refused_and_questions_without_answers_ring_at_once() {
    for (alarm, metric) in [
        ("SettingsRefusedAlarm", "SettingsRefused"),
        ("QuestionsUnansweredAlarm", "QuestionsUnanswered"),
    ] {
        let mut days = ordinary();
        days.put(metric, NIGHT, 1.0);

        let rang = rings(alarm, &days, NIGHT - MINUTE);

        assert!(rang.is_some_and(|minutes| minutes <= 5), "{alarm}: {rang:?}");
    }
}

#[test]
fn one_event_that_was_given_up_rings_at_any_hour() {
    for (alarm, queue) in [("LostWakesAlarm", "LostWakes"), ("GivenUpAlarm", "GivenUp")] {
        let mut days = ordinary();
        days.put(&format!("ApproximateNumberOfMessagesVisible {queue}"), NIGHT, 1.0);

        let rang = rings(alarm, &days, NIGHT - MINUTE);

        assert!(rang.is_some_and(|minutes| minutes <= 5), "{alarm}: {rang:?}");
    }
}

#[test]
fn bounces_and_complaints_ring_before_ses_looks_into_the_account() {
    let at = |alarm, metric, rate| {
        let mut days = ordinary();
        days.put(metric, NOON, rate);
        rings(alarm, &days, NOON - MINUTE).is_some_and(|minutes| minutes <= 5)
    };

    assert!(at("BouncesAlarm", "Reputation.BounceRate", 0.031));
    assert!(!at("BouncesAlarm", "Reputation.BounceRate", 0.03));
    assert!(at("ComplaintsAlarm", "Reputation.ComplaintRate", 0.000_51));
    assert!(!at("ComplaintsAlarm", "Reputation.ComplaintRate", 0.000_5));
}

#[test]
fn four_fifths_of_the_days_letters_ring_while_a_fifth_is_left() {
    let sent = |many| {
        let mut days = ordinary();
        days.put("Send", NOON, many);
        rings("MailQuotaAlarm", &days, NOON - MINUTE).is_some()
    };

    assert!(sent(8_001.0));
    assert!(!sent(7_800.0), "the day's ordinary letters come on top");
}

#[test]
fn letters_that_wait_for_over_two_minutes_though_they_are_due_ring() {
    let waits = |seconds| {
        let mut days = ordinary();
        days.put("OldestUnsent", NIGHT, seconds);
        rings("LettersWaitAlarm", &days, NIGHT - MINUTE)
    };

    assert!(waits(121.0).is_some_and(|minutes| minutes <= 5), "{:?}", waits(121.0));
    assert_eq!(waits(120.0), None);
}

#[test]
fn a_day_without_anybody_on_the_first_page_rings_and_a_portal_without_an_extract_does_not() {
    let mut days = ordinary();
    days.forget("Steps register shown", DAY);
    let rang = rings("NoStartsAlarm", &days, DAY);
    assert!(rang.is_some_and(|minutes| minutes <= 25 * 60), "{rang:?}");

    assert_eq!(rings("NoStartsAlarm", &Days::first(6), 0), None);
    let mut fed = Days::first(6);
    fed.extract(2 * DAY, |_| true);
    let rang = rings("NoStartsAlarm", &fed, 2 * DAY);
    assert!(rang.is_some_and(|minutes| minutes > 20 * 60), "it has a day's time: {rang:?}");
}

#[test]
fn a_day_on_which_hardly_anybody_finishes_rings() {
    let mut days = ordinary();
    days.forget("Steps set-password claimed", DAY);

    let rang = rings("FewFinishAlarm", &days, DAY);

    assert!(rang.is_some_and(|minutes| minutes <= 24 * 60), "{rang:?}");
}

#[test]
fn guessing_rings_from_31_wrong_tries_an_hour_also_where_their_letters_are_held() {
    let tries = |many: i64, letter: &str, end: &str| {
        let mut days = ordinary();
        for number in 0..many {
            days.put(&format!("Letters {letter} {end}"), NIGHT + number * 10, 1.0);
        }
        rings("GuessingAlarm", &days, NIGHT - MINUTE).is_some_and(|minutes| minutes <= 15)
    };

    for letter in ["could_not_match", "too_many_tries"] {
        for end in ["sent", "held"] {
            assert!(tries(31, letter, end), "{letter} {end}");
            assert!(!tries(30, letter, end), "{letter} {end}");
        }
    }
}

#[test]
fn spent_accounts_ring_from_the_sixth_refused_try_of_an_hour_on() {
    let tries = |many: i64, end: &str| {
        let mut days = ordinary();
        for number in 0..many {
            days.put(&format!("Letters too_many_tries {end}"), NIGHT + number * 60, 1.0);
        }
        rings("AccountsSpentAlarm", &days, NIGHT - MINUTE).is_some_and(|minutes| minutes <= 15)
    };

    assert!(tries(6, "sent") && tries(6, "held"));
    assert!(!tries(5, "sent"));
}

#[test]
fn the_first_letter_that_waits_or_is_held_for_want_of_trust_rings_and_so_do_bounces_that_stop_them()
{
    for metric in [
        "LettersWait letters_to_strangers",
        "LettersWait strangers_bounce",
        "LettersHeld letters_to_strangers",
        "LettersHeld strangers_bounce",
        "StrangersStopped",
    ] {
        let mut days = ordinary();
        days.put(metric, NIGHT, 1.0);

        let rang = rings("LettersHeldAlarm", &days, NIGHT - MINUTE);

        assert!(rang.is_some_and(|minutes| minutes <= 5), "{metric}: {rang:?}");
    }
}

#[test]
fn a_worker_that_fails_again_and_again_rings_within_a_quarter_of_an_hour() {
    let mut days = ordinary();
    days.put_every("Errors SendLetters", MINUTE, NIGHT, 1.0);

    let rang = rings("MachinesAlarm", &days, NIGHT);

    assert!(rang.is_some_and(|minutes| minutes <= 15), "{rang:?}");
}

#[test]
fn the_sixty_first_look_up_of_one_person_in_an_hour_rings() {
    let counted = |most: i64| {
        let mut days = ordinary();
        for count in 1..=most {
            days.put(
                "LookUpsOfOne",
                NOON + count * 30,
                f64::from(u8::try_from(count).expect("few")),
            );
        }
        rings("DeskLookUpsAlarm", &days, NOON)
    };

    assert!(counted(61).is_some_and(|minutes| minutes <= 40), "{:?}", counted(61));
    assert_eq!(counted(60), None);
}

#[test]
fn a_desk_that_fails_rings_within_a_quarter_of_an_hour_and_one_failure_does_not() {
    let failing = |times: i64| {
        let mut days = ordinary();
        for time in 0..times {
            days.put("5xx DeskApi", NOON + time * 5 * MINUTE, 1.0);
        }
        rings("DeskErrorsAlarm", &days, NOON)
    };

    assert!(failing(3).is_some_and(|minutes| minutes <= 15), "{:?}", failing(3));
    assert_eq!(failing(1), None);
}

#[test]
fn the_first_sign_in_at_the_desk_that_somebody_has_to_mend_rings_and_what_strangers_send_does_not()
{
    let refused = |outcome: &str| {
        let mut days = ordinary();
        days.put(&format!("Steps desk {outcome}"), NOON, 1.0);
        rings("DeskSignInAlarm", &days, NOON - MINUTE)
    };

    assert!(refused("not_vouched").is_some_and(|minutes| minutes <= 5));
    for outcome in ["declined", "foreign", "begin_again", "no_role"] {
        assert_eq!(refused(outcome), None, "{outcome}");
    }
}
