//! Proofs that the floor holds.
//!
//! `docs/proofs` says what each shows, and what it does not.

mod faults;
mod forgetful;
mod interleavings;
mod machine;
mod outage;
mod patience;
mod races;
mod tables;
mod ways;

/// How much of a proof to run: the figure for `tests/run`, or the variable's.
#[expect(clippy::disallowed_methods, reason = "the length of a test is no setting of the portal")]
fn size(variable: &str, usual: usize) -> usize {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}
