//! The way back in, in English.

use crate::words::tables::recover::{NewPassword, Recover, Sent};

pub(super) const WORDS: Recover = Recover {
    title: "Can’t access your account?",
    opening: &[
        "Enter your email address and we will send you a way back in: to a new password, or to whatever is next if you did not finish registering.",
    ],
    email: "Email address",
    button: "Send the email",
    other_address: "No longer using that address? Call us and we will help you get back in. Have your account number at hand.",
    sent: Sent {
        title: "Check your email",
        to: "We sent an email to",
        what: "It says what to do next.",
        expiry: |minutes| {
            format!("If it has a link to a new password, the link works for {minutes} minutes.")
        },
        no_letter: "No email?",
        no_letter_hint: "It can take a few minutes. Look in the spam folder too, and check the address above. If there is nothing in ten minutes, ask again or call us.",
        ask_again: "Ask again or use another address",
        to_sign_in: "Back to sign in",
    },
    password: NewPassword {
        title: "Choose a new password",
        opening: "When you save it, you are signed out on every device. Then sign in with the new password.",
        button: "Save the new password",
    },
};
