//! Whether an account is billed, in the words that billing systems use.

use crate::billing::facts::AccountStatus;
use crate::billing::import::nothing::is_nothing;
use crate::billing::import::reading::Reading;

/// The status that a word means: the settings' words first, then the usual ones. Nothing at all means active.
pub(crate) fn read_status(text: &str, reading: &Reading<'_>) -> Option<AccountStatus> {
    let word = folded(text);
    let translated = reading.statuses.iter().find(|(known, _)| folded(known) == word);
    if let Some((_, status)) = translated {
        return Some(*status);
    }
    match word.as_str() {
        _ if is_nothing(text) => Some(AccountStatus::Active),
        "active" | "a" | "act" | "open" | "o" | "current" | "connected" | "live" => {
            Some(AccountStatus::Active)
        }
        "closed" | "c" | "inactive" | "inact" | "i" | "final" | "finaled" | "finalled"
        | "final billed" | "final bill" | "terminated" | "cancelled" | "canceled" | "moved out" => {
            Some(AccountStatus::Closed)
        }
        _ => None,
    }
}

/// A word in lower case, with one blank between its parts.
fn folded(text: &str) -> String {
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | '.'));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_is_one_of_the_words_that_billing_systems_use() {
        let reading = Reading::default();
        for (text, status) in [
            ("", AccountStatus::Active),
            ("NULL", AccountStatus::Active),
            ("Active", AccountStatus::Active),
            ("CLOSED", AccountStatus::Closed),
            ("Inactive", AccountStatus::Closed),
            ("Final-Billed", AccountStatus::Closed),
        ] {
            assert_eq!(read_status(text, &reading), Some(status), "{text}");
        }
        assert_eq!(read_status("pending", &reading), None);
    }

    #[test]
    fn the_settings_translate_other_words_and_come_first() {
        let statuses = [("Pending Connect", AccountStatus::Active), ("o", AccountStatus::Closed)];
        let reading = Reading { statuses: &statuses, ..Reading::default() };

        assert_eq!(read_status("PENDING  CONNECT", &reading), Some(AccountStatus::Active));
        assert_eq!(read_status("O", &reading), Some(AccountStatus::Closed));
        assert_eq!(read_status("A", &reading), Some(AccountStatus::Active));
    }
}
