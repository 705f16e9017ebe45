//! Porchlight as its users see it: journeys, contracts, snapshots.

pub mod app;
pub mod authenticator;
pub mod contract;
pub mod failing;
pub mod interleaving;
pub mod invariants;
pub mod lines;
pub mod memory;
mod random;
pub mod targets;
pub mod walk;
