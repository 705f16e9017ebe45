//! The steps of registration, in English.

use crate::words::tables::steps::{
    CheckEmail, ConfirmBills, Identity, Paperless, PaperlessLater, Password, Phrase, Register,
    Steps,
};

pub(super) const WORDS: Steps = Steps {
    register: Register {
        title: "New user registration",
        opening: "Have a recent bill at hand. Everything we ask for is printed on it.",
        account_number: "Billing account number",
        account_number_hint: |form, example| {
            let such = example.map(|number| format!(", such as {number}")).unwrap_or_default();
            format!(
                "On your bill, next to “Account”: {form}{such}. Spaces and dashes do not matter."
            )
        },
        name: "Last name or business",
        name_hint: "Last name only, such as Walker. A business as it is on the bill.",
        email: "Email address",
        email_hint: "We send a message to it so that you can confirm it. You sign in with it later.",
        confirm_email: "Confirm email address",
        meant: |email| {
            format!(
                "Did you mean {email}? If so, use the button below. If not, submit the form again as it is."
            )
        },
        use_meant: |email| format!("Use {email}"),
    },
    identity: Identity {
        title: "Security steps",
        opening: "Answer the following about the account that you are registering. We ask this to protect you against identity theft.",
        account: "You are registering the account",
        change: "Change",
        question: |number| format!("Security Question {number}"),
        robot: "I’m not a robot",
        robot_working: "Checking. This takes a few seconds and needs nothing from you.",
        robot_done: "Checked.",
        robot_failed: "The check did not work.",
        robot_again: "Try again",
        robot_no_script: "Where JavaScript is off this check is left out. You can submit the form as it is.",
        accept: "I accept the",
        accept_link: "Terms and Conditions",
        read_terms: "Read the Terms and Conditions",
    },
    check_email: CheckEmail {
        title: "Check your email",
        change: "Change",
        sent_to: "We are sending an email to",
        what_to_do: "Open it and do what it says. You can do that on any phone or computer.",
        expiry: |hours| format!("A link in the email works for {hours} hours."),
        close: "You can close this window.",
        no_letter: "No email?",
        no_letter_hint: "It may take ten minutes. Look in the junk or spam folder too. After that, send it again or call us.",
        then_call: "Tell us this code when you call:",
        resend: "Send it again",
        other_address: "Use a different email address",
        resent: "Another email is on its way.",
        comes_by: |when| {
            format!("Your next email comes by {when}. Asking again does not make it come sooner.")
        },
    },
    password: Password {
        title: "Choose your password",
        opening: "Change the temporary password from our email to one that only you know.",
        rules: "Your new password",
        rule_length: |least| format!("has {least} characters or more"),
        rule_words: "can be a few words in a row, spaces are fine",
        rule_easy: "is not your name, “password” or anything else that is easy to guess",
        email: "Email address",
        account_number: "Billing account number",
        account_number_hint: "We ask again because you are on another device or browser.",
        current_password: "Current password",
        current_password_filled: "Your temporary password. The link in our email filled it in.",
        current_password_hint: "The temporary password in our email, such as ABCD-EFGH-JKMN.",
        new_password: "New password",
        confirm_password: "Confirm new password",
    },
    paperless: Paperless {
        title: "Would you like to turn off paper bills?",
        optional: "This step is optional. You can use your account either way.",
        applies: "This applies to all accounts registered with this email address.",
        yes: "Yes",
        yes_hint: "Bills by email only.",
        no: "No",
        no_hint: "Keep paper bills.",
        needs: &[
            "To read bills by email you need a device with a web browser, an email address that you read, and a program that opens PDF files. To keep a bill, save or print it.",
            "You can have paper again and keep your email address up to date under “My profile”. For a bill on paper once in a while, call us.",
        ],
        confirmed_by: "We send you an email. Paper bills end when you open the link in it, within 14 days; otherwise they go on.",
        confirm: ConfirmBills {
            title: "Turn off paper bills?",
            text: "You could open our email, so you can open what we send there. This is what you agreed to:",
            button: "Turn off paper bills",
        },
        later: PaperlessLater {
            title: "Paper bills: we ask you later",
            until: |time| {
                format!(
                    "Your bills go on as they come. From {time} on, your home page asks whether you would like to turn off paper bills."
                )
            },
            why: "Until then, whoever holds the billing account has time to tell us if it was registered by somebody else. Nothing changes for them before that, and bills and electricity use are shown from then on.",
            go_on: "Go on",
        },
    },
    phrase: Phrase {
        title: "Security phrase",
        opening: "One last step. This is not a password: we show it to you, so that you know the page is really ours. We never ask you for it.",
        why: "You need one before you can make payments, store or update credit cards and bank accounts, or sign up for Auto Pay.",
        warning: "When you enter financial information: if the phrase on the form is not yours, DO NOT enter any personal information. Call us.",
        label: "Security phrase",
        hint: |least| format!("At least {least} characters."),
        help: "What’s a good security phrase?",
        help_text: &[
            "A few words that you know at a glance and nobody else would pick, such as a line from a song you made up or the name of a place you once hiked.",
            "Leave out your password, your email address, your account number and anything printed on your bill.",
        ],
        later: "You can change it at any time under “My profile”.",
        save: "Save",
    },
};
