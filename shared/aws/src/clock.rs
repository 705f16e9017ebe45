//! The time.

use domain::ports::Clock;
use jiff::{SignedDuration, Timestamp};

use crate::random;

/// The machine's clock, in whole seconds.
///
/// Items hold whole seconds, so an instant reads back as it was written. On a developer's machine it may be put ahead, so
/// that expiry can be tried by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SystemClock {
    ahead: Ahead,
}

/// How far a clock is ahead of the machine's: whole seconds, ten years at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ahead(u32);

impl Ahead {
    /// The most, inclusive: ten years, far beyond all that expires.
    pub const MOST: u32 = 10 * 365 * 24 * 60 * 60;

    /// So many seconds; `None` above [`Ahead::MOST`].
    #[must_use]
    pub fn seconds(seconds: u32) -> Option<Self> {
        (seconds <= Self::MOST).then_some(Self(seconds))
    }

    /// The seconds.
    #[must_use]
    pub fn as_seconds(self) -> u32 {
        self.0
    }

    /// Whether it is ahead at all.
    #[must_use]
    pub fn is_none(self) -> bool {
        self.0 == 0
    }
}

impl SystemClock {
    /// The machine's clock, put ahead.
    #[must_use]
    pub fn put_ahead(ahead: Ahead) -> Self {
        Self { ahead }
    }

    /// How far it is ahead.
    #[must_use]
    pub fn ahead(self) -> Ahead {
        self.ahead
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the time is read")]
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        Timestamp::from_second(now.as_second() + i64::from(self.ahead.0)).unwrap_or(now)
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
            SystemClock::default().pause(at_most).await;
            drawn.insert(before.elapsed().as_millis());
        }

        assert!(drawn.len() > 10 && drawn.iter().all(|it| *it <= 201), "{drawn:?}");
    }

    #[test]
    fn the_time_is_in_whole_seconds() {
        assert_eq!(SystemClock::default().now().subsec_nanosecond(), 0);
    }

    #[test]
    fn a_clock_that_was_put_ahead_is_ahead_and_ten_years_are_the_most() {
        let day = Ahead::seconds(86_400).expect("a day");
        let (before, ahead) = (SystemClock::default().now(), SystemClock::put_ahead(day).now());
        let after = SystemClock::default().now();

        let day = SignedDuration::from_hours(24);
        assert!((before + day..=after + day).contains(&ahead));
        assert!(Ahead::seconds(Ahead::MOST).is_some() && Ahead::seconds(Ahead::MOST + 1).is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn waiting_takes_as_long_as_is_left_and_no_time_for_what_has_come() {
        let clock = SystemClock::default();
        let (began, now) = (tokio::time::Instant::now(), clock.now());

        clock.wait_until(now - SignedDuration::from_secs(5)).await;
        assert_eq!(began.elapsed().as_secs(), 0);
        clock.wait_until(now + SignedDuration::from_secs(30)).await;

        assert!((1..=30).contains(&began.elapsed().as_secs()));
    }
}
