//! The pages before and after registration, in English.

use crate::words::tables::account::{Account, Home, NewTerms, Office, RanOut, SignIn, Terms};

pub(super) const WORDS: Account = Account {
    sign_in: SignIn {
        title: "Sign in",
        email: "Email address",
        password: "Password",
        button: "Sign in",
        recover: "Can’t access your account?",
        register_hint: "First time here? Have a recent bill at hand. It takes about five minutes.",
        register: "New user? Register",
        password_set: "Your password is set. Sign in with it now.",
        signed_out: "You are signed out.",
        bills_by_email: "Your bills come by email from now on.",
        email_changed: "Your email address is changed. Sign in with the new one now.",
        sign_in_first: "Sign in to go on where you were. For your safety we sign you out when nothing happens for a while.",
        email_proven: "The address is confirmed. We sent another email there: its link works in three days.",
        second_over: "Sign in once more: a code has to be entered within five minutes after the password.",
        ran_out: RanOut {
            title: "Your temporary password has expired",
            text: "It is the right one, and it worked for a day. We can send you an email with a new one right away:",
            button: "Send a new email",
        },
    },
    home: Home {
        title: "My account",
        signed_in_as: "Signed in as",
        due: "What is due",
        nothing_due: "Nothing is due",
        credit: |sum| format!("Credit of {sum}"),
        due_by: |sum, day| match day {
            Some(day) => format!("{sum} is due by {day}"),
            None => format!("{sum} is due"),
        },
        past_due: |sum, day| match day {
            Some(day) => format!("{sum} was due by {day}"),
            None => format!("{sum} is past due"),
        },
        auto_pay: |sum, day| match day {
            Some(day) => format!("Auto Pay takes {sum} on {day}"),
            None => format!("Auto Pay takes {sum}"),
        },
        paid: |sum, day| match day {
            Some(day) => format!("Last payment: {sum} on {day}"),
            None => format!("Last payment: {sum}"),
        },
        as_of: |day| format!("Figures of {day}"),
        not_told: "No figures yet",
        doors: "What would you like to do?",
        pay: "Pay your bill",
        pay_hint: "Once, or by itself with Auto Pay",
        pay_closed: "Closed until you choose a security phrase",
        usage: "See your electricity use",
        usage_hint: "By day, month and year",
        bills: "Look at your bills",
        bills_hint: "This one and the ones before",
        outages: "Report an outage",
        outages_hint: "And see how your report stands",
        accounts: "Your accounts",
        no_accounts: "No billing account is yours at the moment.",
        add_account: "Add one",
        used: |month, kwh| format!("Used in {month}: {kwh} kWh"),
        used_of_all: |month| format!("Used in {month}; in brackets, a year before."),
        used_before: |kwh| format!("a year before: {kwh} kWh"),
        by_email: "Bills by email",
        on_paper: "Bills on paper",
        choose_paperless: "Choose how your bills arrive",
        asks_paperless: "Would you like to turn off paper bills?",
        mail_returned: |day| {
            format!(
                "Our mail to this address came back on {day}, so we send your bills on paper again."
            )
        },
        change_email: "Change my email address",
        paperless_again: "The address is right: choose paperless again",
        phrase: "Your security phrase",
        phrase_hint: "It shows that this page is really ours. Where you see another one, enter nothing and call us.",
        update_phrase: "Update my security phrase",
        choose_phrase: "Choose a security phrase",
        changes: "Last changes",
        changes_hint: "If one of these was not you, call us at",
    },
    terms: Terms {
        title: "Terms and Conditions",
        version: |version, date| format!("Version {version}, {date}"),
        back: "Back to registration",
        changed: NewTerms {
            title: "Our terms have changed",
            opening: "Before you go on, read what is in force now and accept it.",
            button: "Go on",
            otherwise: "If you do not want to accept them, sign out at the top. You can still pay by mail, by phone or at the office; call us and we will take your billing accounts out of it.",
        },
    },
    office: Office {
        frozen_title: "Your online account is on hold",
        frozen_text: &[
            "We were told that something is not right with it, so nobody can sign in while we look into it.",
            "Call us. We will find out together what happened, and open it again when all is well. Your electric service and your bills are not affected.",
        ],
        told_title: "Thank you for telling us",
        told_text: &[
            "Nobody can use the online account any more until we have looked into it.",
            "Call us, or wait for our call: we want to know from you what you know. There is nothing else to do.",
        ],
        to_start: "Go to the start page",
        to_sign_in: "Back to sign in",
    },
};
