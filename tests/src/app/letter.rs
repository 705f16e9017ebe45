//! Finds the link and the temporary password of a letter.

use domain::Mail;

use super::ORIGIN;

/// The address of the letter's button, from its path on.
///
/// Text and HTML have the same.
#[must_use]
#[track_caller]
pub fn link(letter: &Mail) -> String {
    find_link(letter).expect("a letter with a link")
}

/// The temporary password that the letter shows.
#[must_use]
#[track_caller]
pub fn temporary_password(letter: &Mail) -> String {
    find_temporary_password(letter).expect("a letter with a temporary password")
}

pub(crate) fn find_link(letter: &Mail) -> Option<String> {
    let is_link = |word: &&str| word.starts_with(ORIGIN) && word.contains("/verify?t=");
    let link = letter.text.split_whitespace().find(is_link)?;
    assert!(letter.html.contains(link), "text and HTML lead to the same place");
    link.strip_prefix(ORIGIN).map(str::to_owned)
}

pub(super) fn find_temporary_password(letter: &Mail) -> Option<String> {
    let is_one = |word: &&str| {
        let parts: Vec<&str> = word.split('-').collect();
        let is_part = |part: &&str| {
            part.len() == 4 && part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        };
        parts.len() == 3 && parts.iter().all(is_part)
    };
    let found = letter.text.split_whitespace().find(is_one)?;
    assert!(letter.html.contains(found), "text and HTML show the same");
    Some(found.to_owned())
}
