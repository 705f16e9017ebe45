//! What happened, as staff are told it.

use crate::letters::held::Held;
use crate::letters::outcome::Outcome;
use crate::members::event::EventKind;
use crate::values::account_number::AccountNumber;
use crate::values::ids::ReferenceCode;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// Somebody asked to register; this letter answered.
    Asked(Outcome),
    /// They asked for the letter again.
    AskedAgain,
    /// They asked for a way back in.
    AskedBack,
    /// The billing system is told of a change.
    Changed(EventKind),
    /// A letter got so far.
    Letter {
        /// The letter, as [`crate::letters::letter::Letter::kind`] names it.
        kind: String,
        /// How far.
        end: LetterEnd,
    },
    /// Staff did something.
    Staff {
        /// What.
        act: Act,
        /// Why, in their own words.
        reason: String,
    },
}

/// How far a letter got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterEnd {
    /// The mail service took it.
    Sent,
    /// It waits its turn for a reason, or without one for the mail service to be back.
    Waits(Option<Held>),
    /// It is held, and never goes.
    Held(Held),
    /// It was refused for good, or could not be written.
    Failed,
    /// The mailbox is not there.
    Bounced,
    /// It came back, but another may arrive: the mailbox was full, say.
    CameBack,
    /// It is on its way for long.
    Delayed,
    /// Who got it called it spam.
    Complained,
}

impl LetterEnd {
    /// The name in items, logs and metrics.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Waits(_) => "waits",
            Self::Held(_) => "held",
            Self::Failed => "failed",
            Self::Bounced => "bounced",
            Self::CameBack => "came_back",
            Self::Delayed => "delayed",
            Self::Complained => "complained",
        }
    }

    /// Why it waits or is held, if there is a reason.
    #[must_use]
    pub fn reason(self) -> Option<Held> {
        match self {
            Self::Held(held) => Some(held),
            Self::Waits(reason) => reason,
            Self::Sent
            | Self::Failed
            | Self::Bounced
            | Self::CameBack
            | Self::Delayed
            | Self::Complained => None,
        }
    }

    /// Reads what [`LetterEnd::name`] wrote, with its [`LetterEnd::reason`].
    #[must_use]
    pub fn parse(name: &str, held: Option<&str>) -> Option<Self> {
        let plain = [
            Self::Sent,
            Self::Failed,
            Self::Bounced,
            Self::CameBack,
            Self::Delayed,
            Self::Complained,
        ];
        match name {
            "held" => held.and_then(Held::parse).map(Self::Held),
            "waits" => Some(Self::Waits(held.and_then(Held::parse))),
            _ => plain.into_iter().find(|end| end.name() == name),
        }
    }
}

/// What staff did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// They read this timeline.
    LookedUp,
    /// They let somebody try again.
    Unlocked,
    /// They sent a letter again.
    Resent,
    /// They ended a registration that waited.
    Cancelled,
    /// They shut a login.
    Frozen,
    /// They opened it again.
    Unfrozen,
    /// They changed the email of a login.
    EmailChanged,
}

impl Act {
    /// The name in items.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::LookedUp => "looked_up",
            Self::Unlocked => "unlocked",
            Self::Resent => "resent",
            Self::Cancelled => "cancelled",
            Self::Frozen => "frozen",
            Self::Unfrozen => "unfrozen",
            Self::EmailChanged => "email_changed",
        }
    }

    /// Reads what [`Act::name`] wrote.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let all = [
            Self::LookedUp,
            Self::Unlocked,
            Self::Resent,
            Self::Cancelled,
            Self::Frozen,
            Self::Unfrozen,
            Self::EmailChanged,
        ];
        all.into_iter().find(|act| act.name() == name)
    }
}

/// What an envelope leaves on the timeline beside its letters and events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// What happened.
    pub what: Happened,
    /// The account that it is about.
    pub account: Option<AccountNumber>,
    /// The code that pages show for it.
    pub reference: Option<ReferenceCode>,
}
