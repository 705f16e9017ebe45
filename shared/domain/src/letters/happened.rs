//! What happened, as staff are told it.

use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray};

use crate::letters::held::Held;
use crate::letters::obstacle::Obstacle;
use crate::letters::outcome::Outcome;
use crate::members::event::EventKind;
use crate::values::account_number::AccountNumber;
use crate::values::email::Email;
use crate::values::ids::ReferenceCode;
use crate::values::named::named;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, EnumDiscriminants)]
#[strum_discriminants(
    name(HappenedKind),
    derive(EnumString, IntoStaticStr, VariantArray),
    strum(serialize_all = "snake_case"),
    doc = "What happened, without more: what items are told apart by."
)]
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
    /// A member asked for a new email in the profile.
    AskedNewEmail,
    /// The member closed the login.
    Closed,
    /// An account is billed to other people now, so its member lost it.
    PassedOn,
    /// Who reads the mail of the contact on file, or of an email before, said that it was not them.
    SaidNotMe,
    /// Who reads the mail of the contact on file said that it was them, so the account is held no more.
    SaidItWasMe,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumDiscriminants)]
#[strum_discriminants(
    name(LetterEndKind),
    derive(EnumString, IntoStaticStr, VariantArray),
    strum(serialize_all = "snake_case"),
    doc = "How far a letter got, without why it is held."
)]
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

named!(Act, HappenedKind, LetterEndKind);

impl Happened {
    /// What happened, without more.
    #[must_use]
    pub fn kind(&self) -> HappenedKind {
        self.into()
    }
}

impl LetterEnd {
    /// The name in items, logs and metrics.
    #[must_use]
    pub fn name(self) -> &'static str {
        LetterEndKind::from(self).name()
    }

    /// Whether the mailbox takes no letters at all.
    #[must_use]
    pub fn is_dead_mailbox(self) -> bool {
        matches!(self, Self::Bounced | Self::Suppressed)
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
            | Self::Suppressed
            | Self::Full
            | Self::Answered
            | Self::Refused
            | Self::CameBack
            | Self::Delayed
            | Self::Complained => None,
        }
    }

    /// Reads what [`LetterEnd::name`] wrote, with its [`LetterEnd::reason`].
    #[must_use]
    pub fn parse(name: &str, held: Option<&str>) -> Option<Self> {
        Some(match LetterEndKind::parse(name)? {
            LetterEndKind::Sent => Self::Sent,
            LetterEndKind::Waits => Self::Waits(held.and_then(Held::parse)),
            LetterEndKind::Held => Self::Held(Held::parse(held?)?),
            LetterEndKind::Failed => Self::Failed,
            LetterEndKind::Bounced => Self::Bounced,
            LetterEndKind::Suppressed => Self::Suppressed,
            LetterEndKind::Full => Self::Full,
            LetterEndKind::Answered => Self::Answered,
            LetterEndKind::Refused => Self::Refused,
            LetterEndKind::CameBack => Self::CameBack,
            LetterEndKind::Delayed => Self::Delayed,
            LetterEndKind::Complained => Self::Complained,
        })
    }
}

/// What staff did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
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
    /// They began to change the email of a login.
    EmailChanged,
    /// They ended a change of the email that waited.
    EmailKept,
    /// They ended the binding of an account.
    Released,
    /// They said that a crew is sent to an outage.
    CrewSent,
    /// They said that the power is back.
    PowerRestored,
    /// They began a wait after which the second factor is taken off.
    FactorReset,
    /// They asked for an act, and nothing was done.
    Refused,
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
    /// The email of the login that it is about, where the letters go elsewhere: its timeline gets the trace, and nothing of
    /// the letters.
    pub login: Option<Email>,
}

impl Trace {
    /// What happened, where letters and events say whom it is about.
    #[must_use]
    pub fn of(what: Happened) -> Self {
        Self { what, account: None, reference: None, login: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::named::assert_named;

    #[test]
    fn what_happened_is_named_as_in_items() {
        let names = [
            "asked",
            "asked_again",
            "asked_back",
            "asked_new_email",
            "closed",
            "passed_on",
            "said_not_me",
            "said_it_was_me",
            "changed",
            "letter",
            "staff",
        ];
        assert_named!(HappenedKind, names);
    }

    #[test]
    fn each_act_is_named_as_in_items() {
        let names = [
            "looked_up",
            "unlocked",
            "resent",
            "cancelled",
            "frozen",
            "unfrozen",
            "email_changed",
            "email_kept",
            "released",
            "crew_sent",
            "power_restored",
            "factor_reset",
            "refused",
        ];
        assert_named!(Act, names);
    }

    #[test]
    fn each_end_of_a_letter_is_named_as_in_items() {
        let names = [
            "sent",
            "waits",
            "held",
            "failed",
            "bounced",
            "suppressed",
            "full",
            "answered",
            "refused",
            "came_back",
            "delayed",
            "complained",
        ];
        assert_named!(LetterEndKind, names);
    }

    #[test]
    fn a_held_letter_reads_back_with_its_reason_alone() {
        for held in Held::ALL {
            let end = LetterEnd::Held(*held);
            assert_eq!(LetterEnd::parse(end.name(), Some(held.name())), Some(end));
        }
        assert_eq!(LetterEnd::parse("held", None), None);
        assert_eq!(LetterEnd::parse("sent", None), Some(LetterEnd::Sent));
    }
}
