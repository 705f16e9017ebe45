//! What the billing extract says of accounts, and what a new extract may change.

pub(crate) mod contacts;
pub(crate) mod facts;
pub(crate) mod harmless;
pub mod import;
pub(crate) mod on_file;
pub(crate) mod printed_code;
pub(crate) mod service;
