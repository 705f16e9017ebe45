//! What can be done next.

use proptest::prelude::*;
use proptest_state_machine::ReferenceStateMachine;

/// How many people there are; the last one's email is the contact on file of the last account.
pub(super) const PEOPLE: usize = 3;
/// How many accounts there are.
pub(super) const ACCOUNTS: usize = 3;
/// How many extracts there are.
pub(super) const EXTRACTS: usize = 3;

/// One move; people, accounts and extracts by number.
#[derive(Clone, Debug)]
pub(super) enum Move {
    /// Steps 2 and 3, with the facts of the bill or with wrong ones.
    Ask { who: usize, account: usize, right: bool },
    /// "Send it again", in the browser that asked last.
    Resend { who: usize },
    /// The stream wakes the worker.
    Deliver,
    /// The sweep runs.
    Sweep,
    /// Follows one of the letters that came, in the own browser or another one, and chooses a password.
    Confirm { who: usize, letter: usize, elsewhere: bool },
    /// Opens a letter's link, as a scanner does, and no more.
    Scan { who: usize, letter: usize },
    /// Signs in from the own browser.
    SignIn { who: usize, right: bool },
    /// A stranger guesses at a password.
    Guess { who: usize },
    /// Signs out.
    SignOut { who: usize },
    /// Step 6.
    Paperless { who: usize, answer: bool },
    /// Step 7.
    Phrase { who: usize },
    /// Minutes go by.
    Wait { minutes: i64 },
    /// Another extract is put in force.
    Import { extract: usize },
}

/// What the moves so far leave to be done: the rest is held against the oracle.
#[derive(Clone, Debug)]
pub(super) struct Script {
    asked: [bool; PEOPLE],
    extract: usize,
}

impl ReferenceStateMachine for Script {
    type State = Self;
    type Transition = Move;

    fn init_state() -> BoxedStrategy<Self> {
        Just(Self { asked: [false; PEOPLE], extract: 0 }).boxed()
    }

    fn transitions(_: &Self) -> BoxedStrategy<Move> {
        let (who, account, letter) = (0..PEOPLE, 0..ACCOUNTS, 0..4_usize);
        let right = prop::bool::weighted(0.8);
        let minutes = prop::sample::select(vec![1, 2, 14, 16, 61, 7 * 60, 25 * 60, 31 * 24 * 60]);
        prop_oneof![
            6 => (who.clone(), account, right)
                .prop_map(|(who, account, right)| Move::Ask { who, account, right }),
            1 => who.clone().prop_map(|who| Move::Resend { who }),
            4 => Just(Move::Deliver),
            1 => Just(Move::Sweep),
            5 => (who.clone(), letter.clone(), any::<bool>())
                .prop_map(|(who, letter, elsewhere)| Move::Confirm { who, letter, elsewhere }),
            1 => (who.clone(), letter).prop_map(|(who, letter)| Move::Scan { who, letter }),
            2 => (who.clone(), right).prop_map(|(who, right)| Move::SignIn { who, right }),
            1 => who.clone().prop_map(|who| Move::Guess { who }),
            1 => who.clone().prop_map(|who| Move::SignOut { who }),
            1 => (who.clone(), any::<bool>())
                .prop_map(|(who, answer)| Move::Paperless { who, answer }),
            1 => who.prop_map(|who| Move::Phrase { who }),
            3 => minutes.prop_map(|minutes| Move::Wait { minutes }),
            1 => (0..EXTRACTS).prop_map(|extract| Move::Import { extract }),
        ]
        .boxed()
    }

    fn apply(mut script: Self, step: &Move) -> Self {
        match step {
            Move::Ask { who, .. } => script.asked[*who] = true,
            Move::Import { extract } => script.extract = *extract,
            _ => {}
        }
        script
    }

    fn preconditions(script: &Self, step: &Move) -> bool {
        match step {
            Move::Resend { who } | Move::Confirm { who, .. } | Move::Scan { who, .. } => {
                script.asked[*who]
            }
            Move::Import { extract } => script.extract != *extract,
            _ => true,
        }
    }
}
