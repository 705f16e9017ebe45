//! What is so, and what to say: decided from what was read, without asking anybody.

mod account;
mod mailbox;

use domain::TimelineEntry;
use jiff::Timestamp;
use serde::Serialize;

use crate::whom::Whom;

pub(crate) use account::{Account, of_account};
pub(crate) use mailbox::{Mailbox, of_email};

/// What is known of somebody.
pub(crate) struct Case {
    /// Whom it is about.
    pub(crate) whom: Whom,
    /// What happened, oldest first.
    pub(crate) timeline: Vec<TimelineEntry>,
    /// What is so now.
    pub(crate) finding: Finding,
    /// What else is so.
    pub(crate) more: Vec<String>,
}

/// What is so now, and what follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// For scripts.
    pub(crate) state: State,
    /// Until when it is so by itself.
    pub(crate) until: Option<Timestamp>,
    /// In words.
    pub(crate) now: String,
    /// What to say on the phone.
    pub(crate) say_english: String,
    /// The same in Spanish.
    pub(crate) say_spanish: String,
    /// What to do.
    pub(crate) act: Option<String>,
}

/// What is so, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum State {
    NoExtract,
    NotInExtract,
    AccountClosed,
    AccountOnline,
    LoginFrozen,
    LoginClosed,
    TriesSpent,
    SignInWaits,
    SignInShut,
    Member,
    MayRegister,
    WaitsForConfirmation,
    LinkOver,
    NotMatched,
    NothingKnown,
    SeeTimeline,
}

fn finding(state: State, now: impl Into<String>, say: [&str; 2], act: Option<&str>) -> Finding {
    let [english, spanish] = say.map(str::to_owned);
    let act = act.map(str::to_owned);
    Finding { state, until: None, now: now.into(), say_english: english, say_spanish: spanish, act }
}

fn frozen() -> Finding {
    finding(
        State::LoginFrozen,
        "the login is frozen: somebody said that it was not them, or staff shut it",
        [
            "The login is closed while we look into it. Let me check who you are first.",
            "El acceso está cerrado mientras lo revisamos. Primero necesito comprobar quién es usted.",
        ],
        Some("Once it is clear whose it is: porchlight unfreeze --email E --reason \"...\""),
    )
}

fn closed() -> Finding {
    finding(
        State::LoginClosed,
        "the member closed the login",
        [
            "You closed that login. You can register again with the same account.",
            "Usted cerró ese acceso. Puede registrarse de nuevo con la misma cuenta.",
        ],
        None,
    )
}

/// Of a code that leads to nobody any more, only what happened is left.
pub(crate) fn of_reference(is_empty: bool) -> Finding {
    if is_empty {
        return finding(
            State::NothingKnown,
            "nobody asked for anything under this code in the last 90 days; one of a page that only showed a problem \
             stands in the log, and nowhere else",
            [
                "Could you read me the code again, letter by letter? Or give me the email address that you typed.",
                "¿Puede leerme el código otra vez, letra por letra? O deme la dirección de correo que escribió.",
            ],
            Some(
                "For a page that showed a problem, look into the log: filter reference = \"CODE\"",
            ),
        );
    }
    finding(
        State::SeeTimeline,
        "the lines above are all that is left: letters are kept for 30 days, and with them whom the code leads to",
        [
            "I see what happened. May I have the email address that you typed?",
            "Veo lo que pasó. ¿Me da la dirección de correo que escribió?",
        ],
        Some("porchlight why --email E"),
    )
}

#[cfg(test)]
mod tests;
