//! The pages that end a request, in English.

use crate::words::tables::problems::{Problem, Problems};

pub(super) const WORDS: Problems = Problems {
    nothing_saved: "Nothing was saved.",
    link_spent: Problem {
        title: "You have already confirmed your email",
        text: &[
            "You have used this link already. Sign in with your email address and your password.",
        ],
        way_on: "Sign in",
    },
    link_expired: Problem {
        title: "This link has expired",
        text: &["No online account was opened. Register again and we will send you a new email."],
        way_on: "Register again",
    },
    link_wrong: Problem {
        title: "This link does not work",
        text: &[
            "A part of it may be missing. Open the email and press its button, or copy the whole address from it.",
            "If that does not help, register again and we will send you a new email.",
        ],
        way_on: "Register again",
    },
    registration_ended: Problem {
        title: "This registration has ended",
        text: &[
            "A wrong account number was entered too often, or our office ended it. No online account was opened.",
            "Register again and we will send you a new email.",
        ],
        way_on: "Register again",
    },
    link_again: Problem {
        title: "Open the link in our email again",
        text: &[
            "This page was open for a long time, or it was opened without the link. Nothing was sent just now.",
            "The link works for as long as our email says. Open it and go on from there.",
        ],
        way_on: "Go to the start page",
    },
    recover_spent: Problem {
        title: "You have already chosen a new password",
        text: &[
            "This link works once, and it was used. Sign in with your email address and the new password.",
            "If it was not you, ask for a new link at “Can’t access your account?” and call us.",
        ],
        way_on: "Sign in",
    },
    recover_over: Problem {
        title: "This link no longer works",
        text: &[
            "It was for half an hour, a newer change has ended it, or a part of it is missing. Your password is as it was. Ask again and we will send you a new email.",
        ],
        way_on: "Ask again",
    },
    not_me_spent: Problem {
        title: "You have already told us",
        text: &[
            "This link works once, and it was used. We are looking into the online account. If there is more that we should know, call us.",
        ],
        way_on: "Call us",
    },
    not_me_over: Problem {
        title: "This link no longer works",
        text: &[
            "It was for 30 days, the online account is closed already, or a part of the link is missing. Nothing was changed. Follow the link in our email again, or call us: we will put the online account on hold while you are on the phone.",
        ],
        way_on: "Call us",
    },
    new_email_over: Problem {
        title: "This link no longer works",
        text: &[
            "It is more than a day old, something else about your online account has changed since, or a part of it is missing. Your email address is as it was.",
            "Ask again, and we will send you a new email.",
        ],
        way_on: "Change my email address",
    },
    new_email_taken: Problem {
        title: "This email address already has an account",
        text: &[
            "It got an online account of its own since you asked. Nothing has changed: you sign in with the address you had.",
            "You can ask again with another address.",
        ],
        way_on: "Change my email address",
    },
    move_early: Problem {
        title: "It is a little too early",
        text: &[
            "The online account can move to this address three days after you confirmed it. Our email says from when. Nothing has changed yet.",
            "Use the link in our email again then. If it is urgent, call us.",
        ],
        way_on: "Call us",
    },
    proof_spent: Problem {
        title: "You have already confirmed this address",
        text: &[
            "The online account does not use this address yet. Our next email to it says from when it can: use the link in that one then.",
            "Until then the account has the email address that it had.",
        ],
        way_on: "Call us",
    },
    move_over: Problem {
        title: "This link no longer works",
        text: &[
            "It is too old, something else about the online account has changed since, or a part of it is missing. The account has the email address that it had.",
            "Call us, and we will begin again.",
        ],
        way_on: "Call us",
    },
    bills_confirmed: Problem {
        title: "Your bills come by email",
        text: &[
            "This link works once, and it was used. You can go back to paper at any time, at no cost.",
        ],
        way_on: "Paper bills",
    },
    bills_over: Problem {
        title: "This link no longer works",
        text: &[
            "It is more than 14 days old, you chose something else since, what you agreed to has a new text, something else about your online account has changed, or a part of the link is missing. Your bills come as they did.",
            "You can ask again in your profile.",
        ],
        way_on: "Paper bills",
    },
    invitation_spent: Problem {
        title: "You have already accepted",
        text: &[
            "This link works once, and it was used. If the account is not among those of others that you may open, that has ended: look for a newer email from us.",
        ],
        way_on: "Go to my account",
    },
    invitation_over: Problem {
        title: "This invitation has ended",
        text: &[
            "It was for seven days, whoever sent it has ended it or sent another one, or a part of the link is missing.",
            "Look for a newer email from us first. If there is none, ask them to invite you again.",
        ],
        way_on: "Go to the start page",
    },
    invitation_for_other: Problem {
        title: "This invitation is for another email address",
        text: &[
            "It was sent to another address than the one that you are signed in with. Sign out at the top and open the link in the email again.",
            "Or ask to be invited at the address that you sign in with.",
        ],
        way_on: "Go to my account",
    },
    invitation_own: Problem {
        title: "This is your own account",
        text: &[
            "You invited yourself. There is nothing to accept: you can do everything here already.",
        ],
        way_on: "Go to my account",
    },
    guest_full: Problem {
        title: "You have 50 accounts of others",
        text: &[
            "One online account has room for no more. Leave one that you no longer need, then open the link again.",
        ],
        way_on: "Accounts of others",
    },
    email_taken: Problem {
        title: "This email address already has an account",
        text: &["Sign in with it. You can then add this billing account there."],
        way_on: "Sign in",
    },
    account_closed: Problem {
        title: "We cannot open this account online",
        text: &[
            "Something about the billing account changed since you registered. Call us: we can see why and help you.",
        ],
        way_on: "Back to sign in",
    },
    not_found: Problem {
        title: "Page not found",
        text: &[
            "If you typed the address, look at it again. If you followed a link, the page may have moved.",
        ],
        way_on: "Go to the start page",
    },
    method_not_allowed: Problem {
        title: "This page cannot be used that way",
        text: &["Go to the start page and try from there."],
        way_on: "Go to the start page",
    },
    too_large: Problem {
        title: "That was too much to read",
        text: &["What arrived is larger than our forms are. Go back and enter less."],
        way_on: "Load the page again",
    },
    wrong_type: Problem {
        title: "We could not read that form",
        text: &[
            "It did not arrive the way a browser sends a form. Load the page again and submit it from there.",
        ],
        way_on: "Load the page again",
    },
    forbidden: Problem {
        title: "This form is too old",
        text: &[
            "It was open for a long time, or it was not sent from our page.",
            "Load the page again and fill it in there. Cookies must be on.",
        ],
        way_on: "Load the page again",
    },
    no_cookie: Problem {
        title: "A cookie is missing",
        text: &[
            "Your browser sent no cookie with this form, so we cannot tell whether it comes from our page.",
            "Allow cookies for this site, load the page again and fill it in there. A page that was open for more than a day has to be loaded again too.",
        ],
        way_on: "Load the page again",
    },
    second_link_over: Problem {
        title: "This link no longer works",
        text: &[
            "It did its work, its time is over, what it is about has ended, or a part of it is missing. Nothing was changed. Sign in to see how your second step stands.",
            "If you have no code, sign in all the same, and press “I can’t do this” where it is asked for.",
        ],
        way_on: "Sign in",
    },
    password_set: Problem {
        title: "Your password is set",
        text: &[
            "You chose it in this browser. The temporary password and the link in our email have done their work.",
        ],
        way_on: "Continue",
    },
    too_many: Problem {
        title: "Too many tries",
        text: &["To protect our members, we ask you to wait before you try again."],
        way_on: "Back to the page",
    },
    too_many_passwords: Problem {
        title: "Too many tries",
        text: &[
            "To protect our members, we ask you to wait before you try again.",
            "You need not wait if you choose a new password: we send you an email with a link to it.",
        ],
        way_on: "Can’t access your account?",
    },
    network_full: Problem {
        title: "Too many tries from your network",
        text: &[
            "Many wrong passwords were typed over the internet connection that you are using. It need not have been you: \
             neighbors often share one. To protect our members, we ask you to wait before you try again here.",
            "You need not wait in a browser that you have signed in with before, or on another connection, such as your \
             phone’s. A link in an email of ours works here, too: choose a new password with it, and then sign in.",
        ],
        way_on: "Get a link by email",
    },
    wait: |minutes| match minutes {
        0 | 1 => "Try again in one minute.".to_owned(),
        2..60 => format!("Try again in {minutes} minutes."),
        60 => "Try again in one hour.".to_owned(),
        61..=1380 => format!("Try again in {} hours.", minutes.div_ceil(60)),
        _ => "Try again tomorrow.".to_owned(),
    },
    unreadable: Problem {
        title: "We could not read that",
        text: &["What arrived was damaged on the way. Load the page again and try once more."],
        way_on: "Load the page again",
    },
    failure: Problem {
        title: "There is a problem with this service",
        text: &[
            "Something went wrong on our side, not yours. Your last answers may not be saved. Try again later.",
        ],
        way_on: "Go to the start page",
    },
    unavailable: Problem {
        title: "This service is not available right now",
        text: &[
            "We are working on it. Nothing you entered before is lost; the last page may not be saved. Try again in a few minutes.",
        ],
        way_on: "Try again",
    },
    closed: Problem {
        title: "We are working on this service",
        text: &[
            "Your account and everything you saved are safe. Come back later. If you were in the middle of something, your last page may not be saved.",
        ],
        way_on: "Try again",
    },
    back: |time| format!("We plan to be back on {time}."),
};
