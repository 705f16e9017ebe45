//! An address that the mail service writes to no more.

use jiff::Timestamp;

/// An address on the mail service's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suppressed {
    /// Since when.
    pub since: Option<Timestamp>,
    /// Whether somebody called a letter spam. Otherwise one bounced.
    pub complained: bool,
}
