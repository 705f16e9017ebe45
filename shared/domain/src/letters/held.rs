//! Why a letter is held.

/// Why a letter is held: it is not sent, and staff see it.
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
        }
    }

    /// Reads what [`Held::name`] wrote.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let all = [Self::Address, Self::Strangers, Self::Bounced, Self::Bouncing];
        all.into_iter().find(|held| held.name() == name)
    }
}
