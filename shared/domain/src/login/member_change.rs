//! A member as a rule leaves them.

use crate::letters::envelope::Envelope;
use crate::members::member::Member;

/// A member as a rule leaves them, and what tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberChange {
    /// The member.
    pub member: Member,
    /// The letters and events.
    pub envelope: Envelope,
}
