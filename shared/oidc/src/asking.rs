//! The address that a browser is sent to.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use ring::{digest, hmac};
use secrecy::{ExposeSecret as _, SecretString};

use crate::client::Client;
use crate::discovery::Discovery;

/// One try to sign in. Its seed belongs into a cookie of the browser and nowhere else, and works once.
pub struct Attempt {
    pub(crate) state: String,
    pub(crate) nonce: String,
    pub(crate) verifier: SecretString,
}

impl Attempt {
    /// Derives everything that a try needs from 32 random bytes.
    ///
    /// What is shown in addresses, the state and the nonce, leads neither to the seed nor to the verifier.
    pub fn of(seed: &[u8; 32]) -> Self {
        let key = hmac::Key::new(hmac::HMAC_SHA256, seed);
        let derived = |what: &[u8]| BASE64URL_NOPAD.encode(hmac::sign(&key, what).as_ref());
        Self {
            state: derived(b"state"),
            nonce: derived(b"nonce"),
            verifier: derived(b"code_verifier").into(),
        }
    }

    /// S256 of the verifier. Source: RFC 7636 (4.2).
    fn challenge(&self) -> String {
        let hash = digest::digest(&digest::SHA256, self.verifier.expose_secret().as_bytes());
        BASE64URL_NOPAD.encode(hash.as_ref())
    }
}

impl fmt::Debug for Attempt {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Attempt(..)")
    }
}

/// Why somebody is sent to the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// They clicked on signing in. Somebody else may have used this browser, so the provider asks which account.
    SignIn,
    /// They want to act. The provider asks for everything anew, with the second factor, and says when.
    Renew,
}

/// Writes the address of a request for a code.
///
/// Source: OpenID Connect Core (3.1.2.1), RFC 7636 (4.3).
pub(crate) fn address(
    client: &Client,
    discovery: &Discovery,
    attempt: &Attempt,
    purpose: Purpose,
) -> String {
    let mut url = discovery.authorize.clone();
    {
        let mut query = url.query_pairs_mut();
        query
            .append_pair("response_type", "code")
            .append_pair("client_id", &client.id)
            .append_pair("redirect_uri", &client.redirect)
            .append_pair("scope", &scope(client, discovery))
            .append_pair("state", &attempt.state)
            .append_pair("nonce", &attempt.nonce)
            .append_pair("code_challenge", &attempt.challenge())
            .append_pair("code_challenge_method", "S256");
        match purpose {
            // Every provider has to know `login`, and some refuse what they do not know. Source: OpenID Connect Core (15.1),
            // Initiating User Registration via OpenID Connect 1.0 (4.1).
            Purpose::SignIn => {
                let prompt = if discovery.asks_which { "select_account" } else { "login" };
                query.append_pair("prompt", prompt);
            }
            // With `max_age` the provider has to say when somebody signed in. Source: OpenID Connect Core (2).
            Purpose::Renew => {
                query.append_pair("prompt", "login").append_pair("max_age", "0");
                if let Some((name, value)) = stepping_up(client) {
                    query.append_pair(name, &value);
                }
            }
        }
    }
    url.into()
}

/// No more than who it is, and the roles, where the provider has a scope of the claim's name.
///
/// Some send `groups` to nobody who does not ask for it. Source: developer.okta.com, "Customize tokens returned from Okta
/// with a Groups claim"; dexidp.io, "Scopes and claims".
fn scope(client: &Client, discovery: &Discovery) -> String {
    match discovery.scopes.iter().find(|scope| **scope == client.roles_claim) {
        Some(roles) => format!("openid {roles}"),
        None => "openid".to_owned(),
    }
}

/// The parameter that has the provider ask for the second factor, if its claim has one.
///
/// Source: OpenID Connect Core (3.1.2.1, 5.5.1.1); learn.microsoft.com, "Developer guide to Conditional Access
/// authentication context".
fn stepping_up(client: &Client) -> Option<(&'static str, String)> {
    let (claim, value) = &client.second_factor;
    match claim.as_str() {
        "acr" => Some(("acr_values", value.clone())),
        "acrs" => {
            let asked = serde_json::json!({ "essential": true, "value": value });
            Some(("claims", serde_json::json!({ "id_token": { "acrs": asked } }).to_string()))
        }
        _ => None,
    }
}
