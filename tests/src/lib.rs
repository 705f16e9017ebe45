//! Porchlight as its users see it: journeys, contracts, snapshots.

pub mod app;
pub mod authenticator;
pub mod contract;
#[macro_use]
pub mod failing;
pub mod interleaving;
pub mod invariants;
pub mod lines;
pub mod memory;
mod random;
pub mod served;
#[macro_use]
pub mod store;
// After both that it passes on to.
mod ports;
pub mod targets;
pub mod walk;
