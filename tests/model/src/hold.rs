//! A model of the hold.
//!
//! It has one account, somebody who took it, somebody whose account it is and who is the contact on
//! file, an extract in which the contact can be replaced, staff, and time. Logins have mailboxes that
//! were never on file: where one is a contact's own, only the other contact is asked. Fields that only
//! the properties read are called "truly".

use stateright::{Model, Property};

/// How many ticks a hold takes.
const HOLD: u8 = 2;
/// When time stops.
const LAST: u8 = 6;

/// A mistake that is built into the hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoldMutant {
    /// A login that staff open again keeps the hold that it had.
    OpensWithoutHold,
    /// The word of whoever is the contact now counts, even if they became it a moment ago.
    NewestContactAnswers,
    /// Of two contacts the word of the one before counts, even if they have left.
    OldestContactAnswers,
    /// The time of a hold ends "this wasn't me" too.
    TimeThaws,
    /// A binding that is made after another ended takes over its hold.
    HoldOutlivesBinding,
}

/// The model: the hold, or one with a mistake.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hold {
    /// The mistake that is built in.
    pub mutant: Option<HoldMutant>,
}

/// Who has the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// Somebody who has the bill and not the right.
    Thief,
    /// The customer, who is the contact on file.
    Customer,
}

/// One binding of the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Held {
    /// Whose it is.
    pub who: Who,
    /// Until when it is held.
    pub until: Option<u8>,
    /// Whose "this was me" ends that: the letters about it say so once and for all.
    pub answers: Option<Who>,
    /// Whether the login is frozen.
    pub frozen: bool,
    /// When its hold truly began.
    pub truly_since: u8,
    /// Whether the customer truly said "this was me".
    pub truly_known: bool,
    /// Whether the customer truly said "this wasn't me", and staff have not looked into it since.
    pub truly_denied: bool,
}

/// The state at one instant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct HoldState {
    /// How many ticks have passed.
    pub now: u8,
    /// The binding, if there is one.
    pub bound: Option<Held>,
    /// Who became the contact while the other one is the contact before. Else the customer is the only one.
    pub newer: Option<Who>,
    /// The hold of the last binding, which a mistake takes over.
    pub last: Option<u8>,
}

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HoldAction {
    /// Time passes.
    Tick,
    /// Somebody registers the account, which nobody has.
    Bind(Who),
    /// Somebody opens the contact's link and says "this was me".
    WasMe(Who),
    /// Somebody opens the contact's link and says "this wasn't me".
    WasntMe(Who),
    /// The extract has another contact: the thief, or the customer in the thief's place.
    Replace(Who),
    /// Staff end the binding.
    Release,
    /// Staff open the login again.
    Unfreeze,
}

impl Hold {
    /// The hold with a mistake built in.
    #[must_use]
    pub fn with(mutant: HoldMutant) -> Self {
        Self { mutant: Some(mutant) }
    }

    fn is(self, mutant: HoldMutant) -> bool {
        self.mutant == Some(mutant)
    }

    /// Whether pages show what the account has.
    fn shows(self, state: &HoldState, bound: Held) -> bool {
        let is_over = bound.until.is_none_or(|until| until <= state.now);
        let thaws = self.is(HoldMutant::TimeThaws) && bound.until.is_some() && is_over;
        is_over && (!bound.frozen || thaws)
    }

    /// The binding, if pages show what it has.
    fn shown(self, state: &HoldState) -> Option<Held> {
        state.bound.filter(|bound| self.shows(state, *bound))
    }

    /// Whether somebody gets the letter about the binding.
    ///
    /// Both contacts do, once the extract has another.
    fn hears(state: &HoldState, who: Who) -> bool {
        who == Who::Customer || state.newer.is_some()
    }

