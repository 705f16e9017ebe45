//! What stands in somebody's way, in a word and with what is needed to say it.

mod parts;

use jiff::Timestamp;

pub use parts::{FrozenBy, Place, Tries};

use crate::letters::happened::LetterEnd;
use crate::letters::obstacle::Obstacle;
use crate::values::account_number::AccountNumber;
use crate::values::email::Email;
use crate::why::outage::OutageCase;

/// What is so now: the first thing that stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// No extract was imported yet.
    NoExtract,
    /// The key of the extract in force is gone from the secret, so nobody matches.
    KeyGone,
    /// No extract ever had the account.
    NoAccount {
        /// When the extract in force was imported.
        imported_at: Timestamp,
    },
    /// An earlier extract had the account; the one in force lost it.
    LeftExtract {
        /// When the extract in force was imported.
        imported_at: Timestamp,
    },
    /// The account is closed in the billing system.
    AccountClosed,
    /// The account has a login.
    AccountOnline {
        /// Since when.
        since: Timestamp,
        /// The email of the login, if its member is known.
        under: Option<Email>,
    },
    /// The account has a login, and shows nothing yet: the contact on file has time to object.
    AccountHeld {
        /// Since when it has one.
        since: Timestamp,
        /// The email of the login, if its member is known.
        under: Option<Email>,
        /// Until when it shows nothing.
        until: Timestamp,
    },
    /// The account is billed to other people since it was asked for.
    PassedOn,
    /// Staff look into the login.
    LoginFrozen(FrozenBy),
    /// The member closed the login.
    LoginClosed,
    /// The login has another email now.
    EmailMoved,
    /// Staff began to move the login to another email, and it has not moved.
    EmailMoving {
        /// When.
        since: Timestamp,
    },
    /// Staff began to move a login to this email, and it has not moved.
    EmailMovesHere {
        /// When.
        since: Timestamp,
    },
    /// A member asked to sign in with it from now on, and has not yet confirmed it.
    NewEmail {
        /// First instant at which the letter's link no longer works; none once it does not.
        until: Option<Timestamp>,
    },
    /// A way back in was asked for with it, and no login has it.
    NoLogin {
        /// When, the last time.
        at: Timestamp,
    },
    /// No login has it, and an account that has it on file came online: a letter asked whether it was them.
    ContactTold {
        /// When, the last time.
        at: Timestamp,
    },
    /// It was tried too often.
    TriesSpent {
        /// Whose tries.
        of: Tries,
        /// The first instant at which it may be tried again.
        opens: Timestamp,
        /// What of the account was wrong in the last try, nothing if all was right; `None` where that is not known.
        misses: Option<Vec<Obstacle>>,
    },
    /// It was tried too often when it was asked last, and may be tried again now.
    TriesOver {
        /// As in [`Cause::TriesSpent`].
        misses: Option<Vec<Obstacle>>,
    },
    /// What was typed last is not what the bill says.
    NotMatched {
        /// When it was typed.
        at: Timestamp,
        /// What of it; empty where that is not known.
        misses: Vec<Obstacle>,
    },
    /// Somebody who has a login asked to register another account: they add it in their profile.
    AddsAccount {
        /// What of the account was wrong; adding it there will not work either.
        misses: Vec<Obstacle>,
        /// The account, where it is not what staff asked about.
        account: Option<AccountNumber>,
    },
    /// Wrong passwords shut sign-in until a new one is chosen.
    SignInShut,
    /// Wrong passwords make sign-in wait.
    SignInWaits {
        /// Until when.
        until: Timestamp,
        /// For whom.
        place: Place,
    },
    /// A letter that is needed did not arrive, or not where it is seen.
    Letter {
        /// Which.
        kind: String,
        /// How far it got.
        end: LetterEnd,
        /// Whether it went to a member, rather than to somebody who registers.
        to_member: bool,
    },
    /// The mail service writes to the address no more, since a letter came back.
    Unwritten {
        /// Since when, if that is known.
        since: Option<Timestamp>,
        /// Whether it is a member's.
        to_member: bool,
    },
    /// A link to confirm waits.
    WaitsForConfirmation {
        /// First instant at which it no longer works.
        until: Timestamp,
    },
    /// The link to confirm ran out.
    RanOut,
    /// Wrong account numbers spent the link.
    WrongNumbers,
    /// Staff ended the registration.
    Cancelled,
    /// Nothing is in the way of a member.
    Member {
        /// Since when.
        since: Timestamp,
        /// How many accounts they have.
        accounts: usize,
        /// To how many accounts of others they were let in.
        opens: usize,
    },
    /// Nothing is in the way of a member, but that an account of theirs shows nothing yet.
    MemberHeld {
        /// Until when.
        until: Timestamp,
    },
    /// Nothing is in the way of registering.
    MayRegister,
    /// It is about the report of an outage.
    Outage(OutageCase),
    /// Nobody asked for anything.
    NothingKnown,
    /// The code of a page leads to nobody who asked.
    CodeUnknown,
    /// Only the timeline is left.
    SeeTimeline,
}

