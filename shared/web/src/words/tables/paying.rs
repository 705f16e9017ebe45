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
    /// Where the button leads, also where the sum is not known here, and the button.
    pub leads: &'static str,
    pub leads_without: &'static str,
    pub go_on: &'static str,
    /// The last page of ours, also where the sum is not known here, and its button.
    pub last: &'static str,
    pub last_without: &'static str,
    /// The way to another button.
    pub again: &'static str,
    pub to_vendor: &'static str,
}
