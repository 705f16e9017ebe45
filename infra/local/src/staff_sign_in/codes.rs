//! Requests that wait for a button, and codes that wait for the desk.

use std::collections::BTreeMap;

use data_encoding::{BASE64, BASE64URL_NOPAD};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::ROLES_CLAIM;
use super::asked::{Asked, Fields};
use super::key::random_text;
use super::people::Person;

/// How long the page with the buttons may stay open.
const PAGE_LIFE: SignedDuration = SignedDuration::from_mins(10);

/// How long a code works.
const CODE_LIFE: SignedDuration = SignedDuration::from_secs(60);

/// How long a token says something.
const TOKEN_LIFE: SignedDuration = SignedDuration::from_hours(8);

/// What waits.
#[derive(Default)]
pub(super) struct Codes {
    asked: BTreeMap<String, (Asked, Timestamp)>,
    given: BTreeMap<String, Given>,
}

/// A code that was given out.
pub(super) struct Given {
    asked: Asked,
    person: &'static Person,
    at: Timestamp,
}

/// The error that the desk is told. Source: RFC 6749 (5.2).
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotGiven(pub(super) &'static str);

impl Codes {
    /// Keeps a request, and answers its number.
    pub(super) fn ask(&mut self, asked: Asked, now: Timestamp) -> String {
        self.asked.retain(|_, (_, at)| now.duration_since(*at) < PAGE_LIFE);
        self.given.retain(|_, given| now.duration_since(given.at) < CODE_LIFE);
        let number = random_text();
        self.asked.insert(number.clone(), (asked, now));
        number
    }

    /// Gives a code for a person who pressed their button, once, with the state of the request.
    pub(super) fn give(
        &mut self,
        number: &str,
        person: &'static Person,
        now: Timestamp,
    ) -> Option<(String, String)> {
        let (asked, at) = self.asked.remove(number)?;
        if now.duration_since(at) >= PAGE_LIFE {
            return None;
        }
        let (code, state) = (random_text(), asked.state.clone());
        self.given.insert(code.clone(), Given { asked, person, at: now });
        Some((code, state))
    }

    /// Takes a code. Whatever comes of it, it is used up. Source: RFC 6749 (4.1.3), RFC 7636 (4.6).
    pub(super) fn take(
        &mut self,
        fields: &Fields,
        redirect: &str,
        now: Timestamp,
    ) -> Result<Given, NotGiven> {
        if fields.text("grant_type") != Some("authorization_code") {
            return Err(NotGiven("unsupported_grant_type"));
        }
        let code = fields.text("code").ok_or(NotGiven("invalid_request"))?;
        let given = self.given.remove(code).ok_or(NotGiven("invalid_grant"))?;
        let verifier = fields.text("code_verifier").unwrap_or_default();
        let challenge = BASE64URL_NOPAD.encode(&Sha256::digest(verifier));
        let is_good = now.duration_since(given.at) < CODE_LIFE
            && fields.text("redirect_uri") == Some(redirect)
            && challenge == given.asked.challenge;
        if is_good { Ok(given) } else { Err(NotGiven("invalid_grant")) }
    }
}

impl Given {
    /// What the token says.
    pub(super) fn says(&self, issuer: &str, client: &str, now: Timestamp) -> Value {
        json!({
            "iss": issuer,
            "aud": client,
            "sub": self.person.id,
            "nonce": self.asked.nonce,
            "iat": now.as_second(),
            "exp": (now + TOKEN_LIFE).as_second(),
            "auth_time": self.at.as_second(),
            "amr": ["pwd", "mfa"],
            ROLES_CLAIM: [self.person.role],
        })
    }
}

/// Whether a header is the desk's. Source: RFC 6749 (2.3.1).
pub(super) fn is_desk(header: Option<&str>, client: &str, secret: &str) -> bool {
    // Neither has a mark that would be escaped.
    let expected = format!("Basic {}", BASE64.encode(format!("{client}:{secret}").as_bytes()));
    header == Some(&*expected)
}
