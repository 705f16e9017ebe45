//! The security phrase: what tells a member that a page is ours.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use unicode_normalization::UnicodeNormalization;

/// A phrase that a member has chosen; shown to them after sign-in, and never asked for.
#[derive(Clone)]
pub struct SecurityPhrase(SecretString);

/// The rule that was broken; never the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecurityPhraseError {
    /// Nothing was typed.
    Missing,
    /// Fewer than [`SecurityPhrase::MIN`] characters.
    TooShort,
    /// More than [`SecurityPhrase::MAX`] characters.
    TooLong,
    /// It is the email, the password or an account number.
    GivesAway,
}

impl SecurityPhrase {
    /// The fewest characters, inclusive. Source: SEED, step 7.
    pub const MIN: usize = 5;
    /// The most characters, inclusive.
    pub const MAX: usize = 64;

    /// Parses a phrase as typed; blanks around it and doubled blanks are dropped.
    ///
    /// `secret` says whether a text is something that must not be on a screen.
    ///
    /// # Errors
    ///
    /// The first rule that it breaks.
    pub fn parse(typed: &str, secret: impl Fn(&str) -> bool) -> Result<Self, SecurityPhraseError> {
        let words: Vec<&str> = typed
            .split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|w| !w.is_empty())
            .collect();
        let phrase: String = words.join(" ").nfc().collect();
        match phrase.chars().count() {
            0 => Err(SecurityPhraseError::Missing),
            n if n < Self::MIN => Err(SecurityPhraseError::TooShort),
            n if n > Self::MAX => Err(SecurityPhraseError::TooLong),
            _ if secret(&phrase) || secret(typed) => Err(SecurityPhraseError::GivesAway),
            _ => Ok(Self(SecretString::from(phrase))),
        }
    }

    /// Takes a phrase as an item held it, opened.
    #[must_use]
    pub fn from_stored(phrase: String) -> Self {
        Self(SecretString::from(phrase))
    }

    /// The phrase, for the member's own pages.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl PartialEq for SecurityPhrase {
    fn eq(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }
}

impl Eq for SecurityPhrase {}

impl fmt::Debug for SecurityPhrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecurityPhrase(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(typed: &str, rule: SecurityPhraseError) {
        assert_eq!(
            SecurityPhrase::parse(typed, |text| text == "pat@example.com").err(),
            Some(rule)
        );
    }

    #[test]
    fn five_to_sixty_four_characters() {
        refused("", SecurityPhraseError::Missing);
        refused(" \u{7} ", SecurityPhraseError::Missing);
        refused("four", SecurityPhraseError::TooShort);
        refused(&"x".repeat(65), SecurityPhraseError::TooLong);
        assert!(SecurityPhrase::parse("fivee", |_| false).is_ok());
        assert!(SecurityPhrase::parse(&"é".repeat(64), |_| false).is_ok());
    }

    #[test]
    fn what_must_not_be_on_a_screen_is_refused() {
        refused(" pat@example.com ", SecurityPhraseError::GivesAway);
    }

    #[test]
    fn doubled_blanks_are_one() {
        let phrase = SecurityPhrase::parse("  red   barn ", |_| false).expect("a phrase");

        assert_eq!(phrase.expose(), "red barn");
    }
}
