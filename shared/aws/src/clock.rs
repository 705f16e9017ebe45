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

    async fn wait_until(&self, at: Timestamp) {
        // None is left where the instant has come.
        if let Ok(left) = at.duration_since(self.now()).try_into() {
            tokio::time::sleep(left).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

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

    #[tokio::test(start_paused = true)]
    async fn waiting_takes_as_long_as_is_left_and_no_time_for_what_has_come() {
        let (began, now) = (tokio::time::Instant::now(), SystemClock.now());

        SystemClock.wait_until(now - SignedDuration::from_secs(5)).await;
        assert_eq!(began.elapsed().as_secs(), 0);
        SystemClock.wait_until(now + SignedDuration::from_secs(30)).await;

        assert!((1..=30).contains(&began.elapsed().as_secs()));
    }
}
