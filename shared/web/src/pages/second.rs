//! The second step of signing in: the page behind the password, and the way without a code.

use askama::Template;

use super::frame::{Fault, Page, documents, faults};
use super::passkey::ByPasskey;
use crate::pages::view::{Checkbox, Field, SecretField, View};
use crate::words::tables::second::Done;

/// `GET, POST /sign-in/second`.
#[derive(Clone, Copy, Template)]
#[template(path = "second.html")]
pub struct SecondStep<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// `code`
    pub code: Field<'a>,
    /// The button for a passkey, if the member has one.
    pub passkey: Option<ByPasskey<'a>>,
    /// For how many days the browser may be remembered, and whether it is to be.
    pub remember: Option<(u32, Checkbox<'a>)>,
}

/// `GET, POST /sign-in/second/lost`.
#[derive(Clone, Copy, Template)]
#[template(path = "second_lost.html")]
pub struct SecondLost<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// What is to be said.
    pub state: LostState<'a>,
}

/// How far somebody got who lost everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LostState<'a> {
    /// Nothing was begun.
    Asks {
        /// How many days it would take.
        days: i64,
        /// Whether that is longer, since the password was set by mail.
        after_mail: bool,
    },
    /// A wait runs: from when on, in words.
    Begun(&'a str),
    /// It is over: until when its link works, in words.
    Open(&'a str),
    /// Too many were begun lately: from when on there is room for one more, in words.
    Spent(&'a str),
}

/// `GET, POST /second/reset`: what the link of a letter leads to.
#[derive(Clone, Copy, Template)]
#[template(path = "second_reset.html")]
pub struct SecondReset<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// What is asked.
    pub asks: ResetAsks<'a>,
}

/// What the page behind a letter's link asks.
#[derive(Clone, Copy)]
pub enum ResetAsks<'a> {
    /// Whether somebody else has added a factor; with the member's address and `current_password` where it stands by now.
    NotMine(Option<(&'a str, SecretField<'a>)>),
    /// Whether a wait is to be stopped.
    Stop,
    /// Whether the factors are to be taken off, or the wait stopped.
    Reset {
        /// The member's address, for password managers.
        email: &'a str,
        /// `current_password`
        password: SecretField<'a>,
    },
}

/// The page after it.
#[derive(Clone, Copy, Template)]
#[template(path = "second_done.html")]
pub struct SecondDone<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// What was done.
    pub what: ResetDone,
}

/// What was done by the link of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResetDone {
    /// What somebody else has added was taken off.
    NotMine,
    /// A wait was stopped.
    Stopped,
    /// All factors were taken off.
    Reset,
}

documents!(SecondStep, SecondLost, SecondReset, SecondDone);

impl SecondStep<'_> {
    fn remember_label(&self) -> Option<String> {
        self.remember.map(|(days, _)| (self.view.words().second.code.remember)(days))
    }

    fn is_remembered(&self) -> bool {
        self.remember.is_some_and(|(_, remember)| remember.checked)
    }
}

impl Page for SecondStep<'_> {
    fn title(&self) -> &'static str {
        self.view.words().second.code.title
    }

    fn form(&self) -> Option<&'static str> {
        Some("/sign-in/second")
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        let passkey = self.passkey.and_then(|by| by.error);
        faults([("passkey", passkey), ("code", self.code.error)])
    }

    fn has_passkey(&self) -> bool {
        self.passkey.is_some()
    }
}

impl SecondLost<'_> {
    fn takes(&self) -> Option<String> {
        match self.state {
            LostState::Asks { days, .. } => Some((self.view.words().second.lost.text)(days)),
            LostState::Begun(_) | LostState::Open(_) | LostState::Spent(_) => None,
        }
    }

    /// Why it takes longer than usual, if it does.
    fn because(&self) -> Option<&'static str> {
        let after_mail = matches!(self.state, LostState::Asks { after_mail: true, .. });
        after_mail.then_some(self.view.words().second.lost.after_mail)
    }

    /// How it stands: the instant that counts, and what to do.
    fn stands(&self) -> Option<(String, &'static [&'static str])> {
        let words = &self.view.words().second.lost;
        match self.state {
            LostState::Asks { .. } => None,
            LostState::Begun(time) => Some(((words.begun)(time), words.begun_text)),
            LostState::Open(time) => Some(((words.open)(time), words.open_text)),
            LostState::Spent(time) => Some(((words.spent)(time), words.spent_text)),
        }
    }

    /// Whether a code, or nothing but the password, is the way on.
    fn is_spent(&self) -> bool {
        matches!(self.state, LostState::Spent(_))
    }
}

impl Page for SecondLost<'_> {
    fn title(&self) -> &'static str {
        let words = &self.view.words().second.lost;
        match self.state {
            LostState::Asks { .. } => words.title,
            LostState::Begun(_) => words.begun_title,
            LostState::Open(_) => words.open_title,
            LostState::Spent(_) => words.spent_title,
        }
    }
}

impl SecondReset<'_> {
    fn question(&self) -> &'static crate::words::tables::second::Question {
        let words = &self.view.words().second.letter;
        match self.asks {
            ResetAsks::NotMine(None) => &words.not_mine,
            ResetAsks::NotMine(Some(_)) => &words.not_mine_stands,
            ResetAsks::Stop => &words.stop,
            ResetAsks::Reset { .. } => &words.reset,
        }
    }

    /// Whether the wait may be stopped here, too.
    fn may_stop(&self) -> bool {
        matches!(self.asks, ResetAsks::Reset { .. })
    }

    fn asked(&self) -> Option<(&str, SecretField<'_>)> {
        match self.asks {
            ResetAsks::Reset { email, password } => Some((email, password)),
            ResetAsks::NotMine(asked) => asked,
            ResetAsks::Stop => None,
        }
    }
}

impl Page for SecondReset<'_> {
    fn title(&self) -> &'static str {
        self.question().title
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        faults([("current_password", self.asked().and_then(|(_, field)| field.error))])
    }
}

impl SecondDone<'_> {
    fn done(&self) -> &'static Done {
        let words = &self.view.words().second.letter;
        match self.what {
            ResetDone::NotMine => &words.not_mine_done,
            ResetDone::Stopped => &words.stopped,
            ResetDone::Reset => &words.reset_done,
        }
    }

    fn way_on(&self) -> &'static str {
        match self.what {
            ResetDone::NotMine | ResetDone::Stopped => "/recover",
            ResetDone::Reset => "/sign-in",
        }
    }
}

impl Page for SecondDone<'_> {
    fn title(&self) -> &'static str {
        self.done().title
    }
}
