//! The state after an action.

use crate::acting::Action;
use crate::state::{Holder, Kind, Link, Stage, State, Tab, Worker};
use crate::{Mutant, Portal};

/// Applies an action.
pub(crate) fn apply(portal: Portal, state: &mut State, action: Action) {
    match action {
        Action::Ask(person) => ask(portal, state, person),
        Action::QueueLate(person) => {
            state.person(person).unqueued = false;
            let kind = state.confirming(person);
            state.queue(person, kind);
        }
        Action::DieBeforeQueueing(person) => {
            state.person(person).unqueued = false;
            state.faults -= 1;
        }
        Action::Expire(person) => {
            state.person(person).link = Link::Expired;
            state.faults -= 1;
        }
        Action::Read(person, tab) => read(portal, state, person, tab),
        Action::Claim(person, tab) => {
            claim(portal, state, person, tab);
            state.person(person).tabs[usize::from(tab)] = Tab::Answered;
        }
        Action::ClaimUnanswered(person, tab) => {
            claim(portal, state, person, tab);
            unsure(state, person, tab);
        }
        Action::ClaimNeverArrives(person, tab) => unsure(state, person, tab),
        Action::LookAgain(person, tab) => look_again(state, person, tab),
        Action::DieUnsure(person, tab) => {
            state.person(person).tabs[usize::from(tab)] = Tab::Idle;
            state.faults -= 1;
        }
        Action::AskRecovery(person) => {
            state.person(person).recovery = Link::Open;
            state.queue(person, Kind::Recover);
        }
        Action::ReadRecovery(person, tab) => read_recovery(state, person, tab),
        Action::Recover(person, tab) => recover(portal, state, person, tab),
        Action::Notice(worker, person, kind) => {
            state.letter(person, kind).noticed = false;
            take(state, worker, person, kind);
        }
        Action::LoseNotice(person, kind) => {
            state.letter(person, kind).noticed = false;
            state.faults -= 1;
        }
        Action::Sweep(worker, person, kind) => take(state, worker, person, kind),
        Action::First(worker) => first(portal, state, worker),
        Action::Second(worker) => second(portal, state, worker),
        Action::Die(worker) => {
            die(state, worker);
            state.faults -= 1;
        }
        Action::LeaseOver(person, kind) => {
            let holder = state.letter(person, kind).lease.take();
            state.faults -= u8::from(holder != Some(Holder::Nobody));
        }
    }
}

fn ask(portal: Portal, state: &mut State, person: u8) {
    let of = state.person(person);
    of.asked += 1;
    of.link = Link::Open;
    of.claims = 0;
    of.tabs = [Tab::Idle; 2];
    if portal.is(Mutant::OutboxOutside) {
        of.unqueued = true;
    } else {
        let kind = state.confirming(person);
        state.queue(person, kind);
    }
}

/// Step 5 reads.
///
/// It ends here if the link is over, or if it looks at the account and that is taken.
fn read(portal: Portal, state: &mut State, person: u8, tab: u8) {
    let is_free = state.owner.is_none();
    let of = state.person(person);
    let goes_on = of.link == Link::Open && (is_free || !portal.is(Mutant::CheckThenPut));
    of.was_told |= !goes_on;
    of.tabs[usize::from(tab)] = if goes_on { Tab::Read } else { Tab::Answered };
}

/// Claims the account and queues the letter, if link and account are free.
///
/// It is one transaction.
fn claim(portal: Portal, state: &mut State, person: u8, tab: u8) {
    let is_free = state.owner.is_none() || portal.is(Mutant::CheckThenPut);
    let of = state.person(person);
    let is_unused = of.link == Link::Open || portal.is(Mutant::UnconditionalUse);
    if is_free && is_unused {
        of.link = Link::Used(tab);
        of.claims += 1;
        of.is_member = true;
        state.owner = Some(person);
        state.queue(person, Kind::Welcome);
    } else {
        of.was_told = true;
    }
}

/// Looks, without an answer, which request the registration names.
fn look_again(state: &mut State, person: u8, tab: u8) {
    let of = state.person(person);
    let is_ours = of.link == Link::Used(tab);
    of.tabs[usize::from(tab)] = if is_ours { Tab::Answered } else { Tab::Idle };
}

fn read_recovery(state: &mut State, person: u8, tab: u8) {
    let of = state.person(person);
    let is_open = of.recovery == Link::Open;
    of.recovery_tabs[usize::from(tab)] = if is_open { Tab::Read } else { Tab::Answered };
}

/// Sets the password, on condition that the link is unused.
fn recover(portal: Portal, state: &mut State, person: u8, tab: u8) {
    let of = state.person(person);
    if of.recovery == Link::Open || portal.is(Mutant::UnconditionalUse) {
        of.recovery = Link::Used(tab);
        of.recoveries += 1;
    }
    of.recovery_tabs[usize::from(tab)] = Tab::Answered;
}

fn unsure(state: &mut State, person: u8, tab: u8) {
    state.person(person).tabs[usize::from(tab)] = Tab::Unsure;
    state.faults -= 1;
}

fn take(state: &mut State, worker: u8, person: u8, kind: Kind) {
    let letter = state.letter(person, kind);
    if letter.stage == Stage::Unsent && letter.lease.is_none() {
        letter.lease = Some(Holder::Worker(worker));
        state.workers[usize::from(worker)] = Worker::Took(person, kind);
    }
}

/// A worker that dies keeps its lease until the lease's end.
fn die(state: &mut State, worker: u8) {
    for letter in state.letters.iter_mut().flatten() {
        if letter.lease == Some(Holder::Worker(worker)) {
            letter.lease = Some(Holder::Nobody);
        }
    }
    state.workers[usize::from(worker)] = Worker::Idle;
}

fn first(portal: Portal, state: &mut State, worker: u8) {
    let Worker::Took(person, kind) = state.workers[usize::from(worker)] else { return };
    if portal.is(Mutant::MarkBeforeSend) {
        mark(state, worker, person, kind);
    } else {
        send(state, person, kind);
    }
    state.workers[usize::from(worker)] = Worker::HalfDone(person, kind);
}

fn second(portal: Portal, state: &mut State, worker: u8) {
    let Worker::HalfDone(person, kind) = state.workers[usize::from(worker)] else { return };
    if portal.is(Mutant::MarkBeforeSend) {
        send(state, person, kind);
    } else {
        mark(state, worker, person, kind);
    }
    state.workers[usize::from(worker)] = Worker::Idle;
}

fn send(state: &mut State, person: u8, kind: Kind) {
    let letter = state.letter(person, kind);
    letter.copies = (letter.copies + 1).min(2);
}

/// Marks a letter, if the worker still holds it.
fn mark(state: &mut State, worker: u8, person: u8, kind: Kind) {
    let letter = state.letter(person, kind);
    if letter.lease == Some(Holder::Worker(worker)) {
        (letter.stage, letter.lease) = (Stage::Sent, None);
    }
}
