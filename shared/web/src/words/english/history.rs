//! What billing has told over time, in English.

use crate::words::tables::history::{Bills, Held, History};

pub(super) const WORDS: History = History {
    choose: "Your accounts",
    closed: "closed",
    to_home: "Back to my account",
    bills: Bills {
        title: "Your bills",
        newest: |day| format!("Bill of {day}"),
        credit: |sum| format!("Credit of {sum}"),
        due: |day| format!("Due date: {day}"),
        old: "This is the newest one that we have here. If another should have come, call us.",
        document: "The whole bill (PDF)",
        with_document: "(PDF)",
        file: "bill",
        none_yet: "There is no bill of this account here yet. Bills appear with the next one that we send you.",
        chart: "What your bills came to",
        chart_credit: |sum| format!("a credit of {sum}"),
        chart_says: |first, last, least, most| {
            format!("From {first} to {last}: the lowest is {least}, the highest {most}.")
        },
        table: |count| match count {
            1 => "This bill as a table".to_owned(),
            2 => "Both bills as a table".to_owned(),
            count => format!("All {count} bills as a table"),
        },
        day: "Bill of",
        kwh: "Use",
        sum: "Amount",
        stretch: |from, to| format!("{from} to {to}"),
    },
    held: Held {
        title: "Not open yet",
        until: |time| format!("It opens on {}.", time.trim_end_matches('.')),
        why: "Bills, electricity use and what is due of a billing account are shown after a wait where our records have another email address for it, or none. So whoever holds the account has time to tell us if it was none of them. If they tell us sooner that it was, it opens at once.",
        meanwhile: "You can pay the bill and report an outage all the same.",
        figures: |time| format!("Shown from {time}"),
        asks_then: "Then we also ask you here how your bills should arrive.",
    },
};
