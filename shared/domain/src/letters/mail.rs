//! A letter as it goes out.

use crate::values::email::Email;
use crate::values::ids::OutboxId;

/// A letter as it goes out.
#[derive(Clone)]
pub struct Mail {
    /// The address.
    pub to: Email,
    /// The subject.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// The outbox item, for joining what SES reports later.
    pub id: OutboxId,
    /// The letter's name.
    pub kind: &'static str,
}
