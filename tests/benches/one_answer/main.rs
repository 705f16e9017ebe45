//! Measures whether the portal takes the same time for every answer.
//!
//! It sends pairs of requests that nobody may tell apart. They go in random order, each on a state of
//! its own, through the adapter that the deployed functions use. It fails if a pair can be told apart,
//! or if the control cannot. docs/TIMING.md says how it measures and what the figures mean.
//!
//! `cargo bench -p tests --bench one_answer -- [--pairs N]`

mod asking;
mod pairs;
mod statistics;
mod world;

use std::hint::black_box;
use std::io;
use std::process::ExitCode;
use std::time::Instant;

use pairs::{Comparison, Function, Side};
use statistics::{Dice, Finding, Times, compare};
use tests::app::TestApp;
use world::World;

/// Pairs of each comparison by default. Source: docs/TIMING.md#how-it-measures.
const PAIRS: usize = 5_000;
/// Pairs before the first that counts.
const WARM_UP: usize = 20;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Some(pairs) = pairs_asked(std::env::args().skip(1)) else {
        eprintln!("usage: one_answer [--pairs N]; N at least 100");
        return ExitCode::FAILURE;
    };
    let (world, comparisons) = {
        let app = TestApp::start().await;
        pairs::all(&app).await
    };
    // Every answer has its line in the log, as on Lambda. Nobody reads it here.
    tracing_subscriber::fmt().with_writer(io::sink).init();
    let mut dice = Dice(u64::from_le_bytes(web::random()));
    println!("{pairs} pairs each, seed {}", dice.0);
    println!(
        "| pair | median, µs | difference, µs [95 %] | sign z | t | |\n|---|---|---|---|---|---|"
    );
    let mut is_as_it_should_be = true;
    for comparison in &comparisons {
        is_as_it_should_be &= compared(&world, comparison, pairs, &mut dice).await;
    }
    let passkeys = {
        let app = TestApp::start().await;
        pairs::passkeys(&app, &world).await
    };
    check_trial(&world, &passkeys).await;
    is_as_it_should_be &= compared(&world, &passkeys, pairs, &mut dice).await;
    if is_as_it_should_be {
        ExitCode::SUCCESS
    } else {
        eprintln!("a pair can be told apart, or the control cannot");
        ExitCode::FAILURE
    }
}

/// Measures a comparison and prints it; whether it is as it should be.
async fn compared(world: &World, comparison: &Comparison, pairs: usize, dice: &mut Dice) -> bool {
    check(world, comparison).await;
    let times = measure(world, comparison, pairs, dice).await;
    let finding = compare(&times, dice);
    println!("{}", row(comparison, &finding));
    finding.passes() != comparison.is_control
}

/// How many pairs are asked for. Cargo adds `--bench` to the arguments.
fn pairs_asked(words: impl Iterator<Item = String>) -> Option<usize> {
    let words: Vec<String> = words.filter(|word| word != "--bench").collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => Some(PAIRS),
        ["--pairs", number] => number.parse().ok().filter(|pairs| *pairs >= 100),
        _ => None,
    }
}

async fn measure(world: &World, comparison: &Comparison, pairs: usize, dice: &mut Dice) -> Times {
    let [first, second] = &comparison.sides;
    let mut times = Times::default();
    for _ in 0..WARM_UP + pairs {
        times.0.push(if dice.roll() >> 63 == 0 {
            let first = time(world, first).await;
            (first, time(world, second).await)
        } else {
            let second = time(world, second).await;
            (time(world, first).await, second)
        });
    }
    times.0.drain(..WARM_UP);
    times
}

/// How long one answer takes, in microseconds.
async fn time(world: &World, side: &Side) -> f64 {
    let portal = world.open().await;
    let event = side.event.0.clone();
    let begun = Instant::now();
    let answer = black_box(answer(&portal, side.function, black_box(event)).await);
    let took = begun.elapsed();
    assert_eq!(answer["statusCode"], side.status, "{}", side.name);
    took.as_secs_f64() * 1e6
}

async fn answer(
    portal: &world::Portal,
    function: Function,
    event: serde_json::Value,
) -> serde_json::Value {
    let answer = match function {
        Function::SignIn => {
            web::gateway::invoke(portal.desk.portal, |it| sign_in::handle(portal, it), event).await
        }
        Function::ConfirmIdentity => {
            web::gateway::invoke(
                portal.desk.portal,
                |it| confirm_identity::handle(portal, it),
                event,
            )
            .await
        }
        Function::CheckEmail => {
            web::gateway::invoke(portal.desk.portal, |it| check_email::handle(portal, it), event)
                .await
        }
        Function::Recover => {
            web::gateway::invoke(portal.desk.portal, |it| recover::handle(portal, it), event).await
        }
    };
    answer.expect("an event of an HTTP API")
}

/// Stops if a side is not what its name says.
///
/// Then a limit was reached or a fact is wrong, and the times mean nothing.
async fn check(world: &World, comparison: &Comparison) {
    for side in &comparison.sides {
        let (before, after) = (world.open().await, world.open().await);
        answer(&after, side.function, side.event.0.clone()).await;
        let truth = world::truth(&before, &after, side.email);
        assert_eq!(truth, side.truth, "{}: {}", comparison.name, side.name);
    }
}

/// Stops if what was signed is wrong by more than that the passkey is on trial.
async fn check_trial(world: &World, passkeys: &Comparison) {
    let portal = world.after_trial().open().await;
    let [on_trial, _] = &passkeys.sides;
    let answer = answer(&portal, on_trial.function, on_trial.event.0.clone()).await;
    assert_eq!(answer["statusCode"], 303, "after the trial it signs in");
}

fn row(comparison: &Comparison, finding: &Finding) -> String {
    let [first, second] = &comparison.sides;
    let verdict = match (finding.passes(), comparison.is_control) {
        (true, false) => "same",
        (false, false) => "TOLD APART",
        (true, true) => "CONTROL NOT FOUND",
        (false, true) => "told apart, as it must be",
    };
    format!(
        "| {}: {} / {} | {:.1} / {:.1} | {:+.2} [{:+.2}, {:+.2}] | {:+.1} | {:+.1} | {verdict} |",
        comparison.name,
        first.name,
        second.name,
        finding.medians.0,
        finding.medians.1,
        finding.difference,
        finding.interval.0,
        finding.interval.1,
        finding.sign,
        finding.t,
    )
}
