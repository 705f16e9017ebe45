//! What happened, as staff are told it.

use crate::letters::held::Held;
use crate::letters::obstacle::Obstacle;
use crate::letters::outcome::Outcome;
use crate::members::event::EventKind;
use crate::values::account_number::AccountNumber;
use crate::values::ids::ReferenceCode;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// Somebody asked to register.
    Asked {
        /// The letter that answered.
        outcome: Outcome,
        /// All that stood in the way, of which the letter tells less.
        obstacles: Vec<Obstacle>,
    },
    /// They asked for the letter again.
    AskedAgain,
    /// They asked for a way back in.
    AskedBack,
    /// The member closed the login.
    Closed,
    /// An account is billed to other people now, so its member lost it.
    PassedOn,
    /// Who reads the mail of the contact on file, or of an email before, said that it was not them.
    SaidNotMe,
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
        /// Who, as the account of AWS knows them; none of what was noted before that was.
        by: Option<String>,
    },
}

/// How far a letter got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterEnd {
    /// The mail service took it.
    Sent,
    /// It waits its turn, or for the mail service to be back.
    Waits,
    /// It is held, and never goes.
    Held(Held),
    /// It was refused for good, or could not be written.
    Failed,
    /// The mailbox is not there.
    Bounced,
    /// The mail service does not write there any more, since an earlier letter bounced.
    Suppressed,
    /// The mailbox is full; another letter may arrive.
    Full,
    /// An automatic answer came, such as out of office; the letter has most likely arrived.
    Answered,
    /// Their mail service refused this letter, as too large or for what it says.
    Refused,
    /// Something came back, and nobody said why: it may have been an automatic answer.
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
            Self::Waits => "waits",
            Self::Held(_) => "held",
            Self::Failed => "failed",
            Self::Bounced => "bounced",
            Self::Suppressed => "suppressed",
            Self::Full => "full",
            Self::Answered => "answered",
            Self::Refused => "refused",
            Self::CameBack => "came_back",
            Self::Delayed => "delayed",
            Self::Complained => "complained",
        }
    }

    /// Whether the mailbox takes no letters at all.
    #[must_use]
    pub fn is_dead_mailbox(self) -> bool {
        matches!(self, Self::Bounced | Self::Suppressed)
    }

    /// Reads what [`LetterEnd::name`] wrote, with the reason of a letter that is held.
    #[must_use]
    pub fn parse(name: &str, held: Option<&str>) -> Option<Self> {
        let plain = [
            Self::Sent,
            Self::Waits,
            Self::Failed,
            Self::Bounced,
            Self::Suppressed,
            Self::Full,
            Self::Answered,
            Self::Refused,
            Self::CameBack,
            Self::Delayed,
            Self::Complained,
        ];
        match name {
            "held" => held.and_then(Held::parse).map(Self::Held),
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

impl Trace {
    /// What happened, where letters and events say whom it is about.
    #[must_use]
    pub fn of(what: Happened) -> Self {
        Self { what, account: None, reference: None }
    }
}
