//! When another letter comes, as far as one browser can tell.
//!
//! The page must be the same whoever has the address, so this counts what was asked for in one browser and nothing else.
//! It goes by the budget of letters that confirm: no other letter that may be asked for again has to wait longer.

use jiff::{SignedDuration, Timestamp};

use crate::figures::Figures;
use crate::letters::budget::confirming;
use crate::limits::counter::{Counter, Subject};

/// The longest window there is: what is older no longer matters.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// When letters went that were asked for in one browser, with one more.
///
/// The last may still have to wait. While it does, asking again changes nothing.
#[must_use]
pub fn ask_again(went: &[Timestamp], figures: Figures, now: Timestamp) -> Vec<Timestamp> {
    let mut letters: Vec<Timestamp> = went.iter().copied().filter(|at| *at + DAY > now).collect();
    if waits_until(&letters, now).is_none() {
        let windows = confirming(figures);
        let counted = letters.iter().fold(Counter::default(), |counter, at| {
            counter.counted(Subject::StrangersLetters, &windows, *at).next
        });
        letters.push(counted.room(&windows, now).err().unwrap_or(now));
    }
    letters
}

/// When the last of some letters goes, if it has to wait.
#[must_use]
pub fn waits_until(letters: &[Timestamp], now: Timestamp) -> Option<Timestamp> {
    letters.last().copied().filter(|at| *at > now)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: Figures = Figures::SHIPPED;
    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);
    const SECOND: SignedDuration = SignedDuration::from_secs(1);
    const MINUTE: SignedDuration = SignedDuration::from_mins(1);
    const HOUR: SignedDuration = SignedDuration::from_hours(1);

    #[test]
    fn the_first_letter_goes_at_once_and_the_second_when_the_minute_is_over() {
        let first = ask_again(&[], SHIPPED, NOON);
        let second = ask_again(&first, SHIPPED, NOON + SECOND * 20);

        assert_eq!((first.as_slice(), waits_until(&first, NOON)), (&[NOON][..], None));
        assert_eq!(second, [NOON, NOON + MINUTE]);
        assert_eq!(waits_until(&second, NOON + SECOND * 59), Some(NOON + MINUTE));
        assert_eq!(waits_until(&second, NOON + MINUTE), None);
    }

    #[test]
    fn while_one_waits_asking_again_changes_nothing() {
        let waits = ask_again(&[NOON], SHIPPED, NOON + SECOND);

        let again = (2..22).fold(waits.clone(), |letters, second| {
            ask_again(&letters, SHIPPED, NOON + SECOND * second)
        });

        assert_eq!(again, waits);
    }

    #[test]
    fn the_sixth_letter_of_an_hour_and_the_eleventh_of_a_day_wait_for_the_next() {
        let five =
            (0..5).fold(Vec::new(), |letters, at| ask_again(&letters, SHIPPED, NOON + MINUTE * at));
        let ten =
            (0..10).fold(Vec::new(), |letters, at| ask_again(&letters, SHIPPED, NOON + HOUR * at));

        assert_eq!(ask_again(&five, SHIPPED, NOON + MINUTE * 5).last(), Some(&(NOON + HOUR)));
        assert_eq!(ask_again(&ten, SHIPPED, NOON + HOUR * 10).last(), Some(&(NOON + DAY)));
    }

    #[test]
    fn letters_of_yesterday_are_forgotten() {
        assert_eq!(ask_again(&[NOON], SHIPPED, NOON + DAY), [NOON + DAY]);
    }
}
