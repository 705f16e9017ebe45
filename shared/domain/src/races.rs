//! Lost races: somebody else changed what was read, so it is read again and decided anew.

use std::future::Future;

use jiff::SignedDuration;

use crate::ports::{Clock, StoreError};

/// So often something is tried at most. Whoever loses a race lost it to one who won, so a crowd of sixty gets through.
const TRIES: i32 = 24;
/// The pause after the first lost race is at most so long, and grows by as much with each race that is lost.
const PAUSE: SignedDuration = SignedDuration::from_millis(40);
/// No pause is longer. All of them together take 7.4 seconds at most, and half of that on average.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_millis(400);
/// After so long nothing is tried once more: a function has 15 seconds, and a browser is to hear of it before.
const PATIENCE: SignedDuration = SignedDuration::from_secs(6);

/// Why something was not done, where a lost race may be the reason.
pub trait MayLoseRace {
    /// Whether somebody else changed what was read, so that it can be decided anew.
    fn is_lost_race(&self) -> bool;
}

impl MayLoseRace for StoreError {
    fn is_lost_race(&self) -> bool {
        matches!(self, Self::Conflict)
    }
}

/// Runs `attempt`, which reads, decides and writes, until it does not lose a race.
///
/// Between two tries there is a pause of random length, so that those who met do not meet again.
///
/// # Errors
///
/// That of the last try if each of 24 lost its race, or those of six seconds did; every other error at once.
pub async fn decide_anew<T, E, A>(clock: &impl Clock, attempt: impl Fn() -> A) -> Result<T, E>
where
    E: MayLoseRace,
    A: Future<Output = Result<T, E>>,
{
    let until = clock.now() + PATIENCE;
    for lost in 1..TRIES {
        match attempt().await {
            Err(error) if error.is_lost_race() && clock.now() < until => {
                clock.pause((PAUSE * lost).min(LONGEST_PAUSE)).await;
            }
            end => return end,
        }
    }
    attempt().await
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::future::ready;
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicI64, Ordering};

    use futures_util::FutureExt as _;
    use jiff::Timestamp;

    use super::*;

    /// A clock that writes down for how long it was to pause, and does not.
    #[derive(Default)]
    struct Pauses(Mutex<Vec<SignedDuration>>);

    impl Clock for Pauses {
        fn now(&self) -> Timestamp {
            Timestamp::UNIX_EPOCH
        }

        async fn pause(&self, at_most: SignedDuration) {
            self.0.lock().expect("nobody panics with it").push(at_most);
        }

        async fn wait_until(&self, _: Timestamp) {}
    }

    /// A clock on which each pause takes a second.
    struct SecondByPause(AtomicI64);

    impl Clock for SecondByPause {
        fn now(&self) -> Timestamp {
            Timestamp::constant(self.0.load(Ordering::Relaxed), 0)
        }

        async fn pause(&self, _at_most: SignedDuration) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }

        async fn wait_until(&self, _: Timestamp) {}
    }

    /// How it ends and how often it is tried if the first tries end so, and all others well; and the pauses between.
    fn tried(first: Vec<StoreError>) -> (Result<&'static str, StoreError>, usize, Vec<i128>) {
        let (clock, errors, times) = (Pauses::default(), RefCell::new(first), Cell::new(0));
        let attempt = || {
            times.set(times.get() + 1);
            ready(errors.borrow_mut().pop().map_or(Ok("won"), Err))
        };
        let end = decide_anew(&clock, attempt).now_or_never().expect("nothing waits");
        let pauses = clock.0.into_inner().expect("nobody panics with it");
        (end, times.get(), pauses.iter().map(SignedDuration::as_millis).collect())
    }

    fn lost(times: usize) -> Vec<StoreError> {
        (0..times).map(|_| StoreError::Conflict).collect()
    }

    #[test]
    fn what_loses_no_race_is_tried_once() {
        let (end, times, pauses) = tried(Vec::new());

        assert!(matches!(end, Ok("won")));
        assert_eq!((times, pauses), (1, Vec::new()));
    }

    #[test]
    fn whoever_loses_23_races_wins_the_next_after_pauses_that_grow_to_two_fifths_of_a_second() {
        let (end, times, pauses) = tried(lost(23));

        assert!(matches!(end, Ok("won")));
        assert_eq!(times, 24);
        assert_eq!(pauses[..10], [40, 80, 120, 160, 200, 240, 280, 320, 360, 400]);
        assert!(pauses[10..].iter().all(|pause| *pause == 400));
    }

    #[test]
    fn after_24_lost_races_it_is_given_up() {
        let (end, times, pauses) = tried(lost(25));

        assert!(matches!(end, Err(StoreError::Conflict)));
        assert_eq!((times, pauses.len()), (24, 23));
    }

    #[test]
    fn after_six_seconds_it_is_given_up() {
        let (clock, times) = (SecondByPause(AtomicI64::new(0)), Cell::new(0));
        let attempt = || {
            times.set(times.get() + 1);
            ready(Err::<(), _>(StoreError::Conflict))
        };

        let end = decide_anew(&clock, attempt).now_or_never();

        assert!(matches!(end, Some(Err(StoreError::Conflict))));
        assert_eq!(times.get(), 7);
    }

    #[test]
    fn a_store_that_does_not_answer_is_not_asked_again() {
        let (end, times, pauses) = tried(vec![StoreError::Unavailable("down".into())]);

        assert!(matches!(end, Err(StoreError::Unavailable(_))));
        assert_eq!((times, pauses), (1, Vec::new()));
    }
}
