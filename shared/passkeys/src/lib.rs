//! The checks of passkeys, by `webauthn_rp`: what a ceremony asks an authenticator, and whether its answer is right.
//!
//! In a crate of its own, so that only the functions carry it that check passkeys. It keeps nothing and reads no item. What
//! it begins is told apart by a challenge of 128 random bits; whose visit that belongs to, how long it is good for and that
//! it is used once are up to whoever calls. So is the counter: the library takes one assertion twice.

mod ceremony;
mod made;
mod sent;
mod shown;

pub use ceremony::{Ceremony, Site, begin, begin_adding};
pub use made::{Made, made};
pub use shown::{Assertion, Shown};
