//! Members: who they are, what they wish, their sessions, and the events that tell of them.

pub(crate) mod acceptance;
pub(crate) mod asked_bills;
pub(crate) mod changed;
pub(crate) mod event;
pub(crate) mod guest_of;
pub(crate) mod hold;
pub(crate) mod member;
pub(crate) mod receipt;
pub(crate) mod session;
pub(crate) mod wishes;
