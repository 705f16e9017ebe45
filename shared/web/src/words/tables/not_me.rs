//! "This wasn't me".

/// The words of its page; the one after it is the office's.
pub struct NotMe {
    /// The page's heading, which is the question.
    pub title: &'static str,
    /// What it is about.
    pub opening: &'static str,
    /// The first choice: nothing changes.
    pub it_was: &'static str,
    /// The heading of the second, what happens by it, and its button.
    pub otherwise: &'static str,
    pub text: &'static [&'static str],
    pub button: &'static str,
    /// What to do in doubt.
    pub unsure: &'static str,
    /// The page after the first choice.
    pub kept: Kept,
    /// Of an account that is held: until when, the first choice, and the page after it.
    pub held: fn(&str) -> String,
    pub it_was_held: &'static str,
    pub opened: Opened,
}

/// The account is held no more.
pub struct Opened {
    /// The page's heading, and what may still be done.
    pub title: &'static str,
    pub text: &'static [&'static str],
}

/// Nothing has changed.
pub struct Kept {
    /// The page's heading, and what may still be done.
    pub title: &'static str,
    pub text: &'static [&'static str],
    /// The link back to the question.
    pub back: &'static str,
}
