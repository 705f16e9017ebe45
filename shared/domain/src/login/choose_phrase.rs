//! The security phrase: choosing one, choosing another, and putting it off.

use jiff::Timestamp;

use crate::letters::envelope::Envelope;
use crate::letters::letter::Letter;
use crate::members::changed::Changed;
use crate::members::member::Member;
use crate::members::wishes::Phrase;
use crate::values::ids::OutboxId;
use crate::values::phrase::SecurityPhrase;

impl Member {
    /// Takes their first phrase in, as the last step of registering; nobody is told of it.
    pub fn choose_phrase(&mut self, phrase: SecurityPhrase) {
        self.phrase = Phrase::Chosen(phrase);
    }

    /// "Not now": money pages stay shut.
    pub fn skip_phrase(&mut self, now: Timestamp) {
        self.phrase = Phrase::Skipped(now);
    }

    /// Takes a phrase in, and answers the letter that tells of it.
    pub fn change_phrase(
        &mut self,
        phrase: SecurityPhrase,
        id: OutboxId,
        now: Timestamp,
    ) -> Envelope {
        self.phrase = Phrase::Chosen(phrase);
        self.mark(Changed::Phrase, now);
        Envelope::to_member(self, Letter::PhraseChanged, id, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::test_member;
    use crate::members::member::NextStep;

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

    fn asked_for_the_phrase() -> Member {
        let mut member = test_member(&["42"]);
        member.skip_bills(NOON);
        assert_eq!(member.next_step(NOON), NextStep::SecurityPhrase);
        member
    }

    #[test]
    fn who_has_a_phrase_is_home_and_may_pay() {
        let mut member = asked_for_the_phrase();

        member.choose_phrase(SecurityPhrase::from_stored("red barn".to_owned()));

        assert_eq!((member.next_step(NOON), member.may_pay()), (NextStep::Home, true));
        assert!(member.last_changes().is_empty(), "it is no change of something they had");
    }

    #[test]
    fn who_puts_it_off_is_home_but_may_not_pay() {
        let mut member = asked_for_the_phrase();

        member.skip_phrase(NOON);

        assert_eq!((member.next_step(NOON), member.may_pay()), (NextStep::Home, false));
    }

    #[test]
    fn a_new_phrase_is_told_to_the_member() {
        let mut member = test_member(&["42"]);
        let phrase = SecurityPhrase::from_stored("red barn".to_owned());

        let envelope =
            member.change_phrase(phrase.clone(), OutboxId::from_stored("o"), Timestamp::UNIX_EPOCH);

        assert_eq!(member.phrase, Phrase::Chosen(phrase));
        assert_eq!(envelope.letters[0].letter, Letter::PhraseChanged);
    }
}
