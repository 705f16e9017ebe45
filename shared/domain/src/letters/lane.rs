//! In which of two lanes an envelope waits to be sent.

use jiff::Timestamp;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::letters::audience::Audience;
use crate::letters::envelope::{Envelope, Mark};
use crate::letters::letter::Letter;
use crate::values::ids::OutboxId;
use crate::values::named::named;

/// One of the two lanes that the sweep goes through, in their order.
///
/// Letters to strangers share one budget, so thousands of them may wait. They stand in a lane of their own, so that
/// they are never in front of anybody else's letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Lane {
    /// All that does not wait for the strangers' budget.
    Ordinary,
    /// Letters to strangers that were not yet counted on their budget.
    Strangers,
}

named!(Lane);

impl Lane {
    /// The lane of an envelope, by what is left to do of it.
    ///
    /// A letter that was counted has had its turn: it waits for the mail service, as letters to members do.
    #[must_use]
    pub fn of(envelope: &Envelope, marks: &[Mark], published: Option<Timestamp>) -> Self {
        let are_told = envelope.events.is_empty() || published.is_some();
        let mut left =
            envelope.letters.iter().zip(marks).filter(|(_, mark)| mark.is_unsent()).peekable();
        let waits = left.peek().is_some()
            && left.all(|(it, mark)| mark.counted().is_none() && is_strangers(&it.letter));
        if are_told && waits { Self::Strangers } else { Self::Ordinary }
    }
}

fn is_strangers(letter: &Letter) -> bool {
    letter.kind().audience() == Audience::Strangers
}

/// An envelope that is due, and since when.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// Since when it is due: since it was queued, or since its next try.
    pub at: Timestamp,
    /// Which.
    pub id: OutboxId,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::test_keys;
    use crate::letters::envelope::Addressed;
    use crate::links::token::LinkClaim;
    use crate::members::event::{Event, EventKind};
    use crate::values::email::Email;
    use crate::values::ids::{EmailKey, MemberId, PendingId};
    use crate::values::language::Language;
    use crate::values::named::assert_named;

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

    fn envelope(letters: &[Letter]) -> Envelope {
        let to = Email::parse("pat@example.com").expect("an email");
        let addressed = letters.iter().map(|letter| Addressed {
            to: to.clone(),
            language: Language::English,
            letter: letter.clone(),
        });
        Envelope {
            id: OutboxId::from_stored("o"),
            letters: addressed.collect(),
            events: Vec::new(),
            trace: None,
            queued_at: NOON,
        }
    }

    #[test]
    fn each_lane_is_named_as_in_items() {
        assert_named!(Lane, ["ordinary", "strangers"]);
    }

    #[test]
    fn a_letter_to_a_stranger_waits_in_a_lane_of_its_own_until_it_is_counted() {
        let stranger = envelope(&[Letter::CouldNotMatch]);

        assert_eq!(Lane::of(&stranger, &[Mark::Unsent], None), Lane::Strangers);
        assert_eq!(Lane::of(&stranger, &[Mark::Counted(NOON)], None), Lane::Ordinary);
    }

    #[test]
    fn an_invitation_waits_with_the_letters_to_strangers_whoever_it_goes_to() {
        let (key, email) = (test_keys().current().clone(), EmailKey::from_stored("e"));
        let link = LinkClaim { key, email, id: PendingId::new([7; 16]) };
        let person = Email::parse("father@example.com").expect("an email");
        let invitation = Letter::Invitation { link, expires_at: NOON, person };

        assert_eq!(Lane::of(&envelope(&[invitation]), &[Mark::Unsent], None), Lane::Strangers);
    }

    #[test]
    fn an_envelope_with_anything_else_to_do_is_ordinary() {
        let both = envelope(&[Letter::CouldNotMatch, Letter::Welcome { held_until: None }]);
        let event = Event {
            kind: EventKind::LoginBound,
            member: Some(MemberId::from_stored("m")),
            email: None,
            accounts: Vec::new(),
            held_until: None,
            number: Some(1),
            outage: None,
            at: NOON,
        };
        let told = Envelope { events: vec![event], ..envelope(&[Letter::NoLogin]) };

        assert_eq!(Lane::of(&both, &[Mark::Unsent; 2], None), Lane::Ordinary);
        assert_eq!(Lane::of(&both, &[Mark::Unsent, Mark::Sent(NOON)], None), Lane::Strangers);
        assert_eq!(Lane::of(&told, &[Mark::Unsent], None), Lane::Ordinary);
        assert_eq!(Lane::of(&told, &[Mark::Unsent], Some(NOON)), Lane::Strangers);
        assert_eq!(Lane::of(&envelope(&[]), &[], None), Lane::Ordinary);
    }
}
