//! "This wasn't me", in English.

use crate::words::tables::not_me::{Kept, NotMe, Opened};

pub(super) const WORDS: NotMe = NotMe {
    title: "Was this you?",
    opening: "Our email told you what was done. Did you do it, or someone who shares the billing account with you?",
    it_was: "Yes, one of us: change nothing",
    otherwise: "It was none of us",
    text: &[
        "Then put the online account on hold. Whoever is signed in to it is signed out at once, and nobody can use it until we have looked into it and talked with you. Only our office can open it again.",
        "Your electric service and your bills are not affected.",
    ],
    button: "It wasn’t me: put the online account on hold",
    unsure: "If you are not sure, call us first. Nothing has changed yet.",
    kept: Kept {
        title: "Nothing has changed",
        text: &[
            "You can close this page. The online account is as it was.",
            "If you think otherwise later, follow the link in our email again. It works for 30 days.",
        ],
        back: "Back to the question",
    },
    held: |time| {
        format!(
            "Until {time}, the online account shows nothing of the bills and the electricity use. It opens sooner if you tell us that it was one of you."
        )
    },
    it_was_held: "Yes, one of us: open it now",
    opened: Opened {
        title: "Thank you for telling us",
        text: &[
            "The online account shows the bills and the electricity use of the billing account from now on. You can close this page.",
            "If you think otherwise later, follow the link in our email again. It works for 30 days.",
        ],
    },
};
