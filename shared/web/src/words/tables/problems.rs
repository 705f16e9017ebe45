//! The pages that end a way: what happened, and what to do now.

/// One problem: its heading, what to do, and the link that leads on.
pub struct Problem {
    /// The page's heading.
    pub title: &'static str,
    /// What happened and what to do, a paragraph each.
    pub text: &'static [&'static str],
    /// The link's words.
    pub way_on: &'static str,
}

/// The words of every problem.
pub struct Problems {
    /// Said where something would have been saved.
    pub nothing_saved: &'static str,
    /// 410: the link did its work already.
    pub link_spent: Problem,
    /// 410: the link is too old.
    pub link_expired: Problem,
    /// 410: no such link.
    pub link_wrong: Problem,
    /// 410: the registration was ended before its time.
    pub registration_ended: Problem,
    /// 410: the browser has no link, or no longer.
    pub link_again: Problem,
    /// 410: the link to a new password did its work already.
    pub recover_spent: Problem,
    /// 410: the link to a new password opens nothing any more.
    pub recover_over: Problem,
    /// 410: "this wasn't me" was said already.
    pub not_me_spent: Problem,
    /// 410: the link to say so opens nothing any more.
    pub not_me_over: Problem,
    /// 410: the link to confirm a new email is too old, or not a whole one.
    pub new_email_over: Problem,
    /// The new email got an account since the letter was sent.
    pub new_email_taken: Problem,
    /// 409: staff are to move the login, and its three days are not over.
    pub move_early: Problem,
    /// 410: the address that staff are to move a login to was proven already.
    pub proof_spent: Problem,
    /// 410: the link by which staff are to move a login opens nothing any more.
    pub move_over: Problem,
    /// 410: bills come by email already.
    pub bills_confirmed: Problem,
    /// 410: the link that confirms bills by email opens nothing any more.
    pub bills_over: Problem,
    /// 410: an invitation did its work already.
    pub invitation_spent: Problem,
    /// 410: an invitation opens nothing any more.
    pub invitation_over: Problem,
    /// 409: an invitation to another address than the one that is signed in.
    pub invitation_for_other: Problem,
    /// 409: an invitation to one's own account.
    pub invitation_own: Problem,
    /// 409: the login has as many accounts of others as it can have.
    pub guest_full: Problem,
    /// The email address got an account since the letter was sent.
    pub email_taken: Problem,
    /// The billing account cannot be bound any more.
    pub account_closed: Problem,
    /// 404.
    pub not_found: Problem,
    /// 405.
    pub method_not_allowed: Problem,
    /// 413.
    pub too_large: Problem,
    /// 415.
    pub wrong_type: Problem,
    /// 403: the form is not ours, or too old.
    pub forbidden: Problem,
    /// 403: the browser sent no cookie.
    pub no_cookie: Problem,
    /// The password is set.
    pub password_set: Problem,
    /// The link of a letter about the second step.
    pub second_link_over: Problem,
    /// 429.
    pub too_many: Problem,
    /// 429: too many wrong passwords.
    pub too_many_passwords: Problem,
    /// 429: too many wrong passwords came from the sender's network.
    pub network_full: Problem,
    /// How long to wait, in minutes.
    pub wait: fn(u32) -> String,
    /// 400.
    pub unreadable: Problem,
    /// 500.
    pub failure: Problem,
    /// 503.
    pub unavailable: Problem,
    /// 503: closed for work on it.
    pub closed: Problem,
    /// When it opens again.
    pub back: fn(&str) -> String,
}
