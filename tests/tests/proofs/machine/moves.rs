//! The moves that are possible next.

use proptest::prelude::*;
use proptest_state_machine::ReferenceStateMachine;

/// How many people there are.
///
/// The last one's email is the contact on file of the last account.
pub(super) const PEOPLE: usize = 3;
/// How many accounts there are.
pub(super) const ACCOUNTS: usize = 3;
/// The number of the newest letter.
pub(super) const NEWEST: usize = usize::MAX;
/// How many extracts there are.
pub(super) const EXTRACTS: usize = 3;

/// One move. People, accounts and extracts are numbers.
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
    /// Follows a letter, in their own browser or another, and chooses a password.
    Confirm { who: usize, letter: usize, elsewhere: bool },
    /// Only opens a letter's link, as a scanner does.
    Scan { who: usize, letter: usize },
    /// Signs in from their own browser.
    SignIn { who: usize, right: bool },
    /// A stranger guesses at a password.
    Guess { who: usize },
    /// Signs out.
    SignOut { who: usize },
    /// Step 6.
    Paperless { who: usize, answer: bool },
    /// Step 7.
    Phrase { who: usize },
    /// "Can't access your account?", in a new browser.
    AskBack { who: usize },
    /// Follows a letter with a way back in, and chooses the other of two passwords.
    NewPassword { who: usize, letter: usize },
    /// Chooses the other of two passwords in the profile.
    ChangePassword { who: usize },
    /// Follows one of the "this wasn't me" links, and presses the button.
    NotMe { who: usize, letter: usize },
    /// Follows one of the letters about an account that was bound, and says that it was them.
    WasMe { who: usize, letter: usize },
    /// Asks for the other of the person's two addresses as a new email.
    AskNewEmail { who: usize },
    /// Follows one of the letters to a new email, in their own browser or another.
    ConfirmNewEmail { who: usize, letter: usize, elsewhere: bool },
    /// Asks for one more account.
    Add { who: usize, account: usize, right: bool },
    /// Lets another person in to the first account, and they accept by the letter at once, or only get it.
    LetIn { who: usize, to: usize, accepts: bool },
    /// Ends the first guest of the first account, or leaves somebody else's.
    PutOut { who: usize },
    /// Closes the login.
    Close { who: usize },
    /// Staff shut the login, or open it.
    Staff { who: usize, open: bool },
    /// Lets minutes pass.
    Wait { minutes: i64 },
    /// Puts another extract in force.
    Import { extract: usize },
}

/// The moves so far, as far as they decide which moves make sense next.
///
/// The oracle checks the rest.
#[derive(Clone, Debug)]
pub(super) struct Script {
    /// The account of the first person, if they are a member from the beginning.
    settled: Option<usize>,
    asked: [bool; PEOPLE],
    asked_back: [bool; PEOPLE],
    asked_new_email: [bool; PEOPLE],
    extract: usize,
    /// The move that follows the letter that was asked for last.
    follows: Option<Move>,
}

impl Script {
    /// The moves before the beginning.
    pub(super) fn before(&self) -> Vec<Move> {
        let become_member = |account| {
            let ask = Move::Ask { who: 0, account, right: true };
            let confirm = Move::Confirm { who: 0, letter: 0, elsewhere: false };
            vec![ask, Move::Deliver, confirm, Move::Deliver]
        };
        self.settled.map(become_member).unwrap_or_default()
    }
}

impl ReferenceStateMachine for Script {
    type State = Self;
    type Transition = Move;

    fn init_state() -> BoxedStrategy<Self> {
        let begin = |settled: Option<usize>| Self {
            settled,
            asked: [settled.is_some(), false, false],
            asked_back: [false; PEOPLE],
            asked_new_email: [false; PEOPLE],
            extract: 0,
            follows: None,
        };
        // The last account has a contact on file, who may say that it was not them.
        prop::sample::select(vec![None, Some(0), Some(ACCOUNTS - 1)]).prop_map(begin).boxed()
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
            Move::Import { extract } => script.extract = extract,
            Move::Confirm { .. } | Move::NewPassword { .. } | Move::ConfirmNewEmail { .. } => {
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
            | Move::Close { who } => script.asked[*who],
            Move::NewPassword { who, .. } => script.asked_back[*who],
            Move::ConfirmNewEmail { who, .. } => script.asked_new_email[*who],
            Move::Import { extract } => script.extract != *extract,
            _ => true,
        }
    }
}

/// Any move.
fn any_move() -> BoxedStrategy<Move> {
    let (who, account, letter) = (0..PEOPLE, 0..ACCOUNTS, 0..4_usize);
    let right = prop::bool::weighted(0.8);
    let minutes = prop::sample::select(vec![1, 2, 14, 16, 61, 7 * 60, 25 * 60, 31 * 24 * 60]);
    prop_oneof![
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
        3 => (who.clone(), letter, any::<bool>()).prop_map(|(who, letter, elsewhere)| {
            Move::ConfirmNewEmail { who, letter, elsewhere }
        }),
        2 => (who.clone(), account, right)
            .prop_map(|(who, account, right)| Move::Add { who, account, right }),
        1 => who.clone().prop_map(|who| Move::Close { who }),
        3 => (who.clone(), who.clone(), prop::bool::weighted(0.8))
            .prop_map(|(who, to, accepts)| Move::LetIn { who, to, accepts }),
        1 => who.clone().prop_map(|who| Move::PutOut { who }),
        2 => who.clone().prop_map(|who| Move::ChangePassword { who }),
        2 => (who.clone(), prop::bool::weighted(0.7))
            .prop_map(|(who, open)| Move::Staff { who, open }),
        3 => (who.clone(), right).prop_map(|(who, right)| Move::SignIn { who, right }),
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
