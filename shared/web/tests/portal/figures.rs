//! The figures of the settings.

use super::*;

#[test]
fn a_figure_stays_within_its_bounds_and_below_the_one_that_it_goes_with() {
    let least = "password_least = 15";
    refused(least, "password_least = 8", "password_least is 8, from 15 to 64 is allowed");
    refused(least, "password_least = 65", "password_least is 65, from 15 to 64 is allowed");
    refused(least, "password_least = 1.5", "`password_least` is a whole number");
    refused(least, "password_last = 15", "unknown setting `password_last` in `figures`");
    let above = "letters_confirm_per_hour is 5, above letters_confirm_per_day, which is 4";
    let all = refusals("letters_confirm_per_day = 10", "letters_confirm_per_day = 4");
    assert_eq!(
        all,
        [Refusal { line: line_of("letters_confirm_per_hour"), reason: above.to_owned() }]
    );
    let set = read(&good().replacen(least, "password_least = 0x14", 1)).expect("good");
    assert_eq!(set.figures.password_least, 20);
}

/// The good file with one figure set otherwise is refused for it.
#[track_caller]
fn figure_refused(name: &str, shipped: u32, set: i64, allowed: &str) {
    let reason = format!("{name} is {set}, {allowed} is allowed");
    refused(&format!("\n{name} = {shipped} "), &format!("\n{name} = {set} "), &reason);
}

#[test]
fn nobody_goes_below_the_floor() {
    figure_refused("password_least", 15, 8, "from 15 to 64");
    figure_refused("match_per_account", 5, 6, "from 3 to 5");
    figure_refused("session_total_hours", 12, 24, "from 1 to 12");
    figure_refused("sign_in_shut_at", 100, 101, "from 20 to 100");
}

#[test]
fn nobody_shuts_members_out_by_a_figure() {
    figure_refused("match_per_address", 30, 0, "from 10 to 30");
    figure_refused("wrong_numbers", 5, -1, "from 3 to 5");
}

#[test]
fn the_shipped_figures_are_all_there_are_and_those_of_a_file_without_any() {
    let good = good();
    let begin = good.find("[figures]").expect("there");

    let (shipped, without) = (read(&good).expect("good"), read(&good[..begin]).expect("good"));

    assert_eq!(shipped.figures, without.figures);
    for figure in domain::Figures::ALL {
        let line = format!("\n{} = {} #", figure.name, figure.shipped);
        assert!(good[begin..].contains(&line), "{}", figure.name);
    }
}
