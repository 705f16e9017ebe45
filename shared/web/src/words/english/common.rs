//! What every page shows, in English.

use crate::words::tables::common::{Common, Idle, Reveal, ShownAgain};

pub(super) const WORDS: Common = Common {
    skip_link: "Skip to the main content",
    other_language: "Español",
    other_language_tag: "es",
    step: |step, of| format!("Step {step} of {of}"),
    error_prefix: "Error: ",
    error_heading: "There is a problem",
    submit: "Submit",
    save: "Save",
    cancel: "Cancel",
    not_now: "Not now",
    sign_out: "Sign out",
    profile: "My profile",
    home: "My account",
    password: Reveal { show: "Show password", hide: "Hide password" },
    passwords: Reveal { show: "Show passwords", hide: "Hide passwords" },
    as_of: |day| format!("As of {day}"),
    idle: Idle {
        title: "Are you still there?",
        text: |minutes| format!("For your safety we sign you out in about {minutes} minutes."),
        stay: "Stay signed in",
        after: |minutes| {
            format!(
                "For your safety we sign you out when you have opened no page for {minutes} minutes."
            )
        },
    },
    shown_again: ShownAgain {
        stale: "This page was open for a long time, so nothing was sent. Look it over and send it again.",
        no_cookie: "Your browser sent no cookie of ours, as after a long time, so nothing was sent. Look the page over and send it again. If it comes back once more, allow cookies for this site.",
        signed_in_again: "You are signed in again. Nothing was sent before: look it over and send it again.",
        begun_anew: "We have no answers of yours, or no longer. We keep them for half an hour, and a registration for a day. Begin here.",
    },
    help_heading: "Talk to a person",
    call_us: "Call",
    ending_in: "ending in",
    reference: "Reference code",
    reference_hint: "Tell us this code when you call.",
};
