//! The moves that are possible next.

use domain::Role;
use proptest::prelude::*;
use proptest_state_machine::ReferenceStateMachine;

use super::co_op::CoOp;
use super::focus::factor_move;
use super::moves::{ACCOUNTS, EXTRACTS, How, Move, NEWEST, PEOPLE};

/// The moves so far, as far as they decide which moves make sense next.
///
/// The oracle checks the rest.
#[derive(Clone, Debug)]
pub(super) struct Script {
    co_op: CoOp,
    /// The account of the first person, if they are a member from the beginning.
    pub(super) settled: Option<usize>,
    /// Whether they have an app and recovery codes, and its trial is over.
    pub(super) has_app: bool,
    asked: [bool; PEOPLE],
    asked_back: [bool; PEOPLE],
    asked_new_email: [bool; PEOPLE],
    extract: usize,
    /// The move that follows the letter that was asked for last.
    pub(super) follows: Option<Move>,
}

impl Script {
    /// Where the moves are made.
    pub(super) fn co_op(&self) -> CoOp {
        self.co_op
    }

    /// The beginning, with the account of a first member, if there is one, and whether they have an app.
    pub(super) fn at(co_op: CoOp, settled: Option<usize>, has_app: bool) -> Self {
        Self {
            co_op,
            has_app: has_app && settled.is_some(),
            settled,
            asked: [settled.is_some(), false, false],
            asked_back: [false; PEOPLE],
            asked_new_email: [false; PEOPLE],
            extract: 0,
            follows: None,
        }
    }

    /// The moves before the beginning.
    pub(super) fn before(&self) -> Vec<Move> {
        let become_member = |account| {
            let ask = Move::Ask { who: 0, account, right: true };
            let confirm = Move::Confirm { who: 0, letter: 0, elsewhere: false };
            vec![ask, Move::Deliver, confirm, Move::Deliver]
        };
        let mut before = self.settled.map(become_member).unwrap_or_default();
        if self.has_app {
            let trial = Move::Wait { minutes: 73 * 60 };
            before.extend([Move::AddApp { who: 0 }, Move::MakeCodes { who: 0 }, trial]);
        }
        before
    }
}

impl ReferenceStateMachine for Script {
    type State = Self;
    type Transition = Move;

    fn init_state() -> BoxedStrategy<Self> {
        let begin = |(co_op, settled, has_app): (CoOp, Option<usize>, bool)| {
            Self::at(co_op, settled, has_app)
        };
        // The last account has a contact on file, who may say that it was not them.
        let settled = prop::sample::select(vec![None, Some(0), Some(ACCOUNTS - 1)]);
        let co_op = prop::sample::select(vec![CoOp::Shipped, CoOp::ByLetter]);
        (co_op, settled, any::<bool>()).prop_map(begin).boxed()
    }

    fn transitions(script: &Self) -> BoxedStrategy<Move> {
        match &script.follows {
            // People who wait for a letter mostly read it.
            Some(follows) => prop_oneof![
                3 => Just(Move::Deliver),
                3 => Just(follows.clone()),
                4 => any_move(),
            ]
            .boxed(),
            None => any_move(),
        }
    }

    fn apply(mut script: Self, step: &Move) -> Self {
        match *step {
            Move::Ask { who, .. } => {
                script.asked[who] = true;
                script.follows = Some(Move::Confirm { who, letter: NEWEST, elsewhere: false });
            }
            Move::AskBack { who } => {
                script.asked_back[who] = true;
                script.follows = Some(Move::NewPassword { who, letter: NEWEST });
            }
            Move::AskNewEmail { who } => {
                script.asked_new_email[who] = true;
                script.follows =
                    Some(Move::ConfirmNewEmail { who, letter: NEWEST, elsewhere: false });
            }
            Move::Paperless { who, answer: true } if script.co_op == CoOp::ByLetter => {
                script.follows = Some(Move::ConfirmBills { who, letter: NEWEST, elsewhere: false });
            }
            Move::SignIn { who, right: true } if script.has_app => {
                script.follows = Some(Move::Second { who, how: How::Code, remember: false });
            }
            Move::Lost { who } => script.follows = Some(Move::Outlast { who }),
            Move::Outlast { who } => script.follows = Some(Move::Reset { who, letter: NEWEST }),
            Move::AddApp { .. } => script.has_app = true,
            Move::Import { extract } => script.extract = extract,
            Move::Second { .. } | Move::Reset { .. } => script.follows = None,
            Move::Confirm { .. }
            | Move::NewPassword { .. }
            | Move::ConfirmNewEmail { .. }
            | Move::ConfirmBills { .. } => {
                script.follows = None;
            }
            _ => {}
        }
        script
    }

