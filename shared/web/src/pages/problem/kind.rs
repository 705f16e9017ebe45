//! What went wrong: its name in the log, and its status.

use jiff::Timestamp;

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The link did its work already: sign in.
    LinkSpent,
    /// The link is too old: register again.
    LinkExpired,
    /// No such link, or not a whole one.
    LinkWrong,
    /// The registration was ended before its time: register again.
    RegistrationEnded,
    /// The browser has no link, or no longer: open the letter's once more.
    LinkAgain,
    /// The link to a new password did its work already.
    RecoverSpent,
    /// The link to a new password is too old, was replaced, or is not a whole one.
    RecoverOver,
    /// "This wasn't me" was said already.
    NotMeSpent,
    /// The link to say so is too old, or is not a whole one.
    NotMeOver,
    /// The link to confirm a new email is too old, or not a whole one: ask again.
    NewEmailOver,
    /// The new email is a member's by now; nothing has changed.
    NewEmailTaken,
    /// Staff are to move the login, and its three days are not over.
    MoveEarly,
    /// The address that staff are to move a login to was proven already; the login moves later, by another link.
    ProofSpent,
    /// The link by which staff are to move a login is too old, or not a whole one: call.
    MoveOver,
    /// The link of a letter about the second step is too old, not a whole one, or its wait is over.
    SecondLinkOver,
    /// Bills come by email already: the link that confirms it was used.
    BillsConfirmed,
    /// The link that confirms bills by email opens nothing any more, or is not a whole one.
    BillsOver,
    /// An invitation did its work already.
    InvitationSpent,
    /// An invitation is too old, was ended or replaced, or its link is not a whole one.
    InvitationOver,
    /// An invitation to another address than the one that is signed in.
    InvitationForOther,
    /// An invitation to one's own account.
    InvitationOwn,
    /// The login has as many accounts of others as it can have.
    GuestFull,
    /// At the claim: the email address is a member's by now; the link is unspent.
    EmailTaken,
    /// At the claim: the billing account has an owner, another holder, or is closed.
    AccountClosed,
    /// No such page.
    NotFound,
    /// The page does not take that method.
    MethodNotAllowed,
    /// The body is over the limit.
    TooLarge,
    /// The body is not a browser's form.
    WrongType,
    /// The form is not ours, or too old.
    Forbidden,
    /// The browser sent no cookie that the form could be bound to.
    NoCookie,
    /// The password is set, and its member signed in: on they go.
    PasswordSet,
    /// Too many tries: the wait, in minutes, rounded up.
    TooMany(u32),
    /// Too many wrong passwords were typed: the wait, in minutes, rounded up.
    TooManyPasswords(u32),
    /// Too many wrong passwords came from the sender's network: the wait, in minutes, rounded up.
    NetworkFull(u32),
    /// The request could not be read.
    Unreadable,
    /// A fault of ours.
    Failure,
    /// Something we need is down.
    Unavailable,
    /// Staff closed the portal for work on it: when it is to open again, if that is still to come.
    Closed(Option<Timestamp>),
}

impl ProblemKind {
    /// The name in the log.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LinkSpent => "link_spent",
            Self::LinkExpired => "link_expired",
            Self::LinkWrong => "link_wrong",
            Self::RegistrationEnded => "registration_ended",
            Self::LinkAgain => "link_again",
            Self::RecoverSpent => "recover_spent",
            Self::RecoverOver => "recover_over",
            Self::NotMeSpent => "not_me_spent",
            Self::NotMeOver => "not_me_over",
            Self::NewEmailOver => "new_email_over",
            Self::NewEmailTaken => "new_email_taken",
            Self::MoveEarly => "move_early",
            Self::ProofSpent => "proof_spent",
            Self::MoveOver => "move_over",
            Self::SecondLinkOver => "second_link_over",
            Self::BillsConfirmed => "bills_confirmed",
            Self::BillsOver => "bills_over",
            Self::InvitationSpent => "invitation_spent",
            Self::InvitationOver => "invitation_over",
            Self::InvitationForOther => "invitation_for_other",
            Self::InvitationOwn => "invitation_own",
            Self::GuestFull => "guest_full",
            Self::EmailTaken => "email_taken",
            Self::AccountClosed => "account_closed",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::TooLarge => "too_large",
            Self::WrongType => "wrong_type",
            Self::Forbidden => "forbidden",
            Self::NoCookie => "no_cookie",
            Self::PasswordSet => "password_set",
            Self::TooMany(_) => "too_many",
            Self::TooManyPasswords(_) => "too_many_passwords",
            Self::NetworkFull(_) => "network_full",
            Self::Unreadable => "unreadable",
            Self::Failure => "failure",
            Self::Unavailable => "unavailable",
            Self::Closed(_) => "closed",
        }
    }

    /// The status that the answer has.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::LinkSpent
            | Self::LinkExpired
            | Self::LinkWrong
            | Self::RegistrationEnded
            | Self::LinkAgain
            | Self::RecoverSpent
            | Self::RecoverOver
            | Self::NotMeSpent
            | Self::NotMeOver
            | Self::NewEmailOver
            | Self::ProofSpent
            | Self::MoveOver
            | Self::SecondLinkOver
            | Self::BillsConfirmed
            | Self::BillsOver
            | Self::InvitationSpent
            | Self::InvitationOver => 410,
            Self::NewEmailTaken
            | Self::MoveEarly
            | Self::InvitationForOther
            | Self::InvitationOwn
            | Self::GuestFull
            | Self::EmailTaken
            | Self::AccountClosed => 409,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::TooLarge => 413,
            Self::WrongType => 415,
            Self::Forbidden | Self::NoCookie => 403,
            Self::PasswordSet => 200,
            Self::TooMany(_) | Self::TooManyPasswords(_) | Self::NetworkFull(_) => 429,
            Self::Unreadable => 400,
            Self::Failure => 500,
            Self::Unavailable | Self::Closed(_) => 503,
        }
    }
}
