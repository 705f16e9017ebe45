//! What one change has to tell, and how far each letter of it got.

use jiff::Timestamp;

use crate::letters::happened::Trace;
use crate::letters::letter::Letter;
use crate::members::event::Event;
use crate::members::member::Member;
use crate::values::email::Email;
use crate::values::ids::OutboxId;
use crate::values::language::Language;

/// A letter with whom it goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressed {
    /// The address as typed.
    pub to: Email,
    /// The language it is written in.
    pub language: Language,
    /// What it says.
    pub letter: Letter,
}

/// One outbox item: everything that one change has to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The item's id.
    pub id: OutboxId,
    /// The letters, each sent once or more, never not at all.
    pub letters: Vec<Addressed>,
    /// The events.
    pub events: Vec<Event>,
    /// What staff are to see of it beside these.
    pub trace: Option<Trace>,
    /// When the change was made.
    pub queued_at: Timestamp,
}

impl Envelope {
    /// One letter to a member, with no event and no trace.
    pub(crate) fn to_member(
        member: &Member,
        letter: Letter,
        id: OutboxId,
        queued_at: Timestamp,
    ) -> Self {
        let (to, language) = (member.email.clone(), member.language);
        let letters = vec![Addressed { to, language, letter }];
        Self { id, letters, events: Vec::new(), trace: None, queued_at }
    }
}

/// How sending one letter of an envelope ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Not sent yet.
    Unsent,
    /// Not sent yet, but counted on its budgets then: SES could not take it.
    Counted(Timestamp),
    /// SES took it.
    Sent(Timestamp),
    /// SES will never take it; staff see it.
    Failed(Timestamp),
    /// Past a budget, so it is never sent; staff see it.
    Held(Timestamp),
}

impl Mark {
    /// Whether the letter has yet to be sent.
    #[must_use]
    pub fn is_unsent(self) -> bool {
        self.done().is_none()
    }

    /// When the letter was done with, however that ended.
    #[must_use]
    pub fn done(self) -> Option<Timestamp> {
        match self {
            Self::Unsent | Self::Counted(_) => None,
            Self::Sent(at) | Self::Failed(at) | Self::Held(at) => Some(at),
        }
    }

    /// When the letter was last counted on its budgets, while it is unsent.
    #[must_use]
    pub fn counted(self) -> Option<Timestamp> {
        match self {
            Self::Counted(at) => Some(at),
            Self::Unsent | Self::Sent(_) | Self::Failed(_) | Self::Held(_) => None,
        }
    }
}

/// When an envelope was done with: its last letter, and its events; `None` while anything is left to do.
#[must_use]
pub fn done_at(
    events: &[Event],
    marks: &[Mark],
    published: Option<Timestamp>,
) -> Option<Timestamp> {
    let letters: Option<Vec<Timestamp>> = marks.iter().map(|mark| mark.done()).collect();
    let events = if events.is_empty() { None } else { Some(published?) };
    letters?.into_iter().chain(events).max()
}

/// How asking for an envelope ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lease {
    /// It is ours for a while.
    Taken(Box<Leased>),
    /// Somebody else holds it until an instant; if they died, it can be taken then.
    Held(Timestamp),
    /// There is nothing to do now.
    ///
    /// All is sent and told, it is not due yet, or it is not there.
    Nothing,
}

/// An envelope that one worker holds for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leased {
    /// What is to be sent.
    pub envelope: Envelope,
    /// How each letter stands, in the envelope's order.
    pub marks: Vec<Mark>,
    /// When its events were published, if they were.
    pub published: Option<Timestamp>,
    /// How often it was tried before; a stop midway is a try, a letter that waits its turn is none.
    pub attempts: u32,
    /// Until when nobody else may take it; also what proves that it is still ours.
    pub until: Timestamp,
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::members::event::EventKind;
    use crate::values::ids::MemberId;

    const THEN: Timestamp = Timestamp::constant(1_770_000_000, 0);

    fn event() -> Event {
        Event {
            kind: EventKind::LoginBound,
            member: Some(MemberId::from_stored("m")),
            email: Some(Email::parse("pat@example.com").expect("an email")),
            accounts: Vec::new(),
            held_until: None,
            number: Some(1),
            outage: None,
            at: THEN,
        }
    }

    #[test]
    fn an_envelope_is_done_when_its_last_letter_is_and_its_events_are_published() {
        let later = THEN + SignedDuration::from_secs(9);
        let all = [Mark::Sent(THEN), Mark::Failed(THEN), Mark::Held(later)];

        assert_eq!(done_at(&[], &[Mark::Sent(later), Mark::Unsent], None), None);
        assert_eq!(done_at(&[], &[Mark::Sent(later), Mark::Counted(THEN)], None), None);
        assert_eq!(done_at(&[], &all, None), Some(later));
        assert_eq!(done_at(&[event()], &all, None), None);
        assert_eq!(done_at(&[event()], &all, Some(THEN)), Some(later));
        assert_eq!(done_at(&[event()], &[], Some(THEN)), Some(THEN));
        assert_eq!(done_at(&[event()], &[Mark::Unsent], Some(THEN)), None);
    }
}
