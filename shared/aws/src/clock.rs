//! The time.

use domain::ports::Clock;
use jiff::Timestamp;

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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_is_in_whole_seconds() {
        assert_eq!(SystemClock.now().subsec_nanosecond(), 0);
    }
}
