//! What a letter's turn depends on.

use jiff::Timestamp;

use crate::letters::letter::Letter;
use crate::values::ids::OutboxId;

/// A letter that asks whether it is its turn.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// The letter.
    pub letter: &'a Letter,
    /// The envelope that it is in.
    pub envelope: &'a OutboxId,
    /// Its place there.
    pub place: usize,
    /// When that was queued.
    pub queued_at: Timestamp,
    /// When it was last counted, if an earlier try to send it failed.
    pub counted: Option<Timestamp>,
}
