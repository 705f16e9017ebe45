//! The states that a login goes through, and what leads from one to the next; `docs/STATES.md` draws them.
//!
//! A wait, a limit that is reached, a ladder that is shut and terms that are owed are no states: they pass, or the next
//! page asks.

use jiff::Timestamp;

use crate::login::recover::{WayBack, way_back};
use crate::members::member::{Member, Standing};
use crate::registering::pending::Pending;

/// Where an email is on its way to a login and through it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// No login, and nothing that could be confirmed.
    Unregistered,
    /// A registration waits to be confirmed.
    Pending,
    /// A registration matched, and its time ran out.
    RanOut,
    /// A login that may be used.
    Active,
    /// A login that staff look into.
    Frozen,
    /// A login that its member closed; its email is free again.
    Closed,
}

/// Who makes a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The member, or who wants to be one; they need nobody's help.
    Member,
    /// Whoever reads the mail of the contact on file.
    Contact,
    /// Nobody: it passes with time.
    Time,
    /// The co-op's staff.
    Staff,
}

/// A move from one state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// Where it begins.
    pub from: State,
    /// Where it ends.
    pub to: State,
    /// Who makes it.
    pub by: By,
    /// By what.
    pub act: &'static str,
}

const fn step(from: State, to: State, by: By, act: &'static str) -> Move {
    Move { from, to, by, act }
}

/// Every move there is.
pub const MOVES: [Move; 20] = [
    step(State::Unregistered, State::Pending, By::Member, "registers"),
    step(State::Unregistered, State::Active, By::Member, "accepts an invitation"),
    step(State::Pending, State::Pending, By::Member, "asks for the letter again"),
    step(State::Pending, State::Active, By::Member, "chooses a password"),
    step(State::Pending, State::RanOut, By::Time, "a day"),
    step(State::Pending, State::Unregistered, By::Member, "five wrong account numbers"),
    step(State::Pending, State::Unregistered, By::Staff, "end the registration"),
    step(State::RanOut, State::Pending, By::Member, "asks for a way back in"),
    step(State::RanOut, State::Unregistered, By::Time, "thirty days"),
    step(State::Active, State::Active, By::Member, "chooses a new password by link"),
    step(State::Active, State::Active, By::Member, "changes the profile"),
    step(State::Active, State::Active, By::Contact, "this was me"),
    step(State::Active, State::Active, By::Time, "the hold is over"),
    step(State::Active, State::Active, By::Staff, "release an account"),
    step(State::Active, State::Frozen, By::Contact, "this wasn't me"),
    step(State::Active, State::Frozen, By::Staff, "freeze it"),
    step(State::Active, State::Closed, By::Member, "closes the login"),
    step(State::Frozen, State::Active, By::Staff, "open it again"),
    step(State::Closed, State::Pending, By::Member, "registers"),
    step(State::Closed, State::Active, By::Member, "accepts an invitation"),
];

impl State {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Unregistered, Self::Pending, Self::RanOut, Self::Active, Self::Frozen, Self::Closed];

    /// The state of an email, by what is kept of it.
    #[must_use]
    pub fn of(member: Option<&Member>, pendings: &[Pending], now: Timestamp) -> Self {
        match way_back(member, pendings, now) {
            WayBack::NewPassword(_) => Self::Active,
            WayBack::Office(_) => Self::Frozen,
            WayBack::Confirm(_) => Self::Pending,
            WayBack::ConfirmAnew(_) => Self::RanOut,
            WayBack::Register => match member.map(|member| member.standing) {
                Some(Standing::Closed) => Self::Closed,
                Some(Standing::Active | Standing::Frozen) | None => Self::Unregistered,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::fixtures::test_member;

    /// What can be reached from a state without staff, by moves of the member alone.
    fn reach(from: State) -> BTreeSet<State> {
        let mut reached = BTreeSet::from([from]);
        loop {
            let next: BTreeSet<State> = MOVES
                .iter()
                .filter(|it| it.by == By::Member && reached.contains(&it.from))
                .map(|it| it.to)
                .chain(reached.iter().copied())
                .collect();
            if next == reached {
                return reached;
            }
            reached = next;
        }
    }

    #[test]
    fn from_every_state_but_frozen_the_member_gets_to_a_login_without_staff() {
        for state in State::ALL {
            assert_eq!(reach(state).contains(&State::Active), state != State::Frozen, "{state:?}");
        }
    }

    #[test]
    fn only_staff_lead_out_of_frozen_and_no_member_gets_there_by_themselves() {
        let (out, into): (Vec<&Move>, Vec<&Move>) = (
            MOVES.iter().filter(|it| it.from == State::Frozen).collect(),
            MOVES.iter().filter(|it| it.to == State::Frozen).collect(),
        );

        assert!(!out.is_empty() && out.iter().all(|it| it.by == By::Staff));
        assert!(!into.is_empty() && into.iter().all(|it| it.by != By::Member));
    }

    #[test]
    fn what_is_kept_tells_the_state() {
        let now = Timestamp::UNIX_EPOCH;
        let standing = |standing| Member { standing, ..test_member(&[]) };
        let of = |standing_is| State::of(Some(&standing(standing_is)), &[], now);

        assert_eq!(of(Standing::Active), State::Active);
        assert_eq!(of(Standing::Frozen), State::Frozen);
        assert_eq!(of(Standing::Closed), State::Closed);
        assert_eq!(State::of(None, &[], now), State::Unregistered);
    }
}
