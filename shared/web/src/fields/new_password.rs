//! A new password typed twice: the rules and their sentences, the same wherever one is chosen.

use domain::{Nearby, NearbyKind, NewPassword, NewPasswordError};

use crate::portal::Portal;
use crate::request::form::Form;
use crate::words::tables::errors::Errors as Sentences;

/// The two boxes.
pub const FIELDS: [&str; 2] = ["new_password", "confirm_password"];

/// What is wrong with the first box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AboutNewPassword {
    /// A rule of passwords.
    Rule(NewPasswordError),
    /// It is the password that it shall replace.
    IsCurrent,
    /// It is the email.
    IsEmail,
}

/// What is wrong with the second box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AboutConfirmPassword {
    /// Nothing was typed.
    Missing,
    /// Something else was typed.
    Different,
}

/// Every rule that the two boxes broke.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Errors {
    /// About `new_password`.
    pub new_password: Option<AboutNewPassword>,
    /// About `confirm_password`.
    pub confirm_password: Option<AboutConfirmPassword>,
}

/// Reads the two boxes. `current` is what was typed as the password to replace; empty where none is asked.
///
/// # Errors
///
/// Every rule that they broke.
pub fn parse(
    portal: &Portal,
    form: &Form,
    email: &str,
    current: &str,
) -> Result<NewPassword, Errors> {
    let [typed, confirmed] = FIELDS.map(|field| form.get(field));
    let (typed, email) = (typed.expose(), email.trim());
    let confirm_password = match confirmed.expose() {
        // An empty first box is said once.
        _ if typed.is_empty() => None,
        "" => Some(AboutConfirmPassword::Missing),
        again if again != typed => Some(AboutConfirmPassword::Different),
        _ => None,
    };
    let password = match NewPassword::parse(typed, &nearby(portal, email), portal.figures) {
        _ if !typed.is_empty() && typed.eq_ignore_ascii_case(email) => {
            Err(AboutNewPassword::IsEmail)
        }
        _ if !typed.is_empty() && typed == current => Err(AboutNewPassword::IsCurrent),
        Ok(password) => Ok(password),
        Err(rule) => Err(AboutNewPassword::Rule(rule)),
    };
    match (password, confirm_password) {
        (Ok(password), None) => Ok(password),
        (password, confirm_password) => {
            Err(Errors { new_password: password.err(), confirm_password })
        }
    }
}

/// What anybody would try here: the co-op's name, address, phone and domain, and the email.
fn nearby<'a>(portal: &'a Portal, email: &'a str) -> Vec<Nearby<'a>> {
    let near = |kind, text| Nearby { kind, text };
    let names = [portal.name, portal.short_name].map(|text| near(NearbyKind::Name, text));
    let address = portal.address.iter().map(|text| near(NearbyKind::Address, text));
    let links = [portal.links.pay, portal.links.usage, portal.links.bills, portal.links.outages];
    let hosts = links.into_iter().filter_map(|link| link.split('/').nth(2));
    let domains = hosts.chain([portal.reply_to]).map(|text| near(NearbyKind::Domain, text));
    let rest = [near(NearbyKind::Phone, portal.phone), near(NearbyKind::Email, email)];
    names.into_iter().chain(address).chain(domains).chain(rest).collect()
}

impl AboutNewPassword {
    /// The sentence beside the box.
    #[must_use]
    pub fn sentence(self, portal: &Portal, says: &Sentences) -> String {
        match self {
            Self::Rule(NewPasswordError::Missing) => says.new_password_missing.to_owned(),
            Self::Rule(NewPasswordError::TooShort) => {
                (says.new_password_too_short)(portal.figures.password_min())
            }
            Self::Rule(NewPasswordError::TooLong) => (says.new_password_too_long)(NewPassword::MAX),
            Self::Rule(NewPasswordError::TooEasy) => says.new_password_too_easy.to_owned(),
            Self::Rule(NewPasswordError::Nearby(kind)) => match kind {
                NearbyKind::Name => (says.new_password_from_name)(portal.short_name),
                NearbyKind::Address => says.new_password_from_address.to_owned(),
                NearbyKind::Phone => says.new_password_from_phone.to_owned(),
                NearbyKind::Domain => says.new_password_from_domain.to_owned(),
                NearbyKind::Email => says.new_password_from_email.to_owned(),
                NearbyKind::Trade => says.new_password_from_trade.to_owned(),
            },
            Self::IsCurrent => says.new_password_is_current.to_owned(),
            Self::IsEmail => says.new_password_is_email.to_owned(),
        }
    }
}

impl AboutConfirmPassword {
    /// The sentence beside the box.
    #[must_use]
    pub fn sentence(self, says: &Sentences) -> &'static str {
        match self {
            Self::Missing => says.confirm_password_missing,
            Self::Different => says.confirm_password_different,
        }
    }
}
