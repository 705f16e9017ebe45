//! What the letters say.
//!
//! No letter before an account is bound names the account or the person: a mistyped address would
//! show them to a stranger (DATA.md).

mod english;
mod spanish;

pub(super) use english::ENGLISH;
pub(super) use spanish::SPANISH;

/// One letter's sentences. A function takes the co-op's short name.
pub struct Letter {
    /// The act and the co-op.
    pub subject: fn(&str) -> String,
    /// What a list of letters shows beside the subject; never the password.
    pub preheader: &'static str,
    /// The heading.
    pub heading: fn(&str) -> String,
    /// Paragraphs before the button.
    pub opening: &'static [&'static str],
    /// Things to check, as a list; may be empty.
    pub list: &'static [&'static str],
    /// The button; unused where a letter has none.
    pub button: &'static str,
    /// A second link; unused where a letter has none.
    pub second: &'static str,
    /// Paragraphs after it.
    pub closing: &'static [&'static str],
}

/// All letters, and what they share.
pub struct Letters {
    /// Confirm the address, choose a password.
    pub confirm: Letter,
    /// The address has an account already.
    pub already_member: Letter,
    /// The billing account has a login already.
    pub account_has_login: Letter,
    /// What was typed fits no account.
    pub could_not_match: Letter,
    /// Too many tries for one account.
    pub too_many_tries: Letter,
    /// The link ran out before its letter left.
    pub ask_again: Letter,
    /// You are a member.
    pub welcome: Letter,
    /// To the contact on file: an account was opened.
    pub account_bound: Letter,
    /// An account is no longer in your name.
    pub account_unbound: Letter,
    /// The password was changed.
    pub password_changed: Letter,
    /// The security phrase was changed.
    pub phrase_changed: Letter,
    /// Bills come by email from now on.
    pub bills_by_email: Letter,
    /// Bills come on paper from now on.
    pub bills_on_paper: Letter,
    /// All other sessions were ended.
    pub sessions_ended: Letter,
    /// One session was ended from another browser.
    pub session_ended: Letter,
    /// One more billing account is the member's.
    pub account_added: Letter,
    /// The login is closed.
    pub login_closed: Letter,
    /// Your login is shut while we look into it.
    pub login_frozen: Letter,
    /// Your login is open again.
    pub login_opened: Letter,
    /// Confirm a new address.
    pub new_email: Letter,
    /// Its link ran out before its letter left.
    pub new_email_late: Letter,
    /// The address has a login; somebody asked to use it for another.
    pub email_in_use: Letter,
    /// To the new address: the login has it now.
    pub email_changed: Letter,
    /// To the address before.
    pub email_replaced: Letter,
    /// Choose a new password.
    pub recover: Letter,
    /// The link to a new password ran out before its letter left.
    pub recover_again: Letter,
    /// To who asks for a way back in: staff look into it.
    pub still_frozen: Letter,
    /// To who asks for a way back in: no login has this address.
    pub no_login: Letter,
    /// A browser was let in that the member has not used before.
    pub new_browser: Letter,
    /// Before the temporary password, and what it is for.
    pub temporary_password: &'static str,
    /// Below the temporary password.
    pub temporary_password_hint: &'static str,
    /// Until when link and password work.
    pub until: fn(&str) -> String,
    /// Until when a link without a password works.
    pub link_until: fn(&str) -> String,
    /// Which browser was let in or signed out, and when.
    pub browser_and_time: fn(&str, &str) -> String,
    /// When something happened.
    pub happened: fn(&str) -> String,
    /// Which account a letter after binding is about, by its last digits.
    pub ending: fn(&str) -> String,
    /// Above the bare address.
    pub raw_link: &'static str,
    /// Before phone and hours.
    pub office: &'static str,
    /// Why this letter was sent.
    pub automatic: &'static str,
}
