//! The actions that are possible in a state.

use crate::state::{Holder, Kind, Link, Stage, State, Tab, Worker};
use crate::{Mutant, Portal};

/// One step: a transaction, a call, or a fault.
///
/// Numbers stand for people, tabs and workers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Step 3 is recorded, together with its letter.
    Ask(u8),
    /// The letter is queued separately, if the outbox is outside of the transaction.
    QueueLate(u8),
    /// The function dies before it queues the letter.
    DieBeforeQueueing(u8),
    /// A link expires.
    Expire(u8),
    /// A tab's post reads the link and the account.
    Read(u8, u8),
    /// The post writes the claim, in one transaction.
    Claim(u8, u8),
    /// The claim is written, but the answer is lost.
    ClaimUnanswered(u8, u8),
    /// The claim never arrives at the store, and the function does not know.
    ClaimNeverArrives(u8, u8),
    /// Without an answer, the function looks which claim won.
    LookAgain(u8, u8),
    /// The function dies instead. The tab may post again.
    DieUnsure(u8, u8),
    /// A member asks for a new password. The letter is queued with it.
    AskRecovery(u8),
    /// A tab's post reads the link for it.
    ReadRecovery(u8, u8),
    /// The post sets the password, on condition that the link is unused.
    Recover(u8, u8),
    /// The stream tells a worker of a letter.
    Notice(u8, u8, Kind),
    /// The stream's notice is lost.
    LoseNotice(u8, Kind),
    /// The sweep finds a letter.
    Sweep(u8, u8, Kind),
    /// A worker does the first of two things: hand its letter over, and mark it.
    First(u8),
    /// The worker does the second.
    Second(u8),
    /// A worker dies.
    Die(u8),
    /// A lease expires.
    LeaseOver(u8, Kind),
}

/// Collects all actions that are possible.
pub(crate) fn possible(portal: Portal, state: &State, actions: &mut Vec<Action>) {
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

fn registering(portal: Portal, state: &State, person: u8, actions: &mut Vec<Action>) {
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
            actions.push(Action::Read(person, tab));
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

fn sending(portal: Portal, state: &State, person: u8, kind: Kind, actions: &mut Vec<Action>) {
    let letter = &state.letters[usize::from(person)][kind as usize];
    let idle = state.workers.iter().position(|worker| *worker == Worker::Idle);
    // Workers are alike, so it does not matter which idle one takes it.
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
