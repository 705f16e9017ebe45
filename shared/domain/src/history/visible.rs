//! Whose a row of a file is: only what the account's holder has had is shown to them.

use jiff::civil::Date;

use crate::billing::facts::{Digest, Extract, Facts};
use crate::billing::import::Reason;
use crate::billing::import::change::CUSTOMER_FIELD;
use crate::keys::ring::KeyRing;
use crate::values::ids::HistoryKey;
use crate::values::typed::Typed;

/// The partition that a row goes into: the one of the account's holder, if the row is theirs for certain.
///
/// `begins` is the first day that the row is about, with the column that says it. A row from before the holder's first
/// day may be another holder's, and so may one with another customer number. Neither is kept: a page reads whatever is
/// there. An account that is closed, or gone from the extract, keeps its holder, so that a last bill still arrives.
///
/// # Errors
///
/// `BeforeHolder` or `OtherCustomer`.
pub fn whose(
    keys: &KeyRing,
    extract: &Extract,
    facts: &Facts,
    (column, begins): (&'static str, Date),
    customer: Option<&Typed>,
) -> Result<HistoryKey, Reason> {
    if facts.held_from.is_none_or(|from| begins < from) {
        return Err(Reason::BeforeHolder(column));
    }
    if let (Some(known), Some(told)) = (&facts.customer, customer) {
        // An account that is gone was hashed with the key of its time, which may still be another one.
        let under = [&extract.match_key, keys.matching()];
        let same = under.into_iter().any(|key| {
            let told = Digest::of(keys, key, CUSTOMER_FIELD, &facts.account, told.expose());
            told.as_ref() == Some(known)
        });
        if !same {
            return Err(Reason::OtherCustomer);
        }
    }
    Ok(HistoryKey::of(keys, &facts.account, facts.holder))
}

/// Whether a row that [`whose`] gives to the account's holder may be the next one's: its day is after the day of the
/// extract, which cannot know of somebody who moved in since, and there are no two customer numbers to compare.
#[must_use]
pub fn may_be_the_next_holders(
    extracted: Date,
    facts: &Facts,
    begins: Date,
    customer: Option<&Typed>,
) -> bool {
    let are_compared = facts.customer.is_some() && customer.is_some();
    begins > extracted && !are_compared
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::Timestamp;
    use jiff::civil::date;

    use super::*;
    use crate::billing::facts::AccountStatus;
    use crate::fixtures::test_keys;
    use crate::values::account_number::AccountNumber;
    use crate::values::name::Name;

    const MOVED_IN: Date = date(2026, 3, 9);
    const AS_OF: &str = "as_of";

    fn extract(keys: &KeyRing) -> Extract {
        Extract {
            version: 3,
            match_key: keys.matching().clone(),
            normaliser: Name::NORMALISER,
            file_hash: String::new(),
            accounts: 1,
            imported_at: Timestamp::UNIX_EPOCH,
            questions: None,
        }
    }

    fn facts(customer: Option<&str>) -> Facts {
        let (keys, account) = (test_keys(), AccountNumber::parse("42").expect("a number"));
        let key = keys.matching();
        let digest = |it: &str| Digest::of(&keys, key, CUSTOMER_FIELD, &account, it);
        let customer = customer.and_then(digest);
        Facts {
            written: None,
            version: 3,
            holder: 2,
            held_from: Some(MOVED_IN),
            status: AccountStatus::Active,
            names: Vec::new(),
            answers: BTreeMap::new(),
            customer,
            customer_key: None,
            contact: None,
            contact_before: None,
            service_name: None,
            account,
        }
    }

    fn of(facts: &Facts, begins: Date, customer: Option<&str>) -> Result<HistoryKey, Reason> {
        let customer = customer.map(Typed::new);
        let keys = test_keys();
        whose(&keys, &extract(&keys), facts, (AS_OF, begins), customer.as_ref())
    }

    #[test]
    fn a_row_from_the_holders_first_day_on_is_theirs_alone() {
        let key = of(&facts(None), MOVED_IN, None);

        let next = of(&Facts { holder: 3, ..facts(None) }, MOVED_IN, None);
        assert!(key.is_ok() && next.is_ok() && key != next);
    }

    #[test]
    fn a_row_from_before_may_be_the_predecessors() {
        let refused = Err(Reason::BeforeHolder(AS_OF));

        assert_eq!(of(&facts(None), date(2026, 3, 8), None), refused);
        let unknown = Facts { held_from: None, ..facts(None) };
        assert_eq!(of(&unknown, date(2026, 3, 10), None), refused);
    }

    #[test]
    fn a_row_of_another_customer_is_not_the_holders() {
        let known = facts(Some("55"));

        assert!(of(&known, MOVED_IN, Some("55")).is_ok());
        assert_eq!(of(&known, MOVED_IN, Some("56")), Err(Reason::OtherCustomer));
    }

    #[test]
    fn a_customer_number_counts_only_where_both_have_one() {
        assert!(of(&facts(Some("55")), MOVED_IN, None).is_ok());
        assert!(of(&facts(None), MOVED_IN, Some("56")).is_ok());
    }

    #[test]
    fn a_day_after_the_extracts_may_be_the_next_holders_unless_customer_numbers_are_compared() {
        let (known, unknown, customer) = (facts(Some("55")), facts(None), Typed::new("55"));
        let (today, tomorrow) = (date(2026, 11, 23), date(2026, 11, 24));
        let may_be = |facts: &Facts, begins: Date, customer: Option<&Typed>| {
            may_be_the_next_holders(today, facts, begins, customer)
        };

        assert!(may_be(&known, tomorrow, None));
        assert!(may_be(&unknown, tomorrow, Some(&customer)));
        assert!(!may_be(&known, tomorrow, Some(&customer)));
        assert!(!may_be(&unknown, today, None));
    }

    #[test]
    fn a_closed_account_and_one_that_is_gone_keep_their_holder() {
        let closed = Facts { status: AccountStatus::Closed, ..facts(None) };
        let gone = Facts { version: 1, ..facts(None) };

        assert_eq!(of(&closed, MOVED_IN, None), of(&facts(None), MOVED_IN, None));
        assert_eq!(of(&gone, MOVED_IN, None), of(&facts(None), MOVED_IN, None));
    }
}
