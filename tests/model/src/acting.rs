//! What can happen next, and what comes of it.

use crate::state::{Holder, Kind, Link, Stage, State, Tab, Worker};
use crate::{Mutant, Portal};

/// One step: a transaction, a call, or something that goes wrong. Numbers are of people, tabs and workers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Step 3 is recorded; the letter is queued with it.
    Ask(u8),
    /// The letter is queued by itself: only where the outbox is outside of the transaction.
    QueueLate(u8),
    /// The function dies before it does that.
    DieBeforeQueueing(u8),
    /// A link runs out.
    Expire(u8),
    /// A tab's post reads the link, and the account.
    Read(u8, u8),
    /// It writes: the claim, in one transaction.
    Claim(u8, u8),
    /// The same, and the answer is lost.
    ClaimUnanswered(u8, u8),
    /// What was asked never arrives, and nobody knows.
    ClaimNeverArrives(u8, u8),
    /// Without an answer, the function looks whose claim won.
    LookAgain(u8, u8),
    /// The function dies instead; the tab may post again.
    DieUnsure(u8, u8),
    /// A member asks for another password; the letter is queued with it.
    AskRecovery(u8),
    /// A tab's post reads that link.
    ReadRecovery(u8, u8),
    /// It sets the password, on condition that the link is unused.
    Recover(u8, u8),
    /// The stream tells a worker of a letter.
    Notice(u8, u8, Kind),
    /// The stream's notice is lost.
    LoseNotice(u8, Kind),
    /// The sweep finds a letter.
    Sweep(u8, u8, Kind),
    /// A worker hands its letter over, or marks it: whichever comes first.
    First(u8),
    /// The other of the two.
    Second(u8),
    /// A worker dies.
    Die(u8),
    /// A lease runs out.
    LeaseOver(u8, Kind),
}

/// All that can happen.
pub(crate) fn possible(portal: &Portal, state: &State, actions: &mut Vec<Action>) {
    for person in 0..portal.people {
        registering(portal, state, person, actions);
        for tab in 0..portal.tabs {
            posting(state, person, tab, actions);
        }
        for kind in Kind::ALL {
            sending(portal, state, person, kind, actions);
        }
    }
    for (worker, at) in (0..portal.workers).zip(&state.workers) {
        match at {
            Worker::Idle => continue,
            Worker::Took(..) => actions.push(Action::First(worker)),
            Worker::HalfDone(..) => actions.push(Action::Second(worker)),
        }
        if state.faults > 0 {
            actions.push(Action::Die(worker));
        }
    }
}

fn registering(portal: &Portal, state: &State, person: u8, actions: &mut Vec<Action>) {
    let of = &state.people[usize::from(person)];
    let may_ask_again = of.link == Link::Expired && !portal.is(Mutant::NoAskingAgain);
    if of.asked == 0 || may_ask_again {
        actions.push(Action::Ask(person));
    }
    if of.unqueued {
        actions.push(Action::QueueLate(person));
        if state.faults > 0 {
            actions.push(Action::DieBeforeQueueing(person));
        }
    }
    if of.link == Link::Open && state.faults > 0 {
        actions.push(Action::Expire(person));
    }
    if portal.recovery && of.is_member && of.recovery == Link::None {
        actions.push(Action::AskRecovery(person));
    }
}

fn posting(state: &State, person: u8, tab: u8, actions: &mut Vec<Action>) {
    let (of, letters) = (&state.people[usize::from(person)], &state.letters[usize::from(person)]);
    let has_link = letters[state.confirming(person) as usize].copies > 0;
    match of.tabs[usize::from(tab)] {
        Tab::Idle if has_link && of.link != Link::Expired => {
            actions.push(Action::Read(person, tab))
        }
        Tab::Idle | Tab::Answered => {}
        Tab::Read => {
            actions.push(Action::Claim(person, tab));
            if state.faults > 0 {
                actions.push(Action::ClaimUnanswered(person, tab));
                actions.push(Action::ClaimNeverArrives(person, tab));
            }
        }
        Tab::Unsure => {
            actions.push(Action::LookAgain(person, tab));
            if state.faults > 0 {
                actions.push(Action::DieUnsure(person, tab));
            }
        }
    }
    let has_recovery = letters[Kind::Recover as usize].copies > 0;
    match of.recovery_tabs[usize::from(tab)] {
        Tab::Idle if has_recovery => actions.push(Action::ReadRecovery(person, tab)),
        Tab::Read => actions.push(Action::Recover(person, tab)),
        Tab::Idle | Tab::Unsure | Tab::Answered => {}
    }
}

