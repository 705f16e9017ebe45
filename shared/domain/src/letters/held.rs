//! Why a letter is held.

/// Why a letter waits for its turn, or is held.
///
/// A letter that is held is never sent, and staff see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// The address had all its letters of the day.
    Address,
    /// Those who are neither members nor matched had all their letters, of the hour or of the day.
    Strangers,
    /// The address bounced, and who asked is neither a member nor matched.
    Bounced,
    /// Too many of the last letters to those who are neither members nor matched bounced.
    Bouncing,
    /// Another letter that says the same waits for the same mailbox already.
    Another,
    /// The link in it was used while it waited.
    Used,
}

impl Held {
    /// The reason's name in logs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Address => "letters_per_address",
            Self::Strangers => "letters_to_strangers",
            Self::Bounced => "address_bounced",
            Self::Bouncing => "strangers_bounce",
            Self::Another => "another_waits",
            Self::Used => "link_used",
        }
    }

    /// Whether it is the same for all letters to strangers.
    ///
    /// When one of them has to wait for it, all do.
    #[must_use]
    pub fn is_shared(self) -> bool {
        match self {
            Self::Strangers | Self::Bouncing => true,
            Self::Address | Self::Bounced | Self::Another | Self::Used => false,
        }
    }

    /// Reads what [`Held::name`] wrote.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let all = [
            Self::Address,
            Self::Strangers,
            Self::Bounced,
            Self::Bouncing,
            Self::Another,
            Self::Used,
        ];
        all.into_iter().find(|held| held.name() == name)
    }
}
