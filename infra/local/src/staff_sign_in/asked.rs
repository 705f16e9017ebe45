//! What the desk asks for. Source: OpenID Connect Core (3.1.2.1), RFC 7636 (4.3).

use std::collections::BTreeMap;
use std::fmt;

/// The fields of a query or a form, each there once.
pub(super) struct Fields(BTreeMap<String, String>);

impl Fields {
    pub(super) fn read(text: &[u8]) -> Result<Self, Refused> {
        let mut read = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(text).into_owned() {
            if read.insert(name, value).is_some() {
                return Err(Refused::Doubled);
            }
        }
        Ok(Self(read))
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

/// A request that is as it should be, and waits for somebody to press a button.
#[derive(Clone)]
pub(super) struct Asked {
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) challenge: String,
}

/// Why nobody is asked.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    Doubled,
    Client,
    Redirect,
    Over,
    /// The desk is told, since its address is right.
    ToDesk {
        error: &'static str,
        state: String,
    },
}

impl fmt::Display for Refused {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::Doubled => "A parameter is there twice",
            Self::Client => "This provider knows no such client",
            Self::Redirect => "The address to come back to is not the desk's",
            Self::Over => "This sign-in is over, or was used",
            Self::ToDesk { .. } => "The desk asks for something else than a code with PKCE",
        })
    }
}

impl Asked {
    /// Reads a request. Nobody is sent to an address that is not the desk's.
    pub(super) fn read(fields: &Fields, client: &str, redirect: &str) -> Result<Self, Refused> {
        if fields.text("client_id") != Some(client) {
            return Err(Refused::Client);
        }
        if fields.text("redirect_uri") != Some(redirect) {
            return Err(Refused::Redirect);
        }
        let text = |name| fields.text(name).unwrap_or_default().to_owned();
        let refused = |error| Err(Refused::ToDesk { error, state: text("state") });
        if text("response_type") != "code" {
            return refused("unsupported_response_type");
        }
        if text("scope") != "openid" {
            return refused("invalid_scope");
        }
        // It remembers nobody, so it cannot answer without asking.
        if text("prompt") == "none" {
            return refused("login_required");
        }
        let has_challenge =
            text("code_challenge_method") == "S256" && text("code_challenge").len() == 43;
        if !has_challenge || text("state").is_empty() || text("nonce").is_empty() {
            return refused("invalid_request");
        }
        Ok(Self { state: text("state"), nonce: text("nonce"), challenge: text("code_challenge") })
    }
}
