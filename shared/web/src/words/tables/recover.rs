//! The way back in.

/// The words of its pages.
pub struct Recover {
    /// Which address?
    pub title: &'static str,
    pub opening: &'static [&'static str],
    pub email: &'static str,
    pub button: &'static str,
    pub other_address: &'static str,
    /// A letter is on its way, whatever it says.
    pub sent: Sent,
    /// A new password.
    pub password: NewPassword,
}

/// A letter is on its way, whatever it says.
pub struct Sent {
    /// The page's heading.
    pub title: &'static str,
    pub to: &'static str,
    pub what: &'static str,
    /// How long its link works, in minutes.
    pub expiry: fn(u32) -> String,
    pub no_letter: &'static str,
    pub no_letter_hint: &'static str,
    pub ask_again: &'static str,
    pub to_sign_in: &'static str,
}

/// A new password.
pub struct NewPassword {
    /// The page's heading.
    pub title: &'static str,
    pub opening: &'static str,
    pub button: &'static str,
}
