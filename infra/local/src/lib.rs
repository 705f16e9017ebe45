//! The whole portal on one machine: what cargo run starts.

pub mod ahead;
mod bucket;
pub mod bus;
mod clock;
mod data;
mod database;
pub mod demo;
mod expiry;
pub mod functions;
mod gate;
mod gateway;
mod inbox;
mod lambda;
pub mod letters;
pub mod mail;
mod schedule;
mod services;
pub mod stack;
pub mod staff_sign_in;
mod stopping;
mod stream;
pub mod template;
mod told;
pub mod vendor;

pub use self::data::DataError;
pub use self::database::create_tables;
pub use self::gate::{Record, Spent, SpentBy, Written};
