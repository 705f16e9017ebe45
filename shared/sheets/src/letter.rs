//! The letter that reports an import to staff. It is no member's, so it does not go through the outbox.

use domain::{Email, Mail, OutboxId};
use jiff::Timestamp;

/// A report as a letter, the same text in both of its parts. `file` is what the subject calls the file.
pub(crate) fn report(to: &Email, file: &str, text: &str, is_refused: bool, now: Timestamp) -> Mail {
    let end = if is_refused { "NOT taken" } else { "taken, but rows were rejected" };
    let subject = format!("{file}: {end}");
    let escaped = html_escape::encode_text(text);
    Mail {
        to: to.clone(),
        text: text.to_owned(),
        html: format!("<!doctype html><title>{subject}</title><pre>{escaped}</pre>"),
        id: OutboxId::from_stored(format!("import-{}", now.strftime("%Y%m%dT%H%M%SZ"))),
        kind: "import_report",
        subject,
    }
}
