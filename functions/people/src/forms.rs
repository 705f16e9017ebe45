//! What the forms have, which of their rules were broken, and the accounts beside them.

use domain::{AccountStanding, EmailError, GuestOf};
use web::new_password;
use web::proof::{self, About};
use web::terms::{self, NotAccepted};

/// The fields of an invitation.
pub(crate) const INVITE: [&str; 6] =
    ["account", "email", "role", "language", proof::FIELDS[0], proof::FIELDS[1]];

/// The fields of who accepts without a login.
pub(crate) const ACCEPT: [&str; 4] =
    ["new_password", "confirm_password", terms::FIELDS[0], terms::FIELDS[1]];

/// Every rule that an invitation broke.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct InviteErrors {
    pub(crate) email: Option<AboutEmail>,
    pub(crate) role_missing: bool,
    pub(crate) about: About,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AboutEmail {
    Rule(EmailError),
    /// They are on the account already.
    IsGuest,
    /// The account has no room.
    Full,
}

/// Every rule that the form of a new person broke.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct AcceptErrors {
    pub(crate) password: new_password::Errors,
    pub(crate) terms: Option<NotAccepted>,
}

/// The accounts as they are shown: the member's own that is chosen, and the first of others.
pub(crate) struct Seen<'a> {
    pub(crate) own: Option<(Box<web::Chosen<'a>>, AccountStanding)>,
    pub(crate) others: Vec<(&'a GuestOf, AccountStanding)>,
}
