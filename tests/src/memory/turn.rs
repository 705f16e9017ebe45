//! A call's turn, and what the store of a call is.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::ops::{Deref, DerefMut};
use std::sync::MutexGuard;
use std::task::Poll;

use super::state::State;

/// Lets others go first, once, as every call over a network does.
pub(super) async fn turn() {
    let mut has_waited = false;
    poll_fn(|context| {
        if has_waited {
            return Poll::Ready(());
        }
        has_waited = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// The state in the hands of one call.
pub(super) struct Held<'a> {
    state: MutexGuard<'a, State>,
    seen: Option<Box<Seen>>,
}

/// What a store that forgets conditions takes for the state: what it was when the call began.
pub(super) struct Seen {
    before: State,
    after: State,
}

impl Seen {
    pub(super) fn of(state: &State) -> Box<Self> {
        Box::new(Self { before: state.clone(), after: state.clone() })
    }
}

impl<'a> Held<'a> {
    pub(super) fn new(state: MutexGuard<'a, State>, seen: Option<Box<Seen>>) -> Self {
        Self { state, seen }
    }
}

impl Deref for Held<'_> {
    type Target = State;

    fn deref(&self) -> &State {
        self.seen.as_ref().map_or(&*self.state, |seen| &seen.after)
    }
}

impl DerefMut for Held<'_> {
    fn deref_mut(&mut self) -> &mut State {
        self.seen.as_mut().map_or(&mut *self.state, |seen| &mut seen.after)
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        if let Some(seen) = self.seen.take() {
            self.state.write(&seen.before, seen.after);
        }
    }
}

impl State {
    /// Writes what a call has changed, whatever others have written since it looked.
    #[expect(
        clippy::too_many_lines,
        reason = "two lines for each field, so that none is forgotten"
    )]
    fn write(&mut self, before: &Self, after: Self) {
        // Every field by its name: one that is added later has to be written too.
        let Self {
            is_down: _,
            forgets: _,
            extract,
            import_lease,
            balances,
            bills,
            names,
            history_taken,
            history_leases,
            days,
            months,
            successes,
            rows,
            owners,
            guests,
            members,
            emails,
            pendings,
            links,
            counters,
            counter_ends,
            outages,
            outage_leads,
            challenges,
            sessions,
            remembered,
            steps,
            bound,
            passkeys,
            signed,
            staff_sessions,
            used,
            look_ups,
            outbox,
            changes,
            timelines,
        } = after;
        write_one(&mut self.extract, &before.extract, extract);
        write_one(&mut self.import_lease, &before.import_lease, import_lease);
        self.successes.extend(successes.into_iter().skip(before.successes.len()));
        write(&mut self.balances, &before.balances, balances);
        write(&mut self.bills, &before.bills, bills);
        write(&mut self.names, &before.names, names);
        write(&mut self.history_taken, &before.history_taken, history_taken);
        write(&mut self.history_leases, &before.history_leases, history_leases);
        write(&mut self.days, &before.days, days);
        write(&mut self.months, &before.months, months);
        write(&mut self.rows, &before.rows, rows);
        write(&mut self.owners, &before.owners, owners);
        write(&mut self.guests, &before.guests, guests);
        write(&mut self.members, &before.members, members);
        write(&mut self.emails, &before.emails, emails);
        write(&mut self.pendings, &before.pendings, pendings);
        write(&mut self.links, &before.links, links);
        write(&mut self.counters, &before.counters, counters);
        write(&mut self.counter_ends, &before.counter_ends, counter_ends);
        write(&mut self.outages, &before.outages, outages);
        write(&mut self.outage_leads, &before.outage_leads, outage_leads);
        write(&mut self.challenges, &before.challenges, challenges);
        write(&mut self.sessions, &before.sessions, sessions);
        write(&mut self.remembered, &before.remembered, remembered);
        write(&mut self.steps, &before.steps, steps);
        write(&mut self.bound, &before.bound, bound);
        write(&mut self.passkeys, &before.passkeys, passkeys);
        write(&mut self.signed, &before.signed, signed);
        write(&mut self.staff_sessions, &before.staff_sessions, staff_sessions);
        write(&mut self.used, &before.used, used);
        write(&mut self.look_ups, &before.look_ups, look_ups);
        write(&mut self.outbox, &before.outbox, outbox);
        write_each(&mut self.changes, &before.changes, changes);
        write_each(&mut self.timelines, &before.timelines, timelines);
    }
}

/// Writes what a call has changed of one thing.
fn write_one<T: PartialEq>(now: &mut T, before: &T, after: T) {
    if after != *before {
        *now = after;
    }
}

/// Writes the entries that a call has added, changed or taken away.
fn write<K: Ord, V: PartialEq>(
    now: &mut BTreeMap<K, V>,
    before: &BTreeMap<K, V>,
    after: BTreeMap<K, V>,
) {
    now.retain(|key, _| after.contains_key(key) || !before.contains_key(key));
    now.extend(after.into_iter().filter(|(key, value)| before.get(key) != Some(value)));
}

/// The same where each entry has entries of its own.
fn write_each<A: Ord, K: Ord, V: PartialEq>(
    now: &mut BTreeMap<A, BTreeMap<K, V>>,
    before: &BTreeMap<A, BTreeMap<K, V>>,
    after: BTreeMap<A, BTreeMap<K, V>>,
) {
    let nothing = BTreeMap::new();
    for (key, after) in after {
        let before = before.get(&key).unwrap_or(&nothing);
        write(now.entry(key).or_default(), before, after);
    }
}
