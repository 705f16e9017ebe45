//! The time.

use domain::ports::Clock;
use jiff::{SignedDuration, Timestamp};

use crate::random;

/// The machine's clock, in whole seconds.
///
/// Items hold whole seconds, so an instant reads back as it was written.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the time is read")]
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        Timestamp::from_second(now.as_second()).unwrap_or(now)
    }

    async fn pause(&self, at_most: SignedDuration) {
        let [dice] = random::bytes::<1>();
        tokio::time::sleep(at_most.unsigned_abs() * u32::from(dice) / 255).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_pause_is_drawn_anew_each_time_and_never_longer_than_asked() {
        let at_most = SignedDuration::from_millis(200);
        let mut drawn = std::collections::BTreeSet::new();
        for _ in 0..100 {
            let before = tokio::time::Instant::now();
            SystemClock.pause(at_most).await;
            drawn.insert(before.elapsed().as_millis());
        }

        assert!(drawn.len() > 10 && drawn.iter().all(|it| *it <= 201), "{drawn:?}");
    }

    #[test]
    fn the_time_is_in_whole_seconds() {
        assert_eq!(SystemClock.now().subsec_nanosecond(), 0);
    }
}
