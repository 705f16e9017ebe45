//! Members and time against the deployed handlers: any moves in any order, what must hold looked at after each.

mod checks;
mod moves;
mod oracle;
mod portal;
mod signing;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::proptest;
use proptest::test_runner::{Config, FileFailurePersistence};
use proptest_state_machine::ReferenceStateMachine;
use tests::app::TestApp;

use self::moves::{Move, Script};
use self::portal::Running;

/// As many cases as fit into a minute; `PROPTEST_CASES` says otherwise.
fn config() -> Config {
    let regressions = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/proofs/machine/regressions.txt");
    Config {
        cases: u32::try_from(crate::size("PROPTEST_CASES", 48)).unwrap_or(u32::MAX),
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(regressions))),
        max_shrink_iters: 256,
        ..Config::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn whatever_members_do_in_any_order_the_floor_holds(
        (_, moves, seen) in Script::sequential_strategy(1..30)
    ) {
        run(moves, seen.as_ref());
    }
}

/// Makes the moves; what was logged and where addresses led is looked at when the app goes out of scope.
fn run(moves: Vec<Move>, seen: Option<&Arc<AtomicUsize>>) {
    let app = TestApp::empty();
    let mut running = Running::at(&app);
    for step in moves {
        // What was never reached is the first that shrinking leaves out.
        if let Some(seen) = seen {
            seen.fetch_add(1, Ordering::SeqCst);
        }
        running.make(&step);
        running.check();
    }
    running.end();
}
