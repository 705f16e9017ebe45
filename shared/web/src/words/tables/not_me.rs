//! "This wasn't me".

/// The words of its page; the one after it is the office's.
pub struct NotMe {
    /// The page's heading.
    pub title: &'static str,
    /// What happens when the button is pressed.
    pub text: &'static [&'static str],
    pub button: &'static str,
    /// What to do otherwise.
    pub it_was: &'static str,
}
