//! Registering: asking, the registration that waits to be confirmed, and the claim of the account.

pub(crate) mod ask;
pub(crate) mod asked;
pub(crate) mod claim;
pub(crate) mod look_up;
pub(crate) mod pending;
pub(crate) mod temporary;
pub(crate) mod told_contacts;
