//! Moves about the second step: among all others, and alone, of one member who has an app.
//!
//! Drawn among all others they rarely fit together: a code has to follow a password within five minutes.

use std::ops::Range;

use proptest::prelude::*;
use proptest_state_machine::ReferenceStateMachine;

use super::co_op::CoOp;
use super::moves::{ACCOUNTS, How, Move, NEWEST};
use super::script::Script;

/// The moves of one member about the second step, and of who knows their password.
#[derive(Clone, Debug)]
pub(super) struct Focused(Script);

impl Focused {
    /// The moves before the beginning. Some have a passkey as well.
    pub(super) fn before(&self) -> Vec<Move> {
        let mut before = self.0.before();
        if self.0.settled == Some(0) {
            before.insert(before.len() - 1, Move::AddPasskey { who: 0 });
        }
        before
    }
}

impl ReferenceStateMachine for Focused {
    type State = Self;
    type Transition = Move;

    fn init_state() -> BoxedStrategy<Self> {
        let settled = prop::sample::select(vec![0, ACCOUNTS - 1]);
        let begin = |settled| Self(Script::at(CoOp::Shipped, Some(settled), true));
        settled.prop_map(begin).boxed()
    }

    fn transitions(focused: &Self) -> BoxedStrategy<Move> {
        match &focused.0.follows {
            // What is done behind the password is drawn each time.
            Some(Move::Second { who, .. }) => {
                prop_oneof![6 => second(*who..*who + 1), 1 => of_factors()].boxed()
            }
            Some(follows) => prop_oneof![
                1 => Just(Move::Deliver),
                2 => Just(follows.clone()),
                2 => of_factors(),
            ]
            .boxed(),
            None => of_factors(),
        }
    }

    fn apply(focused: Self, step: &Move) -> Self {
        Self(Script::apply(focused.0, step))
    }

    fn preconditions(focused: &Self, step: &Move) -> bool {
        Script::preconditions(&focused.0, step)
    }
}

/// A move of the first person that touches the second step.
fn of_factors() -> BoxedStrategy<Move> {
    let minutes = prop::sample::select(vec![1, 4, 6, 16, 25 * 60, 73 * 60, 31 * 24 * 60]);
    let (who, letter) = (0, NEWEST);
    prop_oneof![
        20 => factor_move(0..1),
        6 => Just(Move::SignIn { who, right: true }),
        4 => Just(Move::SignInBy { who }),
        1 => Just(Move::SignOut { who }),
        2 => Just(Move::AskBack { who }),
        1 => Just(Move::NewPassword { who, letter }),
        2 => Just(Move::ChangePassword { who }),
        1 => Just(Move::AskNewEmail { who }),
        1 => Just(Move::ConfirmNewEmail { who, letter, elsewhere: true }),
        2 => prop::bool::weighted(0.7).prop_map(move |open| Move::Staff { who, open }),
        3 => Just(Move::Deliver),
        1 => Just(Move::Sweep),
        4 => minutes.prop_map(|minutes| Move::Wait { minutes }),
    ]
    .boxed()
}

/// Something at the step behind the password.
fn second(who: Range<usize>) -> BoxedStrategy<Move> {
    let how = prop_oneof![
        4 => Just(How::Code),
        1 => Just(How::Used),
        1 => Just(How::Wrong),
        2 => Just(How::Paper),
        1 => Just(How::UsedPaper),
        2 => Just(How::Passkey),
    ];
    let lost = who.clone().prop_map(|who| Move::Lost { who });
    let second = (who, how, any::<bool>());
    prop_oneof![
        3 => second.prop_map(|(who, how, remember)| Move::Second { who, how, remember }),
        1 => lost,
    ]
    .boxed()
}

/// A move about the second step.
pub(super) fn factor_move(who: Range<usize>) -> BoxedStrategy<Move> {
    let letter = prop_oneof![Just(NEWEST), 0..4_usize];
    prop_oneof![
        3 => who.clone().prop_map(|who| Move::AddApp { who }),
        3 => who.clone().prop_map(|who| Move::AddPasskey { who }),
        2 => who.clone().prop_map(|who| Move::MakeCodes { who }),
        2 => who.clone().prop_map(|who| Move::TakeOff { who }),
        4 => second(who.clone()),
        3 => who.clone().prop_map(|who| Move::Touch { who }),
        1 => who.clone().prop_map(|who| Move::Outlast { who }),
        2 => (who.clone(), letter.clone()).prop_map(|(who, letter)| Move::Stop { who, letter }),
        2 => (who.clone(), letter.clone()).prop_map(|(who, letter)| Move::Reset { who, letter }),
        2 => (who.clone(), letter).prop_map(|(who, letter)| Move::NotMine { who, letter }),
        2 => who.prop_map(|who| Move::Thief { who }),
    ]
    .boxed()
}
