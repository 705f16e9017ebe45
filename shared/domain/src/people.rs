//! Other people on an account: who may open it besides its owner, inviting them, accepting, and the end of it.

pub(crate) mod end_guest;
pub(crate) mod guest_list;
pub(crate) mod invite;
pub(crate) mod join;
#[cfg(test)]
mod samples;
pub(crate) mod standing;
