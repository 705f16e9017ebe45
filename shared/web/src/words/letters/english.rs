//! The letters in English.

use super::{Letter, Letters};

pub(in crate::words) const ENGLISH: Letters = Letters {
    confirm: Letter {
        subject: |coop| format!("Confirm your email for {coop}"),
        preheader: "Verify your account and choose a password within a day.",
        heading: |coop| format!("Welcome to {coop}!"),
        opening: &[
            "We received your registration. Press the button to verify your account and set your password.",
        ],
        list: &[],
        button: "Verify account",
        second: "",
        closing: &[
            "If you did not ask for this, do nothing: no account is opened without this email.",
        ],
    },
    already_member: Letter {
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
    account_has_login: Letter {
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
    could_not_match: Letter {
        subject: |coop| format!("Your registration with {coop}: check what you entered"),
        preheader: "We could not find a billing account that fits. Here is what to check.",
        heading: |_| "We could not match what you entered".to_owned(),
        opening: &[
            "You asked to register, but what you entered does not fit a billing account of ours. Take a recent bill and check:",
        ],
        list: &[
            "the account number, all of it, as it is on the bill",
            "the last name, or the name of the business, as it is on the bill",
            "the answers to the security questions: the ZIP code is the one your bills go to, which may not be where you live",
        ],
        button: "Register again",
        second: "",
        closing: &[
            "If it all looks right, or you have no bill, call us. We will look it up with you.",
            "If you did not ask to register, do nothing: nothing has changed.",
        ],
    },
    too_many_tries: Letter {
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
    ask_again: Letter {
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
    welcome: Letter {
        subject: |coop| format!("Your online account with {coop} is ready"),
        preheader: "Pay your bill, see your electricity use, report an outage.",
        heading: |_| "Your account is ready".to_owned(),
        opening: &[
            "You can now pay your bill, view your electricity use and billing history, report outages, and more. Sign in with this email address and the password you chose.",
        ],
        list: &[],
        button: "Sign in",
        second: "",
        closing: &[
            "If it was not you who opened this account, call us now. We will close it while you are on the phone.",
        ],
    },
    account_bound: Letter {
        subject: |coop| format!("An online account was opened with {coop}"),
        preheader: "If it was you, there is nothing to do. If it was not, tell us.",
        heading: |_| "An online account was opened".to_owned(),
        opening: &[
            "An online account was opened for a billing account that has this email address on file.",
            "If it was you, or someone who shares the account with you, there is nothing to do.",
            "If it was not, tell us with this button within 30 days. Nobody can use the online account then until we have talked with you.",
        ],
        list: &[],
        button: "This wasn’t me",
        second: "",
        closing: &["You can also call us: we will close it while you are on the phone."],
    },
    account_unbound: Letter {
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
    sessions_ended: Letter {
        subject: |coop| format!("You signed out of {coop} on other devices"),
        preheader: "If it was you, there is nothing to do. If it was not, set a new password.",
        heading: |_| "Other devices are signed out".to_owned(),
        opening: &[
            "All devices that were signed in to your online account are signed out, except the one that asked for it.",
            "If it was you, there is nothing to do.",
        ],
        list: &[],
        button: "",
        second: "Can’t access your account?",
        closing: &[
            "If it was not you, somebody knows your password. Set a new one with the link above, then call us.",
        ],
    },
    account_added: Letter {
        subject: |coop| format!("A billing account was added to your online account with {coop}"),
        preheader: "If it was you, there is nothing to do. If it was not, call us.",
        heading: |_| "A billing account was added".to_owned(),
        opening: &[
            "A billing account was added to your online account. You see it the next time you sign in.",
        ],
        list: &[],
        button: "",
        second: "Can’t access your account?",
        closing: &[
            "If it was not you, call us now, and set a new password with the link above: somebody may know yours.",
        ],
    },
    login_closed: Letter {
        subject: |coop| format!("Your online account with {coop} is closed"),
        preheader: "If it was you, there is nothing to do. If it was not, call us.",
        heading: |_| "Your online account is closed".to_owned(),
        opening: &[
            "Your online account is closed, and you can no longer sign in to it. Your electric service and your bills go on as before. If your bills came by email only, they come on paper again.",
        ],
        list: &[],
        button: "",
        second: "Register again",
        closing: &[
            "You can register again at any time, with this email address or another one.",
            "If it was not you, call us now. We will look into it while you are on the phone.",
        ],
    },
    login_frozen: Letter {
        subject: |coop| format!("Your online account with {coop} is on hold"),
        preheader: "We are looking into something. Call us, and we sort it out together.",
        heading: |_| "Your online account is on hold".to_owned(),
        opening: &[
            "Nobody can sign in to your online account for now. Somebody told us that it may not be in the right hands, and we look into it. Your electric service and your bills go on as before.",
        ],
        list: &[],
        button: "",
        second: "",
        closing: &[
            "Call us during office hours. We ask who you are, and open it again once it is clear that it is yours.",
        ],
    },
    login_opened: Letter {
        subject: |coop| format!("Your online account with {coop} is open again"),
        preheader: "You can sign in again.",
        heading: |_| "Your online account is open again".to_owned(),
        opening: &["We looked into it, and you can sign in again with your email and password."],
        list: &[],
        button: "Sign in",
        second: "",
        closing: &["If you did not talk to us about it, call us now."],
    },
    password_changed: Letter {
        subject: |coop| format!("Your password with {coop} was changed"),
        preheader: "If it was you, there is nothing to do. If it was not, set a new one now.",
        heading: |_| "Your password was changed".to_owned(),
        opening: &[
            "The password of your online account was changed, and every device that was signed in before is signed out.",
            "If it was you, there is nothing to do.",
        ],
        list: &[],
        button: "",
        second: "Can’t access your account?",
        closing: &[
            "If it was not you, set a new password with the link above, then call us. Whoever knows the new one can see your account.",
        ],
    },
    phrase_changed: Letter {
        subject: |coop| format!("Your security phrase with {coop} was changed"),
        preheader: "If it was you, there is nothing to do. If it was not, call us.",
        heading: |_| "Your security phrase was changed".to_owned(),
        opening: &[
            "The security phrase of your online account was changed. From now on our pages show you the new one where money is involved. We never ask you for it.",
            "If it was you, there is nothing to do.",
        ],
        list: &[],
        button: "",
        second: "Can’t access your account?",
        closing: &[
            "If it was not you, somebody may know your password. Set a new one with the link above, then call us.",
        ],
    },
    bills_by_email: Letter {
        subject: |coop| format!("Your bills from {coop} come by email"),
        preheader: "You can go back to paper at any time, at no cost.",
        heading: |_| "Your bills come by email".to_owned(),
        opening: &[
            "You turned off paper bills. From now on we send your bills by email instead of paper.",
        ],
        list: &[],
        button: "",
        second: "Sign in to change it",
        closing: &[
            "You can go back to paper at any time under “My profile”, at no cost.",
            "If it was not you, call us. We turn paper bills on again while you are on the phone.",
        ],
    },
    bills_on_paper: Letter {
        subject: |coop| format!("Your bills from {coop} come on paper"),
        preheader: "You can turn paper off again at any time.",
        heading: |_| "Your bills come on paper".to_owned(),
        opening: &["You turned on paper bills. From now on we send your bills on paper again."],
        list: &[],
        button: "",
        second: "Sign in to change it",
        closing: &[
            "You can turn paper off again at any time under “My profile”.",
            "If it was not you, call us. We will look into it while you are on the phone.",
        ],
    },
    recover: Letter {
        subject: |coop| format!("Choose a new password for {coop}"),
        preheader: "The link works for half an hour, once.",
        heading: |_| "Choose a new password".to_owned(),
        opening: &[
            "Somebody, likely you, asked for a way back into your online account. Press the button to choose a new password. You are then signed out everywhere and can sign in with it.",
        ],
        list: &[],
        button: "Choose a new password",
        second: "",
        closing: &[
            "If it was not you, do nothing: your password stays as it is. If it happens often, call us.",
        ],
    },
    recover_again: Letter {
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
    still_frozen: Letter {
        subject: |coop| format!("Call us about your online account with {coop}"),
        preheader: "Your online account is closed while we look into something.",
        heading: |_| "Your online account is closed for now".to_owned(),
        opening: &[
            "Somebody, likely you, asked for a way back into your online account. We were told that something is not right with it, so nobody can sign in while we look into it.",
            "Call us. We will find out together what happened, and open it again when all is well.",
        ],
        list: &[],
        button: "",
        second: "",
        closing: &["Your electric service and your bills are not affected."],
    },
    no_login: Letter {
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
    new_browser: Letter {
        subject: |coop| format!("New sign-in to your online account with {coop}"),
        preheader: "If it was you, there is nothing to do. If it was not, act now.",
        heading: |_| "A new sign-in".to_owned(),
        opening: &[
            "Somebody signed in to your online account from a browser that you have not used before, or that does not keep cookies.",
            "If it was you, there is nothing to do.",
        ],
        list: &[],
        button: "Choose a new password",
        second: "",
        closing: &[
            "If it was not you, choose a new password now: everybody is signed out by it. Then call us.",
        ],
    },
    temporary_password: "Your temporary password",
    temporary_password_hint: "The page fills it in for you. Type it only where it asks for your current password.",
    until: |time| {
        format!("The link and the temporary password work until {}.", time.trim_end_matches('.'))
    },
    link_until: |time| format!("The link works until {}.", time.trim_end_matches('.')),
    signed_in: |browser, time| format!("{browser}, {}.", time.trim_end_matches('.')),
    happened: |time| format!("This was on {}.", time.trim_end_matches('.')),
    ending: |digits| format!("It is the billing account ending in {digits}."),
    raw_link: "If the button does not work, copy this address into your browser:",
    office: "Questions? Call us or answer this email.",
    automatic: "This email was sent because of something done in our member portal. We never ask for your password by email or by phone.",
};
