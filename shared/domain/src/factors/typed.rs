//! A code as it was typed.

use std::fmt;

use crate::factors::codes::LETTERS;
use crate::values::crockford::uncrockford;

/// A code that was typed.
#[derive(Clone, PartialEq, Eq)]
pub enum TypedCode {
    /// Six digits, as an app shows them.
    App(String),
    /// Sixteen letters, as a recovery code has them.
    Recovery(String),
}

/// What is wrong with what was typed; never the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedCodeError {
    /// Nothing was typed.
    Missing,
    /// It is neither six digits nor a recovery code.
    Malformed,
}

impl TypedCode {
    /// Parses what was typed; blanks and dashes are dropped, as apps and people group codes.
    ///
    /// # Errors
    ///
    /// `Missing` if nothing is left, else `Malformed`.
    pub fn parse(typed: &str) -> Result<Self, TypedCodeError> {
        let kept = uncrockford(typed);
        if kept.is_empty() {
            Err(TypedCodeError::Missing)
        } else if kept.len() == 6 && kept.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self::App(kept))
        } else if kept.len() == LETTERS && kept.is_ascii() {
            Ok(Self::Recovery(kept))
        } else {
            Err(TypedCodeError::Malformed)
        }
    }
}

impl fmt::Debug for TypedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TypedCode(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_digits_are_an_apps_and_sixteen_letters_are_of_paper() {
        let app = |text: &str| Ok(TypedCode::App(text.to_owned()));
        assert_eq!(TypedCode::parse(" 123 456 "), app("123456"));
        assert_eq!(TypedCode::parse("123-456"), app("123456"));
        let paper = Ok(TypedCode::Recovery("ABCD1234EFGH0000".to_owned()));
        assert_eq!(TypedCode::parse("abcd-i234-efgh-oooo"), paper);
        for (typed, error) in [
            ("", TypedCodeError::Missing),
            (" - ", TypedCodeError::Missing),
            ("12345", TypedCodeError::Malformed),
            ("1234567", TypedCodeError::Malformed),
            ("abcd-1234-efgh-000", TypedCodeError::Malformed),
        ] {
            assert_eq!(TypedCode::parse(typed), Err(error), "{typed}");
        }
    }
}
