//! What happened to those who want a login, for staff who answer "why can't I register?".
//!
//! Entries hold outcomes and times, no values. Their key, an HMAC, says whose they are. Source: docs/DATA.md#timelines.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use crate::keys::ring::KeyRing;
use crate::letters::envelope::Envelope;
use crate::letters::happened::{Happened, LetterEnd};
use crate::letters::outcome::Outcome;
use crate::values::ids::{AccountKey, EmailKey, OutboxId, ReferenceCode};

/// How long an entry is kept. Source: docs/DATA.md#timelines.
pub const TIMELINE_KEPT: SignedDuration = SignedDuration::from_hours(24 * 90);

/// Whose timeline: what staff find it by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whose {
    /// A billing account's, whether it exists or not.
    Account(AccountKey),
    /// An email address's.
    Email(EmailKey),
    /// What the code on a page stands for.
    Reference(ReferenceCode),
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    /// Tells it from others of the same second; the same entry written again is one entry.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: Happened,
    /// The code that pages showed for it.
    pub reference: Option<ReferenceCode>,
}

impl Envelope {
    /// The timelines of everybody whom it is about: its addresses, its accounts, its code.
    #[must_use]
    pub fn whose(&self, keys: &KeyRing) -> Vec<Whose> {
        let written = self.letters.iter().map(|addressed| &addressed.to);
        let emails = written.chain(self.events.iter().filter_map(|event| event.email.as_ref()));
        let emails = emails.map(|email| Whose::Email(EmailKey::of(keys, email)));
        let traced = self.trace.iter().flat_map(|trace| &trace.account);
        let changed = self.events.iter().flat_map(|event| &event.accounts);
        let accounts = traced.chain(changed).map(|it| Whose::Account(AccountKey::of(keys, it)));
        let mut whose: Vec<Whose> =
            emails.chain(accounts).chain(self.reference().map(Whose::Reference)).collect();
        whose.sort();
        whose.dedup();
        whose
    }
}

impl Envelope {
    /// The code that pages show for it.
    #[must_use]
    pub fn reference(&self) -> Option<ReferenceCode> {
        let traced = self.trace.as_ref().and_then(|trace| trace.reference.clone());
        let outages = self.events.iter().filter_map(|event| event.outage.as_ref());
        traced.or_else(|| outages.map(|told| told.reference.clone()).next())
    }
}

impl TimelineEntry {
    /// The envelope that left it, which may be gone by now; what staff noted by hand names one that never was.
    #[must_use]
    pub fn envelope(&self) -> OutboxId {
        OutboxId::from_stored(self.id.split('#').next().unwrap_or_default())
    }

    /// First instant at which it is no longer shown.
    #[must_use]
    pub fn expires_at(&self) -> Timestamp {
        self.at + TIMELINE_KEPT
    }
}

/// Puts entries into the order in which they happened, oldest first.
///
/// Times are whole seconds and come of several clocks: the mail service may report a letter with an earlier time than
/// that at which we sent it. So nothing stands before what led to it, whatever the times say.
#[must_use]
pub fn in_order(entries: Vec<TimelineEntry>) -> Vec<TimelineEntry> {
    let mut envelopes: BTreeMap<OutboxId, Vec<TimelineEntry>> = BTreeMap::new();
    for entry in entries {
        envelopes.entry(entry.envelope()).or_default().push(entry);
    }
    let mut placed = Vec::new();
    for (envelope, entries) in envelopes {
        let turn = entries.iter().map(|entry| turn(&entry.what)).min().unwrap_or_default();
        for entry in &entries {
            let led_to = entries.iter().filter(|before| leads_to(&before.what, &entry.what));
            let at = led_to.map(|before| before.at).fold(entry.at, Timestamp::max);
            placed.push(((at, turn, envelope.clone(), place(&entry.what)), entry.clone()));
        }
    }
    placed.sort_by(|(one, _), (other, _)| one.cmp(other));
    placed.into_iter().map(|(_, entry)| entry).collect()
}

/// Of one envelope: whether something led to something else.
fn leads_to(before: &Happened, after: &Happened) -> bool {
    let same_letter = match (before, after) {
        (Happened::Letter { kind, .. }, Happened::Letter { kind: other, .. }) => kind == other,
        _ => true,
    };
    same_letter && place(before) < place(after)
}

/// Where something stands among what one envelope leaves behind.
fn place(what: &Happened) -> u8 {
    match what {
        Happened::Changed(_) => 1,
        Happened::Letter { end, .. } => match end {
            LetterEnd::Waits(_) => 2,
            LetterEnd::Sent | LetterEnd::Held(_) | LetterEnd::Failed => 3,
            LetterEnd::Delayed => 4,
            LetterEnd::Bounced
            | LetterEnd::Suppressed
            | LetterEnd::Full
            | LetterEnd::Answered
            | LetterEnd::Refused
            | LetterEnd::CameBack => 5,
            LetterEnd::Complained => 6,
        },
        Happened::Asked { .. }
        | Happened::AskedAgain
        | Happened::AskedBack
        | Happened::AskedNewEmail
        | Happened::Closed
        | Happened::PassedOn
        | Happened::SaidNotMe
        | Happened::SaidItWasMe
        | Happened::Staff { .. } => 0,
    }
}

