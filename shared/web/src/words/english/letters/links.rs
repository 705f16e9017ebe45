//! Letters that lead back in or to a new address, and what comes of them.

use crate::words::tables::letters::{LetterWords, LinkLetters};

pub(super) const WORDS: LinkLetters = LinkLetters {
    recover: LetterWords {
        subject: |coop| format!("Choose a new password for {coop}"),
        preheader: "The link works for half an hour, once.",
        heading: |_| "Choose a new password".to_owned(),
        opening: &[
            "Somebody, likely you, asked for a way back into your online account. Go on below to choose a new password. You are then signed out everywhere and can sign in with it.",
        ],
        list: &[],
        button: "Choose a new password",
        second: "",
        closing: &[
            "If it was not you, do nothing: your password stays as it is. If it happens often, call us.",
        ],
    },
    recover_again: LetterWords {
        subject: |coop| format!("Ask again for a new password with {coop}"),
        preheader: "The link we meant to send has expired. Ask for a new one.",
        heading: |_| "Your link has expired".to_owned(),
        opening: &[
            "You asked for a new password, and our email was held up so long that its link no longer works. That was our fault. Ask again and we will send you a new one.",
        ],
        list: &[],
        button: "Ask again",
        second: "",
        closing: &["If it was not you, do nothing: your password stays as it is."],
    },
    still_frozen: LetterWords {
        subject: |coop| format!("Call us about your online account with {coop}"),
        preheader: "Your online account is on hold while we look into something.",
        heading: |_| "Your online account is on hold".to_owned(),
        opening: &[
            "Somebody, likely you, asked for a way back into your online account. We were told that something is not right with it, so nobody can sign in while we look into it.",
            "Call us. We will find out together what happened, and open it again when all is well.",
        ],
        list: &[],
        button: "",
        second: "",
        closing: &["Your electric service and your bills are not affected."],
    },
    no_login: LetterWords {
        subject: |coop| format!("No online account with {coop} has this address"),
        preheader: "You may have used another address, or not registered yet.",
        heading: |_| "This address has no online account".to_owned(),
        opening: &[
            "Somebody, likely you, asked for a way back into an online account with this email address. There is none.",
        ],
        list: &[
            "If you have another email address, ask with that one.",
            "If you have not registered yet, or did not finish it, register now. It takes about five minutes.",
        ],
        button: "Register",
        second: "",
        closing: &["If it was not you, do nothing: nothing has changed."],
    },
    new_email: LetterWords {
        subject: |coop| format!("Confirm your new email address for {coop}"),
        preheader: "Confirm within a day that you want to use this address.",
        heading: |_| "Is this your new email address?".to_owned(),
        opening: &[
            "Somebody, likely you, asked to use this address for an online account with us. Go on below and confirm on the page that opens.",
        ],
        list: &[],
        button: "Use this address",
        second: "",
        closing: &["If it was not you, do nothing: nothing changes without this email."],
    },
    new_email_late: LetterWords {
        subject: |coop| format!("Your new email address for {coop}: ask again"),
        preheader: "The link we meant to send has expired. Ask for a new one.",
        heading: |_| "Your link has expired".to_owned(),
        opening: &[
            "You asked to use this address, and our email was held up so long that its link no longer works. That was our fault. Sign in with the address you have and ask again in your profile.",
        ],
        list: &[],
        button: "Sign in",
        second: "",
        closing: &["If it was not you, do nothing: nothing has changed."],
    },
    email_in_use: LetterWords {
        subject: |coop| format!("This address already has an online account with {coop}"),
        preheader: "Somebody asked to use it for another one. Nothing has changed.",
        heading: |_| "This address already has an account".to_owned(),
        opening: &[
            "Somebody, perhaps you, asked to use this email address for another online account. It has one already, so nothing has changed.",
            "If it was you, sign in here with this address and add your other billing account in your profile.",
        ],
        list: &[],
        button: "Sign in",
        second: "Can’t access your account?",
        closing: &["If it was not you, do nothing."],
    },
    email_changed: LetterWords {
        subject: |coop| format!("You now sign in to {coop} with this address"),
        preheader: "Our emails come here from now on.",
        heading: |_| "Your email address is changed".to_owned(),
        opening: &[
            "From now on you sign in to your online account with this email address, and our emails come here. Wherever else you were signed in, you are signed out.",
        ],
        list: &[],
        button: "Sign in",
        second: "",
        closing: &["If it was not you, call us now."],
    },
    email_replaced: LetterWords {
        subject: |coop| format!("Your email address with {coop} was changed"),
        preheader: "If it was you, there is nothing to do. If it was not, tell us.",
        heading: |_| "Your email address was changed".to_owned(),
        opening: &[
            "Your online account has another email address now. You no longer sign in with this one, and our emails no longer come here.",
            "If it was you, there is nothing to do.",
            "If it was not, tell us within 30 days at “This wasn’t me”. The page asks once more before anything happens. Nobody can use the online account then until we have talked with you.",
        ],
        list: &[],
        button: "",
        second: "This wasn’t me",
        closing: &["You can also call us: we will put it on hold while you are on the phone."],
    },
    prove_email: LetterWords {
        subject: |coop| format!("Confirm this email address for your account with {coop}"),
        preheader: "You need the code that our office read to you.",
        heading: |_| "Is this your email address?".to_owned(),
        opening: &[
            "Our office was asked to move an online account to this email address. Confirm it below, with the code that our office read to you on the phone.",
        ],
        list: &[],
        button: "Confirm this address",
        second: "",
        closing: &[
            "Nothing has changed yet. If you do not know what this is about, do nothing: nothing changes without the code.",
        ],
    },
    prove_email_late: LetterWords {
        subject: |coop| format!("This email address for your account with {coop}: call us again"),
        preheader: "The link we meant to send has expired.",
        heading: |_| "Your link has expired".to_owned(),
        opening: &[
            "Our office was asked to move an online account to this email address, and our email was held up so long that its link no longer works. That was our fault. Call us, and we will begin again.",
        ],
        list: &[],
        button: "",
        second: "",
        closing: &["If you do not know what this is about, do nothing: nothing has changed."],
    },
    email_moves: LetterWords {
        subject: |coop| format!("Your account with {coop} can move to this address in three days"),
        preheader: "Keep this email: its link works in three days.",
        heading: |_| "The address is confirmed".to_owned(),
        opening: &[
            "We told the address that the online account had until now. If nobody objects, use the link below in three days. From then on you sign in with this address.",
            "If you forgot the password, choose a new one afterwards at “Can’t access your account?”, where you sign in.",
        ],
        list: &[],
        button: "Use this address",
        second: "",
        closing: &["If it was not you, call us now."],
    },
    email_moving: LetterWords {
        subject: |coop| format!("An online account with {coop} is to get another email address"),
        preheader: "If you know about it, there is nothing to do. If not, tell us.",
        heading: |_| "An online account is to get another email address".to_owned(),
        opening: &[
            "Somebody called our office and asked to move an online account that you have, or that shows your billing account, to another email address.",
            "If it was you, there is nothing to do.",
            "If it was not, tell us within three days at “This wasn’t me”. The page asks once more before anything happens. Nobody can use the online account then until we have talked with you.",
        ],
        list: &[],
        button: "",
        second: "This wasn’t me",
        closing: &["You can also call us: we will stop it while you are on the phone."],
    },
};
