//! How a link stands.

/// How a link that names a pending registration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// It can be used.
    Open,
    /// It was used.
    Used,
    /// Its time is over, or too many wrong account numbers were typed.
    Expired,
}