/// Which of several envelopes of one second came first: who asks again has asked before, who has a login has got it
/// before, and staff come last.
fn turn(what: &Happened) -> u8 {
    match what {
        Happened::Asked { outcome, .. } => turn_of_outcome(*outcome),
        Happened::AskedAgain | Happened::AskedBack => 2,
        Happened::AskedNewEmail
        | Happened::PassedOn
        | Happened::SaidNotMe
        | Happened::SaidItWasMe
        | Happened::Changed(_)
        | Happened::Letter { .. } => 3,
        Happened::Closed => 5,
        Happened::Staff { .. } => 6,
    }
}

/// Which of several answers of one second came first.
pub(crate) fn turn_of_outcome(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::CouldNotMatch => 0,
        Outcome::Confirm => 1,
        Outcome::TooManyTries => 2,
        Outcome::AlreadyMember | Outcome::AccountHasLogin => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::happened::Act;
    use crate::members::event::EventKind;

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

    fn entry(id: &str, seconds: i64, what: Happened) -> TimelineEntry {
        let at = NOON + SignedDuration::from_secs(seconds);
        TimelineEntry { id: id.to_owned(), at, what, reference: None }
    }

    fn asked() -> Happened {
        Happened::Asked { outcome: Outcome::Confirm, obstacles: Vec::new() }
    }

    fn letter(end: LetterEnd) -> Happened {
        Happened::Letter { kind: "confirm".to_owned(), end }
    }

    /// The places in which entries come out that go in as they are written here.
    #[track_caller]
    fn order(entries: &[TimelineEntry]) -> Vec<String> {
        let mut turned = entries.to_vec();
        turned.reverse();
        let (one, other) = (in_order(entries.to_vec()), in_order(turned));
        assert_eq!(one, other, "the order does not depend on how they were read");
        one.into_iter().map(|entry| entry.id).collect()
    }

    #[test]
    fn what_happened_earlier_comes_first() {
        let entries = [entry("b", 1, asked()), entry("a", 2, Happened::AskedAgain)];

        assert_eq!(order(&entries), ["b", "a"]);
    }

    #[test]
    fn a_letter_comes_back_after_it_went_whatever_the_clocks_say() {
        let entries = [
            entry("o", 0, asked()),
            entry("o#letter0#waits", 0, letter(LetterEnd::Waits(None))),
            entry("o#letter0#sent", 3, letter(LetterEnd::Sent)),
            entry("o#confirm#bounced", 2, letter(LetterEnd::Bounced)),
        ];

        let expected = ["o", "o#letter0#waits", "o#letter0#sent", "o#confirm#bounced"];
        assert_eq!(order(&entries), expected);
    }

    #[test]
    fn one_letter_of_an_envelope_does_not_hold_up_what_is_said_of_another() {
        let other = Happened::Letter { kind: "welcome".to_owned(), end: LetterEnd::Bounced };
        let entries = [
            entry("o#welcome#bounced", 1, other),
            entry("o#letter0#sent", 60, letter(LetterEnd::Sent)),
        ];

        assert_eq!(order(&entries), ["o#welcome#bounced", "o#letter0#sent"]);
    }

    #[test]
    fn of_one_second_asking_comes_before_asking_again_and_staff_come_last() {
        let staff = Happened::Staff { act: Act::Unlocked, reason: "called".to_owned(), by: None };
        let entries = [
            entry("z", 0, asked()),
            entry("z#letter0#sent", 0, letter(LetterEnd::Sent)),
            entry("y", 0, Happened::AskedAgain),
            entry("y#letter0#sent", 0, letter(LetterEnd::Sent)),
            entry("a", 0, staff),
        ];

        assert_eq!(order(&entries), ["z", "z#letter0#sent", "y", "y#letter0#sent", "a"]);
    }

    #[test]
    fn of_one_second_a_login_is_made_before_somebody_is_told_that_they_have_one() {
        let outcome = Outcome::AlreadyMember;
        let entries = [
            entry("z", 0, asked()),
            entry("y#event0", 0, Happened::Changed(EventKind::LoginBound)),
            entry("x", 0, Happened::Asked { outcome, obstacles: Vec::new() }),
            entry("a", 0, Happened::Closed),
        ];

        assert_eq!(order(&entries), ["z", "y#event0", "x", "a"]);
    }
}
