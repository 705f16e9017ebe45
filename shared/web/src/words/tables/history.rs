//! What billing has told over time: bills.

/// The words of these pages.
pub struct History {
    /// What the links to a member's accounts are for.
    pub choose: &'static str,
    /// Beside an account that billing has closed.
    pub closed: &'static str,
    /// The way back.
    pub to_home: &'static str,
    /// Bills.
    pub bills: Bills,
    /// An account that is held.
    pub held: Held,
}

/// An account that is held.
pub struct Held {
    /// The heading of the page that stands in for the others.
    pub title: &'static str,
    /// From when on it is shown, and why not before.
    pub until: fn(&str) -> String,
    pub why: &'static str,
    /// What can be done meanwhile.
    pub meanwhile: &'static str,
    /// On home: from when on the figures of an account are shown, and that bills will be asked about.
    pub figures: fn(&str) -> String,
    pub asks_then: &'static str,
}

/// Bills.
pub struct Bills {
    /// The page's heading.
    pub title: &'static str,
    /// The day of the newest; its sum follows.
    pub newest: fn(&str) -> String,
    /// A sum that the co-op owes.
    pub credit: fn(&str) -> String,
    /// By when it is, or was, to be paid.
    pub due: fn(&str) -> String,
    /// Another one should have come by now.
    pub old: &'static str,
    /// The way to the newest bill's document, and to an earlier one's by its day.
    pub document: &'static str,
    pub with_document: &'static str,
    /// What browsers call a document; its day follows.
    pub file: &'static str,
    /// There is none.
    pub none_yet: &'static str,
    /// The chart: its heading; first and last day, least and highest sum.
    pub chart: &'static str,
    pub chart_says: fn(&str, &str, &str, &str) -> String,
    /// Such a sum that is a credit, which has no bar.
    pub chart_credit: fn(&str) -> String,
    /// The table: how many bills it has, and its columns.
    pub table: fn(usize) -> String,
    pub day: &'static str,
    pub kwh: &'static str,
    pub sum: &'static str,
    /// The first and the last day that a bill is for.
    pub stretch: fn(&str, &str) -> String,
}
