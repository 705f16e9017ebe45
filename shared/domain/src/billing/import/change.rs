//! What a new extract changes of an account, and how much of it may go at once.

use std::collections::BTreeMap;

use crate::billing::facts::{Digest, Extract, Facts, NAME_FIELD};
use crate::billing::import::row::ImportedRow;
use crate::keys::ring::{KeyId, KeyRing};
use crate::keys::uses::Use;
use crate::values::name::Name;

/// The field that customer numbers are hashed under.
const CUSTOMER_FIELD: &str = "customer_no";

/// The first holder of an account.
const FIRST_HOLDER: u64 = 1;

/// How an account stands after an import, measured against before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was not in the extract in force.
    Added,
    /// Something about it is new.
    Changed,
    /// It is as it was.
    Unchanged,
}

/// What the store said of an account before the import.
#[derive(Clone, Copy, Debug)]
pub struct Previous<'a> {
    /// The extract in force, if there is one.
    pub extract: Option<&'a Extract>,
    /// The account's facts, of whatever version.
    pub facts: Option<&'a Facts>,
}

impl ImportedRow {
    /// The facts to be written, hashed under the key for matching.
    #[must_use]
    pub fn facts(&self, keys: &KeyRing, version: u64, holder: u64) -> Facts {
        let key = keys.matching();
        let hash = |field: &str, value: &str| {
            Digest::of(keys, key, field, &self.account, value)
                .expect("the ring holds its key for matching")
        };
        let mut names = self.name_hashes(keys, key);
        // In one order, so that an account is unchanged when only the columns' order is.
        names.sort();
        Facts {
            account: self.account.clone(),
            written: self.written.clone(),
            version,
            holder,
            status: self.status,
            names,
            answers: self
                .answers
                .iter()
                .map(|(field, answer)| ((*field).to_owned(), hash(field, answer.expose())))
                .collect::<BTreeMap<_, _>>(),
            customer: self.customer.as_ref().map(|number| hash(CUSTOMER_FIELD, number.expose())),
            contact: self.contact.clone(),
        }
    }

    /// The holder number that the account has from this row on.
    ///
    /// Raised when the customer number changed or, where one of the two has none, when old and new names share none.
    /// Old facts are compared under the key that they were hashed with, and under the new one, as an import that
    /// stopped midway may have left them. What cannot be compared leaves the holder as it is: taking every account
    /// from its owner at once would be the greater harm. [`names_comparable`] tells when that is so.
    #[must_use]
    pub fn holder_after(&self, keys: &KeyRing, previous: Previous<'_>) -> u64 {
        let Some(before) = previous.facts else { return FIRST_HOLDER };
        let match_key = previous.extract.map_or(keys.matching(), |extract| &extract.match_key);
        let hashed_with = [match_key, keys.matching()];
        let passed_on = match (&before.customer, &self.customer) {
            (Some(old), Some(new)) => !hashed_with.into_iter().any(|key| {
                let new = Digest::of(keys, key, CUSTOMER_FIELD, &self.account, new.expose());
                new.as_ref() == Some(old)
            }),
            (None, _) | (_, None) => {
                names_comparable(previous.extract)
                    && !hashed_with
                        .into_iter()
                        .flat_map(|key| self.name_hashes(keys, key))
                        .any(|name| before.names.contains(&name))
            }
        };
        before.holder + u64::from(passed_on && key_held(keys, previous.extract))
    }

    /// Every name's hash under a key; none if the secret no longer holds it.
    fn name_hashes(&self, keys: &KeyRing, key: &KeyId) -> Vec<Digest> {
        self.names
            .iter()
            .filter_map(|name| Digest::of(keys, key, NAME_FIELD, &self.account, name.expose()))
            .collect()
    }
}

