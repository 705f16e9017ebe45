//! Why staff act, in their own words.

use crate::values::typed::{is_invisible, visible};

/// Why staff act, in their own words, without what belongs to members: it stands on a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason(String);

/// What is wrong with a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReasonError {
    /// Nothing was typed.
    #[error("say why")]
    Missing,
    /// More than [`Reason::MAX`] characters.
    #[error("say why in at most 200 characters")]
    TooLong,
    /// It holds a character that nobody sees, or that a terminal obeys.
    #[error("say why in characters that can be seen")]
    Unseen,
    /// It holds an email address, or a number of five digits and more.
    #[error(
        "say why without email addresses and numbers of five digits or more: the reason is kept for 90 days"
    )]
    Personal,
}

impl Reason {
    /// The most characters, inclusive.
    pub const MAX: usize = 200;

    /// Parses a reason as typed.
    ///
    /// # Errors
    ///
    /// The first rule that it breaks.
    pub fn parse(typed: &str) -> Result<Self, ReasonError> {
        let kept = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        if kept.is_empty() {
            Err(ReasonError::Missing)
        } else if kept.chars().count() > Self::MAX {
            Err(ReasonError::TooLong)
        } else if kept.chars().any(is_unseen) {
            Err(ReasonError::Unseen)
        } else if has_address(&kept) || has_number(&kept) {
            Err(ReasonError::Personal)
        } else {
            Ok(Self(kept))
        }
    }

    /// The text.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// A text as a terminal or a page may print it, whoever wrote it: in place of each character that nobody sees, or that a
/// terminal obeys, stands one that is seen.
#[must_use]
pub fn legible(text: &str) -> String {
    text.chars().map(|c| if is_unseen(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// Source: Unicode 17, `General_Category=Cc` and `Cf`, and what shows nothing.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || is_invisible(c)
        || matches!(
            c,
            '\u{600}'..='\u{605}'
                | '\u{6dd}'
                | '\u{70f}'
                | '\u{890}'..='\u{891}'
                | '\u{8e2}'
                | '\u{2028}'..='\u{2029}'
                | '\u{110bd}'
                | '\u{110cd}'
                | '\u{13430}'..='\u{1343f}'
                | '\u{1bca0}'..='\u{1bca3}'
        )
}

/// Whether five digits and more follow each other, with nothing but blanks, dots and dashes between them.
fn has_number(text: &str) -> bool {
    let mut digits = 0;
    for c in visible(text) {
        match c {
            '0'..='9' => digits += 1,
            ' ' | '.' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => {}
            _ => digits = 0,
        }
        if digits >= 5 {
            return true;
        }
    }
    false
}

/// Whether there is an email address, also one whose sign is spelled out: "ann (at) mail.example".
fn has_address(text: &str) -> bool {
    let text = text.to_lowercase();
    if text.contains(['@', '\u{ff20}', '\u{fe6b}']) {
        return true;
    }
    let is_domain = |word: &str| {
        let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let last = word.rsplit_once('.').map(|(_, last)| last);
        last.is_some_and(|last| last.chars().count() > 1 && last.chars().all(char::is_alphabetic))
    };
    let spelled = ["(at)", "[at]", "{at}"].iter().any(|sign| text.contains(sign));
    let words: Vec<&str> = text.split(' ').collect();
    spelled || words.windows(2).any(|pair| pair[0] == "at" && is_domain(pair[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(typed: &str) -> Option<ReasonError> {
        Reason::parse(typed).err()
    }

    #[test]
    fn a_reason_is_needed_and_holds_nothing_of_members() {
        assert_eq!(refused(" \t"), Some(ReasonError::Missing));
        assert_eq!(refused(&"a".repeat(201)), Some(ReasonError::TooLong));
        assert_eq!(refused(&"a".repeat(200)), None);
        for typed in [
            "pat@example.com called",
            "account 1000-245",
            "phone 540 555 0142",
            "phone 540.555.0142",
            "SSN 123 45 6789",
            "card 12\u{2013}345",
            "\u{661}\u{662}\u{663}\u{664}\u{665}",
            "ann (at) mail.example wrote",
            "ann [AT] mail dot example",
            "ann at mail.example, twice",
        ] {
            assert_eq!(refused(typed), Some(ReasonError::Personal), "{typed}");
        }
        for typed in
            ["called at 2:04, case 1234", "called at 2.30 p.m., knew the bill", "bill of Nov 24"]
        {
            assert_eq!(refused(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_reason_holds_nothing_that_nobody_sees_and_no_order_to_a_terminal() {
        for unseen in
            ['\u{1b}', '\u{7}', '\u{0}', '\u{9b}', '\u{202e}', '\u{200b}', '\u{ad}', '\u{feff}']
        {
            let typed = format!("called{unseen}, knew the bill");

            assert_eq!(refused(&typed), Some(ReasonError::Unseen), "{unseen:?}");
            assert_eq!(legible(&typed), "called\u{fffd}, knew the bill");
        }
        assert_eq!(
            Reason::parse("llamó,\nsabía 2").map(|it| it.0),
            Ok("llamó, sabía 2".to_owned())
        );
        assert_eq!(legible("llamó"), "llamó");
    }
}
