//! What every page shows: header, footer, buttons, the error summary.

/// The words of the frame around a page.
pub struct Common {
    /// The link that jumps over the header.
    pub skip_link: &'static str,
    /// The other language, in its own words.
    pub other_language: &'static str,
    /// The other language's tag.
    pub other_language_tag: &'static str,
    /// Where a member is: this page, of all.
    pub step: fn(u8, u8) -> String,
    /// What a page's title starts with when the page has errors.
    pub error_prefix: &'static str,
    /// The heading of the error summary.
    pub error_heading: &'static str,
    /// Sends a form.
    pub submit: &'static str,
    /// Keeps what a form says.
    pub save: &'static str,
    /// Leaves a form.
    pub cancel: &'static str,
    /// Skips a step.
    pub not_now: &'static str,
    /// Ends the session.
    pub sign_out: &'static str,
    /// The page where a member changes what is on file, and home.
    pub profile: &'static str,
    pub home: &'static str,
    /// Below one password.
    pub password: Reveal,
    /// Below a new password that is typed twice.
    pub passwords: Reveal,
    /// On paper: the day on which the page was shown.
    pub as_of: fn(&str) -> String,
    /// Before a member is signed out for doing nothing, and after.
    pub idle: Idle,
    /// Why a form is shown with what was typed before.
    pub shown_again: ShownAgain,
    /// The heading of the office's phone and hours.
    pub help_heading: &'static str,
    /// Before the phone number.
    pub call_us: &'static str,
    /// Before a reference code.
    pub ending_in: &'static str,
    pub reference: &'static str,
    /// What a reference code is for.
    pub reference_hint: &'static str,
}

/// A button that shows what was typed, and hides it again.
pub struct Reveal {
    /// Shows the letters.
    pub show: &'static str,
    /// Hides them again.
    pub hide: &'static str,
}

/// Before a member is signed out for doing nothing, and after.
pub struct Idle {
    /// The heading of the warning.
    pub title: &'static str,
    /// When, and what happens then.
    pub text: fn(u32) -> String,
    /// Stays signed in.
    pub stay: &'static str,
    /// Where there is no script to warn: after how many minutes.
    pub after: fn(u32) -> String,
}

/// Why a form is shown with what was typed before.
pub struct ShownAgain {
    /// Its page was open for too long.
    pub stale: &'static str,
    /// The browser sent no cookie.
    pub no_cookie: &'static str,
    /// Its member had to sign in again.
    pub signed_in_again: &'static str,
    /// Its way begins here: what was typed before is not kept any more.
    pub begun_anew: &'static str,
}