impl Change {
    /// Compares facts about to be written with those before, whatever their versions.
    #[must_use]
    pub fn between(previous: Previous<'_>, new: &Facts) -> Self {
        let in_force = |facts: &&Facts| {
            previous.extract.is_some_and(|extract| facts.version >= extract.version)
        };
        match previous.facts.filter(in_force) {
            None => Self::Added,
            Some(before) if Facts { version: new.version, ..before.clone() } == *new => {
                Self::Unchanged
            }
            Some(_) => Self::Changed,
        }
    }
}

/// Whether the secret still holds the key that the extract in force is hashed with.
#[must_use]
pub fn key_held(keys: &KeyRing, extract: Option<&Extract>) -> bool {
    extract.is_none_or(|extract| keys.derive(&extract.match_key, Use::Match).is_some())
}

/// Whether the names in force were normalised as names are now.
#[must_use]
pub fn names_comparable(extract: Option<&Extract>) -> bool {
    extract.is_none_or(|extract| extract.normaliser == Name::NORMALISER)
}

/// Whether a file would drop more of the accounts in force than one may by accident: over 20 %.
///
/// `kept` are those that both the extract in force and the file have. Source: docs/DESIGN.md#the-billing-system.
#[must_use]
pub fn would_shrink(in_force: u64, kept: u64) -> bool {
    in_force.saturating_sub(kept).saturating_mul(5) > in_force
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use secrecy::SecretString;

    use super::*;
    use crate::billing::import::columns::Columns;
    use crate::billing::import::reading::Reading;
    use crate::billing::import::row::read_row;
    use crate::fixtures::test_keys;
    use crate::values::answer::{Question, QuestionKind};

    const HEADER: [&str; 6] =
        ["account_no", "last_name", "joint_last_names", "billing_zip", "customer_no", "status"];

    fn row(name: &str, joint: &str, customer: &str) -> ImportedRow {
        let questions = [Question { field: "billing_zip", kind: QuestionKind::Zip }];
        let reading = Reading { questions: &questions, ..Reading::default() };
        let columns = Columns::parse(&HEADER, ',', &reading).expect("a header");
        let fields = ["42", name, joint, "24091", customer, ""];
        read_row(&columns, &reading, &fields).verdict.expect("a row")
    }

    fn extract(keys: &KeyRing) -> Extract {
        Extract {
            version: 3,
            match_key: keys.matching().clone(),
            normaliser: Name::NORMALISER,
            file_hash: String::new(),
            accounts: 1,
            questions: Some(vec!["billing_zip".to_owned()]),
            imported_at: Timestamp::UNIX_EPOCH,
        }
    }

    /// The holder after `before`, whose holder is 7, was followed by `after`.
    fn holder(before: &ImportedRow, after: &ImportedRow) -> u64 {
        let keys = test_keys();
        let facts = before.facts(&keys, 3, 7);
        let extract = extract(&keys);
        after.holder_after(&keys, Previous { extract: Some(&extract), facts: Some(&facts) })
    }

    /// Keys of two names, of which the second is for matching.
    fn rotated(with_old: bool) -> KeyRing {
        let key = |id: &str| KeyId::parse(id).expect("a key's name");
        let text = "f3b1c2d4e5968778695a4b3c2d1e0f00112233445566778899aabbccddeeff01";
        let new = "a9b1c2d4e5968778695a4b3c2d1e0f00112233445566778899aabbccddeeff02";
        let mut keys = BTreeMap::from([(key("2"), SecretString::from(new))]);
        if with_old {
            keys.insert(key("1"), SecretString::from(text));
        }
        KeyRing::new(keys, key("2"), key("2"), key("2")).expect("keys")
    }

    #[test]
    fn an_account_never_seen_has_the_first_holder() {
        let row = row("Walker", "", "");

        assert_eq!(row.holder_after(&test_keys(), Previous { extract: None, facts: None }), 1);
    }

    #[test]
    fn the_holder_stays_while_one_name_stays() {
        assert_eq!(holder(&row("Walker", "", ""), &row("Lee", "WALKER Jr", "")), 7);
    }

    #[test]
    fn the_holder_is_raised_when_no_name_stays() {
        assert_eq!(holder(&row("Walker", "Lee", ""), &row("García", "", "")), 8);
    }

    #[test]
    fn a_customer_number_decides_alone_where_both_have_one() {
        assert_eq!(holder(&row("Walker", "", "55"), &row("García", "", "0055")), 7);
        assert_eq!(holder(&row("Walker", "", "55"), &row("Walker", "", "56")), 8);
    }

    #[test]
    fn a_word_for_nothing_is_no_customer_number_so_names_decide() {
        assert_eq!(holder(&row("Walker", "", "NULL"), &row("García", "", "NULL")), 8);
        assert_eq!(holder(&row("Walker", "", "NULL"), &row("Walker", "", "55")), 7);
    }

    #[test]
    fn names_decide_where_a_customer_number_came_or_went() {
        assert_eq!(holder(&row("Walker", "", ""), &row("Walker", "", "56")), 7);
        assert_eq!(holder(&row("Walker", "", "55"), &row("García", "", "")), 8);
    }

    #[test]
    fn a_new_key_for_matching_raises_no_holder_while_the_old_one_is_held() {
        let old = extract(&test_keys());
        let before = row("Walker", "", "").facts(&test_keys(), 3, 7);
        let previous = Previous { extract: Some(&old), facts: Some(&before) };

        assert_eq!(row("Walker", "", "").holder_after(&rotated(true), previous), 7);
        assert_eq!(row("García", "", "").holder_after(&rotated(true), previous), 8);
    }

    #[test]
    fn a_key_that_is_gone_raises_no_holder() {
        let old = extract(&test_keys());
        let before = row("Walker", "", "55").facts(&test_keys(), 3, 7);
        let previous = Previous { extract: Some(&old), facts: Some(&before) };

        assert_eq!(row("Walker", "", "55").holder_after(&rotated(false), previous), 7);
        assert!(!key_held(&rotated(false), Some(&old)));
        assert!(key_held(&rotated(true), Some(&old)));
    }

    #[test]
    fn facts_that_a_stopped_import_left_under_the_new_key_are_recognised() {
        let old = extract(&test_keys());
        let left = row("Walker", "", "").facts(&rotated(true), 4, 7);
        let previous = Previous { extract: Some(&old), facts: Some(&left) };

        assert_eq!(row("Walker", "", "").holder_after(&rotated(true), previous), 7);
    }

    #[test]
    fn names_of_another_normaliser_raise_no_holder() {
        let keys = test_keys();
        let other = Extract { normaliser: Name::NORMALISER + 1, ..extract(&keys) };
        let before = row("Walker", "", "").facts(&keys, 3, 7);
        let previous = Previous { extract: Some(&other), facts: Some(&before) };

        assert_eq!(row("García", "", "").holder_after(&keys, previous), 7);
    }

    #[test]
    fn the_order_of_names_is_no_change_and_another_name_is() {
        let keys = test_keys();
        let extract = extract(&keys);
        let before = row("Walker", "Lee", "").facts(&keys, 3, 7);
        let previous = Previous { extract: Some(&extract), facts: Some(&before) };

        let change = |row: ImportedRow| Change::between(previous, &row.facts(&keys, 4, 7));

        assert_eq!(change(row("Lee", "Walker", "")), Change::Unchanged);
        assert_eq!(change(row("Lee", "", "")), Change::Changed);
    }

    #[test]
    fn an_account_that_had_gone_is_added_again() {
        let keys = test_keys();
        let extract = extract(&keys);
        let gone = row("Walker", "", "").facts(&keys, 2, 7);
        let previous = Previous { extract: Some(&extract), facts: Some(&gone) };

        assert_eq!(
            Change::between(previous, &row("Walker", "", "").facts(&keys, 4, 7)),
            Change::Added
        );
    }

    #[test]
    fn a_fifth_may_go_and_no_more() {
        assert!(!would_shrink(100, 80));
        assert!(would_shrink(100, 79));
        assert!(would_shrink(1, 0));
        assert!(!would_shrink(0, 0));
    }
}
