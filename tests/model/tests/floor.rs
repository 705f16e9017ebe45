//! Tests that the design holds in every state, and that mistakes break properties.

use model::{Mutant, Portal, explore};
use stateright::{Checker, HasDiscoveries, Model};

/// The properties of P1 to P3 that are broken, by their first two letters.
fn broken(portal: Portal) -> Vec<&'static str> {
    let checker = portal.checker().finish_when(HasDiscoveries::AnyFailures).spawn_bfs().join();
    let names = checker.discoveries().into_keys().filter_map(|name| name.split(' ').next());
    names.filter(|name| matches!(*name, "P1" | "P2" | "P3")).collect()
}

/// How many faults happen: two, or as many as a longer run says.
#[expect(clippy::disallowed_methods, reason = "the length of a test is no setting of the portal")]
fn faults() -> u8 {
    std::env::var("PROOF_FAULTS").ok().and_then(|text| text.parse().ok()).unwrap_or(2)
}

#[track_caller]
fn holds(portal: Portal) {
    let portal = Portal { faults: faults(), ..portal };
    let checker = portal.checker().threads(2).spawn_bfs().join();

    println!("{} states, {} steps", checker.unique_state_count(), checker.state_count());
    checker.assert_properties();
}

#[test]
fn registration_holds_in_every_state() {
    holds(Portal::REGISTRATION);
}

#[test]
fn recovery_holds_in_every_state() {
    holds(Portal::RECOVERY);
}

#[test]
fn from_every_state_there_is_a_way_on_without_staff() {
    for portal in [Portal::REGISTRATION, Portal::RECOVERY] {
        let explored = explore(Portal { faults: 1, ..portal });

        println!("{} states, {} steps", explored.states, explored.steps);
        assert!(explored.dead.is_empty(), "{:?}", explored.dead.first());
    }
}

#[test]
fn an_account_that_is_looked_at_before_the_write_gets_two_owners() {
    assert_eq!(broken(Portal::REGISTRATION.with(Mutant::CheckThenPut)), ["P1"]);
}

#[test]
fn a_link_that_is_used_unconditionally_succeeds_twice() {
    assert_eq!(broken(Portal::RECOVERY.with(Mutant::UnconditionalUse)), ["P3"]);
}

#[test]
fn at_registration_the_free_account_alone_keeps_a_link_from_succeeding_twice() {
    let portal = Portal { faults: 1, ..Portal::REGISTRATION.with(Mutant::UnconditionalUse) };

    assert_eq!(broken(portal), [""; 0]);
}

#[test]
fn a_letter_that_is_marked_before_it_is_sent_gets_lost() {
    assert_eq!(broken(Portal::REGISTRATION.with(Mutant::MarkBeforeSend)), ["P2"]);
}

#[test]
fn without_a_sweeper_letters_get_lost() {
    assert_eq!(broken(Portal::REGISTRATION.with(Mutant::NoSweeper)), ["P2"]);
}

#[test]
fn a_letter_that_is_queued_after_the_transaction_gets_lost() {
    assert_eq!(broken(Portal::REGISTRATION.with(Mutant::OutboxOutside)), ["P2"]);
}

#[test]
fn who_cannot_ask_again_gets_no_further() {
    let explored =
        explore(Portal { faults: 1, ..Portal::REGISTRATION.with(Mutant::NoAskingAgain) });

    assert!(!explored.dead.is_empty());
}
