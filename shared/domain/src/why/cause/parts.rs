//! What is needed to say a cause.

/// Who had a login shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrozenBy {
    /// Staff.
    Staff,
    /// Who reads the mail of the contact on file, or of an email before.
    NotMe,
    /// The timeline has forgotten.
    Unknown,
}

/// Whose tries are spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tries {
    /// The account's.
    Account,
    /// The email's.
    Email,
    /// Both.
    Both,
}

/// For whom sign-in waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Every browser that the member has not used.
    AnyBrowser,
    /// One network address, after wrong passwords for this email.
    OneAddress,
    /// One network address, after wrong passwords for whomever.
    Network,
    /// A browser that the member has used.
    OwnBrowser,
}
