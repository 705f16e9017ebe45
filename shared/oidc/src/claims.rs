//! What an ID token says, and who is signed in by it.
//!
//! Source: OpenID Connect Core (2, 3.1.3.7), RFC 7519 (4.1).

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

use crate::client::Client;
use crate::errors::TokenFault;
use crate::issuer::is_guid;

/// How far the provider's clock may be from ours.
const LEEWAY: SignedDuration = SignedDuration::from_secs(60);

/// How old a token may be that answers a code: it was made for this answer.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// How long a token may last from now, inclusive. The longest that providers let anybody set is a month.
const LONGEST: SignedDuration = SignedDuration::from_hours(31 * 24);

/// Somebody who has signed in at the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Stable, and no name: `oid` of Entra ID, of others `sub`. At most 255 marks of ASCII, and none is an @.
    pub id: String,
    /// None if the provider gives them no role here.
    pub role: Option<Role>,
    /// When they last typed or showed something there, if the provider says so.
    pub signed_in_at: Option<Timestamp>,
    /// Whether the provider says that they showed a second factor.
    pub second_factor: bool,
    /// First instant at which the token says nothing any more.
    pub until: Timestamp,
}

/// What somebody may do at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Look,
    /// Look, too.
    Act,
}

/// Reads the person out of what a token says whose signature is right.
///
/// # Errors
///
/// The first rule that is broken.
pub(crate) fn person(
    says: &Map<String, Value>,
    client: &Client,
    nonce: &str,
    now: Timestamp,
) -> Result<Person, TokenFault> {
    let text = |name| says.get(name).and_then(Value::as_str);
    if text("iss") != Some(client.issuer.as_str()) {
        return Err(TokenFault::Issuer);
    }
    let is_for_us = match says.get("aud") {
        Some(Value::String(one)) => *one == client.id,
        Some(Value::Array(all)) => all.len() == 1 && all[0] == client.id.as_str(),
        _ => false,
    };
    if !is_for_us {
        return Err(TokenFault::Audience);
    }
    if says.contains_key("azp") && text("azp") != Some(&client.id) {
        return Err(TokenFault::AuthorizedParty);
    }
    let until = instant(says, "exp")?.ok_or(TokenFault::Claim("exp"))?;
    let made = instant(says, "iat")?.ok_or(TokenFault::Claim("iat"))?;
    let signed_in_at = instant(says, "auth_time")?;
    if now.duration_since(until) >= LEEWAY {
        return Err(TokenFault::Expired);
    }
    if until.duration_since(now) > LONGEST {
        return Err(TokenFault::LastsTooLong);
    }
    if instant(says, "nbf")?.is_some_and(|from| from.duration_since(now) > LEEWAY) {
        return Err(TokenFault::TooEarly);
    }
    if made.duration_since(now) > LEEWAY || now.duration_since(made) > FRESH {
        return Err(TokenFault::NotFresh);
    }
    if text("nonce") != Some(nonce) {
        return Err(TokenFault::Nonce);
    }
    if signed_in_at.is_some_and(|at| at.duration_since(now) > LEEWAY) {
        return Err(TokenFault::SignedInLater);
    }
    let (claim, value) = &client.second_factor;
    Ok(Person {
        id: id(says, client)?,
        role: role(says, client),
        // A clock that is ahead gives nobody a longer time to act.
        signed_in_at: signed_in_at.map(|at| at.min(now)),
        second_factor: holds(says, claim, value),
        until,
    })
}

/// An instant in whole seconds. None if the claim is missing.
fn instant(says: &Map<String, Value>, name: &'static str) -> Result<Option<Timestamp>, TokenFault> {
    let Some(value) = says.get(name) else { return Ok(None) };
    let seconds = value.as_i64().filter(|it| *it >= 0).ok_or(TokenFault::Claim(name))?;
    Timestamp::from_second(seconds).map(Some).map_err(|_| TokenFault::Claim(name))
}

/// Who it is. `sub` has to be there in any case. It stands in logs, so no address may be one.
fn id(says: &Map<String, Value>, client: &Client) -> Result<String, TokenFault> {
    let text = |name| says.get(name).and_then(Value::as_str);
    let is_word = |it: &&str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_graphic());
    let subject = text("sub").filter(is_word).ok_or(TokenFault::Claim("sub"))?;
    let (name, id) = if client.issuer.is_entra() {
        ("oid", text("oid").ok_or(TokenFault::Claim("oid"))?)
    } else {
        ("sub", subject)
    };
    if id.len() > 255 || id.contains('@') {
        return Err(TokenFault::Personal(name));
    }
    if client.issuer.is_entra() && !is_guid(id) {
        return Err(TokenFault::Claim("oid"));
    }
    Ok(id.to_owned())
}

fn role(says: &Map<String, Value>, client: &Client) -> Option<Role> {
    if holds(says, &client.roles_claim, &client.act) {
        Some(Role::Act)
    } else if holds(says, &client.roles_claim, &client.look) {
        Some(Role::Look)
    } else {
        None
    }
}

/// Whether a claim is a text, or is a list of texts and has it. It is compared whole.
fn holds(says: &Map<String, Value>, claim: &str, value: &str) -> bool {
    match says.get(claim) {
        Some(Value::String(one)) => one == value,
        Some(Value::Array(all)) => {
            all.iter().all(Value::is_string) && all.iter().any(|one| one == value)
        }
        _ => false,
    }
}
