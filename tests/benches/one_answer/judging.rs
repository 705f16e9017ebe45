//! Tests the bench's statistics on made-up times.

mod statistics;

use statistics::{BOUND, Dice, Finding, T_MAX, Times, UNSEEN, compare};

/// Makes pairs of times around one millisecond, spread over a quarter of one.
///
/// The second of a pair is slower by the given time. Some times have a long pause.
fn times(seed: u64, pairs: usize, slower: f64) -> Times {
    let mut dice = Dice(seed);
    let mut one = || f64::from(u8::try_from(dice.roll() >> 56).expect("eight bits"));
    let mut time = || 1_000.0 + one() + if one() < 4.0 { 30_000.0 } else { 0.0 };
    Times((0..pairs).map(|_| (time(), time() + slower)).collect())
}

fn finding(slower: f64) -> Finding {
    compare(&times(7, 1_000, slower), &mut Dice(11))
}

#[test]
fn equal_kinds_pass_and_nearly_every_interval_holds_zero() {
    let findings: Vec<Finding> =
        (0..20).map(|seed| compare(&times(seed, 200, 0.0), &mut Dice(11))).collect();

    let hold_zero = findings.iter().filter(|it| it.interval.0 <= 0.0 && it.interval.1 >= 0.0);
    assert!(findings.iter().all(Finding::passes), "{findings:?}");
    assert!(hold_zero.count() >= 17, "about nineteen of twenty: {findings:?}");
    assert!(findings.iter().all(|it| it.sign.abs() < 4.0), "{findings:?}");
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
fn a_difference_that_no_network_shows_passes_however_sure_it_is() {
    // Times of some forty microseconds, which hardly spread.
    let times = |slower: f64| {
        let time = |at: u8| 40.0 + f64::from(at % 7) / 10.0;
        Times((0..200).map(|at| (time(at), time(at) + slower)).collect())
    };
    let (small, large) =
        [UNSEEN - 4.0, UNSEEN + 1.0].map(|slower| compare(&times(slower), &mut Dice(11))).into();

    assert!(small.t > T_MAX && small.passes(), "{small:?}");
    assert!(large.t > T_MAX && !large.passes(), "{large:?}");
}

#[test]
fn a_difference_of_a_millisecond_is_over_the_bound() {
    assert!(finding(1_100.0).interval.0 > BOUND);
    assert!(finding(-1_100.0).interval.1 < -BOUND);
}
