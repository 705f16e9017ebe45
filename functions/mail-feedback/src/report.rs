//! What an event of the mail service says. Source: SES's guide, "Contents of event data that Amazon SES publishes".

use domain::{Audience, Email, LetterEnd, LetterKind, OutboxId};
use jiff::Timestamp;
use serde_json::Value;

/// One letter to one address, and what became of it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Report {
    /// The outbox item that it came from.
    pub(crate) outbox: OutboxId,
    /// The letter's name, as we tagged it.
    letter: String,
    /// Whom it went to.
    pub(crate) to: Email,
    /// What became of it.
    pub(crate) end: LetterEnd,
    /// When, in whole seconds.
    pub(crate) at: Timestamp,
}

impl Report {
    /// Reads an event; `None` for one that reports no trouble, or of no letter of ours.
    pub(crate) fn read(event: &Value) -> Option<Self> {
        let detail = event.get("detail")?;
        let (part, end) = match detail["eventType"].as_str()? {
            "Bounce" => ("bounce", bounced(&detail["bounce"])),
            "Complaint" => ("complaint", LetterEnd::Complained),
            "DeliveryDelay" => ("deliveryDelay", LetterEnd::Delayed),
            "Reject" | "Rendering Failure" => ("mail", LetterEnd::Failed),
            _ => return None,
        };
        let mail = &detail["mail"];
        let at = detail[part]["timestamp"].as_str().or_else(|| mail["timestamp"].as_str())?;
        let at: Timestamp = at.parse().ok()?;
        Some(Self {
            outbox: OutboxId::from_stored(mail["tags"]["outbox"][0].as_str()?),
            letter: mail["tags"]["letter"][0].as_str()?.to_owned(),
            // Each letter goes to one address.
            to: Email::parse(mail["destination"][0].as_str()?).ok()?,
            end,
            at: Timestamp::from_second(at.as_second()).ok()?,
        })
    }

    /// The letter's name.
    pub(crate) fn kind(&self) -> &str {
        &self.letter
    }

    /// Whether the letter went to somebody who is neither a member nor matched.
    pub(crate) fn went_to_strangers(&self) -> bool {
        LetterKind::parse(self.kind()).is_some_and(|kind| kind.audience() == Audience::Strangers)
    }

    /// What tells this letter from all others.
    pub(crate) fn letter_id(&self) -> String {
        format!("{}#{}", self.outbox.as_str(), self.kind())
    }
}

/// What a bounce means. Source: SES's guide, "Bounce types": an out-of-office answer counts as transient and general.
fn bounced(bounce: &Value) -> LetterEnd {
    match (bounce["bounceType"].as_str(), bounce["bounceSubType"].as_str()) {
        (Some("Permanent"), Some("Suppressed" | "OnAccountSuppressionList")) => {
            LetterEnd::Suppressed
        }
        (Some("Permanent"), _) => LetterEnd::Bounced,
        (Some("Transient"), Some("MailboxFull")) => LetterEnd::Full,
        (Some("Transient"), Some("General")) => LetterEnd::Answered,
        (Some("Transient"), Some("MessageTooLarge" | "ContentRejected" | "AttachmentRejected")) => {
            LetterEnd::Refused
        }
        // What nobody could tell may be well tomorrow.
        _ => LetterEnd::CameBack,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event(kind: &str, part: &str, detail: Value) -> Value {
        let mut event = json!({"source": "aws.ses", "detail": {
            "eventType": kind,
            "mail": {
                "timestamp": "2026-11-25T12:00:00.000Z",
                "destination": ["pat@example.com"],
                "tags": {"outbox": ["o1"], "letter": ["confirm"], "ses:operation": ["SendEmail"]},
            },
        }});
        event["detail"][part] = detail;
        event
    }

    fn end(kind: &str, part: &str, detail: Value) -> Option<LetterEnd> {
        Report::read(&event(kind, part, detail)).map(|report| report.end)
    }

    #[test]
    fn a_bounce_names_letter_address_and_time() {
        let bounce = json!({"bounceType": "Permanent", "timestamp": "2026-11-25T12:00:07.123Z"});

        let report = Report::read(&event("Bounce", "bounce", bounce)).expect("a report");

        assert_eq!((report.outbox.as_str(), report.kind()), ("o1", "confirm"));
        assert_eq!((report.to.expose(), report.end), ("pat@example.com", LetterEnd::Bounced));
        assert_eq!(report.at.to_string(), "2026-11-25T12:00:07Z");
    }

    #[test]
    fn a_bounce_says_why_the_letter_came_back() {
        let of = |kind, why| {
            end("Bounce", "bounce", json!({ "bounceType": kind, "bounceSubType": why }))
        };

        assert_eq!(of("Permanent", "General"), Some(LetterEnd::Bounced));
        assert_eq!(of("Permanent", "NoEmail"), Some(LetterEnd::Bounced));
        assert_eq!(of("Permanent", "Suppressed"), Some(LetterEnd::Suppressed));
        assert_eq!(of("Permanent", "OnAccountSuppressionList"), Some(LetterEnd::Suppressed));
        assert_eq!(of("Transient", "MailboxFull"), Some(LetterEnd::Full));
        assert_eq!(of("Transient", "General"), Some(LetterEnd::Answered));
        for refused in ["MessageTooLarge", "ContentRejected", "AttachmentRejected"] {
            assert_eq!(of("Transient", refused), Some(LetterEnd::Refused));
        }
        assert_eq!(of("Transient", "News"), Some(LetterEnd::CameBack));
        assert_eq!(of("Undetermined", "Undetermined"), Some(LetterEnd::CameBack));
    }

    #[test]
    fn complaints_delays_and_failures_are_told_apart() {
        assert_eq!(end("Complaint", "complaint", json!({})), Some(LetterEnd::Complained));
        assert_eq!(end("DeliveryDelay", "deliveryDelay", json!({})), Some(LetterEnd::Delayed));
        assert_eq!(end("Reject", "reject", json!({})), Some(LetterEnd::Failed));
        assert_eq!(end("Rendering Failure", "failure", json!({})), Some(LetterEnd::Failed));
    }

    #[test]
    fn what_reports_no_trouble_or_no_letter_of_ours_is_no_report() {
        let mut foreign = event("Complaint", "complaint", json!({}));
        foreign["detail"]["mail"]["tags"] = json!({});

        assert_eq!(end("Delivery", "delivery", json!({})), None);
        assert_eq!(Report::read(&foreign), None);
        for nonsense in [json!({}), json!({"detail": 1}), json!({"detail": {"eventType": []}})] {
            assert_eq!(Report::read(&nonsense), None);
        }
    }
}
