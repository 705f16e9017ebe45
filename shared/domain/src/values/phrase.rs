//! The security phrase: what tells a member that a page is ours.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use unicode_normalization::UnicodeNormalization;

use crate::values::account_number::AccountNumber;
use crate::values::email::Email;
use crate::values::typed::line;

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
    /// It is the email.
    IsEmail,
    /// It is an account number.
    IsAccountNumber,
    /// It is the password.
    IsPassword,
}

impl SecurityPhrase {
    /// The fewest characters, inclusive. Source: SECURITY.md#figures.
    pub const MIN: usize = 5;
    /// The most characters, inclusive.
    pub const MAX: usize = 64;

    /// Parses a phrase as typed; blanks around it, doubled blanks and marks that show nothing are dropped.
    ///
    /// What must not stand on a screen is no phrase; `is_password` is asked last, since it costs a hash. It is asked of what
    /// was typed too only where the phrase differs from it: a password may have doubled blanks.
    ///
    /// # Errors
    ///
    /// The first rule that it breaks.
    pub fn parse(
        typed: &str,
        email: &Email,
        accounts: &[AccountNumber],
        is_password: impl Fn(&str) -> bool,
    ) -> Result<Self, SecurityPhraseError> {
        let (phrase, count) = line(typed);
        let is_email = Email::parse(&phrase).is_ok_and(|it| it.canonical() == email.canonical());
        let is_account = AccountNumber::parse(&phrase).is_ok_and(|it| accounts.contains(&it));
        let is_as_typed = typed.nfc().eq(phrase.chars());
        match count {
            0 => Err(SecurityPhraseError::Missing),
            n if n < Self::MIN => Err(SecurityPhraseError::TooShort),
            n if n > Self::MAX => Err(SecurityPhraseError::TooLong),
            _ if is_email => Err(SecurityPhraseError::IsEmail),
            _ if is_account => Err(SecurityPhraseError::IsAccountNumber),
            _ if is_password(&phrase) || (!is_as_typed && is_password(typed)) => {
                Err(SecurityPhraseError::IsPassword)
            }
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
    use std::cell::Cell;

    use super::*;

    fn parse(typed: &str) -> Result<SecurityPhrase, SecurityPhraseError> {
        let email = Email::parse("pat@example.com").expect("an address");
        let account = AccountNumber::parse("0012345").expect("a number");
        SecurityPhrase::parse(typed, &email, &[account], |text| text == "maple ladder quartz tin")
    }

    #[track_caller]
    fn refused(typed: &str, rule: SecurityPhraseError) {
        assert_eq!(parse(typed).err(), Some(rule));
    }

    #[test]
    fn five_to_sixty_four_characters() {
        refused("", SecurityPhraseError::Missing);
        refused(" \u{7} ", SecurityPhraseError::Missing);
        refused("four", SecurityPhraseError::TooShort);
        refused(&"x".repeat(65), SecurityPhraseError::TooLong);
        assert!(parse("fivee").is_ok());
        assert!(parse(&"é".repeat(64)).is_ok());
    }

    #[test]
    fn what_shows_nothing_is_no_phrase() {
        for nothing in
            ['\u{200b}', '\u{2060}', '\u{ad}', '\u{2800}', '\u{3164}', '\u{200d}', '\u{fe0f}']
        {
            refused(&nothing.to_string().repeat(5), SecurityPhraseError::Missing);
            refused(&format!("four{nothing}"), SecurityPhraseError::TooShort);
        }
        assert_eq!(parse("red\u{202e} barn\u{200b}").expect("a phrase").expose(), "red barn");
        assert!(
            parse("👨\u{200d}👩\u{200d}👧 ab").expect("a phrase").expose().contains('\u{200d}')
        );
    }

    #[test]
    fn what_must_not_be_on_a_screen_is_refused() {
        refused(" Pat@Example.com ", SecurityPhraseError::IsEmail);
        refused("12-345", SecurityPhraseError::IsAccountNumber);
        refused("maple ladder quartz tin", SecurityPhraseError::IsPassword);
    }

    #[test]
    fn a_phrase_is_compared_with_the_password_once_unless_it_was_typed_otherwise() {
        let email = Email::parse("pat@example.com").expect("an address");
        let asked = |typed: &str, password: &str| {
            let asked = Cell::new(0);
            let is_password = |text: &str| {
                asked.set(asked.get() + 1);
                text == password
            };
            let parsed = SecurityPhrase::parse(typed, &email, &[], is_password);
            (asked.get(), parsed.err())
        };

        assert_eq!(asked("red barn", "blue canoe"), (1, None));
        assert_eq!(asked("cafe\u{301} noir", "blue canoe"), (1, None));
        assert_eq!(asked("red  barn", "blue canoe"), (2, None));
        assert_eq!(asked("red  barn", "red  barn"), (2, Some(SecurityPhraseError::IsPassword)));
    }

    #[test]
    fn doubled_blanks_are_one() {
        assert_eq!(parse("  red   barn ").expect("a phrase").expose(), "red barn");
    }
}
