//! Figures as the report has them.

use std::time::Duration;

use serde_json::Value;

/// Milliseconds, to a hundredth.
pub(crate) fn ms(time: Duration) -> Value {
    rate(time.as_secs_f64() * 1_000.0)
}

/// A figure, to a hundredth.
pub(crate) fn rate(figure: f64) -> Value {
    ((figure * 100.0).round() / 100.0).into()
}

/// The time that so many in a hundred do not exceed, of times in order.
pub(crate) fn percentile(times: &[Duration], hundredths: usize) -> Duration {
    let last = times.len().saturating_sub(1);
    times.get(last * hundredths / 100).copied().unwrap_or_default()
}
