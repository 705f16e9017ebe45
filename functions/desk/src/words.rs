//! What the desk says to staff. It is in English; what staff say to members is in both languages, and not here.

/// A page that says one thing.
pub(crate) struct Said {
    pub(crate) title: &'static str,
    pub(crate) text: &'static [&'static str],
    /// The link that leads on, and where.
    pub(crate) on: Option<(&'static str, &'static str)>,
}

const AGAIN: Option<(&str, &str)> = Some(("Sign in", "/desk/sign-in"));
const TO_ACT: Option<(&str, &str)> = Some(("Sign in to act", "/desk/sign-in?to=act"));
const BACK: Option<(&str, &str)> = Some(("Back to the desk", "/desk"));

pub(crate) const SIGN_IN: Said = Said {
    title: "The desk",
    text: &["Find out why a member cannot register or sign in, and mend it."],
    on: AGAIN,
};

pub(crate) const SESSION_OVER: Said = Said {
    title: "Sign in again",
    text: &["Your session is over, so nothing was done."],
    on: AGAIN,
};

pub(crate) const SESSION_OVER_FOR_ACT: Said = Said {
    text: &["Your session is over, so nothing was done. Acts need a sign-in of the last 15 minutes."],
    on: TO_ACT,
    ..SESSION_OVER
};

pub(crate) const OLD_FORM: Said = Said {
    title: "This page was from before the sign-in",
    text: &["Somebody signed in here after it was shown, so nothing was done. The desk is open."],
    on: BACK,
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
};

pub(crate) const NO_ROLE: Said = Said {
    title: "You have no role at the desk",
    text: &[
        "You are signed in at the co-op, but nobody gave you a role here.",
        "Ask whoever looks after the co-op's accounts for the role to look, or to look and act. Then sign in again.",
    ],
    on: AGAIN,
};

pub(crate) const NOT_VOUCHED: Said = Said {
    title: "The co-op's sign-in said no",
    text: &[
        "Nobody is signed in. Try once more. If it stays so, tell whoever looks after the desk, with this code.",
    ],
    on: AGAIN,
};

pub(crate) const PROVIDER_AWAY: Said = Said {
    title: "The co-op's sign-in does not answer",
    text: &["Try again in a minute. The command line works meanwhile."],
    on: AGAIN,
};

pub(crate) const SIGNED_OUT: Said = Said {
    title: "You are signed out of the desk",
    text: &["On a computer that others use, sign out of the co-op's account as well."],
    on: AGAIN,
};

pub(crate) const NOT_FOUND: Said =
    Said { title: "No such page", text: &["The desk has no page at this address."], on: BACK };

pub(crate) const FORBIDDEN: Said = Said {
    title: "This form is not from here",
    text: &["It came from another site, or from a page of another session. Nothing was done."],
    on: BACK,
};

pub(crate) const UNREADABLE: Said = Said {
    title: "This request cannot be read",
    text: &["Nothing was done. Go back and try again."],
    on: BACK,
};

pub(crate) const UNAVAILABLE: Said = Said {
    title: "Something does not answer",
    text: &[
        "Nothing may have been done. Try again in a minute, and look the person up before you repeat an act.",
    ],
    on: BACK,
};

pub(crate) const LOOKS_ONLY: &str = "You may look people up. Acts need another role: hand the caller to somebody who has it, or ask whoever looks after the co-op's accounts.";
pub(crate) const UNSAID: &str = "You may look people up. To act, sign in again: the co-op's sign-in did not say when you signed in.";
pub(crate) const WITHOUT_SECOND: &str =
    "You may look people up. To act, sign in again with your second factor.";
pub(crate) const TOO_OLD: &str =
    "You may look people up. To act, sign in again: your sign-in is older than 15 minutes.";
