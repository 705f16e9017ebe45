//! What the letters say.
//!
//! No letter before an account is bound names the account or the person: a mistyped address would
//! show them to a stranger: docs/DATA.md#registrations-and-links.

/// One letter's sentences. A function takes the co-op's short name.
pub struct LetterWords {
    /// The act and the co-op.
    pub subject: fn(&str) -> String,
    /// What a list of letters shows beside the subject; never the password.
    pub preheader: &'static str,
    /// The heading.
    pub heading: fn(&str) -> String,
    /// Paragraphs before the button.
    pub opening: &'static [&'static str],
    /// Ways on, as a list; may be empty.
    pub list: &'static [&'static str],
    /// The button; unused where a letter has none.
    pub button: &'static str,
    /// A second link; unused where a letter has none.
    pub second: &'static str,
    /// Paragraphs after it.
    pub closing: &'static [&'static str],
}

/// All letters, and what they share.
pub struct LettersWords {
    /// About registering and about what is bound by it.
    pub registering: RegisteringLetters,
    /// About the way back in and about the email.
    pub links: LinkLetters,
    /// About a change of the login.
    pub changed: ChangedLetters,
    /// About the second step of signing in.
    pub factors: FactorLetters,
    /// About others on an account.
    pub people: PeopleLetters,
    /// What letters share.
    pub shared: SharedWords,
}

/// Letters about registering and about what is bound by it.
pub struct RegisteringLetters {
    /// Confirm the address, choose a password.
    pub confirm: LetterWords,
    /// The address has an account already.
    pub already_member: LetterWords,
    /// The billing account has a login already.
    pub account_has_login: LetterWords,
    /// What was typed fits no account.
    pub could_not_match: LetterWords,
    /// Too many tries for one account.
    pub too_many_tries: LetterWords,
    /// The link ran out before its letter left.
    pub ask_again: LetterWords,
    /// You are a member.
    pub welcome: LetterWords,
    /// To the contact on file: an account was opened.
    pub account_bound: LetterWords,
    /// The same of one that is held: the button's words are those of the first link.
    pub account_held: LetterWords,
    /// The same where two contacts differ, so that neither ends it.
    pub account_held_by_time: LetterWords,
    /// The contact on file said that it was them.
    pub hold_ended: LetterWords,
    /// To the contact on file: staff took the account out of the login that had it.
    pub account_freed: LetterWords,
    /// An account is no longer in your name.
    pub account_unbound: LetterWords,
    /// Staff took an account out of the login.
    pub account_released: LetterWords,
}

/// Letters about the way back in and about the email.
pub struct LinkLetters {
    /// Choose a new password.
    pub recover: LetterWords,
    /// The link to a new password ran out before its letter left.
    pub recover_again: LetterWords,
    /// To who asks for a way back in: staff look into it.
    pub still_frozen: LetterWords,
    /// To who asks for a way back in: no login has this address.
    pub no_login: LetterWords,
    /// Confirm a new address.
    pub new_email: LetterWords,
    /// Its link ran out before its letter left.
    pub new_email_late: LetterWords,
    /// The address has a login; somebody asked to use it for another.
    pub email_in_use: LetterWords,
    /// To the new address: the login has it now.
    pub email_changed: LetterWords,
    /// To the address before.
    pub email_replaced: LetterWords,
    /// To the address that staff are to move a login to: prove it.
    pub prove_email: LetterWords,
    /// Its link ran out before its letter left.
    pub prove_email_late: LetterWords,
    /// To that address: the login may be moved from a day on.
    pub email_moves: LetterWords,
    /// To the address before and the contact on file: the login is to be moved.
    pub email_moving: LetterWords,
}

