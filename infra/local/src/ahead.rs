//! How far ahead the clock is to be put, as people type it.

use aws::Ahead;

/// Seconds of the units.
const UNITS: [(char, u32); 5] = [('s', 1), ('m', 60), ('h', 3_600), ('d', 86_400), ('w', 604_800)];

/// Reads `+25h`, `3d`, `+90m` or `+1d12h`.
///
/// # Errors
///
/// A sentence that says what can be typed.
pub fn parse(typed: &str) -> Result<Ahead, String> {
    if typed.starts_with('-') {
        return Err(
            "the clock goes only forward, since what is kept was made before: +25h".to_owned()
        );
    }
    let rest = typed.strip_prefix('+').unwrap_or(typed);
    let seconds =
        seconds(rest).ok_or("write weeks, days, hours, minutes or seconds: +3d, +25h, +90m")?;
    Ahead::seconds(seconds).ok_or_else(|| "ten years are the most".to_owned())
}

/// The seconds, at most all that fit; `None` for what is no row of numbers with their units.
fn seconds(mut rest: &str) -> Option<u32> {
    let mut sum = None;
    while !rest.is_empty() {
        let (number, after) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit())?);
        let (unit, length) = UNITS.into_iter().find(|(unit, _)| after.starts_with(*unit))?;
        if number.is_empty() {
            return None;
        }
        // What does not fit is too far in any case.
        let number: u32 = number.parse().unwrap_or(u32::MAX);
        sum = Some(sum.unwrap_or(0_u32).saturating_add(number.saturating_mul(length)));
        rest = &after[unit.len_utf8()..];
    }
    sum
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
        is("+0h", 0);
        is("+3650d", Ahead::MOST);
    }

    #[test]
    fn what_is_no_way_forward_is_refused_and_the_sentence_shows_one() {
        for typed in ["-1h", "-3d"] {
            assert!(parse(typed).is_err_and(|says| says.contains("only forward")), "{typed}");
        }
        for typed in
            ["", "+", "25", "+h", "+25x", "tomorrow", "+1h-1m", "+1.5h", "+2 h", "++1h", "+é"]
        {
            assert!(parse(typed).is_err_and(|says| says.contains("+25h")), "{typed}");
        }
        for typed in ["+3651d", "+99999999999h", "+4294967295s", "+9999999w"] {
            assert!(parse(typed).is_err_and(|says| says.contains("ten years")), "{typed}");
        }
    }
}
