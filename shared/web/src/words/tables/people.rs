//! Others on an account: the list, the invitation, and what a guest sees.

/// The words of these pages.
pub struct People {
    /// Above an account of somebody else's, before its owner's address.
    pub of: &'static str,
    /// Who may open an account, and inviting.
    pub list: List,
    /// Whether somebody is to be ended.
    pub end: End,
    /// Accounts of others, in the list and on home.
    pub others: Others,
    /// Accepting.
    pub accept: Accept,
}

/// Who may open an account, and inviting.
pub struct List {
    /// The page's heading, and what it is for.
    pub title: &'static str,
    pub opening: &'static str,
    /// What was just done.
    pub invited: &'static str,
    pub ended: &'static str,
    /// The guests of an account.
    pub guests: &'static str,
    pub nobody: &'static str,
    /// What a guest may do.
    pub pays: &'static str,
    pub views: &'static str,
    /// Until when an invitation can be accepted; that it no longer can.
    pub until: fn(&str) -> String,
    pub ran_out: &'static str,
    /// The button.
    pub end: &'static str,
    /// Inviting: its heading, the box, and what it does.
    pub invite: &'static str,
    pub email: &'static str,
    pub email_hint: &'static str,
    pub question: &'static str,
    pub pay: &'static str,
    pub pay_hint: &'static str,
    pub view: &'static str,
    pub view_hint: &'static str,
    /// In which language the letter goes.
    pub language: &'static str,
    /// What nobody else ever may.
    pub never: &'static str,
    pub send: &'static str,
    /// What is said beside the boxes.
    pub email_missing: &'static str,
    pub role_missing: &'static str,
    pub is_guest: &'static str,
    pub full: fn(usize) -> String,
}

/// Whether somebody is to be ended, by the owner or by themselves.
pub struct End {
    /// To the owner: the heading, and what ends.
    pub title: &'static str,
    pub pays: &'static str,
    pub views: &'static str,
    pub invited: &'static str,
    /// To the guest.
    pub leave_title: &'static str,
    pub leave: &'static str,
}

/// Accounts of others.
pub struct Others {
    /// The heading.
    pub title: &'static str,
    /// Just accepted.
    pub joined: &'static str,
    /// Just accepted, and not open yet.
    pub joined_later: &'static str,
    /// Paying comes after a phrase.
    pub pay_after_phrase: &'static str,
    /// Whose it is.
    pub of: &'static str,
    /// It is not open now.
    pub shut: &'static str,
    /// The button by which a guest goes.
    pub leave: &'static str,
    /// The links.
    pub pay: &'static str,
    pub bills: &'static str,
    pub usage: &'static str,
    /// More of them than fit.
    pub more: &'static str,
}

/// Accepting an invitation.
pub struct Accept {
    /// The page's heading.
    pub title: &'static str,
    /// Before the address of who invites, and what they offer.
    pub from: &'static str,
    pub pays: &'static str,
    pub views: &'static str,
    /// What it does not do.
    pub limits: &'static str,
    /// To who has no login: what the boxes are for.
    pub choose: &'static str,
    pub email: &'static str,
    pub button: &'static str,
    /// To who wants none of it.
    pub otherwise: &'static str,
}
