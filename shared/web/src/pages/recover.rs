//! The way back in.

use askama::Template;

use super::frame::{Fault, Page, documents, faults};
use crate::pages::view::{Field, SecretField, View};

/// `GET, POST /recover`: which address?
#[derive(Clone, Copy, Template)]
#[template(path = "recover.html")]
pub struct Recover<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// `email`
    pub email: Field<'a>,
}

/// After `POST /recover`, whatever is known of the address.
#[derive(Clone, Copy, Template)]
#[template(path = "recover_sent.html")]
pub struct RecoverSent<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// The address as it was typed.
    pub email: &'a str,
    /// What the office finds it by.
    pub reference: &'a str,
    /// How long a link in the letter works.
    pub valid_minutes: u32,
}

/// `GET, POST /recover/password`: choose a new password.
#[derive(Clone, Copy, Template)]
#[template(path = "new_password.html")]
pub struct NewPassword<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// Whose password it will be; for whoever keeps passwords in the browser.
    pub email: &'a str,
    /// `new_password`
    pub new_password: SecretField<'a>,
    /// `confirm_password`
    pub confirm_password: SecretField<'a>,
    /// The fewest characters of a new password.
    pub least: usize,
}

documents!(Recover, RecoverSent, NewPassword);

impl Page for Recover<'_> {
    fn title(&self) -> &'static str {
        self.view.words().recover.title
    }

    fn form(&self) -> Option<&'static str> {
        Some("/recover")
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        faults([("email", self.email.error)])
    }
}

impl Page for RecoverSent<'_> {
    fn title(&self) -> &'static str {
        self.view.words().recover.sent.title
    }
}

impl Page for NewPassword<'_> {
    fn title(&self) -> &'static str {
        self.view.words().recover.password.title
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        faults([
            ("new_password", self.new_password.error),
            ("confirm_password", self.confirm_password.error),
        ])
    }
}