/// Letters about a change of the login.
pub struct ChangedLetters {
    /// All other sessions were ended.
    pub sessions_ended: LetterWords,
    /// One session was ended from another browser.
    pub session_ended: LetterWords,
    /// One more billing account is the member's.
    pub account_added: LetterWords,
    /// The login is closed.
    pub login_closed: LetterWords,
    /// Your login is shut while we look into it.
    pub login_frozen: LetterWords,
    /// Your login is open again.
    pub login_opened: LetterWords,
    /// The password was changed.
    pub password_changed: LetterWords,
    /// The security phrase was changed.
    pub phrase_changed: LetterWords,
    /// Bills come by email once this is confirmed.
    pub confirm_bills: LetterWords,
    /// Bills come by email from now on.
    pub bills_by_email: LetterWords,
    /// Bills come on paper from now on.
    pub bills_on_paper: LetterWords,
    /// A file was downloaded for the first time.
    pub downloaded: LetterWords,
    /// A browser was let in that the member has not used before.
    pub new_browser: LetterWords,
}

/// Letters about the second step of signing in.
pub struct FactorLetters {
    /// An app was set up.
    pub app_added: LetterWords,
    /// A passkey was added.
    pub passkey_added: LetterWords,
    /// Recovery codes were made.
    pub codes_added: LetterWords,
    /// Something was taken off.
    pub removed: LetterWords,
    /// A recovery code was used.
    pub code_used: LetterWords,
    /// It is to be taken off, from a day on.
    pub reset_waits: LetterWords,
    /// The same to the contact on file.
    pub reset_heard: LetterWords,
    /// Both again half-way.
    pub reset_waits_again: LetterWords,
    pub reset_heard_again: LetterWords,
    /// It may be taken off now.
    pub reset_open: LetterWords,
    /// The link to that ran out before its letter left.
    pub reset_late: LetterWords,
    /// Nothing is taken off.
    pub reset_stopped: LetterWords,
    /// It was taken off after the wait.
    pub reset_done: LetterWords,
    /// How many recovery codes are left.
    pub left: fn(u32) -> String,
    /// From when on it may be taken off.
    pub from: fn(&str) -> String,
    /// When the wait ends, half-way.
    pub ends: fn(&str) -> String,
    /// The wait ended that would have been over at a time, and how to begin it anew.
    pub ended: fn(&str) -> String,
}

/// Letters about others on an account.
pub struct PeopleLetters {
    /// To somebody who is invited.
    pub invitation: LetterWords,
    /// Its link ran out before its letter left.
    pub invitation_late: LetterWords,
    /// To who accepted.
    pub guest_joined: LetterWords,
    /// The same of an account that is held.
    pub guest_joined_held: LetterWords,
    /// To the owner: somebody accepted.
    pub person_joined: LetterWords,
    /// To who was a guest.
    pub guest_left: LetterWords,
    /// To the owner: somebody is a guest no more.
    pub person_left: LetterWords,
}

/// What letters share.
pub struct SharedWords {
    /// Who invites.
    pub invited_by: fn(&str) -> String,
    /// Whose an account is.
    pub owned_by: fn(&str) -> String,
    /// Who else is on an account, or was.
    pub person: fn(&str) -> String,
    /// What a guest may do.
    pub pays: &'static str,
    pub views: &'static str,
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
    /// From when until when a link works.
    pub link_between: fn(&str, &str) -> String,
    /// When something will happen at the earliest.
    pub happens: fn(&str) -> String,
    /// Bills of an account that is held came to the email before, and come on paper now.
    pub on_paper: &'static str,
    /// From when on an account is shown that is held.
    pub held: fn(&str) -> String,
    /// When something happened.
    pub happened: fn(&str) -> String,
    /// What was agreed to: the version of the text and when; then the text itself.
    pub agreed: fn(&str, &str) -> String,
    pub agreed_text: fn(&str) -> String,
    /// For which accounts, by their last digits.
    pub agreed_for: fn(&str) -> String,
    /// Which account a letter after binding is about, by its last digits.
    pub ending: fn(&str) -> String,
    /// Which account of a contact on file an online account shows, by its last digits.
    pub shows: fn(&str) -> String,
    /// Above the bare address.
    pub raw_link: &'static str,
    /// Before phone and hours.
    pub office: &'static str,
    /// Why this letter was sent.
    pub automatic: &'static str,
}
