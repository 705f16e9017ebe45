//! The reports of SES on letters to addresses that simulate trouble.
//!
//! The addresses work as those of its mailbox simulator.

use serde_json::{Map, Value, json};

use super::Tag;
use crate::bus;
use crate::letters::ReceivedLetter;

/// What becomes of a letter that does not simply arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// There is no such mailbox.
    Bounces,
    /// The address is on the suppression list.
    Suppressed,
    /// The mailbox is full.
    Full,
    /// An automatic answer comes, such as out of office.
    Away,
    /// Somebody calls it spam.
    Complains,
    /// It is on its way for long.
    Delayed,
}

impl Trouble {
    /// The trouble that an address simulates: `bounce@`, `full@`, `away@`, `complain@` or `delay@`.
    ///
    /// `None` for any other.
    pub(super) fn of(address: &str) -> Option<Self> {
        let name = address.split('@').next().unwrap_or_default().to_lowercase();
        let all = [
            ("bounce", Self::Bounces),
            ("full", Self::Full),
            ("away", Self::Away),
            ("complain", Self::Complains),
            ("delay", Self::Delayed),
        ];
        all.into_iter().find(|(part, _)| name.contains(part)).map(|(_, trouble)| trouble)
    }
}

/// The report on a letter.
pub(super) fn of(trouble: Trouble, letter: &ReceivedLetter, id: &str, tags: &[Tag]) -> Value {
    let at = letter.sent_at.to_string();
    let recipients = json!([{ "emailAddress": letter.to }]);
    let bounced = |kind: &str, sub_kind: &str| {
        let said = json!({"bounceType": kind, "bounceSubType": sub_kind, "timestamp": at,
            "feedbackId": id, "bouncedRecipients": recipients});
        ("Email Bounced", "Bounce", "bounce", said)
    };
    let (detail_type, event_type, part, said) = match trouble {
        Trouble::Bounces => bounced("Permanent", "General"),
        Trouble::Suppressed => bounced("Permanent", "OnAccountSuppressionList"),
        Trouble::Full => bounced("Transient", "MailboxFull"),
        // SES reports an out-of-office answer so.
        Trouble::Away => bounced("Transient", "General"),
        Trouble::Complains => {
            let said =
                json!({"timestamp": at, "feedbackId": id, "complainedRecipients": recipients});
            ("Email Complaint Received", "Complaint", "complaint", said)
        }
        Trouble::Delayed => {
            let said =
                json!({"timestamp": at, "delayType": "General", "delayedRecipients": recipients});
            ("Email Delivery Delayed", "DeliveryDelay", "deliveryDelay", said)
        }
    };
    let tags: Map<String, Value> =
        tags.iter().map(|tag| (tag.name.clone(), json!([tag.value]))).collect();
    let mut detail = json!({
        "eventType": event_type,
        "mail": {"timestamp": at, "messageId": id, "destination": [letter.to], "tags": tags},
    });
    detail[part] = said;
    bus::event("aws.ses", detail_type, &detail, letter.sent_at)
}
