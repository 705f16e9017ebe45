//! A text that was agreed to.

use jiff::Timestamp;

use crate::values::language::Language;

/// A text that was agreed to: which, in which language, when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// The text's version.
    pub version: String,
    /// SHA-256 of the text as shown, in hex.
    pub hash: String,
    /// The language it was shown in.
    pub language: Language,
    /// When it was agreed to.
    pub at: Timestamp,
}

impl Acceptance {
    /// Whether another version of the text has to be agreed to anew: one with another number before the first dot.
    #[must_use]
    pub fn is_outdated(&self, in_force: &str) -> bool {
        let major = |version: &str| version.split('.').next().map(str::to_owned);
        major(&self.version) != major(in_force)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::test_member;

    #[test]
    fn a_new_major_version_asks_again_and_a_minor_one_does_not() {
        let accepted =
            |version: &str| Acceptance { version: version.to_owned(), ..test_member(&[]).terms };

        for (before, in_force, asks) in [
            ("1", "1", false),
            ("1", "1.1", false),
            ("1.3", "1.4", false),
            ("1.3", "2", true),
            ("1", "10", true),
            ("2", "2.0", false),
        ] {
            assert_eq!(accepted(before).is_outdated(in_force), asks, "{before} then {in_force}");
        }
    }
}
