//! Mailboxes that bounce, and when letters to strangers stop because of them.
//!
//! Both are in counters that a letter's turn needs anyway, so deciding them costs no further read.
//! Source: docs/DATA.md#letter-budgets.

use jiff::{SignedDuration, Timestamp};

use crate::limits::counter::{Count, Counter, Subject, Tally};

/// How long a mailbox that bounced gets no more letters to strangers. Ours: as long as its timeline is kept.
const SHUNNED: SignedDuration = SignedDuration::from_hours(24 * 90);
/// Of so many letters to strangers, the last ones, bounces are counted.
const LAST_LETTERS: u32 = 200;
/// So many of them stop the letters: 3 %.
const STOPS_AT: usize = 6;
/// A bounce is forgotten after this, or letters that stopped would never begin again. Ours.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(24 * 7);

/// On a mailbox's counter: when it bounced last.
const BOUNCED: &str = "bounced";
/// On the strangers' counter: how many letters went to them so far.
const LETTERS: &str = "letters";
/// On the strangers' counter: one bounce; when, and how many letters had gone by then.
const BOUNCE: &str = "bounce:";

/// Whether a mailbox bounced lately.
#[must_use]
pub fn has_bounced(mailbox: &Counter, now: Timestamp) -> bool {
    mailbox.tallies.get(BOUNCED).is_some_and(|last| last.opened + SHUNNED > now)
}

/// Whether too many of the last letters to strangers bounced.
#[must_use]
pub fn strangers_stop(strangers: &Counter, now: Timestamp) -> bool {
    let letters = letters(strangers);
    let counts = |(name, bounce): (&String, &Tally)| {
        name.starts_with(BOUNCE)
            && bounce.count + LAST_LETTERS > letters
            && bounce.opened + FORGOTTEN > now
    };
    strangers.tallies.iter().filter(|tally| counts(*tally)).count() >= STOPS_AT
}

/// Counts a letter to a stranger, beside its windows.
pub(crate) fn count_letter(strangers: &mut Counter, now: Timestamp) {
    let count = letters(strangers).saturating_add(1);
    strangers.tallies.insert(LETTERS.to_owned(), Tally { opened: now, count });
}

/// Until when a counter of letters matters for what bounced; `None` if nothing did.
pub(crate) fn matters_until(counter: &Counter) -> Option<Timestamp> {
    let until = |(name, tally): (&String, &Tally)| match name.as_str() {
        BOUNCED => Some(tally.opened + SHUNNED),
        name if name.starts_with(BOUNCE) => Some(tally.opened + FORGOTTEN),
        _ => None,
    };
    counter.tallies.iter().filter_map(until).max()
}

/// A mailbox's counter once more told that it bounced; `None` if it is known.
#[must_use]
pub fn mailbox_bounced(mailbox: &Counter, subject: Subject, at: Timestamp) -> Option<Count> {
    if mailbox.tallies.get(BOUNCED).is_some_and(|last| last.opened >= at) {
        return None;
    }
    let mut next = Counter { version: mailbox.version + 1, ..mailbox.clone() };
    next.tallies.insert(BOUNCED.to_owned(), Tally { opened: at, count: 1 });
    Some(Count { subject, next, expires_at: at + SHUNNED })
}

/// The strangers' counter with one more letter that bounced; `None` if that letter is known.
#[must_use]
pub fn stranger_bounced(strangers: &Counter, letter: &str, at: Timestamp) -> Option<Count> {
    let name = format!("{BOUNCE}{letter}");
    if strangers.tallies.contains_key(&name) {
        return None;
    }
    let mut next = Counter { version: strangers.version + 1, ..strangers.clone() };
    let count = letters(strangers);
    // What is forgotten goes, so that the item stays small.
    next.tallies.retain(|name, tally| {
        !name.starts_with(BOUNCE)
            || (tally.opened + FORGOTTEN > at && tally.count + LAST_LETTERS > count)
    });
    next.tallies.insert(name, Tally { opened: at, count });
    Some(Count { subject: Subject::StrangersLetters, next, expires_at: at + FORGOTTEN })
}

/// How many letters went to strangers so far.
pub(crate) fn letters(strangers: &Counter) -> u32 {
    strangers.tallies.get(LETTERS).map_or(0, |tally| tally.count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::ids::EmailKey;

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);
    const SECOND: SignedDuration = SignedDuration::from_secs(1);

    fn with_letters(counter: &Counter, many: u32) -> Counter {
        let mut counter = counter.clone();
        (0..many).for_each(|_| count_letter(&mut counter, NOON));
        counter
    }

    fn with_bounces(counter: &Counter, letters: &[&str]) -> Counter {
        letters.iter().fold(counter.clone(), |counter, letter| {
            stranger_bounced(&counter, letter, NOON).expect("a new bounce").next
        })
    }

    #[test]
    fn six_of_the_last_two_hundred_stop_the_letters_and_five_do_not() {
        let sent = with_letters(&Counter::default(), 200);
        let five = with_bounces(&sent, &["a", "b", "c", "d", "e"]);
        let six = with_bounces(&five, &["f"]);

        assert!(!strangers_stop(&five, NOON));
        assert!(strangers_stop(&six, NOON));
    }

    #[test]
    fn bounces_of_older_letters_do_not_count() {
        let six = with_bounces(&Counter::default(), &["a", "b", "c", "d", "e", "f"]);

        assert!(strangers_stop(&with_letters(&six, 199), NOON));
        assert!(!strangers_stop(&with_letters(&six, 200), NOON));
    }

    #[test]
    fn letters_that_stopped_begin_again_after_a_week() {
        let six = with_bounces(&Counter::default(), &["a", "b", "c", "d", "e", "f"]);

        assert!(strangers_stop(&six, NOON + FORGOTTEN - SECOND));
        assert!(!strangers_stop(&six, NOON + FORGOTTEN));
    }

    #[test]
    fn a_bounce_that_is_told_twice_counts_once() {
        let once = with_bounces(&Counter::default(), &["a"]);

        assert_eq!(stranger_bounced(&once, "a", NOON + SECOND), None);
    }

    #[test]
    fn what_is_forgotten_leaves_the_counter() {
        let old = with_bounces(&Counter::default(), &["a", "b"]);

        let later = stranger_bounced(&old, "c", NOON + FORGOTTEN).expect("a new bounce").next;

        assert_eq!(later.tallies.keys().collect::<Vec<_>>(), ["bounce:c"]);
    }

    #[test]
    fn a_mailbox_that_bounced_is_shunned_for_ninety_days() {
        let subject = Subject::Letters(EmailKey::from_stored("e"));
        let bounced = mailbox_bounced(&Counter::default(), subject.clone(), NOON).expect("new");

        assert!(!has_bounced(&Counter::default(), NOON));
        assert!(has_bounced(&bounced.next, NOON + SHUNNED - SECOND));
        assert!(!has_bounced(&bounced.next, NOON + SHUNNED));
        assert_eq!(matters_until(&bounced.next), Some(bounced.expires_at));
        assert_eq!(mailbox_bounced(&bounced.next, subject, NOON), None);
    }
}
