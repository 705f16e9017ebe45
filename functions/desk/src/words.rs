//! What the desk says to staff. It is in English; what staff say to members is in both languages.

/// A page that says one thing.
pub(crate) struct Said {
    pub(crate) title: &'static str,
    pub(crate) text: &'static [&'static str],
    /// The link that leads on, and where.
    pub(crate) on: Option<(&'static str, &'static str)>,
    /// What to tell whoever is on the line, in English and in Spanish, where the desk itself does not work.
    pub(crate) tell: Option<[&'static str; 2]>,
}

const CALL_BACK: Option<[&str; 2]> = Some([
    "I cannot see your account right now. May I call you back? At which number?",
    "En este momento no puedo ver su cuenta. ¿Le puedo devolver la llamada? ¿A qué número?",
]);

const AGAIN: Option<(&str, &str)> = Some(("Sign in", "/desk/sign-in"));
const TO_ACT: Option<(&str, &str)> = Some(("Sign in to act", "/desk/sign-in?to=act"));
const BACK: Option<(&str, &str)> = Some(("Back to the desk", "/desk"));

pub(crate) const SIGN_IN: Said = Said {
    title: "The desk",
    text: &["Find out why a member cannot register or sign in, and mend it."],
    on: AGAIN,
    tell: None,
};

pub(crate) const SESSION_OVER: Said = Said {
    title: "Sign in again",
    text: &["Your session is over, so nothing was done."],
    on: AGAIN,
    tell: None,
};

pub(crate) const SESSION_OVER_FOR_ACT: Said = Said {
    text: &[
        "Your session is over, so nothing was done. Acts need a sign-in of the last 15 minutes.",
    ],
    on: TO_ACT,
    ..SESSION_OVER
};

pub(crate) const OLD_FORM: Said = Said {
    title: "This page was from before the sign-in",
    text: &["Somebody signed in here after it was shown, so nothing was done."],
    on: BACK,
    tell: None,
};

/// What comes of what was typed, on a page that says that nothing was done.
pub(crate) const KEPT: &str = "What you typed is kept for ten minutes.";
pub(crate) const TOO_LONG: &str = "What you typed is too long to be kept.";

pub(crate) const BEGIN_AGAIN: Said = Said {
    title: "Begin the sign-in again",
    text: &[
        "This sign-in was used already, took longer than ten minutes, or was begun in another browser. Nobody is signed in by it.",
    ],
    on: AGAIN,
    tell: None,
};

pub(crate) const NO_ROLE: Said = Said {
    title: "You have no role at the desk",
    text: &[
        "You are signed in at the co-op, but nobody gave you a role here.",
        "Ask whoever looks after the co-op’s accounts for the role to look, or to look and act. Then sign in again.",
    ],
    on: AGAIN,
    tell: None,
};

pub(crate) const NOT_VOUCHED: Said = Said {
    title: "The co-op’s sign-in said no",
    text: &[
        "Nobody is signed in. Try once more. If it stays so, tell whoever looks after the desk, with this code.",
    ],
    on: AGAIN,
    tell: CALL_BACK,
};

pub(crate) const PROVIDER_AWAY: Said = Said {
    title: "The sign-in does not work just now",
    text: &[
        "Something that it needs does not answer. Try again in a minute. If it stays so, tell whoever looks after the desk, with this code.",
    ],
    on: AGAIN,
    tell: CALL_BACK,
};

pub(crate) const SIGNED_OUT: Said = Said {
    title: "You are signed out of the desk",
    text: &["On a computer that others use, sign out of the co-op’s account as well."],
    on: AGAIN,
    tell: None,
};

pub(crate) const NOT_FOUND: Said = Said {
    title: "No such page",
    text: &["The desk has no page at this address."],
    on: BACK,
    tell: None,
};

pub(crate) const FORBIDDEN: Said = Said {
    title: "This form is not from here",
    text: &["It came from another site, or from a page of another session. Nothing was done."],
    on: BACK,
    tell: None,
};

pub(crate) const UNREADABLE: Said = Said {
    title: "This request cannot be read",
    text: &["Nothing was done. Begin again at the desk."],
    on: BACK,
    tell: None,
};

pub(crate) const UNAVAILABLE: Said = Said {
    title: "Something does not answer",
    text: &[
        "Try again in a minute. If you pressed an act, it may be done or not: look the person up before you press it again.",
        "If it stays so, tell whoever looks after the desk, with this code.",
    ],
    on: BACK,
    tell: CALL_BACK,
};

pub(crate) const FAILED: Said = Said {
    title: "The desk has a fault",
    text: &[
        "This page could not be made. If you pressed an act, it may be done or not: look the person up before you press it again.",
        "Tell whoever looks after the desk, with this code.",
    ],
    ..UNAVAILABLE
};

pub(crate) const LOOKS_ONLY: &str = "You may look people up. Acts need another role: hand the caller to somebody who has it, or ask whoever looks after the co-op’s accounts.";
pub(crate) const UNSAID: &str = "You may look people up. To act, sign in again: the co-op’s sign-in did not say when you signed in. If it stays so, tell whoever looks after the desk.";
pub(crate) const WITHOUT_SECOND: &str = "You may look people up. To act, sign in again with your second factor. If you have none, or it stays so, ask whoever looks after the co-op’s accounts.";
pub(crate) const TOO_OLD: &str =
    "You may look people up. To act, sign in again: your sign-in is older than 15 minutes.";
