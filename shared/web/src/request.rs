//! One request: from the gateway's event, by the visit and its form, to the reply.
//!
//! `gateway` hands an event to a step, `desk` lets it in as a `visit` with its `form` and `cookies`, and hands out the
//! `reply`.

pub(crate) mod accounts;
pub mod cookies;
pub(crate) mod csrf;
pub(crate) mod desk;
mod device;
pub(crate) mod downloads;
pub(crate) mod form;
pub mod gateway;
pub(crate) mod leaving;
pub mod links;
pub(crate) mod members;
pub(crate) mod names;
#[cfg(test)]
mod noon;
pub mod passkey;
pub mod proof;
pub(crate) mod random;
pub mod refused;
pub(crate) mod reply;
pub mod robot;
pub mod staff;
pub(crate) mod visit;
