//! Whom letters go to, which decides how many of them there may be.

/// Whom a letter goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Somebody who wants an address confirmed: a member, or a person whose facts matched.
    Confirming,
    /// Somebody who asks for a way back into a login that is there.
    Recovering,
    /// Somebody we know, or whose facts matched, who asked for something that is not needed or not possible.
    Known,
    /// Somebody who is neither a member nor matched, or of whom nobody looked.
    Strangers,
    /// A member, or the contact on file, of a change that was already made.
    Members,
}
