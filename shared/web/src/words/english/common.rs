//! What every page shows, in English.

use crate::words::tables::common::{Common, Reveal};

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
    help_heading: "Talk to a person",
    call_us: "Call",
    reference: "Reference code",
    reference_hint: "Tell us this code when you call.",
};
