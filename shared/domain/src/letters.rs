//! Letters to people: what each says, to whom it goes, when it may go, and how far it got.

pub(crate) mod asking;
pub(crate) mod audience;
pub mod bounces;
pub mod budget;
pub(crate) mod carried;
pub(crate) mod envelope;
pub mod expected;
pub(crate) mod happened;
pub(crate) mod held;
pub(crate) mod lane;
pub(crate) mod letter;
pub(crate) mod mail;
pub(crate) mod obstacle;
pub(crate) mod outcome;
pub(crate) mod suppressed;
pub(crate) mod timeline;
pub(crate) mod waiting;
