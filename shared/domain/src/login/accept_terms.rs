//! New terms, accepted.

use crate::letters::envelope::Envelope;
use crate::members::acceptance::Acceptance;
use crate::members::event::EventKind;
use crate::members::member::Member;
use crate::values::ids::OutboxId;

impl Member {
    /// Takes in that the terms were accepted, and answers the event that tells billing of it; there is none while all
    /// accounts are held.
    pub fn accept_terms(&mut self, terms: Acceptance, id: OutboxId) -> Option<Envelope> {
        let at = terms.at;
        self.terms = terms;
        let events = vec![self.event(EventKind::TermsAccepted, at)?];
        Some(Envelope { id, letters: Vec::new(), events, trace: None, queued_at: at })
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::fixtures::test_member;

    #[test]
    fn terms_that_are_accepted_are_kept_and_billing_hears_of_it() {
        let mut member = test_member(&["42"]);
        let (version, at) = ("2".to_owned(), Timestamp::constant(1_770_000_000, 0));
        let terms = Acceptance { version, at, ..member.terms.clone() };

        let envelope = member.accept_terms(terms.clone(), OutboxId::from_stored("o"));
        let envelope = envelope.expect("an event");

        assert_eq!(member.terms, terms);
        let [event] = &envelope.events[..] else { panic!("one event") };
        assert_eq!((event.kind, event.number, event.at), (EventKind::TermsAccepted, Some(8), at));
        assert_eq!((envelope.letters.len(), envelope.queued_at), (0, at));
    }
}
