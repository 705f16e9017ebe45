//! What asking to register leads to.

/// What asking to register leads to. The page is the same for all; only the letter differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A letter with a link.
    Confirm,
    /// The email is a member's.
    AlreadyMember,
    /// The account or the email was tried too often.
    TooManyTries,
    /// No such account, or not these facts.
    CouldNotMatch,
    /// The account is bound to another email.
    AccountHasLogin,
}

impl Outcome {
    /// The outcome's name in items and logs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::AlreadyMember => "already_member",
            Self::TooManyTries => "too_many_tries",
            Self::CouldNotMatch => "could_not_match",
            Self::AccountHasLogin => "account_has_login",
        }
    }

    /// Reads what [`Outcome::name`] wrote.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [
            Self::Confirm,
            Self::AlreadyMember,
            Self::TooManyTries,
            Self::CouldNotMatch,
            Self::AccountHasLogin,
        ]
        .into_iter()
        .find(|outcome| outcome.name() == name)
    }
}
