//! The second step of signing in: a code behind the password, what gives codes, and the way without.

/// The words of these pages.
pub struct Second {
    /// The page behind the password.
    pub code: Code,
    /// "I can’t do this".
    pub lost: Lost,
    /// The pages behind the links of letters about it.
    pub letter: FromLetter,
    /// What there is, in the profile.
    pub security: Security,
    /// Setting up an app.
    pub app: App,
    /// Recovery codes.
    pub codes: Codes,
    /// The page that shows them once.
    pub codes_shown: CodesShown,
    /// Passkeys.
    pub passkey: Passkey,
    /// Taking something off.
    pub remove: Remove,
    /// Asking for a code before something is changed.
    pub again: Again,
}

/// The page behind the password.
pub struct Code {
    /// The page's heading, and what to type.
    pub title: &'static str,
    pub opening: &'static str,
    /// The box, and what fits in it.
    pub label: &'static str,
    pub hint: &'static str,
    /// The box to check, by its days, and when not to.
    pub remember: fn(u32) -> String,
    pub remember_hint: &'static str,
    pub button: &'static str,
    /// The ways on without a code.
    pub lost: &'static str,
    pub back: &'static str,
}

/// "I can’t do this".
pub struct Lost {
    /// The page's heading, and what helps before anything else.
    pub title: &'static str,
    pub first: &'static str,
    pub list: &'static [&'static str],
    pub have_code: &'static str,
    /// What happens after the button, by the days.
    pub text: fn(i64) -> String,
    /// Why it takes longer after a password that was set by mail.
    pub after_mail: &'static str,
    pub steps: &'static [&'static str],
    pub button: &'static str,
    /// After the button: from when on, and what comes next.
    pub begun_title: &'static str,
    pub begun: fn(&str) -> String,
    pub begun_text: &'static [&'static str],
    /// Once the wait is over: until when the link works, and what to do.
    pub open_title: &'static str,
    pub open: fn(&str) -> String,
    pub open_text: &'static [&'static str],
    /// Where too many waits were begun: from when on there is room, and what helps until then.
    pub spent_title: &'static str,
    pub spent: fn(&str) -> String,
    pub spent_text: &'static [&'static str],
    /// Back to the sign-in page.
    pub back: &'static str,
}

/// The pages behind the links of letters.
pub struct FromLetter {
    /// Somebody else has added it.
    pub not_mine: Question,
    /// The same once the trial is over: the password is asked for.
    pub not_mine_stands: Question,
    /// Nothing is to be taken off.
    pub stop: Question,
    /// It is to be taken off now.
    pub reset: Question,
    /// What is asked beside it: nothing is to be taken off, after all.
    pub or_stop: &'static str,
    /// What was done: headings and texts.
    pub not_mine_done: Done,
    pub stopped: Done,
    pub reset_done: Done,
}

/// A question with one button.
pub struct Question {
    pub title: &'static str,
    pub text: &'static [&'static str],
    pub button: &'static str,
}

/// What was done, and the way on.
pub struct Done {
    pub title: &'static str,
    pub text: &'static [&'static str],
    pub way_on: &'static str,
}

/// What there is, in the profile.
pub struct Security {
    /// The page's heading, and what it is for.
    pub title: &'static str,
    pub opening: &'static str,
    /// The app: its heading, none, since when, last use, and on trial until a time.
    pub app: &'static str,
    pub app_none: &'static str,
    pub app_since: fn(&str) -> String,
    pub app_used: fn(&str) -> String,
    pub app_on_trial: fn(&str) -> String,
    pub app_add: &'static str,
    pub app_anew: &'static str,
    pub app_remove: &'static str,
    /// Recovery codes: their heading, none, how many are left.
    pub codes: &'static str,
    pub codes_none: &'static str,
    pub codes_left: fn(u32) -> String,
    pub codes_make: &'static str,
    pub codes_anew: &'static str,
    /// Browsers that are remembered: their heading, until when, and the button.
    pub remembered: &'static str,
    pub remembered_until: fn(&str) -> String,
    pub forget: &'static str,
    /// Said to who came in by a recovery code.
    pub limited: &'static str,
    /// Said while a wait runs, by its end.
    pub waiting: fn(&str) -> String,
    /// Said above the page after something was done.
    pub app_added: &'static str,
    pub app_removed: &'static str,
    pub one_removed: &'static str,
    pub forgotten: &'static str,
    pub codes_needed: &'static str,
}

/// Setting up an app.
pub struct App {
    pub title: &'static str,
    pub steps: &'static [&'static str],
    /// What the picture is, for who does not see it; and the key beside it.
    pub picture: &'static str,
    pub key: &'static str,
    /// The box for the first code.
    pub label: &'static str,
    pub hint: &'static str,
    pub button: &'static str,
    /// What comes of it.
    pub trial: &'static str,
}

/// Recovery codes.
pub struct Codes {
    pub title: &'static str,
    pub text: &'static [&'static str],
    pub button: &'static str,
}

/// The page that shows them once.
pub struct CodesShown {
    pub title: &'static str,
    pub text: &'static [&'static str],
    /// When, so that papers of different days are told apart.
    pub made: fn(&str) -> String,
    pub done: &'static str,
}

/// Taking something off.
pub struct Remove {
    pub title: &'static str,
    pub passkey_title: &'static str,
    /// What comes of it where it is the last, and where it is not.
    pub text: &'static [&'static str],
    pub one_of_more: &'static [&'static str],
    pub button: &'static str,
}

/// Passkeys.
pub struct Passkey {
    /// Signing in by one alone: the button.
    pub sign_in: &'static str,
    /// Behind the password: what to do, and the button, which is also that of asking once more.
    pub second: &'static str,
    pub button: &'static str,
    /// Said where the script is off, and where the authenticator did not answer.
    pub no_script: &'static str,
    pub failed: &'static str,
    /// What there is: the heading, what they are good for, since when, on trial until a time.
    pub heading: &'static str,
    pub opening: &'static str,
    pub since: fn(&str) -> String,
    pub on_trial: fn(&str) -> String,
    pub add_link: &'static str,
    pub remove: &'static str,
    /// Said above the page after one was added.
    pub added: &'static str,
    /// Adding one.
    pub add: AddPasskey,
}

/// Adding a passkey.
pub struct AddPasskey {
    pub title: &'static str,
    pub text: &'static [&'static str],
    /// The box for its name.
    pub label: &'static str,
    pub hint: &'static str,
    pub button: &'static str,
    /// Said where the device has one already, where the page is too old to add one, and after a passkey was proven for it.
    pub held: &'static str,
    pub late: &'static str,
    pub proven: &'static str,
    /// What comes of it.
    pub trial: &'static str,
}

/// Asking for a code before something is changed.
pub struct Again {
    pub label: &'static str,
    pub hint: &'static str,
}
