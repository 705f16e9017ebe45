//! Items that are past due.
//!
//! Each has the same `delete_at` as its item on the tables.

use domain::cleaning::{Due, Looked, Part, Place, Shelf};
use domain::limits::Subject;
use domain::ports::{PastDue, StoreError};
use domain::{
    AccountNumber, BOUND_KEPT, ChallengeKey, DeviceId, EmailKey, FactorId, MemberId, OutboxId,
    PendingId, ReferenceCode, SessionId, Whose, done_at,
};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::store::{MemoryStore, State};

/// How long pendings, counters and letters are kept after their end.
///
/// Source: docs/DATA.md#expiry.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);
/// How long a used challenge is kept.
const CHALLENGE_KEPT: SignedDuration = SignedDuration::from_mins(30);

/// Something that is deleted at some time.
#[derive(Debug)]
enum Thing {
    Pending(EmailKey, PendingId),
    Counter(Subject),
    Challenge(ChallengeKey),
    Signed(ChallengeKey),
    Session(MemberId, SessionId),
    Outage(AccountNumber),
    OutageLead(ReferenceCode),
    Remembered(MemberId, DeviceId),
    Step(MemberId, FactorId),
    Bound(MemberId, FactorId),
    Told(Whose, (Timestamp, String)),
    Change(Date, String),
    Envelope(OutboxId),
}

impl PastDue for MemoryStore {
    async fn look(
        &self,
        part: Part,
        _from: Option<&Place>,
        now: Timestamp,
    ) -> Result<Looked, StoreError> {
        let state = self.lock().await?;
        // The first part has everything.
        let all = if part.number == 0 { state.going() } else { Vec::new() };
        let due = all
            .into_iter()
            .filter(|(thing, delete_at)| *delete_at <= now && shelf(thing) == part.shelf);
        let due = due.map(|(thing, delete_at)| Due {
            shelf: part.shelf,
            place: place(&thing),
            delete_at,
        });
        Ok(Looked { due: due.collect(), next: None })
    }

    async fn delete(&self, due: &Due) -> Result<bool, StoreError> {
        let mut state = self.lock().await?;
        let is_it = |(thing, delete_at): &(Thing, Timestamp)| {
            place(thing) == due.place && *delete_at == due.delete_at
        };
        let Some((thing, _)) = state.going().into_iter().find(is_it) else { return Ok(false) };
        state.drop_thing(thing);
        Ok(true)
    }
}

fn shelf(thing: &Thing) -> Shelf {
    match thing {
        Thing::Envelope(_) => Shelf::Outbox,
        Thing::Pending(..)
        | Thing::Counter(_)
        | Thing::Challenge(_)
        | Thing::Signed(_)
        | Thing::Session(..)
        | Thing::Outage(_)
        | Thing::OutageLead(_)
        | Thing::Remembered(..)
        | Thing::Step(..)
        | Thing::Bound(..)
        | Thing::Told(..)
        | Thing::Change(..) => Shelf::Transient,
    }
}

fn place(thing: &Thing) -> Place {
    Place { pk: format!("{thing:?}"), sk: None }
}

impl State {
    /// Everything that is deleted at some time, with that time.
    fn going(&self) -> Vec<(Thing, Timestamp)> {
        let pendings = self.pendings.iter().map(|((email, id), pending)| {
            (Thing::Pending(email.clone(), id.clone()), pending.expires_at + KEPT)
        });
        let counters = self.counters.keys().filter_map(|subject| {
            Some((Thing::Counter(subject.clone()), *self.counter_ends.get(subject)? + KEPT))
        });
        let challenges = self.challenges.iter().map(|(challenge, (_, at))| {
            (Thing::Challenge(challenge.clone()), *at + CHALLENGE_KEPT)
        });
        let signed = self.signed.iter().map(|(challenge, at)| {
            (Thing::Signed(challenge.clone()), *at + domain::CHALLENGE_LIFE)
        });
        let sessions = self.sessions.iter().map(|((member, id), session)| {
            (Thing::Session(member.clone(), id.clone()), session.ends_at)
        });
        let outages = self
            .outages
            .iter()
            .map(|(account, report)| (Thing::Outage(account.clone()), report.expires_at()));
        let leads = self
            .outage_leads
            .iter()
            .map(|(code, (_, at))| (Thing::OutageLead(code.clone()), *at + KEPT));
        let remembered = self.remembered.iter().map(|((member, device), kept)| {
            (Thing::Remembered(member.clone(), device.clone()), kept.until)
        });
        let steps = self.steps.iter().filter_map(|((member, id), used)| {
            Some((Thing::Step(member.clone(), id.clone()), used.at()? + BOUND_KEPT))
        });
        let bound = self.bound.iter().map(|((member, id), bound)| {
            (Thing::Bound(member.clone(), id.clone()), bound.kept_until())
        });
        let told = self.timelines.iter().flat_map(|(whose, entries)| {
            let of = |(key, entry): (&(Timestamp, String), &domain::TimelineEntry)| {
                (Thing::Told(whose.clone(), key.clone()), entry.expires_at())
            };
            entries.iter().map(of)
        });
        let changes = self.changes.iter().flat_map(|(day, changes)| {
            let begins = day.to_zoned_datetime(TimeZone::UTC).expect("a day of ours").timestamp();
            changes.keys().map(move |id| (Thing::Change(*day, id.clone()), begins + KEPT))
        });
        let envelopes = self.outbox.iter().filter_map(|(id, kept)| {
            let done = done_at(&kept.envelope.events, &kept.marks, kept.published)?;
            Some((Thing::Envelope(id.clone()), done + KEPT))
        });
        pendings
            .chain(counters)
            .chain(challenges)
            .chain(signed)
            .chain(sessions)
            .chain(outages)
            .chain(leads)
            .chain(remembered)
            .chain(steps)
            .chain(bound)
            .chain(told)
            .chain(changes)
            .chain(envelopes)
            .collect()
    }

    fn drop_thing(&mut self, thing: Thing) {
        match thing {
            Thing::Pending(email, id) => {
                self.pendings.remove(&(email, id));
            }
            Thing::Counter(subject) => {
                self.counters.remove(&subject);
                self.counter_ends.remove(&subject);
            }
            Thing::Challenge(challenge) => {
                self.challenges.remove(&challenge);
            }
            Thing::Signed(challenge) => {
                self.signed.remove(&challenge);
            }
            Thing::Session(member, id) => {
                self.sessions.remove(&(member, id));
            }
            Thing::Outage(account) => {
                self.outages.remove(&account);
            }
            Thing::OutageLead(code) => {
                self.outage_leads.remove(&code);
            }
            Thing::Remembered(member, device) => {
                self.remembered.remove(&(member, device));
            }
            Thing::Step(member, id) => {
                self.steps.remove(&(member, id));
            }
            Thing::Bound(member, id) => {
                self.bound.remove(&(member, id));
            }
            Thing::Told(whose, key) => {
                self.timelines.get_mut(&whose).and_then(|entries| entries.remove(&key));
            }
            Thing::Change(day, id) => {
                self.changes.get_mut(&day).and_then(|changes| changes.remove(&id));
            }
            Thing::Envelope(id) => {
                self.outbox.remove(&id);
            }
        }
    }
}
