//! A code is exchanged for an ID token.

use data_encoding::BASE64;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;

use crate::callback::Callback;
use crate::client::Client;
use crate::discovery::SecretGoes;
use crate::errors::{Place, SignInError, code};
use crate::faults::ExchangeFault;
use crate::fetch::Fetched;
use crate::json;

/// The largest answer that is read, in bytes. It has an access token beside ours.
pub(crate) const MOST: usize = 64 * 1024;

/// The form that asks for a token, and the header with the client's secret if it goes there.
///
/// Source: RFC 6749 (2.3.1, 4.1.3), RFC 7636 (4.5).
pub(crate) fn request(
    client: &Client,
    secret: &SecretString,
    callback: &Callback<'_>,
    secret_goes: SecretGoes,
) -> (Option<SecretString>, SecretString) {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("grant_type", "authorization_code")
        .append_pair("code", callback.code.expose_secret())
        .append_pair("redirect_uri", &client.redirect)
        .append_pair("code_verifier", callback.attempt.verifier.expose_secret());
    let secret = secret.expose_secret();
    let header = match secret_goes {
        SecretGoes::InHeader => {
            let pair = format!("{}:{}", escaped(&client.id), escaped(secret));
            Some(format!("Basic {}", BASE64.encode(pair.as_bytes())).into())
        }
        SecretGoes::InForm => {
            form.append_pair("client_id", &client.id).append_pair("client_secret", secret);
            None
        }
    };
    (header, form.finish().into())
}

/// Escapes as little as may be, since some providers take off nothing. Secrets of Entra have tildes.
fn escaped(text: &str) -> String {
    let escaped: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
    escaped.replace('+', "%20").replace("%7E", "~")
}

/// Reads the ID token out of an answer. Source: RFC 6749 (5.1, 5.2), OpenID Connect Core (3.1.3.3).
///
/// # Errors
///
/// That the provider refuses, has a fault, or answers something else.
pub(crate) fn id_token(answer: &Fetched) -> Result<String, SignInError> {
    let said = json::object(&answer.body);
    let text = |name| said.as_ref()?.get(name).and_then(Value::as_str);
    let fault = |fault| Err(SignInError::Exchange(fault));
    if answer.status >= 500 || answer.status == 429 {
        return Err(SignInError::Status(Place::Token, answer.status));
    }
    if answer.status != 200 {
        return match text("error") {
            Some(error) if answer.status == 401 => fault(ExchangeFault::Unauthorized(code(error))),
            Some(error) => fault(ExchangeFault::Refused(code(error))),
            None => Err(SignInError::Status(Place::Token, answer.status)),
        };
    }
    if said.is_none() {
        return fault(ExchangeFault::NotJson);
    }
    if !text("token_type").is_some_and(|it| it.eq_ignore_ascii_case("bearer")) {
        return fault(ExchangeFault::Type);
    }
    match text("id_token") {
        Some(token) => Ok(token.to_owned()),
        None => fault(ExchangeFault::NoToken),
    }
}
