//! How far ahead the clock is to be put, as people type it.

use aws::Ahead;
use jiff::{Span, SpanRelativeTo};

/// Reads `+25h`, `3d`, `+90m` or `+1d12h`.
///
/// # Errors
///
/// A sentence that says what can be typed.
pub fn parse(typed: &str) -> Result<Ahead, String> {
    let unread = || "write weeks, days, hours, minutes or seconds: +3d, +25h, +90m".to_owned();
    let span: Span = typed.parse().map_err(|_| unread())?;
    // Months and years have no length of their own.
    let ahead = span.to_duration(SpanRelativeTo::days_are_24_hours()).map_err(|_| unread())?;
    if ahead.is_negative() {
        return Err(
            "the clock goes only forward, since what is kept was made before: +25h".to_owned()
        );
    }
    let seconds = u32::try_from(ahead.as_secs()).ok();
    seconds.and_then(Ahead::seconds).ok_or_else(|| "ten years are the most".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(typed: &str, seconds: u32) {
        assert_eq!(parse(typed).map(Ahead::as_seconds), Ok(seconds), "{typed}");
    }

    #[test]
    fn hours_days_minutes_and_the_like_are_read_alone_and_together() {
        is("+25h", 90_000);
        is("25h", 90_000);
        is("+3d", 259_200);
        is("+90m", 5_400);
        is("+45s", 45);
        is("+1w", 604_800);
        is("+1d12h", 129_600);
        is("+1.5h", 5_400);
        is("2 hours", 7_200);
        is("+0h", 0);
        is("+3650d", Ahead::MOST);
    }

    #[test]
    fn what_is_no_way_forward_is_refused_and_the_sentence_shows_one() {
        for typed in ["-1h", "-3d"] {
            assert!(parse(typed).is_err_and(|says| says.contains("only forward")), "{typed}");
        }
        for typed in ["", "+", "25", "+h", "+25x", "tomorrow", "+1h-1m", "++1h", "+é", "+2mo"] {
            assert!(parse(typed).is_err_and(|says| says.contains("+25h")), "{typed}");
        }
        for typed in ["+3651d", "+4294967296s", "+1000000w"] {
            assert!(parse(typed).is_err_and(|says| says.contains("ten years")), "{typed}");
        }
    }
}
