//! What the outbox holds: letters to people, and the events that go with them.

use jiff::Timestamp;

use crate::links::token::LinkClaim;
use crate::members::wishes::Bills;
use crate::values::account_number::AccountNumber;
use crate::values::ids::{DeviceId, MemberId};

/// A letter, by what it says; its words stand in `web`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Letter {
    /// Confirm your email: a link and a temporary password.
    Confirm {
        /// What the link names; the token is derived when the letter is sent.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
    },
    /// You already have a login.
    AlreadyMember,
    /// The account already has a login, of another email.
    AccountHasLogin,
    /// What was typed matches no account.
    CouldNotMatch,
    /// The account was tried too often.
    TooManyTries,
    /// You are a member.
    Welcome,
    /// To the contact on file: an online account was opened.
    AccountBound {
        /// "This wasn't me": what the link names.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
    },
    /// Choose a new password: a link.
    Recover {
        /// What the link names; the token is derived when the letter is sent.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
        /// The browser that asked, if its member has used it before: it has a budget of its own.
        known: Option<(MemberId, DeviceId)>,
    },
    /// To who asks for a way back in: staff look into it.
    StillFrozen,
    /// To who asks for a way back in: no login has this email.
    NoLogin,
    /// Somebody signed in from a browser that you have not used before.
    NewBrowser {
        /// What it is, such as "Chrome on Android".
        browser: String,
    },
    /// Your password was changed.
    PasswordChanged,
    /// An account of yours is no longer in your name.
    AccountUnbound {
        /// The account; the letter shows its last digits.
        account: AccountNumber,
    },
    /// You ended all your other sessions.
    SessionsEnded,
    /// You ended one session from another browser.
    SessionEnded {
        /// The browser that it was of, such as "Chrome on Android".
        browser: String,
    },
    /// One more account is yours.
    AccountAdded {
        /// The account; the letter shows its last digits.
        account: AccountNumber,
    },
    /// Your login is closed.
    LoginClosed,
    /// Your login is shut while staff look into it.
    LoginFrozen,
    /// Staff opened your login again.
    LoginOpened,
    /// Your security phrase was changed.
    PhraseChanged,
    /// Your bills come otherwise from now on.
    BillsChanged {
        /// How.
        bills: Bills,
        /// The account, if it is about one of several; the letter shows its last digits.
        account: Option<AccountNumber>,
    },
    /// To the new address: confirm that it is yours.
    NewEmail {
        /// What the link names; the token is derived when the letter is sent.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
    },
    /// To an address that was asked for by another login: it has one.
    EmailInUse,
    /// To the new address: you sign in with it now.
    EmailChanged,
    /// To the address before: you no longer sign in with it.
    EmailReplaced {
        /// What "this wasn't me" names.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
    },
}

impl Letter {
    /// The letter's name in items and logs.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Confirm { .. } => "confirm",
            Self::AlreadyMember => "already_member",
            Self::AccountHasLogin => "account_has_login",
            Self::CouldNotMatch => "could_not_match",
            Self::TooManyTries => "too_many_tries",
            Self::Welcome => "welcome",
            Self::AccountBound { .. } => "account_bound",
            Self::AccountUnbound { .. } => "account_unbound",
            Self::PasswordChanged => "password_changed",
            Self::PhraseChanged => "phrase_changed",
            Self::BillsChanged { bills: Bills::ByEmail, .. } => "bills_by_email",
            Self::BillsChanged { bills: Bills::OnPaper, .. } => "bills_on_paper",
            Self::SessionsEnded => "sessions_ended",
            Self::SessionEnded { .. } => "session_ended",
            Self::AccountAdded { .. } => "account_added",
            Self::LoginClosed => "login_closed",
            Self::LoginFrozen => "login_frozen",
            Self::LoginOpened => "login_opened",
            Self::Recover { .. } => "recover",
            Self::StillFrozen => "still_frozen",
            Self::NoLogin => "no_login",
            Self::NewBrowser { .. } => "new_browser",
            Self::NewEmail { .. } => "new_email",
            Self::EmailInUse => "email_in_use",
            Self::EmailChanged => "email_changed",
            Self::EmailReplaced { .. } => "email_replaced",
        }
    }
}
