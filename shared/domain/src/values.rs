//! What people type and what items are named by: each is parsed once, by one constructor.

pub(crate) mod account_form;
pub(crate) mod account_number;
pub(crate) mod answer;
pub(crate) mod crockford;
pub(crate) mod email;
pub(crate) mod front;
pub(crate) mod ids;
mod label;
pub(crate) mod language;
pub(crate) mod meant_email;
pub(crate) mod name;
pub(crate) mod named;
pub(crate) mod nearby;
pub(crate) mod password;
pub(crate) mod phrase;
pub(crate) mod service_name;
pub(crate) mod typed;
