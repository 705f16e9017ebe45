//! Letters about a change of the login.

use crate::words::tables::letters::{ChangedLetters, LetterWords};

pub(super) const WORDS: ChangedLetters = ChangedLetters {
    sessions_ended: LetterWords {
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
            "If it was not you, somebody knows your password. Set a new one at “Can’t access your account?” above, then call us.",
        ],
    },
    session_ended: LetterWords {
        subject: |coop| format!("You signed out of {coop} on another device"),
        preheader: "If it was you, there is nothing to do. If it was not, set a new password.",
        heading: |_| "A device is signed out".to_owned(),
        opening: &[
            "A device that was signed in to your online account was signed out from another one.",
            "If it was you, there is nothing to do.",
        ],
        list: &[],
        button: "",
        second: "Can’t access your account?",
        closing: &[
            "If it was not you, somebody knows your password. Set a new one at “Can’t access your account?” above, then call us.",
        ],
    },
    downloaded: LetterWords {
        subject: |coop| format!("A file was downloaded from your online account with {coop}"),
        preheader: "If it was you, there is nothing to do. If it was not, set a new password.",
        heading: |_| "A file was downloaded for the first time".to_owned(),
        opening: &[
            "Somebody who was signed in to your online account downloaded a bill or a file of the electricity that you used. We tell you of the first time only.",
            "If it was you, there is nothing to do.",
        ],
        list: &[],
        button: "",
        second: "Can’t access your account?",
        closing: &[
            "If it was not you, somebody knows your password. Set a new one at “Can’t access your account?” above, then call us.",
        ],
    },
    account_added: LetterWords {
        subject: |coop| format!("A billing account was added to your online account with {coop}"),
        preheader: "If it was you, there is nothing to do. If it was not, call us.",
        heading: |_| "A billing account was added".to_owned(),
        opening: &["A billing account was added to your online account. You see it there now."],
        list: &[],
        button: "",
        second: "Can’t access your account?",
        closing: &[
            "If it was not you, call us now, and set a new password at “Can’t access your account?” above: somebody may know yours.",
        ],
    },
    login_closed: LetterWords {
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
    login_frozen: LetterWords {
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
    login_opened: LetterWords {
        subject: |coop| format!("Your online account with {coop} is open again"),
        preheader: "You can sign in again.",
        heading: |_| "Your online account is open again".to_owned(),
        opening: &["We looked into it, and you can sign in again with your email and password."],
        list: &[],
        button: "Sign in",
        second: "Can’t access your account?",
        closing: &[
            "If signing in asks for a code or a passkey that you did not add, set a new password at “Can’t access your account?” above within three days. That takes it off.",
            "If you did not talk to us about it, call us now.",
        ],
    },
    password_changed: LetterWords {
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
            "If it was not you, set a new password at “Can’t access your account?” above, then call us. Whoever knows the new one can see your account.",
        ],
    },
    phrase_changed: LetterWords {
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
            "If it was not you, somebody may know your password. Set a new one at “Can’t access your account?” above, then call us.",
        ],
    },
    confirm_bills: LetterWords {
        subject: |coop| format!("Confirm bills by email from {coop}"),
        preheader: "Paper bills go on until you confirm it.",
        heading: |_| "Turn off paper bills?".to_owned(),
        opening: &[
            "You asked us to send your bills by email instead of paper. Go on below and confirm on the page that opens: it shows us that you can open what we send here.",
        ],
        list: &[],
        button: "Turn off paper bills",
        second: "",
        closing: &[
            "If you do nothing, your bills go on coming on paper. You can ask again under “My profile”.",
            "If it was not you, do nothing, or call us.",
        ],
    },
    bills_by_email: LetterWords {
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
    bills_on_paper: LetterWords {
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
    new_browser: LetterWords {
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
};