    /// Whose "this was me" ends a hold that begins now: the contact's, and of two neither's.
    fn answers(self, state: &HoldState) -> Option<Who> {
        let Some(newer) = state.newer else { return Some(Who::Customer) };
        let older = if newer == Who::Thief { Who::Customer } else { Who::Thief };
        match self.mutant {
            Some(HoldMutant::NewestContactAnswers) => Some(newer),
            Some(HoldMutant::OldestContactAnswers) => Some(older),
            Some(
                HoldMutant::OpensWithoutHold
                | HoldMutant::TimeThaws
                | HoldMutant::HoldOutlivesBinding,
            )
            | None => None,
        }
    }

    fn apply(self, next: &mut HoldState, action: HoldAction) {
        let (until, answers) = (next.now + HOLD, self.answers(next));
        match action {
            HoldAction::Tick => next.now += 1,
            HoldAction::Bind(who) => {
                let kept = next.last.filter(|_| self.is(HoldMutant::HoldOutlivesBinding));
                next.bound = Some(Held {
                    who,
                    until: kept.or(Some(until)),
                    answers,
                    frozen: false,
                    truly_since: next.now,
                    truly_known: false,
                    truly_denied: false,
                });
            }
            HoldAction::Replace(who) => next.newer = Some(who),
            HoldAction::Release => next.last = next.bound.take().and_then(|it| it.until),
            HoldAction::WasMe(who) => Self::change(next, |of| {
                of.until = None;
                of.truly_known = who == Who::Customer;
            }),
            HoldAction::WasntMe(_) => Self::change(next, |of| {
                (of.frozen, of.truly_denied) = (true, true);
            }),
            HoldAction::Unfreeze => Self::change(next, |of| {
                if !self.is(HoldMutant::OpensWithoutHold) {
                    (of.until, of.answers) = (Some(until), answers);
                }
                (of.frozen, of.truly_denied) = (false, false);
                (of.truly_since, of.truly_known) = (until - HOLD, false);
            }),
        }
    }

    fn change(state: &mut HoldState, change: impl FnOnce(&mut Held)) {
        if let Some(bound) = &mut state.bound {
            change(bound);
        }
    }
}

impl Model for Hold {
    type State = HoldState;
    type Action = HoldAction;

    fn init_states(&self) -> Vec<HoldState> {
        vec![HoldState::default()]
    }

    fn actions(&self, state: &HoldState, actions: &mut Vec<HoldAction>) {
        if state.now < LAST {
            actions.push(HoldAction::Tick);
        }
        if state.newer.is_none() {
            actions.extend([Who::Thief, Who::Customer].map(HoldAction::Replace));
        }
        let Some(bound) = state.bound else {
            actions.extend([Who::Thief, Who::Customer].map(HoldAction::Bind));
            return;
        };
        actions.push(HoldAction::Release);
        if bound.frozen {
            actions.push(HoldAction::Unfreeze);
            return;
        }
        for who in [Who::Thief, Who::Customer].into_iter().filter(|who| Self::hears(state, *who)) {
            actions.push(HoldAction::WasntMe(who));
            let is_held = bound.until.is_some_and(|until| state.now < until);
            if is_held && bound.answers == Some(who) {
                actions.push(HoldAction::WasMe(who));
            }
        }
    }

    fn next_state(&self, state: &HoldState, action: HoldAction) -> Option<HoldState> {
        let mut next = state.clone();
        self.apply(&mut next, action);
        Some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always(
                "H1 shown after the whole hold, or the contact's word",
                |hold: &Self, state: &HoldState| {
                    hold.shown(state)
                        .is_none_or(|it| it.truly_known || it.truly_since + HOLD <= state.now)
                },
            ),
            Property::always(
                "H2 nothing is shown that the contact denied",
                |hold: &Self, state: &HoldState| {
                    hold.shown(state).is_none_or(|it| !it.truly_denied)
                },
            ),
            Property::sometimes(
                "the customer gets back what was taken",
                |hold: &Self, state: &HoldState| {
                    state.last.is_some()
                        && hold.shown(state).is_some_and(|it| it.who == Who::Customer)
                },
            ),
            Property::sometimes("a word ends a hold early", |hold: &Self, state: &HoldState| {
                hold.shown(state)
                    .is_some_and(|it| it.truly_known && state.now < it.truly_since + HOLD)
            }),
        ]
    }
}
