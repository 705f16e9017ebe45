//! The pages of the profile that are about the login itself: email, accounts, sessions, closing.

/// The words of these pages.
pub struct Login {
    /// Where the member is signed in.
    pub sessions: Sessions,
    /// Billing accounts, and one more.
    pub accounts: Accounts,
    /// A new email address.
    pub email: Email,
    /// The page that the letter's button leads to.
    pub confirm_email: ConfirmEmail,
    /// The end of it.
    pub close: Close,
    /// The page after it.
    pub closed: Closed,
}

/// Where the member is signed in.
pub struct Sessions {
    /// The page's heading, and what is listed.
    pub title: &'static str,
    pub opening: &'static str,
    /// A browser by its name in the item, "Chrome on Android".
    pub device: fn(&str) -> String,
    /// When somebody signed in there.
    pub since: fn(&str) -> String,
    /// Beside the browser that is looking.
    pub this: &'static str,
    /// The button of one.
    pub end: &'static str,
    /// Said after it was pressed.
    pub ended: &'static str,
    /// The button of all others, and when to press it.
    pub end_others: &'static str,
    pub end_others_hint: &'static str,
    /// There are no others.
    pub no_others: &'static str,
}

/// Billing accounts, and one more.
pub struct Accounts {
    /// The page's heading.
    pub title: &'static str,
    /// There are none, as after the last one passed on.
    pub none: &'static str,
    /// The heading of the form, what to have at hand, and its button.
    pub add: &'static str,
    pub opening: &'static str,
    pub button: &'static str,
    /// Why an account was not added, and what to do.
    pub is_theirs: NotAdded,
    pub too_many_tries: NotAdded,
    pub could_not_match: NotAdded,
    pub has_login: NotAdded,
    pub full: NotAdded,
    pub to_check: ToCheck,
}

/// Why an account was not added.
pub struct NotAdded {
    /// What happened.
    pub title: &'static str,
    /// What to do, a paragraph each.
    pub text: &'static [&'static str],
}

/// What to check where the facts of an account did not match, a line each; also of the letter about it.
pub struct ToCheck {
    /// The account number and the name.
    pub who: [&'static str; 2],
    /// The answers, where no ZIP code is among them.
    pub answers: &'static str,
    /// The answers, where one is.
    pub answers_with_zip: &'static str,
    /// The code on the bill.
    pub code: &'static str,
}

/// A new email address.
pub struct Email {
    /// The page's heading, and what will happen.
    pub title: &'static str,
    pub opening: &'static str,
    /// Before the address of today.
    pub now: &'static str,
    /// Labels of the two boxes, and the button.
    pub email: &'static str,
    pub confirm_email: &'static str,
    pub button: &'static str,
    /// Said after it was pressed: before the address; what comes next; and what to do if no letter comes.
    pub asked_for: &'static str,
    pub asked: &'static str,
    pub no_letter: &'static str,
}

/// The page that the letter's button leads to.
pub struct ConfirmEmail {
    /// The page's heading, what follows, and its button.
    pub title: &'static str,
    pub text: &'static [&'static str],
    pub button: &'static str,
    /// Where staff are to move the login: what follows, the code's box, what is said of none and of a wrong one, the button.
    pub office: &'static [&'static str],
    pub code: &'static str,
    pub code_hint: &'static str,
    pub code_missing: &'static str,
    pub code_wrong: &'static str,
    pub prove: &'static str,
}

/// The end of it.
pub struct Close {
    /// The page's heading.
    pub title: &'static str,
    /// What will be.
    pub opening: &'static str,
    pub list: &'static [&'static str],
    /// The button.
    pub button: &'static str,
}

/// The page after it.
pub struct Closed {
    /// The page's heading, what was done, and the way on.
    pub title: &'static str,
    pub text: &'static [&'static str],
    pub register: &'static str,
}
