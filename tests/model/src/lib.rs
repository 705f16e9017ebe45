//! A model of the floor.
//!
//! It has two people, one account, letters that go through an outbox, and links that are used once.
//! It models the design, not the code: each action is one transaction, one call to the post office,
//! or one fault. `docs/proofs/model.md` says which line of the code each action stands for, and what
//! the model leaves out.

mod acting;
mod applying;
mod hold;
mod state;
mod ways;

use stateright::{Model, Property};

pub use acting::Action;
pub use hold::{Held, Hold, HoldAction, HoldMutant, HoldState, Who};
pub use state::{Holder, KINDS, Kind, LetterState, Link, Person, Stage, State, Tab, Worker};
pub use ways::{Explored, explore};

/// A mistake that is built into the design, to see that a property notices it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutant {
    /// The account is checked before the write, and the write does not check it again.
    CheckThenPut,
    /// A link is used, even if it was used before.
    UnconditionalUse,
    /// A letter is marked as sent before it is.
    MarkBeforeSend,
    /// No sweep looks for letters that the stream missed.
    NoSweeper,
    /// The letter is queued after the transaction, instead of in it.
    OutboxOutside,
    /// A person who was too late cannot ask again.
    NoAskingAgain,
}

/// The size of the model: how many people, and how many faults.
#[derive(Clone, Copy, Debug)]
pub struct Portal {
    /// How many people want the account, at most two.
    pub people: u8,
    /// How many workers send letters, at most two.
    pub workers: u8,
    /// How many tabs post each link, at most two.
    pub tabs: u8,
    /// Whether a member also forgets the password.
    pub recovery: bool,
    /// How many faults may happen.
    ///
    /// A fault is that a worker or a function dies, that a notice of the
    /// stream or an answer of the store is lost, that a worker outlives its lease, or that a link expires.
    pub faults: u8,
    /// The mistake that is built in.
    pub mutant: Option<Mutant>,
}

impl Portal {
    /// Two people, two workers, two tabs each, and two faults.
    pub const REGISTRATION: Self =
        Self { people: 2, workers: 2, tabs: 2, recovery: false, faults: 2, mutant: None };

    /// One person who becomes a member and forgets the password, with as many faults.
    pub const RECOVERY: Self = Self { people: 1, recovery: true, ..Self::REGISTRATION };

    /// The portal with a mistake built in.
    #[must_use]
    pub fn with(self, mutant: Mutant) -> Self {
        Self { mutant: Some(mutant), ..self }
    }

    pub(crate) fn is(self, mutant: Mutant) -> bool {
        self.mutant == Some(mutant)
    }

    /// Whether no action is left.
    fn has_come_to_rest(self, state: &State) -> bool {
        let mut actions = Vec::new();
        self.actions(state, &mut actions);
        actions.is_empty()
    }
}

impl Model for Portal {
    type State = State;
    type Action = Action;

    fn init_states(&self) -> Vec<State> {
        vec![State::new(*self)]
    }

    fn actions(&self, state: &State, actions: &mut Vec<Action>) {
        acting::possible(*self, state, actions);
    }

    fn next_state(&self, state: &State, action: Action) -> Option<State> {
        let mut next = state.clone();
        applying::apply(*self, &mut next, action);
        Some(next.in_order())
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always("P1 one owner", |_, state: &State| {
                state.people.iter().filter(|person| person.is_member).count() <= 1
            }),
            Property::always("P2 a letter for each that is owed one", |portal: &Self, state| {
                !portal.has_come_to_rest(state) || state.owed().all(|letter| letter.copies > 0)
            }),
            Property::always("P3 a link succeeds once", |_, state: &State| {
                state.people.iter().all(|person| person.claims <= 1 && person.recoveries <= 1)
            }),
            Property::sometimes("a letter may come twice", |_, state: &State| {
                state.letters.iter().flatten().any(|letter| letter.copies > 1)
            }),
            Property::sometimes("somebody becomes a member", |_, state: &State| {
                state.people.iter().any(|person| person.is_member)
            }),
            Property::sometimes("somebody comes too late, and is told", |_, state: &State| {
                state.people.iter().any(|person| person.was_told)
            }),
        ]
    }
}
