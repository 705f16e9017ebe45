//! Reports of outages.

/// The words of these pages.
pub struct Outages {
    /// The pages' heading.
    pub title: &'static str,
    /// What is no form, what to do then, and the two links that call.
    pub danger: &'static str,
    pub danger_do: &'static str,
    pub call_911: &'static str,
    pub call_us: &'static str,
    /// What was just done.
    pub reported: &'static str,
    pub said_restored: &'static str,
    /// The buttons that report, and that none of them was pressed.
    pub press: &'static str,
    pub out: &'static str,
    pub partly: &'static str,
    pub flicker: &'static str,
    pub what_missing: &'static str,
    /// The note.
    pub note: &'static str,
    pub note_hint: &'static str,
    pub note_too_long: fn(usize) -> String,
    /// How an open report stands, since when, and what it says.
    pub is_reported: &'static str,
    pub crew_sent: &'static str,
    pub at: &'static str,
    pub since: &'static str,
    pub what: &'static str,
    pub look_again: &'static str,
    /// The button that says that the power is back.
    pub back: &'static str,
    /// A report that is over since lately, and what to do if it is not.
    pub was_restored: fn(&str, &str) -> String,
    pub still_out: &'static str,
    /// An account whose outages cannot be reported.
    pub closed: &'static str,
    /// Of an account that is held: until when, and the link to the form for anybody.
    pub held: fn(&str) -> String,
    pub as_anybody: &'static str,
    /// The page of those who are not signed in.
    pub anybody: Anybody,
}

/// The words for those who are not signed in.
pub struct Anybody {
    /// What signing in is good for, and the link.
    pub members: &'static str,
    pub sign_in: &'static str,
    /// Where it is.
    pub place: &'static str,
    pub place_hint: &'static str,
    pub place_missing: &'static str,
    pub place_too_long: fn(usize) -> String,
    /// What was seen.
    pub seen: &'static str,
    pub tree: &'static str,
    pub wire: &'static str,
    pub bang: &'static str,
    pub nothing: &'static str,
    pub seen_missing: &'static str,
    /// Where to call back.
    pub call_back: &'static str,
    pub call_back_hint: &'static str,
    pub call_back_missing: &'static str,
    pub call_back_wrong: &'static str,
    /// The button.
    pub button: &'static str,
    /// The one answer.
    pub taken_title: &'static str,
    pub taken: &'static str,
    pub another: &'static str,
}
