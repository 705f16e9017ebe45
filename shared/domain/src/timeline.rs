//! What happened to those who want a login, for staff who answer "why can't I register?".
//!
//! Entries hold outcomes and times, no values: whose they are stands in their key, an HMAC. Source: DATA, "Outbox".

use jiff::{SignedDuration, Timestamp};

use crate::account_number::AccountNumber;
use crate::asking::Outcome;
use crate::budget::Held;
use crate::event::EventKind;
use crate::ids::{AccountKey, EmailKey, OutboxId, ReferenceCode};
use crate::keys::KeyRing;
use crate::letter::Envelope;

/// How long an entry is kept. Source: DATA, "Outbox".
pub const TIMELINE_KEPT: SignedDuration = SignedDuration::from_hours(24 * 90);

/// Whose timeline: what staff find it by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whose {
    /// A billing account's, whether it exists or not.
    Account(AccountKey),
    /// An email address's.
    Email(EmailKey),
    /// What the code on a page stands for.
    Reference(ReferenceCode),
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    /// Tells it from others of the same second; the same entry written again is one entry.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: Happened,
    /// The code that pages showed for it.
    pub reference: Option<ReferenceCode>,
}

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
        /// The letter, as [`crate::Letter::kind`] names it.
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
    /// It waits its turn, or for the mail service to be back.
    Waits,
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
    /// What is left of asking to register.
    #[must_use]
    pub fn of_asking(what: Happened, pending: &crate::Pending) -> Self {
        let (account, reference) = (pending.account.clone(), pending.id.reference());
        Self { what, account: Some(account), reference: Some(reference) }
    }
}

impl Envelope {
    /// The timelines of everybody whom it is about: its addresses, its accounts, its code.
    #[must_use]
    pub fn whose(&self, keys: &KeyRing) -> Vec<Whose> {
        let written = self.letters.iter().map(|addressed| &addressed.to);
        let emails = written.chain(self.events.iter().filter_map(|event| event.email.as_ref()));
        let emails = emails.map(|email| Whose::Email(EmailKey::of(keys, email)));
        let traced = self.trace.iter().flat_map(|trace| &trace.account);
        let changed = self.events.iter().flat_map(|event| &event.accounts);
        let accounts = traced.chain(changed).map(|it| Whose::Account(AccountKey::of(keys, it)));
        let code = self.trace.iter().filter_map(|trace| trace.reference.clone());
        let mut whose: Vec<Whose> =
            emails.chain(accounts).chain(code.map(Whose::Reference)).collect();
        whose.sort();
        whose.dedup();
        whose
    }
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
            Self::CameBack => "came_back",
            Self::Delayed => "delayed",
            Self::Complained => "complained",
        }
    }

    /// Reads what [`LetterEnd::name`] wrote, with the reason of a letter that is held.
    #[must_use]
    pub fn parse(name: &str, held: Option<&str>) -> Option<Self> {
        let plain = [
            Self::Sent,
            Self::Waits,
            Self::Failed,
            Self::Bounced,
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

impl TimelineEntry {
    /// The envelope that left it, which may be gone by now; what staff noted by hand names one that never was.
    #[must_use]
    pub fn envelope(&self) -> OutboxId {
        OutboxId::from_stored(self.id.split('#').next().unwrap_or_default())
    }

    /// First instant at which it is no longer shown.
    #[must_use]
    pub fn expires_at(&self) -> Timestamp {
        self.at + TIMELINE_KEPT
    }
}