fn sending(portal: &Portal, state: &State, person: u8, kind: Kind, actions: &mut Vec<Action>) {
    let letter = &state.letters[usize::from(person)][kind as usize];
    let idle = state.workers.iter().position(|worker| *worker == Worker::Idle);
    // Workers are alike: it does not matter which of the idle ones takes it.
    if let Some(worker) = idle.and_then(|at| u8::try_from(at).ok()) {
        if letter.noticed {
            actions.push(Action::Notice(worker, person, kind));
        }
        let is_free = letter.stage == Stage::Unsent && letter.lease.is_none();
        if is_free && !portal.is(Mutant::NoSweeper) {
            actions.push(Action::Sweep(worker, person, kind));
        }
    }
    if letter.noticed && state.faults > 0 {
        actions.push(Action::LoseNotice(person, kind));
    }
    match letter.lease {
        Some(Holder::Worker(_)) if state.faults == 0 => {}
        Some(Holder::Nobody | Holder::Worker(_)) => actions.push(Action::LeaseOver(person, kind)),
        None => {}
    }
}

/// Makes it happen.
pub(crate) fn apply(portal: &Portal, state: &mut State, action: Action) {
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
        Action::LookAgain(person, tab) => {
            let of = state.person(person);
            let is_ours = of.link == Link::Used(tab);
            of.tabs[usize::from(tab)] = if is_ours { Tab::Answered } else { Tab::Idle };
        }
        Action::DieUnsure(person, tab) => {
            state.person(person).tabs[usize::from(tab)] = Tab::Idle;
            state.faults -= 1;
        }
        Action::AskRecovery(person) => {
            state.person(person).recovery = Link::Open;
            state.queue(person, Kind::Recover);
        }
        Action::ReadRecovery(person, tab) => {
            let of = state.person(person);
            let is_open = of.recovery == Link::Open;
            of.recovery_tabs[usize::from(tab)] = if is_open { Tab::Read } else { Tab::Answered };
        }
        Action::Recover(person, tab) => {
            let of = state.person(person);
            if of.recovery == Link::Open || portal.is(Mutant::UnconditionalUse) {
                of.recovery = Link::Used(tab);
                of.recoveries += 1;
            }
            of.recovery_tabs[usize::from(tab)] = Tab::Answered;
        }
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
            if holder != Some(Holder::Nobody) {
                state.faults -= 1;
            }
        }
    }
}

fn ask(portal: &Portal, state: &mut State, person: u8) {
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

/// Step 5 reads; a link that is over, or an account that is seen taken where that is looked at, ends it here.
fn read(portal: &Portal, state: &mut State, person: u8, tab: u8) {
    let is_free = state.owner.is_none();
    let of = state.person(person);
    let goes_on = of.link == Link::Open && (is_free || !portal.is(Mutant::CheckThenPut));
    of.was_told |= !goes_on;
    of.tabs[usize::from(tab)] = if goes_on { Tab::Read } else { Tab::Answered };
}

/// The claim: link unused, account free, all in one transaction, with the letter.
fn claim(portal: &Portal, state: &mut State, person: u8, tab: u8) {
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

/// The lease of who dies stays, until its time.
fn die(state: &mut State, worker: u8) {
    for letter in state.letters.iter_mut().flatten() {
        if letter.lease == Some(Holder::Worker(worker)) {
            letter.lease = Some(Holder::Nobody);
        }
    }
    state.workers[usize::from(worker)] = Worker::Idle;
}

fn first(portal: &Portal, state: &mut State, worker: u8) {
    let Worker::Took(person, kind) = state.workers[usize::from(worker)] else { return };
    if portal.is(Mutant::MarkBeforeSend) {
        mark(state, worker, person, kind);
    } else {
        send(state, person, kind);
    }
    state.workers[usize::from(worker)] = Worker::HalfDone(person, kind);
}

fn second(portal: &Portal, state: &mut State, worker: u8) {
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

/// Only who still holds the letter marks it.
fn mark(state: &mut State, worker: u8, person: u8, kind: Kind) {
    let letter = state.letter(person, kind);
    if letter.lease == Some(Holder::Worker(worker)) {
        (letter.stage, letter.lease) = (Stage::Sent, None);
    }
}
