//! The pairs that nobody may tell apart, and the control that must differ.
//!
//! What is typed has the same length on both sides.

use tests::app::{Account, Event, JOINT, ORIGIN, PLAIN, RENAMED, SECOND, TestApp};
use tests::authenticator::{Asked, Key};

use crate::asking;
use crate::world::{HELD, MEMBER, NOBODY, SHUT, WITHOUT_HASH, World};

/// An email that asks to register. No member has it yet.
const NEW: &str = "newone@mail.example";
/// Two emails: one has a registration that can be confirmed, one has another.
const CONFIRMED: &str = "asker1@mail.example";
const NOT_MATCHED: &str = "asker2@mail.example";
/// A free account, with a name that is not its holder's.
const WRONG: Account = Account { name: "Ravensbournf", ..SECOND };
/// An account that the co-op does not have.
const UNKNOWN: Account = Account { number: "48151699", ..WRONG };
/// One more guess at the account that is shut by guesses.
const GUESS: Account = Account { name: "Yellowhammes", ..SHUT };

/// The function that answers.
#[derive(Clone, Copy)]
pub(crate) enum Function {
    SignIn,
    ConfirmIdentity,
    CheckEmail,
    Recover,
}

/// One kind of request.
pub(crate) struct Side {
    pub(crate) name: &'static str,
    pub(crate) function: Function,
    pub(crate) event: Event,
    pub(crate) status: u16,
    /// The email that is typed.
    pub(crate) email: &'static str,
    /// The truth about it, as [`crate::world::truth`] says.
    pub(crate) truth: &'static str,
}

/// Two kinds of requests that must take the same time. The control must not.
pub(crate) struct Comparison {
    pub(crate) name: &'static str,
    pub(crate) sides: [Side; 2],
    pub(crate) is_control: bool,
}

/// Makes all comparisons but that of [passkeys], the control last, and their state.
pub(crate) async fn all(app: &TestApp) -> (World, Vec<Comparison>) {
    asking::ask(app, PLAIN, MEMBER).await;
    asking::ask(app, RENAMED, WITHOUT_HASH).await;
    asking::ask(app, JOINT, HELD).await;
    let confirm = asking::ask(app, SECOND, CONFIRMED).await;
    let not_matched = asking::ask(app, WRONG, NOT_MATCHED).await;
    let world = World::of(app, &[MEMBER, WITHOUT_HASH, HELD, CONFIRMED, NOT_MATCHED]).await;
    let again = |name, event, email, truth| {
        let function = Function::CheckEmail;
        Side { name, function, event, status: 303, email, truth }
    };
    let resent = [
        again("confirm", confirm, CONFIRMED, "confirm"),
        again("could not match", not_matched, NOT_MATCHED, "could_not_match"),
    ];
    let mut comparisons = step_3(app).await;
    comparisons.push(Comparison { name: "letter again", sides: resent, is_control: false });
    comparisons.extend(way_back(app).await);
    comparisons.extend(sign_in(app).await);
    (world, comparisons)
}

/// Asks to register, for each fact that the letter tells and the page must not.
async fn step_3(app: &TestApp) -> Vec<Comparison> {
    let asks = async |name, account, email, truth| {
        let (_, event) = asking::step_3(app, account, email).await;
        let function = Function::ConfirmIdentity;
        Side { name, function, event, status: 303, email, truth }
    };
    let pair = |name, sides| Comparison { name, sides, is_control: false };
    let facts = [
        asks("matches", SECOND, NEW, "confirm").await,
        asks("does not match", WRONG, NEW, "could_not_match").await,
    ];
    let known = [
        asks("known", WRONG, NEW, "could_not_match").await,
        asks("unknown", UNKNOWN, NEW, "could_not_match").await,
    ];
    let claimed = [
        asks("free", SECOND, NEW, "confirm").await,
        asks("claimed", PLAIN, NEW, "account_has_login").await,
    ];
    let shut = [
        asks("open", WRONG, NEW, "could_not_match").await,
        asks("shut by guesses", GUESS, NEW, "too_many_tries").await,
    ];
    let emails = [
        asks("nobody's", SECOND, NEW, "confirm").await,
        asks("a member's", SECOND, MEMBER, "already_member").await,
    ];
    vec![
        pair("step 3, facts", facts),
        pair("step 3, account", known),
        pair("step 3, account", claimed),
        pair("step 3, account", shut),
        pair("step 3, email", emails),
    ]
}

/// Asks for a way back in, for each thing that may be known about the email.
async fn way_back(app: &TestApp) -> [Comparison; 2] {
    let asks = async |name, email, truth| {
        let event = asking::way_back(app, email).await;
        Side { name, function: Function::Recover, event, status: 303, email, truth }
    };
    let member =
        [asks("member", MEMBER, "recover").await, asks("nobody", NOBODY, "no_login").await];
    let pending =
        [asks("pending", CONFIRMED, "confirm").await, asks("nobody", NEW, "no_login").await];
    [
        Comparison { name: "way back, email", sides: member, is_control: false },
        Comparison { name: "way back, email", sides: pending, is_control: false },
    ]
}

/// Signs in with a wrong password. The control leaves out the dummy hash.
async fn sign_in(app: &TestApp) -> [Comparison; 3] {
    let signs_in = async |name, email, truth| {
        let event = asking::sign_in(app, email).await;
        Side { name, function: Function::SignIn, event, status: 422, email, truth }
    };
    let emails =
        [signs_in("member", MEMBER, "member").await, signs_in("nobody", NOBODY, "nobody").await];
    let seconds =
        [signs_in("held", HELD, "member").await, signs_in("none", MEMBER, "member").await];
    let control = [
        signs_in("member", MEMBER, "member").await,
        signs_in("nobody, no hash", WITHOUT_HASH, "member").await,
    ];
    [
        Comparison { name: "sign-in, email", sides: emails, is_control: false },
        Comparison { name: "sign-in, second step", sides: seconds, is_control: false },
        Comparison { name: "control: sign-in, email", sides: control, is_control: true },
    ]
}

/// Touches a passkey alone: one on trial, and one that is nobody's. What they sign is good for five minutes of the system's clock, so
/// this is made right before it is measured.
pub(crate) async fn passkeys(app: &TestApp, world: &World) -> Comparison {
    let touches = async |name, mut key: Key, email, truth| {
        let event = asking::touch(app, &mut key).await;
        Side { name, function: Function::SignIn, event, status: 422, email, truth }
    };
    let mut nobodys = Key::at(ORIGIN);
    let challenge = "AAAAAAAAAAAAAAAAAAAAAA".to_owned();
    nobodys.make(&Asked { challenge, user: "a".repeat(26), ..Asked::default() }).await;
    let sides = [
        touches("on trial", world.key.clone(), HELD, "member").await,
        touches("nobody's", nobodys, NOBODY, "nobody").await,
    ];
    Comparison { name: "passkey alone", sides, is_control: false }
}
