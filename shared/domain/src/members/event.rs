//! Events for the billing system.

use jiff::Timestamp;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::outages::OutageTold;
use crate::values::account_number::AccountNumber;
use crate::values::email::Email;
use crate::values::ids::MemberId;
use crate::values::named::named;
use crate::values::typed::Typed;

/// What the billing system is told, named as in docs/MACHINES.md#what-the-billing-system-is-told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
pub enum EventKind {
    /// A login was bound to accounts.
    #[strum(serialize = "login.bound")]
    LoginBound,
    /// A login lost accounts that passed to other people.
    #[strum(serialize = "login.unbound")]
    LoginUnbound,
    /// A login was shut, by "this wasn't me" or by staff.
    #[strum(serialize = "login.frozen")]
    LoginFrozen,
    /// Staff opened a login again.
    #[strum(serialize = "login.unfrozen")]
    LoginUnfrozen,
    /// A member accepted the terms.
    #[strum(serialize = "terms.accepted")]
    TermsAccepted,
    /// Paper bills stop.
    #[strum(serialize = "paperless.on")]
    PaperlessOn,
    /// Paper bills go on or come back.
    #[strum(serialize = "paperless.off")]
    PaperlessOff,
    /// A member signs in with, and is reached at, another email.
    #[strum(serialize = "email.changed")]
    EmailChanged,
    /// Mail to the member bounced.
    #[strum(serialize = "contact.bounced")]
    ContactBounced,
    /// An account came online that has no contact on file: a card by post can tell who lives there.
    #[strum(serialize = "notice.by_post")]
    NoticeByPost,
    /// An outage was reported.
    #[strum(serialize = "outage.reported")]
    OutageReported,
    /// A member or staff say that the power is back.
    #[strum(serialize = "outage.restored")]
    OutageRestored,
    /// Somebody else may open an account from now on.
    #[strum(serialize = "person.joined")]
    PersonJoined,
    /// Somebody else may no longer.
    #[strum(serialize = "person.left")]
    PersonLeft,
}

named!(EventKind);

impl EventKind {
    /// Whether it names accounts that are held, too. Paper that comes back harms nobody, and without it no bill would come.
    #[must_use]
    pub fn tells_of_held(self) -> bool {
        match self {
            Self::LoginBound
            | Self::LoginUnbound
            | Self::LoginFrozen
            | Self::NoticeByPost
            | Self::PaperlessOff => true,
            Self::LoginUnfrozen
            | Self::TermsAccepted
            | Self::PaperlessOn
            | Self::EmailChanged
            | Self::ContactBounced
            | Self::OutageReported
            | Self::OutageRestored
            | Self::PersonJoined
            | Self::PersonLeft => false,
        }
    }
}

/// An event for the billing system and the outage system; the highest number of a member wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// To whom; nobody where it is told without signing in.
    pub member: Option<MemberId>,
    /// The accounts it is about.
    pub accounts: Vec<AccountNumber>,
    /// Where the member is reached from now on; nowhere while one of the accounts is held.
    pub email: Option<Email>,
    /// Until when its accounts are held.
    pub held_until: Option<Timestamp>,
    /// The member's event number; none of what is no change of a member.
    pub number: Option<u64>,
    /// What it tells of an outage. It goes to the bus alone, and into no file.
    pub outage: Option<OutageTold>,
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
    /// The event's accounts, in its order, as billing wrote them.
    pub written: Vec<Typed>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::named::assert_named;

    #[test]
    fn each_event_is_named_as_the_billing_system_knows_it() {
        assert_named!(
            EventKind,
            [
                "login.bound",
                "login.unbound",
                "login.frozen",
                "login.unfrozen",
                "terms.accepted",
                "paperless.on",
                "paperless.off",
                "email.changed",
                "contact.bounced",
                "notice.by_post",
                "outage.reported",
                "outage.restored",
                "person.joined",
                "person.left"
            ]
        );
    }
}
