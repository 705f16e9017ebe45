//! What happened to those who want a login, for staff who answer "why can't I register?".
//!
//! Entries hold outcomes and times, no values. Their key, an HMAC, says whose they are. Source: docs/DATA.md#timelines.

use jiff::{SignedDuration, Timestamp};

use crate::keys::ring::KeyRing;
use crate::letters::envelope::Envelope;
use crate::letters::happened::Happened;
use crate::values::ids::{AccountKey, EmailKey, OutboxId, ReferenceCode};

/// How long an entry is kept. Source: docs/DATA.md#timelines.
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
