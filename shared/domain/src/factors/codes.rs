//! Recovery codes: ten, each of 80 bits, derived from the id of their set. Only which were used is kept.

use jiff::Timestamp;
use subtle::ConstantTimeEq;

use crate::factors::app::Offer;
use crate::keys::ring::{KeyId, KeyRing};
use crate::keys::uses::Use;
use crate::values::crockford::crockford;
use crate::values::ids::{FactorId, MemberId};

/// The codes of a set. Source: SECURITY.md#figures.
const MANY: u8 = 10;
/// The letters of a code.
pub(crate) const LETTERS: usize = 16;

/// The recovery codes of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoverySet {
    /// The set's id.
    pub id: FactorId,
    /// The key that its codes are derived with.
    pub key: KeyId,
    /// When it was made.
    pub since: Timestamp,
    /// Which were used, a bit each, the first in the lowest.
    pub used: u16,
}

impl RecoverySet {
    /// A set that was offered, with no code used.
    #[must_use]
    pub(crate) fn of(offer: &Offer, now: Timestamp) -> Self {
        Self { id: offer.id.clone(), key: offer.key.clone(), since: now, used: 0 }
    }

    /// The codes in four groups of four, as they are shown once; `None` if their key is gone.
    #[must_use]
    pub fn shown(&self, keys: &KeyRing, member: &MemberId) -> Option<Vec<String>> {
        let grouped = |letters: String| {
            let groups = letters.as_bytes().chunks(4).map(String::from_utf8_lossy);
            groups.collect::<Vec<_>>().join("-")
        };
        (0..MANY).map(|place| self.letters(keys, member, place).map(grouped)).collect()
    }

    /// The place of a code that was typed and not used before. All are compared, so each takes as long.
    pub(crate) fn place(&self, keys: &KeyRing, member: &MemberId, typed: &str) -> Option<u8> {
        let mut found = None;
        for place in 0..MANY {
            let letters = self.letters(keys, member, place)?;
            let fits = bool::from(letters.as_bytes().ct_eq(typed.as_bytes()));
            if fits && self.used & (1 << place) == 0 {
                found = Some(place);
            }
        }
        found
    }

    /// The set with one more code used.
    pub(crate) fn without(&self, place: u8) -> Self {
        Self { used: self.used | (1 << place), ..self.clone() }
    }

    /// How many are left.
    #[must_use]
    pub fn left(&self) -> u32 {
        u32::from(MANY) - self.used.count_ones()
    }

    fn letters(&self, keys: &KeyRing, member: &MemberId, place: u8) -> Option<String> {
        let parts = [member.as_str().as_bytes(), self.id.as_str().as_bytes(), &[place]];
        let mac = keys.mac(&self.key, Use::RecoveryCode, &parts)?;
        Some(crockford(&mac, LETTERS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::test_keys;
    use crate::values::crockford::uncrockford;

    fn set(id: &str) -> RecoverySet {
        let offer = Offer { id: FactorId::from_stored(id), key: test_keys().current().clone() };
        RecoverySet::of(&offer, Timestamp::UNIX_EPOCH)
    }

    fn member() -> MemberId {
        MemberId::from_stored("m")
    }

    #[test]
    fn ten_codes_of_sixteen_letters_differ_from_each_other_and_from_those_of_other_sets() {
        let shown = |id| set(id).shown(&test_keys(), &member()).expect("a key");
        let mut all = [shown("a"), shown("b")].concat();

        assert!(all.iter().all(|code| uncrockford(code).len() == 16 && code.len() == 19));
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 20);
    }

    #[test]
    fn a_code_is_found_once_and_by_its_member_alone() {
        let (set, keys) = (set("a"), test_keys());
        let codes = set.shown(&keys, &member()).expect("a key");
        let fourth = uncrockford(&codes[3]);

        assert_eq!(set.place(&keys, &member(), &fourth), Some(3));
        assert_eq!(set.place(&keys, &MemberId::from_stored("other"), &fourth), None);
        assert_eq!(set.place(&keys, &member(), ""), None);
        let used = set.without(3);
        assert_eq!(used.place(&keys, &member(), &fourth), None);
        assert_eq!((set.left(), used.left()), (10, 9));
    }
}
