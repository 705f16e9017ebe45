//! Taking files along: how often, and the letter after the first of all.

use jiff::{SignedDuration, Timestamp};

use crate::letters::envelope::Envelope;
use crate::letters::letter::Letter;
use crate::limits::counter::{Count, Counter, Subject, Window};
use crate::limits::windows::DOWNLOADS_PER_MEMBER;
use crate::members::member::Member;
use crate::values::ids::OutboxId;

/// For how long it is known that a member has taken files along: longer than anybody looks away.
const EVER: Window = Window {
    name: "downloads_ever",
    max: u32::MAX,
    length: SignedDuration::from_hours(24 * 3_650),
};

/// A download that may go ahead: everything that becomes true with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// The counter, one further.
    pub count: Count,
    /// The letter that tells of it, if it is the first of all.
    pub letter: Option<Envelope>,
}

/// Whose downloads are counted.
#[must_use]
pub fn downloads_of(member: &Member) -> Subject {
    Subject::Downloads(member.id.clone())
}

/// Counts a download: files of what was used and documents of bills together.
///
/// # Errors
///
/// The first instant at which there is room for one.
pub fn download(
    member: &Member,
    counter: &Counter,
    envelope: OutboxId,
    now: Timestamp,
) -> Result<Download, Timestamp> {
    counter.room(&[DOWNLOADS_PER_MEMBER], now)?;
    let is_first = counter.tries(&EVER, now) == 0;
    let count = counter.counted(downloads_of(member), &[DOWNLOADS_PER_MEMBER, EVER], now);
    let letter = is_first.then(|| Envelope::to_member(member, Letter::Downloaded, envelope, now));
    Ok(Download { count, letter })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::test_member;

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);
    const HOUR: SignedDuration = SignedDuration::from_hours(1);

    fn taken(counter: &Counter, now: Timestamp) -> Result<Download, Timestamp> {
        download(&test_member(&["42"]), counter, OutboxId::from_stored("o"), now)
    }

    #[test]
    fn the_first_of_all_tells_its_member_and_no_other_does() {
        let first = taken(&Counter::default(), NOON).expect("room");
        let second = taken(&first.count.next, NOON).expect("room");
        let years = NOON + SignedDuration::from_hours(24 * 700);
        let later = taken(&second.count.next, years).expect("room");

        let letter = first.letter.expect("a letter");
        assert_eq!(letter.letters.len(), 1);
        assert_eq!((second.letter, later.letter), (None, None));
        assert!(later.count.expires_at > years + SignedDuration::from_hours(24 * 3_600));
    }

    #[test]
    fn thirty_an_hour_and_the_next_once_the_hour_is_over() {
        let mut counter = Counter::default();
        for _ in 0..30 {
            counter = taken(&counter, NOON).expect("room").count.next;
        }

        assert_eq!(taken(&counter, NOON + HOUR - SignedDuration::from_secs(1)), Err(NOON + HOUR));
        assert!(taken(&counter, NOON + HOUR).is_ok());
    }
}
