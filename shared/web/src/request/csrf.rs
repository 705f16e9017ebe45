//! Whether a form was sent from our own page.
//!
//! Fetch Metadata decides; where a browser does not send it, `Origin`; and always a token bound to the visit.
//! Source: OWASP CSRF Prevention Cheat Sheet; SECURITY.md#headers.

use data_encoding::BASE64URL_NOPAD;
use domain::{KeyId, KeyRing, Use};
use http::HeaderMap;
use subtle::ConstantTimeEq;

/// The hidden field of every form.
pub const FIELD: &str = "csrf";

/// Makes a form's token: key id, 16 random bytes, and 16 bytes of their MAC with the visit. Where somebody is signed in, their
/// mark follows: it outlasts the session, so that what they typed is shown again to nobody else.
pub(crate) fn token(keys: &KeyRing, visit: &str, member: Option<&str>, random: [u8; 16]) -> String {
    let mac = mac(keys, keys.current(), visit, &random).expect("the ring holds its current key");
    let bound = BASE64URL_NOPAD.encode(&[random, mac].concat());
    let mark = member.map(|member| format!(".{}", mark(keys, member))).unwrap_or_default();
    format!("{}.{bound}{mark}", keys.current().as_str())
}

/// A member's mark in the tokens of their forms.
pub(crate) fn mark(keys: &KeyRing, member: &str) -> String {
    let mac = mac(keys, keys.current(), member, b"mark").expect("the ring holds its current key");
    BASE64URL_NOPAD.encode(&mac)
}

/// Whether a token has the form of ours: a page of ours carried it, though not one of this visit.
pub(crate) fn is_formed(token: &str) -> bool {
    let Some((key, rest)) = token.split_once('.') else { return false };
    let bound = rest.split_once('.').map_or(rest, |(bound, _)| bound);
    let bytes = BASE64URL_NOPAD.decode(bound.as_bytes());
    KeyId::parse(key).is_some() && bytes.is_ok_and(|bytes| bytes.len() == 32)
}

/// The mark in a token; whether it is ours, only comparing it tells.
pub(crate) fn marked(token: &str) -> Option<&str> {
    token.splitn(3, '.').nth(2)
}

/// Whether a token was made for this visit.
pub(crate) fn is_ours(keys: &KeyRing, visit: &str, token: &str) -> bool {
    let checked = || {
        let (key, rest) = token.split_once('.')?;
        let rest = rest.split_once('.').map_or(rest, |(rest, _)| rest);
        let bytes: [u8; 32] = BASE64URL_NOPAD.decode(rest.as_bytes()).ok()?.try_into().ok()?;
        let (random, found) = bytes.split_at(16);
        let expected = mac(keys, &KeyId::parse(key)?, visit, random)?;
        Some(bool::from(expected.ct_eq(found)))
    };
    checked().unwrap_or(false)
}

fn mac(keys: &KeyRing, key: &KeyId, visit: &str, random: &[u8]) -> Option<[u8; 16]> {
    let mac = keys.mac(key, Use::Csrf, &[visit.as_bytes(), random])?;
    mac[..16].try_into().ok()
}

/// What the browser says of where a request came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sender {
    /// Our own origin.
    Us,
    /// Another one.
    Others,
    /// Nothing: the token alone decides.
    Silence,
}

/// Where a request came from.
pub(crate) fn sender(headers: &HeaderMap, origin: &str) -> Sender {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let is_ours = match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => site == "same-origin",
        (None, Some(found)) => found == origin,
        (None, None) => return Sender::Silence,
    };
    if is_ours { Sender::Us } else { Sender::Others }
}

/// Whether a page of somebody else's leads here, be it another site's or a neighbour's of the same one. What a member typed,
/// kept or opened in a mail program comes of no page; a browser that says nothing is an old one.
pub(crate) fn is_led_here(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site");
    site.is_some_and(|site| site != "same-origin" && site != "none")
}

#[cfg(test)]
mod tests {
    use super::*;
    use fixtures::test_keys;
    use http::HeaderValue;

    #[test]
    fn a_token_is_good_for_its_visit_only() {
        let token = token(&test_keys(), "visit", None, [4; 16]);

        assert!(is_ours(&test_keys(), "visit", &token));
        assert!(!is_ours(&test_keys(), "other", &token));
        assert!(!is_ours(&test_keys(), "visit", ""));
        assert!(!is_ours(&test_keys(), "visit", &token[..token.len() - 1]));
    }

    #[track_caller]
    fn same_origin(headers: &[(&'static str, &'static str)]) -> bool {
        let headers = headers
            .iter()
            .map(|(name, value)| {
                (http::HeaderName::from_static(name), HeaderValue::from_static(value))
            })
            .collect();
        sender(&headers, "https://porch.example") != Sender::Others
    }

    #[test]
    fn a_token_carries_its_members_mark() {
        let keys = test_keys();
        let of = |member| token(&keys, "session", member, [4; 16]);

        assert!(is_ours(&keys, "session", &of(Some("ana"))));
        assert!(!is_ours(&keys, "other", &of(Some("ana"))));
        assert_eq!(marked(&of(Some("ana"))), Some(&*mark(&keys, "ana")));
        assert_ne!(mark(&keys, "ana"), mark(&keys, "ben"));
        assert_eq!(marked(&of(None)), None);
    }

    #[test]
    fn a_token_of_another_visit_has_the_form_and_a_damaged_one_has_not() {
        let token = token(&test_keys(), "visit", Some("ana"), [4; 16]);

        assert!(is_formed(&token));
        for damaged in ["", ".", "1.", "1.AAAA", &token.replace('.', ""), "1.BAQEBAQE.mark"] {
            assert!(!is_formed(damaged), "{damaged}");
        }
    }

    #[test]
    fn silence_is_told_from_our_origin() {
        assert_eq!(sender(&HeaderMap::new(), "https://porch.example"), Sender::Silence);
    }

    #[test]
    fn fetch_metadata_decides_before_origin() {
        assert!(same_origin(&[("sec-fetch-site", "same-origin"), ("origin", "null")]));
        assert!(!same_origin(&[
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://porch.example")
        ]));
        assert!(!same_origin(&[("sec-fetch-site", "same-site")]));
        assert!(!same_origin(&[("sec-fetch-site", "none")]));
    }

    #[test]
    fn only_a_page_of_somebody_elses_leads_here() {
        let led = |site: &'static str| {
            is_led_here(&HeaderMap::from_iter([(
                http::HeaderName::from_static("sec-fetch-site"),
                http::HeaderValue::from_static(site),
            )]))
        };

        assert!(["cross-site", "same-site", "x", ""].into_iter().all(led));
        assert!(!["same-origin", "none"].into_iter().any(led));
        assert!(!is_led_here(&HeaderMap::new()));
    }

    #[test]
    fn origin_decides_where_there_is_no_fetch_metadata() {
        assert!(same_origin(&[("origin", "https://porch.example")]));
        assert!(!same_origin(&[("origin", "https://porch.example.evil")]));
        assert!(!same_origin(&[("origin", "null")]));
        assert!(same_origin(&[]));
    }
}
