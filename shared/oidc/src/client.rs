//! What the operator has set: which provider, which client of it, and which of its claims count.

use secrecy::{ExposeSecret as _, SecretString};

use crate::issuer::{Issuer, IssuerError, Reach, address, has_user};

/// Claims that name a person, and that people or their administrators change. None of them decides anything.
/// Source: learn.microsoft.com, "ID token claims reference"; OpenID Connect Core (5.7).
const NAMES: [&str; 12] = [
    "_claim_names",
    "_claim_sources",
    "email",
    "family_name",
    "given_name",
    "hd",
    "name",
    "nickname",
    "preferred_username",
    "unique_name",
    "upn",
    "verified_primary_email",
];

/// The texts that the operator has set. [`Client::parse`] makes a client of them.
#[derive(Clone)]
pub struct Given<'a> {
    pub issuer: &'a str,
    pub client_id: &'a str,
    pub client_secret: SecretString,
    /// Our address that the provider sends people back to.
    pub redirect: &'a str,
    /// The claim that holds roles.
    pub roles_claim: &'a str,
    /// The role of whoever may look.
    pub look: &'a str,
    /// The role of whoever may look and act.
    pub act: &'a str,
    /// The claim and value that stand for a second factor, as `amr=mfa`. Empty is the provider's usual one.
    pub second_factor: &'a str,
    pub reach: Reach,
}

/// A client of one provider.
#[derive(Clone)]
pub struct Client {
    pub(crate) issuer: Issuer,
    pub(crate) id: String,
    pub(crate) secret: SecretString,
    pub(crate) redirect: String,
    pub(crate) roles_claim: String,
    pub(crate) look: String,
    pub(crate) act: String,
    /// A claim, and its value.
    pub(crate) second_factor: (String, String),
    pub(crate) reach: Reach,
}

/// Which setting is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClientError {
    #[error("the issuer is refused: {0}")]
    Issuer(#[from] IssuerError),
    #[error("the client's id is empty, too long, or has blanks")]
    Id,
    #[error("the client's secret is empty")]
    Secret,
    #[error("the address to come back to is not https, or has a query")]
    Redirect,
    #[error("the claim of roles is empty, or one that names a person")]
    RolesClaim,
    #[error("the two roles are empty or the same")]
    Roles,
    #[error("the second factor is not CLAIM=VALUE, or its claim names a person")]
    SecondFactor,
}

impl Client {
    /// Parses what the operator has set.
    ///
    /// # Errors
    ///
    /// The first setting that is wrong.
    pub fn parse(given: Given<'_>) -> Result<Self, ClientError> {
        let issuer = Issuer::parse(given.issuer, given.reach)?;
        if !is_word(given.client_id) {
            return Err(ClientError::Id);
        }
        if given.client_secret.expose_secret().is_empty() {
            return Err(ClientError::Secret);
        }
        let redirect = address(given.redirect, given.reach)
            .filter(|url| url.query().is_none() && url.fragment().is_none() && !has_user(url));
        if redirect.is_none_or(|url| url.as_str() != given.redirect) {
            return Err(ClientError::Redirect);
        }
        if !is_claim(given.roles_claim) {
            return Err(ClientError::RolesClaim);
        }
        if given.look.is_empty() || given.act.is_empty() || given.look == given.act {
            return Err(ClientError::Roles);
        }
        let usual = if issuer.is_entra() { "acrs=c1" } else { "amr=mfa" };
        let named = if given.second_factor.is_empty() { usual } else { given.second_factor };
        let (claim, value) = named.split_once('=').ok_or(ClientError::SecondFactor)?;
        if !is_claim(claim) || !is_word(value) {
            return Err(ClientError::SecondFactor);
        }
        Ok(Self {
            issuer,
            id: given.client_id.to_owned(),
            secret: given.client_secret,
            redirect: given.redirect.to_owned(),
            roles_claim: given.roles_claim.to_owned(),
            look: given.look.to_owned(),
            act: given.act.to_owned(),
            second_factor: (claim.to_owned(), value.to_owned()),
            reach: given.reach,
        })
    }
}

fn is_claim(text: &str) -> bool {
    is_word(text) && !NAMES.contains(&text)
}

fn is_word(text: &str) -> bool {
    (1..=255).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}
