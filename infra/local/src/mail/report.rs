//! The reports of SES on letters to addresses that simulate trouble.
//!
//! The addresses work as those of its mailbox simulator.

use serde_json::{Map, Value, json};

use super::Tag;
use crate::bus;
use crate::letters::Letter;

/// The report on a letter to `bounce@`, `full@`, `away@`, `complain@` or `delay@`.
///
/// `None` for any other.
pub(super) fn of(letter: &Letter, id: &str, tags: &[Tag]) -> Option<Value> {
    let name = letter.to.split('@').next().unwrap_or_default().to_lowercase();
    let at = letter.sent_at.to_string();
    let recipients = json!([{ "emailAddress": letter.to }]);
    let bounce = |kind: &str, sub_kind: &str| {
        json!({"bounceType": kind, "bounceSubType": sub_kind, "timestamp": at, "feedbackId": id,
            "bouncedRecipients": recipients})
    };
    let (detail_type, event_type, part, said) = if name.contains("bounce") {
        ("Email Bounced", "Bounce", "bounce", bounce("Permanent", "General"))
    } else if name.contains("full") {
        ("Email Bounced", "Bounce", "bounce", bounce("Transient", "MailboxFull"))
    } else if name.contains("away") {
        // SES reports an out-of-office answer so.
        ("Email Bounced", "Bounce", "bounce", bounce("Transient", "General"))
    } else if name.contains("complain") {
        let said = json!({"timestamp": at, "feedbackId": id, "complainedRecipients": recipients});
        ("Email Complaint Received", "Complaint", "complaint", said)
    } else if name.contains("delay") {
        let said =
            json!({"timestamp": at, "delayType": "General", "delayedRecipients": recipients});
        ("Email Delivery Delayed", "DeliveryDelay", "deliveryDelay", said)
    } else {
        return None;
    };
    let tags: Map<String, Value> =
        tags.iter().map(|tag| (tag.name.clone(), json!([tag.value]))).collect();
    let mut detail = json!({
        "eventType": event_type,
        "mail": {"timestamp": at, "messageId": id, "destination": [letter.to], "tags": tags},
    });
    detail[part] = said;
    Some(bus::event("aws.ses", detail_type, &detail))
}
