//! What a bill is named by.

use data_encoding::BASE32_NOPAD;
use jiff::civil::Date;

use crate::keys::ring::KeyRing;
use crate::values::ids::HistoryKey;
use crate::values::typed::Typed;

/// What a bill is kept under within its partition: an HMAC of its number or, without one, of its day.
///
/// A correction may have another day; it has the same number, so it takes the place of the bill that it corrects.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BillKey(String);

impl BillKey {
    /// The key of a bill.
    #[must_use]
    pub fn of(keys: &KeyRing, partition: &HistoryKey, number: Option<&Typed>, date: Date) -> Self {
        let date = date.to_string();
        let (kind, name) = match number {
            Some(number) => (&b"number"[..], number.expose()),
            None => (&b"date"[..], date.as_str()),
        };
        let parts = [&b"bill"[..], partition.as_str().as_bytes(), kind, name.as_bytes()];
        Self(BASE32_NOPAD.encode(&keys.index_mac(&parts)).to_ascii_lowercase())
    }

    /// Takes a key as an item has it.
    #[must_use]
    pub fn from_stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The key's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where a bill is kept: its account and holder, and its key there.
pub type BillPlace = (HistoryKey, BillKey);

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::fixtures::test_keys;

    #[test]
    fn a_bill_is_known_by_its_number_or_else_by_its_day() {
        let keys = test_keys();
        let partition = HistoryKey::from_stored("a");
        let (first, second) = (date(2026, 11, 12), date(2026, 11, 13));
        let of = |number: Option<&str>, day| {
            BillKey::of(&keys, &partition, number.map(Typed::new).as_ref(), day)
        };

        assert_eq!(of(Some("77"), first), of(Some("77"), second));
        assert_ne!(of(Some("77"), first), of(Some("78"), first));
        assert_ne!(of(None, first), of(None, second));
        assert_ne!(of(Some("2026-11-12"), first), of(None, first));
        let other = BillKey::of(&keys, &HistoryKey::from_stored("b"), None, first);
        assert_ne!(of(None, first), other);
    }
}
