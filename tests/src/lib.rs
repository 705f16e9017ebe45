//! Porchlight as its users see it: journeys, contracts, snapshots.

pub mod app;
pub mod contract;
pub mod failing;
pub mod invariants;
pub mod lines;
pub mod memory;
pub mod targets;
pub mod walk;
