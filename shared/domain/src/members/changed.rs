//! What a member has changed since they joined, and when last: what home and the profile tell them.

/// A thing that a member can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Changed {
    /// The password.
    Password,
    /// How bills come.
    Bills,
    /// The security phrase.
    Phrase,
    /// The email.
    Email,
    /// The language.
    Language,
    /// Which billing accounts are theirs.
    Accounts,
    /// All other sessions were ended.
    Sessions,
}

impl Changed {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Password,
        Self::Bills,
        Self::Phrase,
        Self::Email,
        Self::Language,
        Self::Accounts,
        Self::Sessions,
    ];

    /// Its name in the member's item and in addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Bills => "bills",
            Self::Phrase => "phrase",
            Self::Email => "email",
            Self::Language => "language",
            Self::Accounts => "accounts",
            Self::Sessions => "sessions",
        }
    }

    /// Reads what [`Changed::name`] wrote.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|changed| changed.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_is_named_once_and_reads_back() {
        for changed in Changed::ALL {
            assert_eq!(Changed::parse(changed.name()), Some(changed));
        }
        assert_eq!(Changed::parse("name"), None);
    }
}
