use super::*;
use crate::login::ladder::networks::{from_address, from_site};

const FROM_ADDRESS: [Window; 2] = from_address(SHIPPED);

const TEN_MINUTES: SignedDuration = SignedDuration::from_mins(10);
const DAY: SignedDuration = SignedDuration::from_hours(24);

fn here() -> Subject {
    Subject::SignInAt(AddressKey::from_stored("here"))
}

/// A try from an IPv6 /64 within a /48.
fn within_a_site() -> SignInTry {
    SignInTry { site: Some(AddressKey::from_stored("site")), ..stranger() }
}

/// A network's counter after so many tries at an instant.
fn tried(windows: &[Window], times: u32, at: Timestamp) -> Counter {
    let tally = Tally { opened: at, count: times };
    let tallies = windows.iter().map(|window| (window.name.to_owned(), tally));
    Counter { version: 1, tallies: tallies.collect() }
}

fn at(network: Counter, now: Timestamp) -> Result<CountedTry, RefusedTry> {
    stranger().count(&[Counter::default(), Counter::default(), network], None, SHIPPED, now)
}

#[test]
fn fifty_wrong_passwords_of_one_address_and_the_next_ten_minutes_after_the_first() {
    let opens = NOON + TEN_MINUTES;

    assert!(at(tried(&FROM_ADDRESS, 49, NOON), NOON).is_ok());
    for now in [NOON, opens - seconds(1)] {
        let refused = at(tried(&FROM_ADDRESS, 50, NOON), now).err();
        assert_eq!(refused, Some(RefusedTry::Network(opens)));
    }
    assert!(at(tried(&FROM_ADDRESS, 50, NOON), opens).is_ok());
}

#[test]
fn a_thousand_of_one_address_and_the_next_a_day_after_the_first() {
    let opens = NOON + DAY;
    let day = |times| tried(&FROM_ADDRESS[1..], times, NOON);

    assert!(at(day(999), opens - seconds(1)).is_ok());
    assert_eq!(at(day(1000), opens - seconds(1)).err(), Some(RefusedTry::Network(opens)));
    assert!(at(day(1000), opens).is_ok());
}

#[test]
fn a_site_has_eight_times_as_many_and_is_counted_with_its_address() {
    let of_site = |times| {
        let read = [(); 3].map(|()| Counter::default());
        let read = [&read[..], &[tried(&from_site(SHIPPED), times, NOON)]].concat();
        within_a_site().count(&read, None, SHIPPED, NOON)
    };

    assert_eq!(of_site(400).err(), Some(RefusedTry::Network(NOON + TEN_MINUTES)));
    let counted = of_site(399).expect("there is room");
    let subjects: Vec<_> = counted.counts.iter().map(|count| count.subject.clone()).collect();
    assert_eq!(subjects, within_a_site().subjects());
    assert_eq!(counted.networks, within_a_site().subjects()[2..]);
    assert_eq!(counted.clears, within_a_site().subjects()[..2], "others count on the networks too");
    assert_eq!(counted.counts[3].next.tries(&from_site(SHIPPED)[0], NOON), 400);
    assert_eq!(counted.counts[2].next.tries(&FROM_ADDRESS[1], NOON), 1);
}

#[test]
fn a_known_browser_is_neither_counted_nor_held_up_by_its_network() {
    let full = tried(&FROM_ADDRESS, 1000, NOON);
    let read = [Counter::default(), Counter::default(), full, Counter::default()];

    let counted = known().count(&read, Some(&member("m", 2)), SHIPPED, NOON).expect("no wait");

    assert_eq!((counted.counts.len(), counted.networks), (1, Vec::new()));
    assert_eq!(counted.clears, [counted.counts[0].subject.clone()]);
}

#[test]
fn a_right_password_takes_its_own_try_back_and_no_other() {
    let counted = at(tried(&FROM_ADDRESS, 7, NOON), NOON + seconds(9)).expect("there is room");
    // Meanwhile two others have tried.
    let read = Counter { version: 4, ..tried(&FROM_ADDRESS, 10, NOON) };

    let back = counted.taken_back(&[read], NOON + seconds(9));

    assert_eq!(back.len(), 1);
    assert_eq!((&back[0].subject, back[0].next.version), (&here(), 5));
    assert_eq!(back[0].next, Counter { version: 5, ..tried(&FROM_ADDRESS, 9, NOON) });
    assert_eq!(back[0].expires_at, NOON + seconds(9) + DAY);
}

#[test]
fn a_window_that_was_opened_after_a_try_does_not_hold_it() {
    let counted = at(Counter::default(), NOON).expect("there is room");
    let later = tried(&FROM_ADDRESS[..1], 3, NOON + TEN_MINUTES);
    let mut both = tried(&FROM_ADDRESS, 3, NOON);
    both.tallies.extend(later.tallies.clone());

    let back = counted.taken_back(&[both], NOON);

    assert_eq!(back[0].next.tallies[FROM_ADDRESS[0].name].count, 3);
    assert_eq!(back[0].next.tallies[FROM_ADDRESS[1].name].count, 2);
    assert_eq!(counted.taken_back(&[later], NOON), []);
    assert_eq!(counted.taken_back(&[Counter::default()], NOON), [], "it is gone");
}

#[test]
fn of_all_that_is_in_the_way_what_helps_least_is_named() {
    let full = tried(&FROM_ADDRESS, 50, NOON);
    let refused =
        |email| stranger().count(&[email, Counter::default(), full.clone()], None, SHIPPED, NOON);

    assert_eq!(refused(failed(12)).err(), Some(RefusedTry::Network(NOON + TEN_MINUTES)));
    assert_eq!(refused(failed(100)).err(), Some(RefusedTry::Shut));
    assert_eq!(RefusedTry::Network(NOON + TEN_MINUTES).minutes(NOON), Some(10));
}
