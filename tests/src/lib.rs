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
// It calls the macros of `failing` and `store`, so it comes after them.
mod ports;
pub mod targets;
pub mod walk;
