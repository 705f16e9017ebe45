//! Letters of registering, and of the accounts that it binds.

use crate::words::tables::letters::{LetterWords, RegisteringLetters};

pub(super) const WORDS: RegisteringLetters = RegisteringLetters {
    confirm: LetterWords {
        subject: |coop| format!("Confirm your email for {coop}"),
        preheader: "Verify your account and choose a password within a day.",
        heading: |coop| format!("Welcome to {coop}!"),
        opening: &[
            "We received your registration. Go on below to verify your account and set your password.",
        ],
        list: &[],
        button: "Verify account",
        second: "",
        closing: &[
            "If you did not ask for this, do nothing: no account is opened without this email.",
        ],
    },
    already_member: LetterWords {
        subject: |coop| format!("You already have an online account with {coop}"),
        preheader: "There is no need to register again. Sign in instead.",
        heading: |_| "You already have an account".to_owned(),
        opening: &[
            "Somebody, likely you, asked to register with this email address. It has an online account already, so you can sign in.",
        ],
        list: &[],
        button: "Sign in",
        second: "Can’t access your account?",
        closing: &["If it was not you, do nothing: nothing has changed."],
    },
    account_has_login: LetterWords {
        subject: |coop| format!("About your registration with {coop}"),
        preheader: "The billing account that was entered has an online account already.",
        heading: |_| "This billing account is online already".to_owned(),
        opening: &[
            "You asked to register a billing account. It has an online account, under another email address. One of these may help:",
        ],
        list: &[
            "If you have another email address, sign in with that one.",
            "If you share the account with someone, they may have registered it.",
            "If neither is so, call us. We will find out what happened.",
        ],
        button: "Sign in",
        second: "Can’t access your account?",
        closing: &["If you did not ask to register, do nothing: nothing has changed."],
    },
    could_not_match: LetterWords {
        subject: |coop| format!("Your registration with {coop}: check what you entered"),
        preheader: "We could not find a billing account that fits. Here is what to check.",
        heading: |_| "We could not match what you entered".to_owned(),
        opening: &[
            "You asked to register, but what you entered does not fit a billing account of ours. Take a recent bill and check:",
        ],
        list: &[],
        button: "Register again",
        second: "",
        closing: &[
            "If it all looks right, or you have no bill, call us. We will look it up with you.",
            "If you did not ask to register, do nothing: nothing has changed.",
        ],
    },
    too_many_tries: LetterWords {
        subject: |coop| format!("Your registration with {coop}: wait until tomorrow"),
        preheader: "There were too many tries to register. Wait until tomorrow or call us.",
        heading: |_| "Too many tries for today".to_owned(),
        opening: &[
            "There were many tries to register the billing account that you entered. To protect its holder, we ask you to wait until tomorrow and then register again, or to call us: we can help you right away.",
        ],
        list: &[],
        button: "",
        second: "",
        closing: &["If you did not ask to register, do nothing: nothing has changed."],
    },
    ask_again: LetterWords {
        subject: |coop| format!("Register again with {coop}"),
        preheader: "The link we meant to send has expired. Ask for a new one.",
        heading: |_| "Your link has expired".to_owned(),
        opening: &[
            "You asked to register, and our email was held up so long that its link no longer works. That was our fault. Register again and we will send you a new one.",
        ],
        list: &[],
        button: "Register again",
        second: "",
        closing: &["If you did not ask to register, do nothing: nothing has changed."],
    },
    welcome: LetterWords {
        subject: |coop| format!("Your online account with {coop} is ready"),
        preheader: "See your electricity use and your bills, report an outage.",
        heading: |_| "Your account is ready".to_owned(),
        opening: &[
            "Sign in with this email address and the password you chose: see your electricity use and billing history, report outages, and more. You can pay your bill as soon as you have a security phrase.",
        ],
        list: &[],
        button: "Sign in",
        second: "",
        closing: &[
            "If it was not you who opened this account, call us now. We will put it on hold while you are on the phone.",
        ],
    },
    account_bound: LetterWords {
        subject: |coop| format!("An online account was opened with {coop}"),
        preheader: "If it was you, there is nothing to do. If it was not, tell us.",
        heading: |_| "An online account was opened".to_owned(),
        opening: &[
            "An online account was opened for a billing account that has this email address on file.",
            "If it was you, or someone who shares the account with you, there is nothing to do.",
            "If it was not, tell us within 30 days at “This wasn’t me”. The page asks once more before anything happens. Nobody can use the online account then until we have talked with you.",
        ],
        list: &[],
        button: "",
        second: "This wasn’t me",
        closing: &["You can also call us: we will put it on hold while you are on the phone."],
    },
    account_held: LetterWords {
        subject: |coop| format!("Was it you? An online account was opened with {coop}"),
        preheader: "Tell us whether it was you. Until you do, it shows nothing for a while.",
        heading: |_| "An online account was opened".to_owned(),
        opening: &[
            "An online account was opened for a billing account that has this email address on file, with another email address. For a while it shows no bills, no electricity use and nothing of what is due, so that you have time to answer.",
            "If it was you, or someone who shares the account with you, tell us at “This was me”: it opens at once then.",
            "If it was not, tell us within 30 days at “This wasn’t me”. Nobody can use the online account then until we have talked with you. Either way the page asks once more before anything happens.",
        ],
        list: &[],
        button: "This was me",
        second: "This wasn’t me",
        closing: &["You can also call us: we will put it on hold while you are on the phone."],
    },
    account_held_by_time: LetterWords {
        subject: |coop| format!("Was it you? An online account was opened with {coop}"),
        preheader: "If it was not you, tell us. It shows nothing for a while.",
        heading: |_| "An online account was opened".to_owned(),
        opening: &[
            "An online account was opened, with another email address, for a billing account that has this one on file, or had it a short while ago. For a while it shows no bills, no electricity use and nothing of what is due, so that you have time to answer.",
            "If it was you, or someone who shares the account with you, there is nothing to do: it opens by itself then.",
            "If it was not, tell us within 30 days at “This wasn’t me”. The page asks once more before anything happens. Nobody can use the online account then until we have talked with you.",
        ],
        list: &[],
        button: "",
        second: "This wasn’t me",
        closing: &["You can also call us: we will put it on hold while you are on the phone."],
    },
    hold_ended: LetterWords {
        subject: |coop| format!("Your online account with {coop} is open"),
        preheader: "It shows bills, electricity use and what is due from now on.",
        heading: |_| "Your online account is open".to_owned(),
        opening: &[
            "It was confirmed to us that you may use the billing account. From now on you see its bills, its electricity use and what is due.",
        ],
        list: &[],
        button: "Sign in",
        second: "",
        closing: &["If it was not you who opened this account, call us now."],
    },
    account_freed: LetterWords {
        subject: |coop| format!("Your billing account with {coop} may be registered"),
        preheader: "Our office took it out of an online account. You can register it now.",
        heading: |_| "Your billing account may be registered".to_owned(),
        opening: &[
            "A billing account that has this email address on file was in an online account. Our office took it out, so nobody sees it online any more.",
            "If it is yours, you can register it now, best with this email address.",
        ],
        list: &[],
        button: "Register",
        second: "",
        closing: &["If you do not want an online account, there is nothing to do."],
    },
    account_unbound: LetterWords {
        subject: |coop| format!("A billing account with {coop} is no longer in your name"),
        preheader: "If that is right, there is nothing to do. If it is wrong, call us.",
        heading: |_| "A billing account is no longer in your name".to_owned(),
        opening: &[
            "Our billing records show other people on a billing account that you could see online, so you no longer see it there.",
        ],
        list: &[],
        button: "",
        second: "",
        closing: &[
            "If you moved out or handed the account over, there is nothing to do. You can still sign in as before.",
            "If this is wrong, call us. We will look into it while you are on the phone.",
        ],
    },
    account_released: LetterWords {
        subject: |coop| {
            format!("Our office took a billing account with {coop} out of your online account")
        },
        preheader: "If you know about it, there is nothing to do. If not, call us.",
        heading: |_| "A billing account is no longer online with you".to_owned(),
        opening: &[
            "Our office took a billing account out of your online account, so you no longer see it there. If its bills came by email, they come on paper again.",
        ],
        list: &[],
        button: "",
        second: "",
        closing: &[
            "You can still sign in as before.",
            "If you did not ask for this, call us. We will look into it while you are on the phone.",
        ],
    },
};
