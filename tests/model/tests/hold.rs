//! Tests that the hold keeps what it should in every state, and that mistakes break properties.

use model::{Hold, HoldMutant};
use stateright::{Checker, Model};

/// The properties that a mistake breaks, by their first two letters.
fn broken(mutant: HoldMutant) -> Vec<&'static str> {
    let checker = Hold::with(mutant).checker().spawn_bfs().join();
    let names = checker.discoveries().into_keys().filter_map(|name| name.split(' ').next());
    let mut names: Vec<_> = names.filter(|name| matches!(*name, "H1" | "H2")).collect();
    names.sort_unstable();
    names
}

#[test]
fn a_hold_keeps_what_it_should_in_every_state() {
    let checker = Hold::default().checker().spawn_bfs().join();

    println!("{} states, {} steps", checker.unique_state_count(), checker.state_count());
    checker.assert_properties();
}

#[test]
fn a_login_that_opens_without_a_new_hold_shows_too_early() {
    assert_eq!(broken(HoldMutant::OpensWithoutHold), ["H1"]);
}

#[test]
fn a_contact_who_was_just_put_into_the_extract_would_show_too_early() {
    assert_eq!(broken(HoldMutant::NewestContactAnswers), ["H1"]);
}

#[test]
fn a_contact_before_who_has_left_would_show_too_early() {
    assert_eq!(broken(HoldMutant::OldestContactAnswers), ["H1"]);
}

#[test]
fn a_hold_whose_time_thaws_shows_what_the_contact_denied() {
    assert_eq!(broken(HoldMutant::TimeThaws), ["H2"]);
}

#[test]
fn a_hold_that_outlives_its_binding_shows_the_next_too_early() {
    assert_eq!(broken(HoldMutant::HoldOutlivesBinding), ["H1"]);
}