    fn preconditions(script: &Self, step: &Move) -> bool {
        match step {
            Move::Resend { who }
            | Move::Confirm { who, .. }
            | Move::Scan { who, .. }
            | Move::AskNewEmail { who }
            | Move::Add { who, .. }
            | Move::ChangePassword { who }
            | Move::Staff { who, .. }
            | Move::LetIn { who, .. }
            | Move::AddApp { who }
            | Move::AddPasskey { who }
            | Move::NotMine { who, .. }
            | Move::Close { who } => script.asked[*who],
            Move::NewPassword { who, .. } => script.asked_back[*who],
            Move::ConfirmNewEmail { who, .. } => script.asked_new_email[*who],
            Move::ConfirmBills { who, .. } => script.co_op == CoOp::ByLetter && script.asked[*who],
            Move::Import { extract } => script.extract != *extract,
            _ => true,
        }
    }
}

/// Any move.
fn any_move() -> BoxedStrategy<Move> {
    let (who, account, letter) = (0..PEOPLE, 0..ACCOUNTS, 0..4_usize);
    let right = prop::bool::weighted(0.8);
    let role = prop::sample::select(Role::ALL);
    let minutes =
        prop::sample::select(vec![1, 2, 14, 16, 61, 7 * 60, 25 * 60, 73 * 60, 31 * 24 * 60]);
    prop_oneof![
        6 => factor_move(0..PEOPLE),
        6 => (who.clone(), account.clone(), right)
            .prop_map(|(who, account, right)| Move::Ask { who, account, right }),
        1 => who.clone().prop_map(|who| Move::Resend { who }),
        4 => Just(Move::Deliver),
        1 => Just(Move::Sweep),
        5 => (who.clone(), letter.clone(), any::<bool>())
            .prop_map(|(who, letter, elsewhere)| Move::Confirm { who, letter, elsewhere }),
        1 => (who.clone(), letter.clone())
            .prop_map(|(who, letter)| Move::Scan { who, letter }),
        2 => who.clone().prop_map(|who| Move::AskBack { who }),
        3 => (who.clone(), letter.clone())
            .prop_map(|(who, letter)| Move::NewPassword { who, letter }),
        2 => (0..=PEOPLE, letter.clone())
            .prop_map(|(who, letter)| Move::NotMe { who: who.min(PEOPLE - 1), letter }),
        1 => letter.clone().prop_map(|letter| Move::WasMe { who: PEOPLE - 1, letter }),
        2 => who.clone().prop_map(|who| Move::AskNewEmail { who }),
        3 => (who.clone(), letter.clone(), any::<bool>()).prop_map(|(who, letter, elsewhere)| {
            Move::ConfirmNewEmail { who, letter, elsewhere }
        }),
        1 => (who.clone(), letter, any::<bool>()).prop_map(|(who, letter, elsewhere)| {
            Move::ConfirmBills { who, letter, elsewhere }
        }),
        2 => (who.clone(), account, right)
            .prop_map(|(who, account, right)| Move::Add { who, account, right }),
        1 => who.clone().prop_map(|who| Move::Close { who }),
        3 => (who.clone(), who.clone(), role, prop::bool::weighted(0.8))
            .prop_map(|(who, to, role, accepts)| Move::LetIn { who, to, role, accepts }),
        1 => who.clone().prop_map(|who| Move::PutOut { who }),
        2 => who.clone().prop_map(|who| Move::ChangePassword { who }),
        2 => (who.clone(), prop::bool::weighted(0.7))
            .prop_map(|(who, open)| Move::Staff { who, open }),
        3 => (who.clone(), right).prop_map(|(who, right)| Move::SignIn { who, right }),
        1 => who.clone().prop_map(|who| Move::Guess { who }),
        1 => who.clone().prop_map(|who| Move::SignOut { who }),
        2 => (who.clone(), prop::bool::weighted(0.7))
            .prop_map(|(who, answer)| Move::Paperless { who, answer }),
        1 => who.prop_map(|who| Move::Phrase { who }),
        3 => minutes.prop_map(|minutes| Move::Wait { minutes }),
        1 => (0..EXTRACTS).prop_map(|extract| Move::Import { extract }),
    ]
    .boxed()
}
