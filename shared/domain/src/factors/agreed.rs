//! A wait that two of the staff make shorter.

use std::collections::BTreeSet;

use jiff::SignedDuration;

/// The shortest wait that two of the staff may agree on. Source: SECURITY.md#figures.
pub const SHORTEST_WAIT: SignedDuration = SignedDuration::from_hours(24);

/// A shorter wait that two of the staff agree on.
#[derive(Clone, Debug)]
pub struct Agreed {
    /// Its hours.
    pub hours: u32,
    /// Who agrees, beside whoever asks for it.
    pub with: String,
}

/// Why a wait is not shorter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAgreed {
    /// It is shorter than [`SHORTEST_WAIT`].
    TooShort,
    /// It is no shorter than it would be anyway.
    NotShorter,
    /// There is but one name.
    OneName,
}

/// How long a member waits whose factors staff take off: as long as anybody, or less if a second of them says so too.
///
/// # Errors
///
/// What is missing for less.
pub fn agreed_wait(
    usual: SignedDuration,
    agreed: &Agreed,
    by: &str,
) -> Result<SignedDuration, NotAgreed> {
    let wait = SignedDuration::from_hours(agreed.hours.into());
    if is_one_name(by, &agreed.with) {
        Err(NotAgreed::OneName)
    } else if wait < SHORTEST_WAIT {
        Err(NotAgreed::TooShort)
    } else if wait >= usual {
        Err(NotAgreed::NotShorter)
    } else {
        Ok(wait)
    }
}

/// Whether who asks and who agrees may be one: the one's name has all words of the other's, or what is named has none.
///
/// `by` is what the timeline has, such as `user/sam` or `assumed-role/Office/sam@coop.example`.
fn is_one_name(by: &str, with: &str) -> bool {
    let words = |name: &str| -> BTreeSet<String> {
        let words = name.split(|letter: char| !letter.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let own = by.rsplit('/').next().and_then(|own| own.split('@').next());
    let (with, own) = (words(with), words(own.unwrap_or(by)));
    with.is_subset(&words(by)) || own.is_subset(&with)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: SignedDuration = SignedDuration::from_hours(1);
    const WAIT: SignedDuration = SignedDuration::from_hours(72);

    #[test]
    fn a_shorter_wait_takes_two_names_and_a_day_at_least() {
        let agreed = |hours, with: &str| {
            let agreed = Agreed { hours, with: with.to_owned() };
            agreed_wait(WAIT, &agreed, "user/sam")
        };

        assert_eq!(agreed(24, "lee"), Ok(HOUR * 24));
        assert_eq!(agreed(23, "lee"), Err(NotAgreed::TooShort));
        assert_eq!(agreed(72, "lee"), Err(NotAgreed::NotShorter));
    }

    #[test]
    fn two_names_are_compared_by_their_words() {
        let agreed = |by: &str, with: &str| {
            agreed_wait(WAIT, &Agreed { hours: 24, with: with.to_owned() }, by)
        };
        let email = "assumed-role/Office/sam.reyes@coop.example";

        for (by, one) in [
            ("user/sam", ""),
            ("user/sam", " - "),
            ("user/sam", "Sam"),
            ("user/sam", "user/sam"),
            ("user/sam", "Sam Reyes"),
            (email, "Sam Reyes"),
            (email, "sam"),
            (email, "office"),
        ] {
            assert_eq!(agreed(by, one), Err(NotAgreed::OneName), "{by}, {one:?}");
        }
        for (by, other) in [
            ("user/joanna", "Ann"),
            ("user/samuel", "Sam"),
            ("user/sam", "Lee"),
            (email, "Lee Reyes"),
        ] {
            assert_eq!(agreed(by, other), Ok(HOUR * 24), "{by}, {other:?}");
        }
    }
}
