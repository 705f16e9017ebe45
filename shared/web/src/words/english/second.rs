//! The second step of signing in, in English.

use crate::words::tables::second::{
    AddPasskey, Again, App, Code, Codes, CodesShown, Done, FromLetter, Lost, Passkey, Question,
    Remove, Second, Security,
};

pub(super) const WORDS: Second = Second {
    code: Code {
        title: "One more step",
        opening: "Your password is right. Open the authenticator app on your phone and enter the code that it shows.",
        label: "Code",
        hint: "Six digits from the app. One of your recovery codes works, too.",
        remember: |days| match days {
            1 => "Do not ask for a code on this device for one day".to_owned(),
            _ => format!("Do not ask for a code on this device for {days} days"),
        },
        remember_hint: "Only on a device that nobody else uses.",
        button: "Continue",
        lost: "I can’t do this",
        back: "Sign in with another email address",
    },
    lost: Lost {
        title: "You have no code?",
        first: "These help at once:",
        list: &[
            "a recovery code, if you printed them when you set up the app",
            "another phone or tablet on which the app is set up",
            "a device that you asked us to remember",
        ],
        text: |days| {
            format!(
                "If you have none of these, we can take the second step off. That takes {days} days, so that nobody else gets in this way:"
            )
        },
        after_mail: "It takes so long since your password was set by email in the last 30 days. Somebody who reads your email could have done that, and you need the time to notice.",
        steps: &[
            "Press the button. We send you an email now, another half-way and one at the end. Each has a link that stops it.",
            "If we have another email address of yours on file from your bill, it hears of it, too.",
            "At the end, use the link in the last email within 24 hours and enter your password. Then you sign in with the password alone.",
        ],
        button: "Take the second step off",
        have_code: "I have a code",
        begun_title: "The wait has begun",
        begun: |from| format!("You can take the second step off from {from} on."),
        begun_text: &[
            "We have sent you an email that says so. The last one has the link that you need.",
            "If you find your phone or a recovery code before then, sign in with it. That ends the wait.",
        ],
        open_title: "The wait is over",
        open: |until| format!("You can take the second step off until {until}."),
        open_text: &[
            "Open the link in our last email, and enter your password there. After that your password alone signs you in.",
            "If that email is not there, look among junk mail. After 24 hours its link is over, and you can ask once more.",
        ],
        spent_title: "It was asked for three times",
        spent: |from| format!("You can ask again from {from} on."),
        spent_text: &[
            "We were asked three times in 30 days to take the second step off, and each time it was stopped or nobody finished it.",
            "If it was not you, somebody else knows your password: choose a new one.",
            "If you have neither your phone nor a recovery code, call us. We can begin it for you.",
        ],
        back: "Back to signing in",
    },
    letter: FromLetter {
        not_mine: Question {
            title: "You did not set this up?",
            text: &[
                "Then somebody else knows your password. We take off what was set up since our email, and sign out every device.",
                "After that, choose a new password.",
            ],
            button: "Take it off and sign out every device",
        },
        not_mine_stands: Question {
            title: "You did not set this up?",
            text: &[
                "Then somebody else knows your password. We take off what was set up since our email, and sign out every device.",
                "Our email alone does not take this off. Your password is needed, too.",
            ],
            button: "Take it off and sign out every device",
        },
        stop: Question {
            title: "Keep the second step?",
            text: &[
                "Somebody who knows your password has asked us to take the second step off your online account. If it was not you, stop it here and choose a new password.",
            ],
            button: "Stop it, keep the second step",
        },
        reset: Question {
            title: "Take the second step off?",
            text: &[
                "After this your password alone signs you in. Every device is signed out.",
                "Enter your password, so that we know it is you.",
            ],
            button: "Take the second step off",
        },
        or_stop: "It was not you who asked for it?",
        not_mine_done: Done {
            title: "It is taken off",
            text: &[
                "Every device is signed out. Somebody else knows your password: choose a new one now.",
            ],
            way_on: "Choose a new password",
        },
        stopped: Done {
            title: "It is stopped",
            text: &[
                "The second step stays. Somebody else knows your password: choose a new one now.",
            ],
            way_on: "Choose a new password",
        },
        reset_done: Done {
            title: "The second step is off",
            text: &[
                "You sign in with your email address and your password. You can set up an app again in your profile.",
            ],
            way_on: "Sign in",
        },
    },
    security: Security {
        title: "Second step of signing in",
        opening: "With a second step, your password alone does not open your online account. It is an app on your phone that shows a code, or a passkey.",
        app: "Authenticator app",
        app_none: "Not set up.",
        app_since: |date| format!("Set up {date}."),
        app_used: |time| format!("Last used {time}."),
        app_on_trial: |until| {
            format!("Until {until}, a new password by email takes it off. After that only you can.")
        },
        app_add: "Set up an app",
        app_anew: "Set it up anew",
        app_remove: "Take it off",
        codes: "Recovery codes",
        codes_none: "None yet. They open this page if you lose your phone.",
        codes_left: |left| match left {
            0 => "None left. Make new ones now.".to_owned(),
            1 => "One left. Make new ones now.".to_owned(),
            _ => format!("{left} left."),
        },
        codes_make: "Make recovery codes",
        codes_anew: "Make new ones",
        remembered: "Devices that are not asked for a code",
        remembered_until: |time| format!("Until {time}"),
        forget: "Ask there again",
        limited: "You came in with a recovery code, which opens this page alone. Set up anew what you lost, or take it off, to reach your online account.",
        waiting: |from| {
            format!(
                "Somebody asked us to take the second step off. That is possible from {from} on. Signing in with a code from your app or with your passkey ends it."
            )
        },
        app_added: "Your app is set up. Everywhere else you are signed out.",
        app_removed: "The second step is off. Everywhere else you are signed out.",
        one_removed: "It is taken off. Everywhere else you are signed out.",
        forgotten: "That device is asked for a code again.",
        codes_needed: "Now make recovery codes: without them, a lost phone keeps you out for days.",
    },
    app: App {
        title: "Set up an app",
        steps: &[
            "Open an authenticator app on your phone. If you have none, get one from the store of your phone: Aegis, Google Authenticator, Microsoft Authenticator and others all work.",
            "Scan the picture with it, or type the key.",
            "Enter the code that the app shows then.",
        ],
        picture: "QR code with the key below",
        key: "Key:",
        label: "Code from the app",
        hint: "Six digits.",
        button: "Turn it on",
        trial: "Everywhere else you are signed out. We send you an email that says so.",
    },
    codes: Codes {
        title: "Recovery codes",
        text: &[
            "Ten codes on paper, for the day on which your phone is lost. Each works once and opens the page of the second step.",
            "We show them once. Codes that you made before stop working.",
        ],
        button: "Make ten codes",
    },
    codes_shown: CodesShown {
        title: "Your recovery codes",
        text: &[
            "Print this page, or write the codes down. Keep them where you keep papers, not on your phone.",
            "We do not show them again.",
        ],
        made: |day| format!("Made on {day}. Codes from before no longer work."),
        done: "Done",
    },
    passkey: Passkey {
        sign_in: "Sign in with a passkey",
        second: "Your password is right. Use your passkey now, or enter a code.",
        button: "Use a passkey",
        no_script: "Passkeys need JavaScript, which is off in this browser.",
        failed: "Your device did not answer, or you closed its question. Try again.",
        heading: "Passkeys",
        opening: "With a passkey you sign in by the fingerprint, face or PIN of your phone or computer, without the password. It works on our pages alone, never on a page that only looks like ours.",
        since: |date| format!("Added {date}."),
        on_trial: |until| {
            format!(
                "Until {until}, it works after the password only, and a new password by email takes it off."
            )
        },
        add_link: "Add a passkey",
        remove: "Take it off",
        added: "Your passkey is added. Everywhere else you are signed out.",
        add: AddPasskey {
            title: "Add a passkey",
            text: &[
                "Press the button, and your phone or computer asks for your fingerprint, your face or its PIN. That stays on the device: we never see it.",
            ],
            label: "Name of the passkey",
            hint: "Such as the device that it is on, so that you know it later.",
            button: "Add it",
            held: "This device already has a passkey of yours, which works. Add one on another device.",
            late: "This page was open for too long. Load it again, then add the passkey.",
            proven: "Now we know it is you. Add the new passkey.",
            trial: "Everywhere else you are signed out. We send you an email that says so.",
        },
    },
    remove: Remove {
        title: "Take the second step off?",
        passkey_title: "Take this passkey off?",
        one_of_more: &[
            "It signs you in no more. What else you have set up stays, and everywhere else you are signed out.",
        ],
        text: &[
            "Your password alone signs you in after that. Your recovery codes stop working, and everywhere else you are signed out.",
        ],
        button: "Take it off",
    },
    again: Again {
        label: "Code from your app",
        hint: "Enter one more code, so that we know it is you.",
    },
};
