//! A fault at every call of the way, alone and in pairs; then the member goes on, and nothing may be lost.

use tests::app::{ON_FILE, TestApp};
use tests::failing::Fault;
use tests::invariants;

use crate::patience::{come_to_rest, register};
use crate::size;

const EMAIL: &str = "ines.okonkwo@mail.example";

/// Walks with faults at some calls; the account has a contact on file, so that binding it sends two letters.
async fn walk(faults: &[(usize, Fault)]) -> Vec<&'static str> {
    let app = TestApp::start().await;
    for (call, fault) in faults {
        app.faults.fail_at(*call, *fault);
    }
    let mut browser = app.browser().without_script();

    register(&app, &mut browser, ON_FILE, EMAIL).await;
    app.deliver().await;
    app.faults.heal();
    let calls = app.faults.calls();
    come_to_rest(&app).await;

    invariants::hold_at_rest(&app);
    let kinds: Vec<&str> = app.store.letters().iter().map(|(it, _)| it.letter.kind()).collect();
    assert!(kinds.contains(&"welcome") && kinds.contains(&"account_bound"), "{kinds:?}");
    assert_eq!(app.store.members().len(), 1);
    calls
}

/// Runs a walk as a test of its own, so that what fails says at which call.
async fn survives(calls: &[&str], faults: Vec<(usize, Fault)>) -> Result<(), String> {
    let named: Vec<String> = faults
        .iter()
        .map(|(at, fault)| format!("{fault:?} at {at} {}", calls.get(*at).unwrap_or(&"later")))
        .collect();
    let walked = async move { tokio::task::spawn_local(async move { walk(&faults).await }).await };
    let end = tokio::task::LocalSet::new().run_until(walked).await;
    end.map(drop).map_err(|error| format!("{}: {error}", named.join(", ")))
}

#[track_caller]
fn none_failed(ends: impl IntoIterator<Item = Result<(), String>>) {
    let ends: Vec<_> = ends.into_iter().collect();
    let failed: Vec<&String> = ends.iter().filter_map(|end| end.as_ref().err()).collect();
    assert!(failed.is_empty(), "{} of {}: {failed:#?}", failed.len(), ends.len());
    println!("{} walks", ends.len());
}

#[tokio::test]
async fn whatever_single_call_fails_the_member_gets_home_and_nothing_is_lost() {
    let calls = walk(&[]).await;
    println!("{} calls: {calls:?}", calls.len());
    assert!(calls.len() > 25, "the walk passes by every port");
    let mut ends = Vec::new();
    for at in 0..calls.len() {
        for fault in Fault::ALL {
            ends.push(survives(&calls, vec![(at, fault)]).await);
        }
    }

    none_failed(ends);
}

#[tokio::test]
async fn whatever_two_calls_fail_the_member_gets_home_and_nothing_is_lost() {
    let calls = walk(&[]).await;
    let faults = Fault::ALL.len();
    // What a first fault makes of the way is a few calls longer.
    let (calls_at_most, singles) = (calls.len() + 4, (calls.len() + 4) * faults);
    let pairs = singles * singles;
    let many = size("PROOF_PAIRS", 150).min(pairs);
    let step = pairs / many;
    let mut ends = Vec::new();
    // A stride that shares no factor with the number of pairs passes by different ones each time.
    for number in 0..many {
        let pair = (number * step + number * 7919) % pairs;
        let (one, other) = (pair / singles, pair % singles);
        let of = |single: usize| (single / faults % calls_at_most, Fault::ALL[single % faults]);
        ends.push(survives(&calls, vec![of(one), of(other)]).await);
    }

    none_failed(ends);
}
