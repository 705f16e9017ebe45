//! Addresses that were signed, checked as S3 does: who signed, for what, and for how long.
//!
//! Source: S3's API reference, "Authenticating Requests: Using Query Parameters". Nothing here is the SDK's, so that a
//! mistake in how addresses are signed is none here too.

use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use crate::services::KEY;

/// The longest life of an address, in seconds, inclusive.
const LONGEST: u64 = 604_800;
/// What an address has that nobody signed, or somebody else.
const WRONG: &str = "SignatureDoesNotMatch";
/// What is over, or was never allowed.
const DENIED: &str = "AccessDenied";

/// A request with an address that says that it was signed.
pub(super) struct Asked<'a> {
    pub(super) method: &'a str,
    pub(super) host: Option<&'a str>,
    pub(super) path: &'a str,
    pub(super) query: &'a str,
}

/// A parameter of a query.
pub(super) fn parameter(query: &str, name: &str) -> Option<String> {
    let found = form_urlencoded::parse(query.as_bytes()).find(|(is, _)| is == name);
    found.map(|(_, value)| value.into_owned())
}

/// Checks an address.
///
/// # Errors
///
/// S3's code.
pub(super) fn check(asked: &Asked<'_>, now: Timestamp) -> Result<(), &'static str> {
    let part = |name| parameter(asked.query, name).ok_or(DENIED);
    if asked.method != "GET" || part("X-Amz-Algorithm")? != "AWS4-HMAC-SHA256" {
        return Err(DENIED);
    }
    let (credential, date) = (part("X-Amz-Credential")?, part("X-Amz-Date")?);
    let (signature, headers) = (part("X-Amz-Signature")?, part("X-Amz-SignedHeaders")?);
    let seconds: u64 = part("X-Amz-Expires")?.parse().map_err(|_| DENIED)?;
    let (_, scope) = credential.split_once('/').ok_or(DENIED)?;
    if headers != "host" || seconds > LONGEST || !date.starts_with(&scope[..scope.len().min(8)]) {
        return Err(DENIED);
    }
    if signed(asked, scope, &date).ok_or(DENIED)? != signature {
        return Err(WRONG);
    }
    let since = DateTime::strptime("%Y%m%dT%H%M%SZ", &date).map_err(|_| DENIED)?;
    let since = TimeZone::UTC.to_timestamp(since).map_err(|_| DENIED)?;
    let seconds = i64::try_from(seconds).map_err(|_| DENIED)?;
    let is_over = now >= since + SignedDuration::from_secs(seconds);
    // A clock may be a little behind.
    let is_early = now + SignedDuration::from_mins(15) < since;
    if is_over || is_early { Err(DENIED) } else { Ok(()) }
}

/// The signature that belongs to a request.
fn signed(asked: &Asked<'_>, scope: &str, date: &str) -> Option<String> {
    let mut parts = scope.split('/');
    let (day, region, service) = (parts.next()?, parts.next()?, parts.next()?);
    let mut query: Vec<&str> =
        asked.query.split('&').filter(|it| !it.starts_with("X-Amz-Signature=")).collect();
    query.sort_unstable();
    let canonical = format!(
        "{}\n{}\n{}\nhost:{}\n\nhost\nUNSIGNED-PAYLOAD",
        asked.method,
        asked.path,
        query.join("&"),
        asked.host?
    );
    let hash = HEXLOWER.encode(&Sha256::digest(canonical));
    let text = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{hash}");
    let mut key = format!("AWS4{KEY}").into_bytes();
    for part in [day, region, service, "aws4_request"] {
        key = mac(&key, part);
    }
    Some(HEXLOWER.encode(&mac(&key, &text)))
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length is one");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOST: &str = "127.0.0.1:9001";
    const NOON: Timestamp = Timestamp::constant(1_795_435_200, 0);

    /// The query of an address that was signed at noon for a minute.
    fn query(path: &str) -> String {
        let query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=bills%2F20261123%2Fus-east-1%2F\
                     s3%2Faws4_request&X-Amz-Date=20261123T120000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host";
        let asked = Asked { method: "GET", host: Some(HOST), path, query };
        let scope = "20261123/us-east-1/s3/aws4_request";
        let signature = signed(&asked, scope, "20261123T120000Z").expect("a signature");
        format!("{query}&X-Amz-Signature={signature}")
    }

    fn checked(method: &str, path: &str, query: &str, seconds: i64) -> Result<(), &'static str> {
        let asked = Asked { method, host: Some(HOST), path, query };
        check(&asked, NOON + SignedDuration::from_secs(seconds))
    }

    #[test]
    fn an_address_opens_what_it_was_signed_for_until_its_last_second() {
        let query = query("/documents/abc");

        assert_eq!(checked("GET", "/documents/abc", &query, 0), Ok(()));
        assert_eq!(checked("GET", "/documents/abc", &query, 59), Ok(()));
        assert_eq!(checked("GET", "/documents/abc", &query, 60), Err(DENIED));
    }

    #[test]
    fn it_opens_nothing_else_and_cannot_be_made_to_live_longer() {
        let query = query("/documents/abc");

        assert_eq!(checked("GET", "/documents/abd", &query, 0), Err(WRONG));
        assert_eq!(checked("PUT", "/documents/abc", &query, 0), Err(DENIED));
        let longer = query.replace("Expires=60", "Expires=6000");
        assert_eq!(checked("GET", "/documents/abc", &longer, 0), Err(WRONG));
        let more = query.clone() + "&response-content-type=text%2Fhtml";
        assert_eq!(checked("GET", "/documents/abc", &more, 0), Err(WRONG));
        assert_eq!(checked("GET", "/documents/abc", "", 0), Err(DENIED));
        let other = Asked { method: "GET", host: None, path: "/documents/abc", query: &query };
        assert_eq!(check(&other, NOON), Err(DENIED));
    }
}
