//! Letters about the second step of signing in.

use crate::words::tables::letters::{FactorLetters, LetterWords};

pub(super) const WORDS: FactorLetters = FactorLetters {
    app_added: LetterWords {
        subject: |coop| format!("A second step protects your online account with {coop}"),
        preheader: "If it was you, there is nothing to do. If it was not, act now.",
        heading: |_| "An authenticator app was set up".to_owned(),
        opening: &[
            "From now on your online account asks for a code from an app after the password. Every device that was signed in before is signed out.",
            "If it was you, there is nothing to do. Make recovery codes in your profile and print them, so that a lost phone does not keep you out.",
            "If it is your first, a new password chosen by email takes it off again for three days, so that nobody who set it up in your name keeps you out.",
        ],
        list: &[],
        button: "",
        second: "It was not me",
        closing: &[
            "If it was not you, somebody knows your password. Follow the link above within 30 days: it takes off what was set up and signs out every device. Then set a new password.",
        ],
    },
    passkey_added: LetterWords {
        subject: |coop| format!("A passkey was added to your online account with {coop}"),
        preheader: "If it was you, there is nothing to do. If it was not, act now.",
        heading: |_| "A passkey was added".to_owned(),
        opening: &[
            "From now on this passkey opens your online account: after the password, and from the fourth day on without it. Every device that was signed in before is signed out.",
            "If it was you, there is nothing to do. Recovery codes on paper help if you lose the device: make them in your profile.",
        ],
        list: &[],
        button: "",
        second: "It was not me",
        closing: &[
            "If it was not you, somebody is in your online account. Follow the link above within 30 days: it takes off what was set up and signs out every device. Then set a new password.",
        ],
    },
    codes_added: LetterWords {
        subject: |coop| format!("Recovery codes for your online account with {coop}"),
        preheader: "If it was you, there is nothing to do. If it was not, act now.",
        heading: |_| "Recovery codes were made".to_owned(),
        opening: &[
            "Ten recovery codes were made for your online account. Codes from before no longer work.",
            "If it was you, there is nothing to do. Keep them where you keep papers.",
        ],
        list: &[],
        button: "",
        second: "It was not me",
        closing: &[
            "If it was not you, somebody is in your online account. Follow the link above within 30 days: it takes off what was set up and signs out every device. Then set a new password.",
        ],
    },
    removed: LetterWords {
        subject: |coop| format!("A second step was taken off your online account with {coop}"),
        preheader: "If it was you, there is nothing to do. If it was not, act now.",
        heading: |_| "A second step was taken off".to_owned(),
        opening: &[
            "What was set up as a second step of signing in was taken off your online account. Every other device is signed out.",
            "If it was you, there is nothing to do.",
        ],
        list: &[],
        button: "",
        second: "Can’t access your account?",
        closing: &[
            "If it was not you, set a new password at “Can’t access your account?” above, then call us.",
        ],
    },
    code_used: LetterWords {
        subject: |coop| format!("A recovery code was used with {coop}"),
        preheader: "If it was you, there is nothing to do. If it was not, act now.",
        heading: |_| "A recovery code was used".to_owned(),
        opening: &[
            "Somebody entered your password and one of your recovery codes. It opens the page of the second step, where the app can be set up anew.",
            "If it was you, there is nothing to do.",
        ],
        list: &[],
        button: "",
        second: "Can’t access your account?",
        closing: &[
            "If it was not you, somebody knows your password and has your codes. Set a new password at “Can’t access your account?” above, then call us.",
        ],
    },
    reset_waits: LetterWords {
        subject: |coop| {
            format!("Somebody wants to take the second step off your account with {coop}")
        },
        preheader: "If it was not you, stop it now.",
        heading: |_| "The second step is to be taken off".to_owned(),
        opening: &[
            "Somebody who knows your password told us that they have neither their phone nor a recovery code, and asked us to take the second step off your online account.",
            "If it was you, wait for our last email: it has the link that you need.",
        ],
        list: &[],
        button: "",
        second: "Stop it, keep the second step",
        closing: &[
            "If it was not you, follow the link above now. Then set a new password: somebody knows yours.",
        ],
    },
    reset_heard: LetterWords {
        subject: |coop| format!("About an online account with {coop}"),
        preheader: "Its second step is to be taken off.",
        heading: |_| "A second step is to be taken off".to_owned(),
        opening: &[
            "Your email address is on file for a billing account of ours. Somebody asked us to take the second step of signing in off the online account that it belongs to.",
            "If that is your online account, look into its mailbox: the emails there have a link that stops it.",
        ],
        list: &[],
        button: "",
        second: "",
        closing: &["If you think that something is wrong, call us."],
    },
    reset_waits_again: LetterWords {
        subject: |coop| {
            format!("Reminder: the second step of your account with {coop} is to be taken off")
        },
        preheader: "The wait is half over. If it was not you, stop it now.",
        heading: |_| "The wait is half over".to_owned(),
        opening: &[
            "This is a reminder. Somebody who knows your password asked us to take the second step off your online account, and the wait for it goes on.",
            "If it was you, wait for our last email: it has the link that you need.",
        ],
        list: &[],
        button: "",
        second: "Stop it, keep the second step",
        closing: &[
            "If it was not you, follow the link above now. Then set a new password: somebody knows yours.",
        ],
    },
    reset_heard_again: LetterWords {
        subject: |coop| format!("Reminder about an online account with {coop}"),
        preheader: "Its second step is still to be taken off.",
        heading: |_| "The wait is half over".to_owned(),
        opening: &[
            "This is a reminder. Your email address is on file for a billing account of ours. Somebody asked us to take the second step of signing in off the online account that it belongs to, and the wait for it goes on.",
            "If that is your online account, look into its mailbox: the emails there have a link that stops it.",
        ],
        list: &[],
        button: "",
        second: "",
        closing: &["If you think that something is wrong, call us."],
    },
    reset_open: LetterWords {
        subject: |coop| format!("You can take the second step off your account with {coop} now"),
        preheader: "The link works for 24 hours. You need your password, too.",
        heading: |_| "The second step can be taken off".to_owned(),
        opening: &[
            "The wait is over. Open the link within 24 hours and enter your password. After that your password alone signs you in.",
        ],
        list: &[],
        button: "Take the second step off",
        second: "",
        closing: &[
            "If it was not you who asked for it, open the link, too: it also stops everything. Then set a new password, since somebody knows yours.",
        ],
    },
    reset_late: LetterWords {
        subject: |coop| format!("The second step of your account with {coop} stays"),
        preheader: "The link ran out before this email could leave.",
        heading: |_| "The second step stays".to_owned(),
        opening: &[
            "The link that takes the second step off ran out before this email could leave. Sign in with your password and ask once more.",
        ],
        list: &[],
        button: "Sign in",
        second: "",
        closing: &["If you did not ask for it, call us."],
    },
    reset_stopped: LetterWords {
        subject: |coop| format!("The second step of your account with {coop} stays"),
        preheader: "It was stopped, and nothing was taken off.",
        heading: |_| "It was stopped".to_owned(),
        opening: &[
            "The second step stays on your online account. If it was you who stopped it, somebody else knows your password.",
        ],
        list: &[],
        button: "Choose a new password",
        second: "",
        closing: &[
            "If you have neither your phone nor a recovery code, sign in with your password and ask once more.",
        ],
    },
    reset_done: LetterWords {
        subject: |coop| format!("The second step of an online account with {coop} is off"),
        preheader: "The wait is over. If it was not you, call us now.",
        heading: |_| "The second step is off".to_owned(),
        opening: &[
            "The second step was taken off the online account, after the wait that was told before. Every device is signed out, and the password alone signs in.",
        ],
        list: &[],
        button: "Sign in",
        second: "",
        closing: &[
            "If it was not you, call us now. We will look into it while you are on the phone.",
        ],
    },
    left: |left| match left {
        0 => "None is left.".to_owned(),
        1 => "One is left.".to_owned(),
        _ => format!("{left} are left."),
    },
    from: |time| format!("It can be taken off from {time} on."),
    ends: |time| format!("The wait ends on {time}. The second step can be taken off from then on."),
    ended: |time| {
        format!(
            "The wait after which the second step could be taken off, on {time}, ended with it, and the second step stays. If you still have neither your phone nor a recovery code, sign in and choose “I can’t do this” to begin anew. In the month after a new password by email, the wait is at least 14 days."
        )
    },
};
