//! The second factor: what a member has beside the password, how it is proven, and the ways back without it.

pub(crate) mod agreed;
pub(crate) mod app;
pub(crate) mod bind;
pub(crate) mod codes;
mod ended;
pub(crate) mod fresh;
pub(crate) mod held;
pub(crate) mod lost;
pub(crate) mod moves;
pub(crate) mod passkey;
pub(crate) mod prove;
mod remembered;
pub(crate) mod taken_off;
mod trial;
pub(crate) mod typed;
pub(crate) mod wait;
pub(crate) mod write;
