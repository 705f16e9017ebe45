//! The states of a second factor and every move between them, as docs/STATES.md draws them.

use jiff::Timestamp;
use strum::VariantArray;

use crate::login::states::By;
use crate::members::member::Member;

/// How a member's second factor stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub enum FactorState {
    /// There is none.
    None,
    /// It was added where none stood, less than three days ago.
    OnTrial,
    /// It is asked for.
    Held,
    /// It is asked for, and a wait runs after which it may be taken off.
    Waiting,
}

/// A move from one state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactorMove {
    /// Where it begins.
    pub from: FactorState,
    /// Who makes it.
    pub by: By,
    /// By what.
    pub act: &'static str,
    /// Where it leads.
    pub to: FactorState,
}

const fn by(from: FactorState, by: By, act: &'static str, to: FactorState) -> FactorMove {
    FactorMove { from, by, act, to }
}

/// Every move. A test compares them with the drawing, and journeys make them.
pub const FACTOR_MOVES: [FactorMove; 31] = {
    use FactorState::{Held, None, OnTrial, Waiting};
    [
        by(None, By::Member, "adds a factor", OnTrial),
        by(OnTrial, By::Time, "three days", Held),
        by(OnTrial, By::Member, "chooses a new password by link", None),
        by(OnTrial, By::Member, "says that they did not add it", None),
        by(OnTrial, By::Member, "takes it off", None),
        by(OnTrial, By::Member, "has lost everything", Waiting),
        by(OnTrial, By::Staff, "begin a wait", Waiting),
        by(Held, By::Member, "sets it up anew with a factor or a recovery code", Held),
        by(Held, By::Member, "chooses a new password", Held),
        by(Held, By::Member, "says that they did not add it", None),
        by(Held, By::Member, "takes it off with a factor or a recovery code", None),
        by(Held, By::Member, "says that they did not add it, beside one on trial", OnTrial),
        by(Held, By::Member, "takes it off, beside one on trial", OnTrial),
        by(Held, By::Member, "has lost everything", Waiting),
        by(Held, By::Staff, "begin a wait", Waiting),
        by(Waiting, By::Member, "stops it by a letter's link", Held),
        by(Waiting, By::Member, "stops it by a letter's link", OnTrial),
        by(Waiting, By::Member, "proves a factor", Held),
        by(Waiting, By::Member, "adds a factor", Held),
        by(Waiting, By::Member, "chooses a new password or email", Held),
        by(Waiting, By::Member, "chooses a new password or email", OnTrial),
        by(Waiting, By::Member, "chooses a new password by link", None),
        by(Waiting, By::Member, "says that they did not add it", None),
        by(Waiting, By::Member, "takes it off with a factor or a recovery code", None),
        by(Waiting, By::Member, "uses the last letter's link with the password", None),
        by(Waiting, By::Time, "nobody uses the last letter's link for a day", Held),
        by(Waiting, By::Time, "nobody uses the last letter's link for a day", OnTrial),
        by(Waiting, By::Contact, "this wasn't me", Held),
        by(Waiting, By::Contact, "this wasn't me", OnTrial),
        by(Waiting, By::Staff, "freeze the login", Held),
        by(Waiting, By::Staff, "freeze the login", OnTrial),
    ]
};

impl FactorState {
    /// All of them.
    pub const ALL: &'static [Self] = <Self as VariantArray>::VARIANTS;

    /// How a member's second factor stands. A wait counts while it runs, whether the factor is on trial or not.
    #[must_use]
    pub fn of(member: &Member, now: Timestamp) -> Self {
        let factors = &member.factors;
        if !factors.is_asked() {
            Self::None
        } else if factors.wait.as_ref().is_some_and(|wait| wait.runs(now)) {
            Self::Waiting
        } else if factors.stand(now) {
            Self::Held
        } else {
            Self::OnTrial
        }
    }
}

#[cfg(test)]
mod tests;
