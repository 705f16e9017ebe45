//! What the store in memory keeps.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::desk::{OnceKey, StaffKey, StaffSession, StaffSessionKey};
use domain::history::reads::{DayPlace, Months, ToldDay};
use domain::history::{BillPlace, DocumentTag, HistoryKind, NameClaim, Told, ToldBill};
use domain::limits::{Counter, Subject};
use domain::outages::{OutageLead, Report};
use domain::{
    AccountNumber, ChallengeKey, DeviceId, EmailKey, Envelope, Extract, FactorId, FactorRecord,
    GuestList, HistoryKey, Lane, Link, Mark, Member, MemberId, OutboxId, Outgoing, Owner, Passkey,
    Pending, PendingId, ReferenceCode, Remembered, Row, Session, SessionId, TimelineEntry,
    UsedStep, Whose, done_at,
};
use jiff::Timestamp;
use jiff::civil::Date;

use super::forgets::Forgets;
use super::lease::Leased;

/// All five tables.
#[derive(Clone, Default)]
pub(super) struct State {
    pub(super) is_down: bool,
    pub(super) forgets: Option<Forgets>,
    pub(super) rows: BTreeMap<AccountNumber, Row>,
    pub(super) owners: BTreeMap<AccountNumber, Owner>,
    pub(super) guests: BTreeMap<AccountNumber, GuestList>,
    pub(super) extract: Option<Extract>,
    /// Until when, and of which event.
    pub(super) import_lease: Leased,
    pub(super) balances: BTreeMap<HistoryKey, Told>,
    pub(super) bills: BTreeMap<BillPlace, ToldBill>,
    pub(super) names: BTreeMap<DocumentTag, NameClaim>,
    pub(super) history_taken: BTreeMap<HistoryKind, Timestamp>,
    pub(super) history_leases: BTreeMap<HistoryKind, (Timestamp, Option<String>)>,
    pub(super) days: BTreeMap<DayPlace, ToldDay>,
    pub(super) months: BTreeMap<HistoryKey, Months>,
    pub(super) members: BTreeMap<MemberId, Member>,
    pub(super) emails: BTreeMap<String, MemberId>,
    pub(super) pendings: BTreeMap<(EmailKey, PendingId), Pending>,
    pub(super) links: BTreeMap<(EmailKey, PendingId), Link>,
    pub(super) counters: BTreeMap<Subject, Counter>,
    pub(super) counter_ends: BTreeMap<Subject, Timestamp>,
    pub(super) outages: BTreeMap<AccountNumber, Report>,
    pub(super) outage_leads: BTreeMap<ReferenceCode, (OutageLead, Timestamp)>,
    pub(super) challenges: BTreeMap<ChallengeKey, (PendingId, Timestamp)>,
    pub(super) sessions: BTreeMap<(MemberId, SessionId), Session>,
    pub(super) remembered: BTreeMap<(MemberId, DeviceId), Remembered>,
    pub(super) steps: BTreeMap<(MemberId, FactorId), UsedStep>,
    pub(super) bound: BTreeMap<(MemberId, FactorId), FactorRecord>,
    pub(super) passkeys: BTreeMap<FactorId, Passkey>,
    pub(super) signed: BTreeMap<ChallengeKey, Timestamp>,
    pub(super) staff_sessions: BTreeMap<StaffSessionKey, StaffSession>,
    pub(super) used: BTreeMap<OnceKey, Timestamp>,
    /// By the hour since 1970.
    pub(super) look_ups: BTreeMap<(StaffKey, i64), u32>,
    pub(super) outbox: BTreeMap<OutboxId, Kept>,
    pub(super) changes: BTreeMap<Date, BTreeMap<String, Outgoing>>,
    pub(super) timelines: BTreeMap<Whose, BTreeMap<(Timestamp, String), TimelineEntry>>,
    /// The requests that a link did its work for, kept apart from the link itself.
    pub(super) successes: Vec<((EmailKey, PendingId), String)>,
}

/// An outbox item.
#[derive(Clone, PartialEq)]
pub(super) struct Kept {
    /// A number that is higher for later envelopes, even in the same second.
    pub(super) order: u64,
    pub(super) envelope: Envelope,
    pub(super) marks: Vec<Mark>,
    pub(super) published: Option<Timestamp>,
    pub(super) attempts: u32,
    pub(super) leased_until: Option<Timestamp>,
    pub(super) due_at: Timestamp,
}

impl Kept {
    pub(super) fn new(envelope: &Envelope) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self {
            order: NEXT.fetch_add(1, Ordering::Relaxed),
            envelope: envelope.clone(),
            marks: vec![Mark::Unsent; envelope.letters.len()],
            published: None,
            attempts: 0,
            leased_until: None,
            due_at: envelope.queued_at,
        }
    }

    /// The lane in which it waits.
    pub(super) fn lane(&self) -> Lane {
        Lane::of(&self.envelope, &self.marks, self.published)
    }

    /// Whether a letter is unsent or an event unpublished.
    pub(super) fn is_unsent(&self) -> bool {
        let is_empty = self.envelope.letters.is_empty() && self.envelope.events.is_empty();
        !is_empty && done_at(&self.envelope.events, &self.marks, self.published).is_none()
    }
}
