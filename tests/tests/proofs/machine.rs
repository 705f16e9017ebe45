//! A state machine: members make any moves in any order on the deployed handlers.
//!
//! After each move it checks what must hold.

mod bills;
mod checks;
mod co_op;
mod factors;
mod focus;
mod letters;
mod limits;
mod links;
mod moves;
mod oracle;
mod people;
mod portal;
mod profile;
mod script;
mod second;
mod security;
mod signing;
mod staff;
mod standing;
mod waits;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::proptest;
use proptest::test_runner::{Config, FileFailurePersistence};
use proptest_state_machine::ReferenceStateMachine;
use tests::app::{BY_CODE, TestApp, changed_settings};
use tests::memory::Forgets;

use self::co_op::CoOp;
use self::focus::Focused;
use self::moves::{How, Move, NEWEST};
use self::portal::Running;
use self::script::Script;

/// So many cases. `PROPTEST_CASES` overrides it.
fn config(usual: usize) -> Config {
    let regressions = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/proofs/machine/regressions.txt");
    Config {
        cases: u32::try_from(crate::proofs::size("PROPTEST_CASES", usual)).unwrap_or(u32::MAX),
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(regressions))),
        max_shrink_iters: 256,
        ..Config::default()
    }
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn whatever_members_do_in_any_order_the_floor_holds(
        (script, moves, seen) in Script::sequential_strategy(1..60)
    ) {
        run(script.co_op(), &script.before(), moves, seen.as_ref(), None);
    }
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn whatever_is_done_about_the_second_step_in_any_order_the_floor_holds(
        (focused, moves, seen) in Focused::sequential_strategy(1..40)
    ) {
        run(CoOp::Shipped, &focused.before(), moves, seen.as_ref(), None);
    }
}

/// Makes the moves. Logs and addresses are checked when the app goes out of scope.
fn run(
    co_op: CoOp,
    before: &[Move],
    moves: Vec<Move>,
    seen: Option<&Arc<AtomicUsize>>,
    forgets: Option<Forgets>,
) {
    run_at(&co_op.app(), co_op, before, moves, seen, forgets);
}

/// Makes the moves at a portal, as its co-op should have it.
fn run_at(
    app: &TestApp,
    co_op: CoOp,
    before: &[Move],
    moves: Vec<Move>,
    seen: Option<&Arc<AtomicUsize>>,
    forgets: Option<Forgets>,
) {
    let mut running = Running::at(app, co_op);
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
    run(CoOp::Shipped, &[], moves.to_vec(), None, Some(what));
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

#[test]
#[should_panic(expected = "paper ends by Paperless")]
fn a_portal_that_turns_paper_off_before_the_letters_link_is_used_is_noticed() {
    let at_once = TestApp::of(changed_settings(&BY_CODE).1);
    let agree = Move::Paperless { who: 0, answer: true };

    run_at(&at_once, CoOp::ByLetter, &[], vec![ASK, Move::Deliver, CONFIRM, agree], None, None);
}

const APP: Move = Move::AddApp { who: 0 };
const SIGN_IN: Move = Move::SignIn { who: 0, right: true };
const DAYS: Move = Move::Wait { minutes: 73 * 60 };

#[test]
#[should_panic(expected = "P9: Used opens nothing")]
fn a_store_that_forgets_that_a_code_was_used_is_noticed() {
    let used = Move::Second { who: 0, how: How::Used, remember: false };
    let out = Move::SignOut { who: 0 };

    run_without(Forgets::Steps, &[ASK, Move::Deliver, CONFIRM, APP, out, SIGN_IN, used]);
}

#[test]
#[should_panic(expected = "P7: three waits in thirty days")]
fn a_store_that_forgets_how_many_waits_were_begun_is_noticed() {
    let (lost, stop) = (Move::Lost { who: 0 }, Move::Stop { who: 0, letter: NEWEST });
    let before = [ASK, Move::Deliver, CONFIRM, APP, DAYS, Move::Sweep];
    let wait = [SIGN_IN, lost, Move::Deliver, stop];

    let moves = before.into_iter().chain(std::iter::repeat_n(wait, 4).flatten());
    run_without(Forgets::Counts, &moves.collect::<Vec<_>>());
}
