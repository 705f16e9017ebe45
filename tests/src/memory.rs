//! The ports in memory. The contract suite holds that they behave as on `DynamoDB`.
//!
//! Each call lets others go first, once. So the calls of requests that a test makes at once come between each other.

mod bindings;
mod bucket;
mod bus;
mod changes;
mod clock;
mod counters;
mod days;
mod desk;
mod factors;
mod forgets;
mod history;
mod lease;
mod links;
mod logins;
mod members;
mod outages;
mod outbox;
mod past_due;
mod people;
mod post_office;
mod provider;
mod registrations;
mod state;
mod store;
mod suppressed;
mod timeline;
mod turn;

pub use bucket::MemoryBucket;
pub use bus::MemoryBus;
pub use clock::SettableClock;
pub use forgets::Forgets;
pub use history::DOCUMENTS_AT;
pub use post_office::{MemoryPostOffice, Mood};
pub use provider::{MemoryProvider, SIGN_OUT};
pub use store::MemoryStore;
pub use suppressed::MemoryList;
