//! Whether the bench's statistics find what there is to find, on times that are made up.

mod statistics;

use statistics::{BOUND, Dice, Finding, T_MAX, Times, compare};

/// Pairs around a millisecond spread over a quarter of one, the second one so much slower; now and then a long pause.
fn times(slower: f64) -> Times {
    let mut dice = Dice(7);
    let mut one = || f64::from(u8::try_from(dice.roll() >> 56).expect("eight bits"));
    let mut time = || 1_000.0 + one() + if one() < 4.0 { 30_000.0 } else { 0.0 };
    Times((0..1_000).map(|_| (time(), time() + slower)).collect())
}

fn finding(slower: f64) -> Finding {
    compare(&times(slower), &mut Dice(11))
}

#[test]
fn equal_kinds_pass() {
    let finding = finding(0.0);

    assert!(finding.passes(), "{finding:?}");
    assert!(finding.interval.0 < 0.0 && finding.interval.1 > 0.0, "{finding:?}");
    assert!(finding.sign.abs() < 3.0, "{finding:?}");
}

#[test]
fn a_small_difference_shows_although_it_is_within_the_bound() {
    let finding = finding(40.0);

    assert!(finding.t > T_MAX && finding.sign > 3.0, "{finding:?}");
    assert!(finding.interval.0 > 0.0 && finding.interval.1 < BOUND, "{finding:?}");
    assert!((20.0..60.0).contains(&finding.difference), "{finding:?}");
    assert!((20.0..60.0).contains(&(finding.medians.1 - finding.medians.0)), "{finding:?}");
    assert!(!finding.passes());
}

#[test]
fn a_difference_of_a_millisecond_is_over_the_bound() {
    assert!(finding(1_100.0).interval.0 > BOUND);
    assert!(finding(-1_100.0).interval.1 < -BOUND);
}
