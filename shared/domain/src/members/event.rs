//! Events for the billing system.

use jiff::Timestamp;

use crate::values::account_number::AccountNumber;
use crate::values::email::Email;
use crate::values::ids::MemberId;

/// What the billing system is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// A login was bound to accounts.
    LoginBound,
    /// A login lost accounts that passed to other people.
    LoginUnbound,
    /// A login was shut, by "this wasn't me" or by staff.
    LoginFrozen,
    /// Staff opened a login again.
    LoginUnfrozen,
    /// A member accepted the terms.
    TermsAccepted,
    /// Paper bills stop.
    PaperlessOn,
    /// Paper bills go on or come back.
    PaperlessOff,
    /// A member signs in with, and is reached at, another email.
    EmailChanged,
    /// Mail to the member bounced.
    ContactBounced,
}

impl EventKind {
    /// The event's name, as in docs/MACHINES.md#what-the-billing-system-is-told.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::LoginBound => "login.bound",
            Self::LoginUnbound => "login.unbound",
            Self::LoginFrozen => "login.frozen",
            Self::LoginUnfrozen => "login.unfrozen",
            Self::TermsAccepted => "terms.accepted",
            Self::PaperlessOn => "paperless.on",
            Self::PaperlessOff => "paperless.off",
            Self::EmailChanged => "email.changed",
            Self::ContactBounced => "contact.bounced",
        }
    }

    /// Reads what [`EventKind::name`] wrote.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let all = [
            Self::LoginBound,
            Self::LoginUnbound,
            Self::LoginFrozen,
            Self::LoginUnfrozen,
            Self::TermsAccepted,
            Self::PaperlessOn,
            Self::PaperlessOff,
            Self::EmailChanged,
            Self::ContactBounced,
        ];
        all.into_iter().find(|kind| kind.name() == name)
    }
}

/// An event for the billing system; the highest number of a member wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// To whom.
    pub member: MemberId,
    /// The accounts it is about.
    pub accounts: Vec<AccountNumber>,
    /// Where the member is reached from now on.
    pub email: Option<Email>,
    /// The member's event number.
    pub number: u64,
    /// When.
    pub at: Timestamp,
}

/// An event on its way to the billing system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The same each time it is told; who listens drops what came before.
    pub id: String,
    /// What happened.
    pub event: Event,
}
