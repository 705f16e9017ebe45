//! The secret's keys, what each is used for, and sealing with them.

pub(crate) mod cost;
pub(crate) mod ring;
pub(crate) mod seal;
pub(crate) mod uses;
