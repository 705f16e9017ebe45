//! The build's rules for infra/limits.toml, tried on good and bad files.

#[path = "../build/figures.rs"]
mod figures;

use figures::{Figures, Refusal, read};

const SHIPPED: &str = include_str!("../../../infra/limits.toml");

#[track_caller]
fn figures(limits: &str) -> Figures {
    read(limits).expect("good figures")
}

#[track_caller]
fn refused(limits: &str, line: usize, reason: &str) {
    let refusal = read(limits).expect_err("a refusal");

    assert_eq!(refusal, Refusal { line, reason: reason.to_owned() });
}

#[test]
fn the_shipped_figures_are_those_of_a_file_without_any() {
    assert_eq!(read(SHIPPED).expect("good figures"), read("").expect("none"));
}

#[test]
fn every_figure_stands_in_the_shipped_file() {
    let source = read(SHIPPED).expect("good figures").source();

    let names = source.lines().filter_map(|line| line.strip_prefix("pub(crate) const "));
    for name in names.filter_map(|rest| rest.split(':').next()) {
        let setting = format!("\n{} = ", name.to_lowercase());
        assert!(SHIPPED.contains(&setting), "{name} is not in infra/limits.toml");
    }
}

#[test]
fn a_figure_that_is_set_is_emitted_as_a_constant() {
    let source = figures("password_least = 20").source();

    assert!(source.contains("pub(crate) const PASSWORD_LEAST: usize = 20;"), "{source}");
}

#[test]
fn a_figure_may_go_to_its_bounds() {
    assert_eq!(figures("match_per_account = 3").match_per_account, 3);
    assert_eq!(figures("session_idle_minutes = 30").session_idle_minutes, 30);
}

#[test]
fn nobody_goes_below_the_floor() {
    refused("password_least = 8", 1, "password_least is 8, from 15 to 64 is allowed");
    refused("\n\nmatch_per_account = 6", 3, "match_per_account is 6, from 3 to 5 is allowed");
    refused("session_total_hours = 24", 1, "session_total_hours is 24, from 1 to 12 is allowed");
    refused("sign_in_shut_at = 101", 1, "sign_in_shut_at is 101, from 20 to 100 is allowed");
}

#[test]
fn nobody_shuts_members_out_by_a_figure() {
    refused("match_per_address = 0", 1, "match_per_address is 0, from 10 to 30 is allowed");
    refused("wrong_numbers = -1", 1, "wrong_numbers is -1, from 3 to 5 is allowed");
}

#[test]
fn an_hour_does_not_allow_more_than_its_day() {
    refused(
        "letters_strangers_per_hour = 90\nletters_strangers_per_day = 60",
        1,
        "letters_strangers_per_hour is 90, above letters_strangers_per_day, which is 60",
    );
}

#[test]
fn an_unknown_figure_and_one_that_is_no_number_are_refused_with_their_line() {
    for (limits, says) in [
        ("pasword_least = 15", "unknown field `pasword_least`"),
        ("wrong_numbers = \"5\"", "invalid type"),
    ] {
        let refusal = read(limits).expect_err("a refusal");

        assert_eq!(refusal.line, 1);
        assert!(refusal.reason.contains(says), "{}", refusal.reason);
    }
}