impl Cause {
    /// The name for scripts.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::NoExtract => "no-extract",
            Self::KeyGone => "key-gone",
            Self::NoAccount { .. } => "not-in-extract",
            Self::LeftExtract { .. } => "left-extract",
            Self::AccountClosed => "account-closed",
            Self::AccountOnline { .. } => "account-online",
            Self::AccountHeld { .. } => "account-held",
            Self::PassedOn => "passed-on",
            Self::LoginFrozen(_) => "login-frozen",
            Self::LoginClosed => "login-closed",
            Self::EmailMoved => "email-moved",
            Self::EmailMoving { .. } | Self::EmailMovesHere { .. } => "email-moving",
            Self::NewEmail { .. } => "new-email",
            Self::NoLogin { .. } => "no-login",
            Self::ContactTold { .. } => "contact-told",
            Self::TriesSpent { .. } => "tries-spent",
            Self::TriesOver { .. } => "tries-over",
            Self::NotMatched { .. } => "not-matched",
            Self::AddsAccount { .. } => "adds-account",
            Self::SignInShut => "sign-in-shut",
            Self::SignInWaits { .. } => "sign-in-waits",
            Self::Letter { end, .. } => letter_name(*end),
            Self::Unwritten { .. } => "mailbox-suppressed",
            Self::WaitsForConfirmation { .. } => "waits-for-confirmation",
            Self::RanOut => "link-over",
            Self::WrongNumbers => "wrong-numbers",
            Self::Cancelled => "cancelled",
            Self::Member { .. } => "member",
            Self::MemberHeld { .. } => "member-held",
            Self::MayRegister => "may-register",
            Self::Outage(case) => case.name(),
            Self::NothingKnown | Self::CodeUnknown => "nothing-known",
            Self::SeeTimeline => "see-timeline",
        }
    }

    /// Until when it is so by itself.
    #[must_use]
    pub fn until(&self) -> Option<Timestamp> {
        match self {
            Self::TriesSpent { opens: until, .. }
            | Self::SignInWaits { until, .. }
            | Self::AccountHeld { until, .. }
            | Self::MemberHeld { until }
            | Self::WaitsForConfirmation { until } => Some(*until),
            Self::NewEmail { until } => *until,
            Self::NoExtract
            | Self::KeyGone
            | Self::NoAccount { .. }
            | Self::LeftExtract { .. }
            | Self::AccountClosed
            | Self::AccountOnline { .. }
            | Self::PassedOn
            | Self::LoginFrozen(_)
            | Self::LoginClosed
            | Self::EmailMoved
            | Self::EmailMoving { .. }
            | Self::EmailMovesHere { .. }
            | Self::NoLogin { .. }
            | Self::ContactTold { .. }
            | Self::TriesOver { .. }
            | Self::NotMatched { .. }
            | Self::AddsAccount { .. }
            | Self::SignInShut
            | Self::Letter { .. }
            | Self::Unwritten { .. }
            | Self::RanOut
            | Self::WrongNumbers
            | Self::Cancelled
            | Self::Member { .. }
            | Self::MayRegister
            | Self::Outage(_)
            | Self::NothingKnown
            | Self::CodeUnknown
            | Self::SeeTimeline => None,
        }
    }
}

fn letter_name(end: LetterEnd) -> &'static str {
    match end {
        LetterEnd::Sent | LetterEnd::Answered => "letter-sent",
        LetterEnd::Waits(_) => "letter-waits",
        LetterEnd::Held(_) => "letter-held",
        LetterEnd::Failed => "letter-failed",
        LetterEnd::Bounced | LetterEnd::Suppressed => "mailbox-dead",
        LetterEnd::Full => "mailbox-full",
        LetterEnd::Refused => "letter-refused",
        LetterEnd::CameBack => "letter-came-back",
        LetterEnd::Delayed => "letter-delayed",
        LetterEnd::Complained => "letter-called-spam",
    }
}
