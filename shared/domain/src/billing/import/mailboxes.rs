//! Email addresses that are typed at the counter where a member has none. Some are somebody else's.

use crate::billing::import::nothing::is_nothing;

/// What stands before the `@` in such an address, without signs.
const NOBODYS: [&str; 14] = [
    "BADEMAIL",
    "DECLINED",
    "DONOTEMAIL",
    "DONOTREPLY",
    "FAKE",
    "INVALID",
    "INVALIDEMAIL",
    "NOBODY",
    "NOEMAILADDRESS",
    "NOMAIL",
    "NOONE",
    "NOREPLY",
    "NOTANEMAIL",
    "REFUSED",
];

/// Whether an address is nobody's: `none@none.com`, `refused@example.com`, `x@x.com`; and not `na@example.com`, since these
/// may be initials.
pub(super) fn is_nobodys_mailbox(text: &str) -> bool {
    let (local, domain) = text.split_once('@').unwrap_or((text, ""));
    let host = domain.split('.').next().unwrap_or_default();
    let letters: String =
        local.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    let is_long = |word: &str| word.len() > 3;
    let is_twice = local.eq_ignore_ascii_case(host)
        && (!is_long(local) || ["email", "mail", "test"].contains(&&*local.to_ascii_lowercase()));
    (is_long(local) && is_nothing(local))
        || (is_long(host) && is_nothing(host))
        || NOBODYS.contains(&letters.as_str())
        || (is_twice && local.len() < 3)
        || (is_twice && is_long(local))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_for_want_of_an_address_is_nobodys() {
        for text in [
            "none@none.com",
            "noemail@gmail.com",
            "No.Email@example.com",
            "no@none.com",
            "customer@noemail.com",
            "na@na.com",
            "x@x.com",
            "test@test.com",
            "email@email.com",
            "REFUSED@example.com",
            "do-not-email@example.com",
            "nobody@example.com",
            "unknown@example.com",
        ] {
            assert!(is_nobodys_mailbox(text), "{text}");
        }
        for text in [
            "na@example.com",
            "pat@example.com",
            "lee@lee.com",
            "acme@acme.com",
            "nan@example.com",
            "noel@example.com",
            "test@example.com",
            "info@none-such.example",
        ] {
            assert!(!is_nobodys_mailbox(text), "{text}");
        }
    }
}
