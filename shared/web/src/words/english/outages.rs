//! Reports of outages, in English.

use crate::words::tables::outages::{Anybody, Outages};

pub(super) const WORDS: Outages = Outages {
    title: "Report an outage",
    danger: "A wire down, sparks, smoke?",
    danger_do: "Stay far away and call. Do not use this page.",
    call_911: "Call 911",
    call_us: "Then us:",
    reported: "We have your report.",
    said_restored: "Thank you. We noted that your power is back.",
    press: "Press what fits. That is all we need.",
    out: "No power at all",
    partly: "Only part has no power",
    flicker: "Lights flicker or are dim",
    what_missing: "Press one of the buttons that say what is wrong",
    note: "Note for the crew (optional)",
    note_hint: "Such as a tree on the line, or somebody who needs power for a medical device.",
    note_too_long: |most| format!("The note must have {most} characters or fewer"),
    is_reported: "Your outage is reported",
    crew_sent: "A crew is on the way or at work",
    at: "Reported",
    since: "Last news",
    what: "You told us",
    look_again: "This page shows how it stands. Load it again to see what is new.",
    back: "My power is back",
    was_restored: |code, time| format!("Report {code}: power came back on {time}."),
    still_out: "Still no power? Report it again.",
    closed: "An outage at this account cannot be reported here, since the account is closed or no longer yours. Call us.",
    held: |until| {
        format!(
            "This billing account is new to you here. Until {until} we take its reports as we take them from anybody, with an address and a number to call."
        )
    },
    as_anybody: "Report an outage",
    anybody: Anybody {
        members: "Is the account yours? Then one press is enough, and you see how your report stands.",
        sign_in: "Sign in",
        place: "Where is the power out?",
        place_hint: "The street address, or the account number on the bill.",
        place_missing: "Enter the address or the account number",
        place_too_long: |most| format!("The address must have {most} characters or fewer"),
        seen: "What did you see?",
        tree: "A tree or branch on a line",
        wire: "A wire or pole down",
        bang: "A bang or a flash",
        nothing: "Only that the power is out",
        seen_missing: "Select what you saw",
        call_back: "Number to call you back",
        call_back_hint: "With the area code. We call only if we need to know more.",
        call_back_missing: "Enter a number where we can call you back",
        call_back_wrong: "A phone number must have ten digits or more, with its area code",
        button: "Report the outage",
        taken_title: "We have your report",
        taken: "Thank you. Our crews look into it. We call you back only if we need to know more.",
        another: "Report another outage",
    },
};
