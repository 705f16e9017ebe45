//! Another language for letters.

use jiff::Timestamp;

use crate::members::changed::Changed;
use crate::members::member::Member;
use crate::values::language::Language;

impl Member {
    /// Takes a language in; nobody is told of it.
    pub fn change_language(&mut self, language: Language, now: Timestamp) {
        self.language = language;
        self.mark(Changed::Language, now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::test_member;

    #[test]
    fn another_language_is_kept_with_when_it_was_chosen() {
        let mut member = test_member(&[]);

        member.change_language(Language::English, Timestamp::UNIX_EPOCH);

        assert_eq!(member.language, Language::English);
        assert_eq!(member.last_changes(), [(Changed::Language, Timestamp::UNIX_EPOCH)]);
    }
}
