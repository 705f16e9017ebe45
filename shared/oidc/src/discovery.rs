//! What the provider says about itself.

use serde_json::{Map, Value};
use url::Url;

use crate::issuer::{Issuer, Reach, address, has_user};
use crate::json;

/// The largest document that is read, in bytes. Entra's has 2 KB.
pub(crate) const MOST: usize = 64 * 1024;

/// The part of a discovery document that we go by.
#[derive(Clone, Debug)]
pub(crate) struct Discovery {
    pub(crate) authorize: Url,
    pub(crate) token: Url,
    pub(crate) keys: Url,
    /// Where people sign out of the provider, if it has such a page.
    pub(crate) sign_out: Option<Url>,
    /// What comes back always says which provider sent it. Source: RFC 9207 (3).
    pub(crate) names_itself: bool,
    pub(crate) secret_goes: SecretGoes,
    /// The scopes that the provider knows.
    pub(crate) scopes: Vec<String>,
    /// The provider says, or is known, to ask which account. What it can ask otherwise is everything anew.
    pub(crate) asks_which: bool,
}

/// How the client says who it is. Source: RFC 6749 (2.3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SecretGoes {
    InHeader,
    InForm,
}

/// Why a discovery document is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DiscoveryFault {
    #[error("it is not an object, or names a key twice")]
    NotJson,
    #[error("it is of another issuer")]
    Issuer,
    #[error("its {0} is missing or not https")]
    Address(&'static str),
    #[error("the provider gives out no codes")]
    NoCodes,
    #[error("the provider takes no client secret")]
    NoSecret,
    #[error("the provider does not take S256 for PKCE")]
    NoChallenge,
}

impl Discovery {
    /// Reads a document that was fetched for an issuer. Source: Discovery 1.0 (3, 4.3).
    ///
    /// # Errors
    ///
    /// The first rule that is broken.
    pub(crate) fn read(body: &[u8], issuer: &Issuer, reach: Reach) -> Result<Self, DiscoveryFault> {
        let said = json::object(body).ok_or(DiscoveryFault::NotJson)?;
        if said.get("issuer").and_then(Value::as_str) != Some(issuer.as_str()) {
            return Err(DiscoveryFault::Issuer);
        }
        let at = |name| endpoint(&said, name, reach).ok_or(DiscoveryFault::Address(name));
        let has = |name, value| lists(&said, name, value);
        if has("response_types_supported", "code") == Some(false) {
            return Err(DiscoveryFault::NoCodes);
        }
        if has("code_challenge_methods_supported", "S256") == Some(false) {
            return Err(DiscoveryFault::NoChallenge);
        }
        let methods = "token_endpoint_auth_methods_supported";
        let secret_goes = match has(methods, "client_secret_basic") {
            None | Some(true) => SecretGoes::InHeader,
            Some(false) if has(methods, "client_secret_post") == Some(true) => SecretGoes::InForm,
            Some(false) => return Err(DiscoveryFault::NoSecret),
        };
        let names_itself = "authorization_response_iss_parameter_supported";
        Ok(Self {
            authorize: at("authorization_endpoint")?,
            token: at("token_endpoint")?,
            keys: at("jwks_uri")?,
            sign_out: endpoint(&said, "end_session_endpoint", reach).map(without_token),
            names_itself: said.get(names_itself).and_then(Value::as_bool).unwrap_or(false),
            secret_goes,
            scopes: texts(&said, "scopes_supported"),
            asks_which: issuer.is_entra()
                || has("prompt_values_supported", "select_account") == Some(true),
        })
    }
}

fn endpoint(said: &Map<String, Value>, name: &str, reach: Reach) -> Option<Url> {
    let url = address(said.get(name)?.as_str()?, reach)?;
    (url.fragment().is_none() && !has_user(&url)).then_some(url)
}

/// Whether a list has a value, if there is such a list.
fn lists(said: &Map<String, Value>, name: &str, value: &str) -> Option<bool> {
    let list = said.get(name)?;
    Some(list.as_array().is_some_and(|it| it.iter().any(|one| one == value)))
}

fn texts(said: &Map<String, Value>, name: &str) -> Vec<String> {
    let list = said.get(name).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Okta's address takes nobody who does not bring their ID token, which we do not keep. Its page for people does.
///
/// Source: support.okta.com, "The Purpose of `id_token_hint` in the /logout API".
fn without_token(mut url: Url) -> Url {
    if url.path().starts_with("/oauth2/") && url.path().ends_with("/v1/logout") {
        url.set_path("/login/signout");
    }
    url
}
