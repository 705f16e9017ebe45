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

/// Makes a form's token: key id, 16 random bytes, and 16 bytes of their MAC with the visit.
pub(crate) fn token(keys: &KeyRing, visit: &str, random: [u8; 16]) -> String {
    let mac = mac(keys, keys.current(), visit, &random).expect("the ring holds its current key");
    format!("{}.{}", keys.current().as_str(), BASE64URL_NOPAD.encode(&[random, mac].concat()))
}

/// Whether a token was made for this visit.
pub(crate) fn is_ours(keys: &KeyRing, visit: &str, token: &str) -> bool {
    let checked = || {
        let (key, rest) = token.split_once('.')?;
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

/// Whether the browser says that the request came from our own origin; silence is left to the token.
pub(crate) fn is_same_origin(headers: &HeaderMap, origin: &str) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => site == "same-origin",
        (None, Some(found)) => found == origin,
        (None, None) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::test_keys;
    use http::HeaderValue;

    #[test]
    fn a_token_is_good_for_its_visit_only() {
        let token = token(&test_keys(), "visit", [4; 16]);

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
        is_same_origin(&headers, "https://porch.example")
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
    fn origin_decides_where_there_is_no_fetch_metadata() {
        assert!(same_origin(&[("origin", "https://porch.example")]));
        assert!(!same_origin(&[("origin", "https://porch.example.evil")]));
        assert!(!same_origin(&[("origin", "null")]));
        assert!(same_origin(&[]));
    }
}
