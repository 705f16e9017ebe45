//! What is past its time, for the machine that deletes it.

use jiff::Timestamp;

/// In so many parts a table is gone through.
pub const PARTS: u32 = 16;

/// A table that things are deleted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Registrations, counters, sessions, challenges, timelines.
    Transient,
    /// Letters and events.
    Outbox,
}

impl Shelf {
    /// The name in metrics.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Transient => "transient",
            Self::Outbox => "outbox",
        }
    }
}

/// A part of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The table.
    pub shelf: Shelf,
    /// Which of its [`PARTS`], from zero.
    pub number: u32,
}

/// Where a thing stands: its key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The partition.
    pub pk: String,
    /// The place in it, where the table has one.
    pub sk: Option<String>,
}

/// A thing that is past its time, as it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The table.
    pub shelf: Shelf,
    /// Where it stands.
    pub place: Place,
    /// Since when it may go.
    pub delete_at: Timestamp,
}

/// Some of a part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// What is past its time.
    pub due: Vec<Due>,
    /// Where to go on; `None` at the end of the part.
    pub next: Option<Place>,
}
