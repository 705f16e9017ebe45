//! Porchlight as its users see it: journeys, contracts, snapshots.

pub mod app;
pub mod contract;
pub mod memory;
