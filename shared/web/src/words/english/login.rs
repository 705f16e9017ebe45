//! The pages about the login itself, in English.

use crate::words::tables::login::{
    Accounts, Close, Closed, ConfirmEmail, Email, Login, NotAdded, Sessions, ToCheck,
};

pub(super) const WORDS: Login = Login {
    sessions: Sessions {
        title: "Where you signed in",
        opening: "The phones and computers on which you signed in during the last twelve hours and did not sign out. One that was left alone for a while asks for the password before it shows anything.",
        device: str::to_owned,
        since: |time| format!("Signed in {time}"),
        this: "This one",
        end: "Sign out",
        ended: "That one is signed out.",
        end_others: "Sign out everywhere else",
        end_others_hint: "If you do not know one of them, sign out everywhere else and then change your password.",
        no_others: "You are signed in nowhere else.",
    },
    accounts: Accounts {
        title: "Billing accounts",
        none: "None yet.",
        add: "Add a billing account",
        opening: "Have a bill of that account at hand. Everything we ask for is printed on it.",
        button: "Add account",
        is_theirs: NotAdded {
            title: "You have this billing account already",
            text: &[
                "It is in the list of your billing accounts on this page. There is nothing to do.",
            ],
        },
        too_many_tries: NotAdded {
            title: "Too many tries for this billing account",
            text: &[
                "To protect its holder, nobody can add it now. Wait until tomorrow, or call us: we can help you right away.",
            ],
        },
        could_not_match: NotAdded {
            title: "We could not match what you entered",
            text: &["If it all looks right, or you have no bill, call us. Otherwise check:"],
        },
        has_login: NotAdded {
            title: "This billing account has an online account already",
            text: &[
                "If you have another email address, sign in with that one. If you share the account with someone, they may have registered it.",
                "If neither is so, call us. We will find out what happened.",
            ],
        },
        full: NotAdded {
            title: "Your online account has as many billing accounts as it can have",
            text: &["Register this one with another email address, or call us."],
        },
        to_check: ToCheck {
            who: [
                "the account number, all of it, as it is on the bill",
                "the last name, or the name of the business, as it is on the bill",
            ],
            answers: "the answers to the security questions",
            answers_with_zip: "the answers to the security questions: the ZIP code is the one the bills go to, which may not be where you live",
            code: "the code on the bill, as it is on your newest paper bill; a final bill has none that works",
        },
    },
    email: Email {
        title: "Change your email address",
        opening: "We send an email to the new address. Nothing changes until you press the button in it.",
        now: "You sign in with",
        email: "New email address",
        confirm_email: "Confirm new email address",
        button: "Send the email",
        asked_for: "An email is on its way to",
        asked: "Press the button in it within 24 hours, on any phone or computer. Until then you sign in as before.",
        no_letter: "No email in ten minutes? Look in the junk or spam folder, then send it again or call us.",
    },
    confirm_email: ConfirmEmail {
        title: "Use this email address?",
        text: &[
            "From then on you sign in with it, and our emails go there.",
            "Wherever else you are signed in, you are signed out.",
        ],
        button: "Use this address",
        office: &[
            "Our office was asked to move an online account to this email address. Type the code that our office read to you.",
            "We then tell the address that the account had until now. In three days you can use this one.",
        ],
        code: "Code from our office",
        code_hint: "Twelve letters and digits, in groups of four.",
        code_missing: "Enter the code that our office read to you",
        code_wrong: "That is not the code for this email address. Compare it letter by letter, or call us.",
        prove: "Confirm this address",
    },
    close: Close {
        title: "Close your online account",
        opening: "When your online account is closed:",
        list: &[
            "you can no longer sign in, and you are signed out everywhere",
            "your electric service and your bills go on as before",
            "bills that came by email only come on paper again",
            "you can register your billing accounts again, and so can anyone who shares them",
        ],
        button: "Close my online account",
    },
    closed: Closed {
        title: "Your online account is closed",
        text: &[
            "We sent you an email that says so. If it was not you who closed it, call us.",
            "Your electric service and your bills go on as before. Thank you for being a member.",
        ],
        register: "Register again",
    },
};
