//! The way to the payment vendor, in English.

use crate::words::tables::paying::Paying;

pub(super) const WORDS: Paying = Paying {
    title: "Pay your bill",
    unknown: "We do not know here what is due",
    held: |time| {
        format!(
            "What is due is shown from {}. You can pay before that: the sum is on the bill.",
            time.trim_end_matches('.')
        )
    },
    taken: "There is nothing to do. You can also pay now; call us if you are not sure whether Auto Pay then takes less.",
    leads: "Payments are taken by the company that does this for us. We tell it the account and the sum.",
    leads_without: "Payments are taken by the company that does this for us. We tell it the account; you enter the sum there.",
    go_on: "Continue",
    last: "The next page belongs to the company that takes payments for us. Check that it shows the same account and the same sum. The button works once, for ten minutes.",
    last_without: "The next page belongs to the company that takes payments for us. Check that it shows the same account, and enter the sum of your bill there. The button works once, for ten minutes.",
    again: "Begin again, if the button no longer works",
    to_vendor: "To the payment page",
};
