//! What a new extract changes of an account, and how much of it may go at once.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::billing::contacts::contact_before;
use crate::billing::facts::{ContactBefore, Digest, Extract, Facts, NAME_FIELD};
use crate::billing::import::row::ImportedRow;
use crate::keys::ring::{KeyId, KeyRing};
use crate::keys::uses::Use;
use crate::values::ids::CustomerKey;
use crate::values::name::Name;

/// The field that customer numbers are hashed under.
pub(crate) const CUSTOMER_FIELD: &str = "customer_no";

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

/// Who holds an account, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The holder's number.
    pub holder: u64,
    /// The first day that is theirs.
    pub from: Option<Date>,
}

impl ImportedRow {
    /// The facts to be written, hashed under the key for matching.
    #[must_use]
    pub fn facts(
        &self,
        keys: &KeyRing,
        version: u64,
        holding: Holding,
        contact_before: Option<ContactBefore>,
    ) -> Facts {
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
            holder: holding.holder,
            held_from: holding.from,
            status: self.status,
            names,
            answers: self
                .answers
                .iter()
                .map(|(field, answer)| ((*field).to_owned(), hash(field, answer.expose())))
                .collect::<BTreeMap<_, _>>(),
            customer: self.customer.as_ref().map(|number| hash(CUSTOMER_FIELD, number.expose())),
            customer_key: self
                .customer
                .as_ref()
                .filter(|_| self.is_coded)
                .map(|number| CustomerKey::of(keys, &self.account, number)),
            contact: self.contact.clone(),
            contact_before,
            service_name: self.service_name.clone(),
        }
    }

    /// The contact before the one that the row brings.
    #[must_use]
    pub fn contact_before(
        &self,
        previous: Option<&Facts>,
        holding: Holding,
        now: Timestamp,
    ) -> Option<ContactBefore> {
        contact_before(previous, self.contact.as_ref(), holding.holder, now)
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

    /// Who holds the account from this row on, and since when.
    ///
    /// The extract says since when, or else it is the day on which the holder was raised or first imported. Some billing
    /// systems write since when the meter is there, whoever has it. So a day that did not move when the holder changed is
    /// not theirs, and once an account has passed on its holder's first day moves no earlier.
    #[must_use]
    pub fn holding_after(&self, keys: &KeyRing, previous: Previous<'_>, today: Date) -> Holding {
        let holder = self.holder_after(keys, previous);
        let known = previous.facts.and_then(|before| before.held_from);
        let has_passed_on = previous.facts.is_some_and(|before| before.holder != holder);
        let from = match (known, self.service_from) {
            (Some(before), Some(day)) if has_passed_on && day > before => day,
            (_, _) if has_passed_on => today,
            (Some(known), Some(day)) if holder > FIRST_HOLDER => day.max(known),
            (_, Some(day)) => day,
            (Some(known), None) => known,
            (None, None) => today,
        };
        Holding { holder, from: Some(from) }
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
            // Facts of a version of ours that did not note since when are not changed by that.
            Some(before)
                if Facts {
                    version: new.version,
                    held_from: before.held_from.or(new.held_from),
                    // That its time is over is no change of the account.
                    contact_before: new.contact_before.clone(),
                    ..before.clone()
                } == *new =>
            {
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
mod tests;
