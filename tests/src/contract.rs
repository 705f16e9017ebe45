//! The contract suite: the rules that every store keeps, one per function.
//!
//! `tests/tests/contracts.rs` runs each rule on the store in memory and on the tables.

mod bindings;
mod changes;
mod claims;
mod counters;
mod days;
mod desk;
mod documents;
mod extracts;
mod factors;
mod history;
mod holds;
mod links;
mod logins;
mod members;
mod outages;
mod outbox;
mod passkeys;
mod past_due;
mod pendings;
mod people;
mod registrations;
mod rules;
mod staff;
mod store;
mod timeline;
mod waits;
mod world;

use tokio::task::JoinSet;

pub use bindings::*;
pub use changes::*;
pub use claims::*;
pub use counters::*;
pub use days::*;
pub use desk::*;
pub use documents::*;
pub use extracts::*;
pub use factors::*;
pub use history::*;
pub use holds::*;
pub use links::*;
pub use logins::*;
pub use members::*;
pub use outages::*;
pub use outbox::*;
pub use passkeys::*;
pub use past_due::*;
pub use pendings::*;
pub use people::*;
pub use registrations::*;
pub use staff::*;
pub use store::Store;
pub use timeline::*;
pub use waits::*;

/// Runs all futures at once and returns their results, in any order.
async fn at_once<R: Send + 'static>(
    all: impl IntoIterator<Item = impl Future<Output = R> + Send + 'static>,
) -> Vec<R> {
    let set: JoinSet<R> = all.into_iter().collect();
    set.join_all().await
}
