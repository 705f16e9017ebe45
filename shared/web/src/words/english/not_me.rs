//! "This wasn't me", in English.

use crate::words::tables::not_me::NotMe;

pub(super) const WORDS: NotMe = NotMe {
    title: "This wasn’t me",
    text: &[
        "Press the button if neither you nor someone who shares the billing account with you did what our email says.",
        "Nobody can then use the online account until we have looked into it and talked with you. Your electric service and your bills are not affected.",
    ],
    button: "It wasn’t me: close the online account",
    it_was: "If it was you, close this page: nothing has changed. If you are not sure, call us first.",
};
