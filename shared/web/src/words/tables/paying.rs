//! The way to the payment vendor.

/// The words of these pages.
pub struct Paying {
    /// The pages' heading.
    pub title: &'static str,
    /// Billing has told nothing.
    pub unknown: &'static str,
    /// What is due is not shown before then.
    pub held: fn(&str) -> String,
    /// Auto Pay takes it anyway.
    pub taken: &'static str,
    /// Where the button leads, and the button.
    pub leads: &'static str,
    pub go_on: &'static str,
    /// The last page of ours, and its button.
    pub last: &'static str,
    pub to_vendor: &'static str,
}
