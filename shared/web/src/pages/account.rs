//! The pages before and after registration.

use askama::Template;

use super::frame::{Fault, Page, documents, faults};
use super::passkey::ByPasskey;
use crate::pages::view::{Checkbox, Field, SecretField, View};
use crate::words::moment::long_date;

/// Something good to know above the sign-in form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInNotice {
    /// The password is set; no session came of it.
    PasswordSet,
    /// The session was ended by its member.
    SignedOut,
    /// The new email is the one to sign in with.
    EmailChanged,
    /// Bills come by email from now on.
    BillsByEmail,
    /// A page of members led here: nobody is signed in, or no longer.
    SignInFirst,
    /// The address that staff are to move the login to is proven.
    EmailProven,
    /// The second step took too long, or something has changed since the password was typed.
    SecondOver,
}

/// `GET, POST /sign-in`.
#[derive(Clone, Copy, Template)]
#[template(path = "sign_in.html")]
pub struct SignIn<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// Something good to know.
    pub notice: Option<SignInNotice>,
    /// `email`; the sentence about a wrong pair goes here too.
    pub email: Field<'a>,
    /// `password`
    pub password: SecretField<'a>,
    /// The button for a passkey, where the portal can have them.
    pub passkey: Option<ByPasskey<'a>>,
}

/// `GET /terms`.
#[derive(Clone, Copy, Template)]
#[template(path = "terms.html")]
pub struct Terms<'a> {
    /// Who looks.
    pub view: View<'a>,
}

/// `GET, POST /sign-in/terms`: they have changed.
#[derive(Clone, Copy, Template)]
#[template(path = "new_terms.html")]
pub struct NewTerms<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// `accept_terms`
    pub accept_terms: Checkbox<'a>,
}

/// After `POST /sign-in` with a temporary password whose time is over.
#[derive(Clone, Copy, Template)]
#[template(path = "ran_out.html")]
pub struct RanOut<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// The address as it was typed.
    pub email: &'a str,
}

/// What a member came to the office's page for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficeSubject {
    /// Signing in while staff look into the login.
    Frozen,
    /// After "this wasn't me".
    Told,
}

/// What the office does until the portal does it.
#[derive(Clone, Copy, Template)]
#[template(path = "office.html")]
pub struct Office<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// What for.
    pub subject: OfficeSubject,
}

documents!(SignIn, Terms, NewTerms, RanOut, Office);

impl SignIn<'_> {
    fn notice(&self) -> Option<&'static str> {
        let words = &self.view.words().account.sign_in;
        self.notice.map(|notice| match notice {
            SignInNotice::PasswordSet => words.password_set,
            SignInNotice::SignedOut => words.signed_out,
            SignInNotice::SignInFirst => words.sign_in_first,
            SignInNotice::EmailChanged => words.email_changed,
            SignInNotice::BillsByEmail => words.bills_by_email,
            SignInNotice::EmailProven => words.email_proven,
            SignInNotice::SecondOver => words.second_over,
        })
    }

    /// Browsers offer passkeys in the box of the email.
    fn email_autocomplete(&self) -> &'static str {
        if self.passkey.is_some() { "username webauthn" } else { "username" }
    }
}

impl Page for SignIn<'_> {
    fn title(&self) -> &'static str {
        self.view.words().account.sign_in.title
    }

    fn form(&self) -> Option<&'static str> {
        Some("/sign-in")
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        faults([
            ("email", self.email.error),
            ("password", self.password.error),
            ("passkey", self.passkey.and_then(|by| by.error)),
        ])
    }

    fn has_passkey(&self) -> bool {
        self.passkey.is_some()
    }
}

impl Terms<'_> {
    fn date(&self) -> String {
        long_date(self.view.portal().terms.date, self.view.language)
    }
}

impl Page for Terms<'_> {
    fn title(&self) -> &'static str {
        self.view.words().account.terms.title
    }
}

impl NewTerms<'_> {
    fn date(&self) -> String {
        long_date(self.view.portal().terms.date, self.view.language)
    }
}

impl Page for NewTerms<'_> {
    fn title(&self) -> &'static str {
        self.view.words().account.terms.changed.title
    }

    fn form(&self) -> Option<&'static str> {
        Some("/sign-in/terms")
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        faults([("accept_terms", self.accept_terms.error)])
    }
}

impl Page for RanOut<'_> {
    fn title(&self) -> &'static str {
        self.view.words().account.sign_in.ran_out.title
    }
}

impl Office<'_> {
    fn text(&self) -> &'static [&'static str] {
        let words = &self.view.words().account.office;
        match self.subject {
            OfficeSubject::Frozen => words.frozen_text,
            OfficeSubject::Told => words.told_text,
        }
    }

    fn way_on(&self) -> (&'static str, &'static str) {
        let words = &self.view.words().account.office;
        match self.subject {
            OfficeSubject::Frozen => ("/sign-in", words.to_sign_in),
            OfficeSubject::Told => ("/", words.to_start),
        }
    }
}

impl Page for Office<'_> {
    fn title(&self) -> &'static str {
        let words = &self.view.words().account.office;
        match self.subject {
            OfficeSubject::Frozen => words.frozen_title,
            OfficeSubject::Told => words.told_title,
        }
    }
}
