//! The letter that reports an import to staff. It is no member's, so it does not go through the outbox.

use domain::{Email, Mail, OutboxId};
use jiff::Timestamp;

/// A report as a letter, the same text in both of its parts.
pub(super) fn report(to: &Email, text: &str, is_refused: bool, now: Timestamp) -> Mail {
    let subject = if is_refused {
        "Billing extract: NOT taken"
    } else {
        "Billing extract: taken, but rows were rejected"
    };
    let escaped = html_escape::encode_text(text);
    Mail {
        to: to.clone(),
        subject: subject.to_owned(),
        text: text.to_owned(),
        html: format!("<!doctype html><title>{subject}</title><pre>{escaped}</pre>"),
        id: OutboxId::from_stored(format!("import-{}", now.strftime("%Y%m%dT%H%M%SZ"))),
        kind: "import_report",
    }
}
