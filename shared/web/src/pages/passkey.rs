//! Passkeys on pages: what the script asks an authenticator with.

use askama::Template;

use super::frame::{Fault, Page, documents, faults};
use super::security::Asked;
use crate::pages::view::{Field, View};

/// A ceremony that was begun.
#[derive(Clone, Copy, Debug)]
pub struct Ceremony<'a> {
    /// What an authenticator signs, in base64url.
    pub challenge: &'a str,
    /// All of it, signed by us.
    pub signed: &'a str,
}

/// The button that signs in by a passkey.
#[derive(Clone, Copy, Debug)]
pub struct ByPasskey<'a> {
    /// The ceremony.
    pub ceremony: Ceremony<'a>,
    /// The sentence beside it.
    pub error: Option<&'a str>,
}

/// `GET, POST /profile/security/passkey`.
#[derive(Clone, Copy, Template)]
#[template(path = "security_passkey.html")]
pub struct AddPasskey<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// The ceremony.
    pub ceremony: Ceremony<'a>,
    /// What an authenticator made of it, where the rest of the form was refused.
    pub credential: &'a str,
    /// The credentials that the member has, in base64url, with blanks between.
    pub exclude: &'a str,
    /// The member's id, which authenticators keep.
    pub user: &'a str,
    /// The member's address, by which they tell passkeys apart.
    pub email: &'a str,
    /// `name`
    pub name: Field<'a>,
    /// The sentence about what an authenticator made.
    pub error: Option<&'a str>,
    /// What is asked once more.
    pub asked: Asked<'a>,
}

documents!(AddPasskey);

impl Page for AddPasskey<'_> {
    fn title(&self) -> &'static str {
        self.view.words().second.passkey.add.title
    }

    fn form(&self) -> Option<&'static str> {
        Some("/profile/security/passkey")
    }

    fn has_passkey(&self) -> bool {
        true
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        let own = faults([("name", self.name.error), ("passkey", self.error)]);
        own.into_iter().chain(self.asked.faults()).collect()
    }
}
