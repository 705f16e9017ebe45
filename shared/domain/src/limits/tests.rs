use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::figures::Figures;
use crate::fixtures::test_keys;
use crate::limits::matching::match_windows;
use crate::limits::windows::HOUR;
use crate::values::account_number::AccountNumber;
use crate::values::ids::{AccountKey, AddressKey};

const SHIPPED: Figures = Figures::SHIPPED;

const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

fn key() -> AccountKey {
    AccountKey::of(&test_keys(), &AccountNumber::parse("1234").expect("a number"))
}

fn tried(counter: &Counter, now: Timestamp) -> Counter {
    count_match(counter, key(), Tryer::Stranger, SHIPPED, now).next
}

#[test]
fn five_tries_in_six_hours_and_the_sixth_after_them() {
    let mut counter = Counter::default();
    for _ in 0..5 {
        assert!(match_allowed(&counter, Tryer::Stranger, SHIPPED, NOON));
        counter = tried(&counter, NOON);
    }

    let last_second = NOON + SignedDuration::from_secs(6 * 3600 - 1);
    assert!(!match_allowed(&counter, Tryer::Stranger, SHIPPED, NOON));
    assert!(!match_allowed(&counter, Tryer::Stranger, SHIPPED, last_second));
    assert!(match_allowed(
        &counter,
        Tryer::Stranger,
        SHIPPED,
        NOON + SignedDuration::from_hours(6)
    ));
}

#[test]
fn ten_tries_in_thirty_days_then_one_a_day() {
    let mut counter = Counter::default();
    let mut now = NOON;
    for _ in 0..2 {
        for _ in 0..5 {
            counter = tried(&counter, now);
        }
        now += SignedDuration::from_hours(6);
    }

    assert!(match_allowed(&counter, Tryer::Stranger, SHIPPED, now));
    counter = tried(&counter, now);
    assert!(!match_allowed(&counter, Tryer::Stranger, SHIPPED, now));
    assert!(!match_allowed(
        &counter,
        Tryer::Stranger,
        SHIPPED,
        now + SignedDuration::from_secs(86_399)
    ));
    assert!(match_allowed(
        &counter,
        Tryer::Stranger,
        SHIPPED,
        now + SignedDuration::from_hours(24)
    ));
}

#[test]
fn after_thirty_days_there_are_five_tries_again() {
    let mut counter = Counter::default();
    for now in [NOON, NOON + SignedDuration::from_hours(6)] {
        for _ in 0..5 {
            counter = tried(&counter, now);
        }
    }
    let month = SignedDuration::from_hours(720);

    let last_second = NOON + month - SignedDuration::from_secs(1);
    let spent = tried(&counter, last_second);
    assert!(!match_allowed(&spent, Tryer::Stranger, SHIPPED, last_second));
    for _ in 0..5 {
        assert!(match_allowed(&counter, Tryer::Stranger, SHIPPED, NOON + month));
        counter = tried(&counter, NOON + month);
    }
    assert!(!match_allowed(&counter, Tryer::Stranger, SHIPPED, NOON + month));
}

#[test]
fn what_was_counted_is_kept_until_the_last_of_its_windows_closes() {
    let first = count_match(&Counter::default(), key(), Tryer::Stranger, SHIPPED, NOON);
    let mut counter = Counter::default();
    for _ in 0..5 {
        counter = tried(&counter, NOON);
    }
    let refused = count_match(&counter, key(), Tryer::Stranger, SHIPPED, NOON + HOUR);

    let month = SignedDuration::from_hours(720);
    assert_eq!((first.expires_at, refused.expires_at), (NOON + month, NOON + HOUR + month));
}

#[test]
fn a_refused_try_is_not_counted() {
    let mut counter = Counter::default();
    for _ in 0..9 {
        counter = tried(&counter, NOON);
    }

    assert_eq!(counter.tries(&match_windows(Tryer::Stranger, SHIPPED).often, NOON), 5);
    assert_eq!(counter.version, 9);
}

#[test]
fn strangers_do_not_use_up_the_tries_of_the_contact_on_file() {
    let mut counter = Counter::default();
    for _ in 0..5 {
        counter = tried(&counter, NOON);
    }

    assert!(!match_allowed(&counter, Tryer::Stranger, SHIPPED, NOON));
    assert!(match_allowed(&counter, Tryer::ContactOnFile, SHIPPED, NOON));
}

#[test]
fn a_sender_is_counted_until_the_first_of_their_windows_is_full() {
    let subject = |name| Subject::Recover(AddressKey::from_stored(name));
    let narrow = Window { name: "one", max: 1, length: HOUR };
    let wide = Window { name: "many", max: 2, length: HOUR };
    let tries = SenderTries::of(subject("a"), narrow).and(subject("s"), wide);
    let none = [Counter::default(), Counter::default()];

    let counted = tries.count(&none, NOON).expect("room");
    let once: Vec<Counter> = counted.iter().map(|count| count.next.clone()).collect();

    assert_eq!(tries.subjects(), [subject("a"), subject("s")]);
    assert_eq!(tries.count(&once, NOON), Err(NOON + HOUR));
    assert!(tries.count(&once, NOON + HOUR).is_ok());
    assert!(tries.count(&[Counter::default(), once[1].clone()], NOON).is_ok());
}

#[test]
fn a_window_says_when_it_has_room_again() {
    let mut counter = Counter::default();
    for _ in 0..2 {
        let subject = Subject::Account(key());
        counter = counter.counted(subject, &[no_script_per_address(SHIPPED)], NOON).next;
    }

    let later = NOON + SignedDuration::from_mins(59);
    assert_eq!(counter.room(&[no_script_per_address(SHIPPED)], later), Err(NOON + HOUR));
    assert_eq!(counter.room(&[no_script_per_address(SHIPPED)], NOON + HOUR), Ok(()));
}
