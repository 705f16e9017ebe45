//! A state machine: members make any moves in any order on the deployed handlers.
//!
//! After each move it checks what must hold.

mod checks;
mod letters;
mod limits;
mod links;
mod moves;
mod oracle;
mod people;
mod portal;
mod profile;
mod signing;
mod staff;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::proptest;
use proptest::test_runner::{Config, FileFailurePersistence};
use proptest_state_machine::ReferenceStateMachine;
use tests::app::TestApp;
use tests::memory::Forgets;

use self::moves::{Move, Script};
use self::portal::Running;

/// As many cases as fit into a minute. `PROPTEST_CASES` overrides it.
fn config() -> Config {
    let regressions = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/proofs/machine/regressions.txt");
    Config {
        cases: u32::try_from(crate::proofs::size("PROPTEST_CASES", 48)).unwrap_or(u32::MAX),
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(regressions))),
        max_shrink_iters: 256,
        ..Config::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn whatever_members_do_in_any_order_the_floor_holds(
        (script, moves, seen) in Script::sequential_strategy(1..60)
    ) {
        run(&script.before(), moves, seen.as_ref(), None);
    }
}

/// Makes the moves. Logs and addresses are checked when the app goes out of scope.
fn run(
    before: &[Move],
    moves: Vec<Move>,
    seen: Option<&Arc<AtomicUsize>>,
    forgets: Option<Forgets>,
) {
    let app = TestApp::empty();
    let mut running = Running::at(&app);
    for step in before {
        running.make(step);
    }
    if let Some(what) = forgets {
        app.store.forget(what);
    }
    for step in moves {
        // Shrinking first leaves out the moves that were never reached.
        if let Some(seen) = seen {
            seen.fetch_add(1, Ordering::SeqCst);
        }
        running.make(&step);
        running.check();
    }
    running.end();
}

/// Makes moves that show what a store forgets.
fn run_without(what: Forgets, moves: &[Move]) {
    run(&[], moves.to_vec(), None, Some(what));
}

const ASK: Move = Move::Ask { who: 0, account: 0, right: true };
const CONFIRM: Move = Move::Confirm { who: 0, letter: 0, elsewhere: false };
const NEW_PASSWORD: Move = Move::NewPassword { who: 0, letter: 0 };

#[test]
#[should_panic(expected = "P1")]
fn a_store_that_forgets_who_has_an_account_is_noticed() {
    let other = Move::Ask { who: 1, account: 0, right: true };
    let too = Move::Confirm { who: 1, letter: 0, elsewhere: false };

    run_without(Forgets::Owners, &[ASK, other, Move::Deliver, CONFIRM, too]);
}

#[test]
#[should_panic(expected = "P2: a letter of the kind")]
fn a_sweep_that_finds_nothing_is_noticed() {
    run_without(Forgets::Waiting, &[ASK]);
}

#[test]
#[should_panic(expected = "P3: spent or over")]
fn a_store_that_forgets_that_a_link_was_used_is_noticed() {
    let back = Move::AskBack { who: 0 };

    run_without(
        Forgets::Uses,
        &[ASK, Move::Deliver, CONFIRM, back, Move::Deliver, NEW_PASSWORD, NEW_PASSWORD],
    );
}

#[test]
#[should_panic(expected = "P1: an account is owned by who does not have it")]
fn a_store_that_keeps_the_accounts_of_a_closed_login_is_noticed() {
    let close = Move::Close { who: 0 };

    run_without(Forgets::Freeing, &[ASK, Move::Deliver, CONFIRM, close]);
}

#[test]
#[should_panic(expected = "P7: a mailbox gets more than its share")]
fn a_store_that_forgets_what_was_counted_is_noticed() {
    let again = Move::Resend { who: 0 };

    run_without(Forgets::Counts, &[ASK, Move::Deliver, again, Move::Deliver]);
}

#[test]
#[should_panic(expected = "is in the log")]
fn a_store_that_logs_whose_registration_it_records_is_noticed() {
    run_without(Forgets::Silence, &[ASK]);
}

#[test]
#[should_panic(expected = "P6: one answer")]
fn a_store_that_tells_members_from_strangers_is_noticed() {
    run_without(Forgets::Sameness, &[ASK, Move::Deliver, CONFIRM, ASK]);
}

#[test]
#[should_panic(expected = "sessions that are over stay over")]
fn a_session_that_outlives_a_new_password_is_noticed() {
    let back = Move::AskBack { who: 0 };
    let page = Move::Paperless { who: 0, answer: true };

    run_without(
        Forgets::Epochs,
        &[ASK, Move::Deliver, CONFIRM, back, Move::Deliver, NEW_PASSWORD, page],
    );
}
