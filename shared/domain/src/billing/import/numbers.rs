//! Which account numbers a file has, and which of them are ambiguous.

use std::collections::{HashMap, HashSet};

use crate::billing::import::reject::AliasReason;
use crate::values::account_number::AccountNumber;

/// Numbers of a file: accounts, and old numbers with whether two rows have them.
///
/// Bad rows count too: a number that stands on a bad row is still somebody's. A large file is noted in parts, so long
/// as equal numbers come into the same part.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    accounts: HashMap<AccountNumber, Times>,
    aliases: HashMap<AccountNumber, Times>,
}

/// On how many rows a number stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Times {
    Once,
    Twice,
}

/// The numbers that do not lead to one account, out of all parts of a file.
#[derive(Clone, Debug, Default)]
pub struct Ambiguous {
    accounts: HashSet<AccountNumber>,
    aliases: HashMap<AccountNumber, AliasReason>,
}

impl Numbers {
    /// Notes a row's account number.
    pub fn account(&mut self, number: AccountNumber) {
        count(&mut self.accounts, number);
    }

    /// Notes an old number of a row, at most once per row.
    pub fn alias(&mut self, number: AccountNumber) {
        count(&mut self.aliases, number);
    }
}

impl Ambiguous {
    /// Adds what is ambiguous among the numbers of one part.
    pub fn add(&mut self, numbers: Numbers) {
        for (alias, times) in numbers.aliases {
            if numbers.accounts.contains_key(&alias) {
                self.aliases.insert(alias, AliasReason::IsAnAccount);
            } else if times == Times::Twice {
                self.aliases.insert(alias, AliasReason::OnTwoAccounts);
            }
        }
        let twice = numbers.accounts.into_iter().filter(|(_, times)| *times == Times::Twice);
        self.accounts.extend(twice.map(|(account, _)| account));
    }

    /// Whether two rows have this account number.
    #[must_use]
    pub fn stands_twice(&self, account: &AccountNumber) -> bool {
        self.accounts.contains(account)
    }

    /// Whether an old number leads to one account only.
    ///
    /// # Errors
    ///
    /// `IsAnAccount` if it is a row's own number, `OnTwoAccounts` if two rows have it: then it leads to neither.
    pub fn check_alias(&self, alias: &AccountNumber) -> Result<(), AliasReason> {
        self.aliases.get(alias).copied().map_or(Ok(()), Err)
    }
}

fn count(numbers: &mut HashMap<AccountNumber, Times>, number: AccountNumber) {
    numbers.entry(number).and_modify(|times| *times = Times::Twice).or_insert(Times::Once);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> AccountNumber {
        AccountNumber::parse(text).expect("a number")
    }

    /// What is ambiguous in a file of rows: a number, and its old ones.
    fn ambiguous(rows: &[(&str, &[&str])]) -> Ambiguous {
        let mut numbers = Numbers::default();
        for (account, aliases) in rows {
            numbers.account(number(account));
            aliases.iter().for_each(|alias| numbers.alias(number(alias)));
        }
        let mut ambiguous = Ambiguous::default();
        ambiguous.add(numbers);
        ambiguous
    }

    #[test]
    fn numbers_that_normalise_alike_stand_twice() {
        let found = ambiguous(&[("1234-5001", &[]), ("0012345001", &[]), ("12345-001X", &[])]);

        assert!(found.stands_twice(&number("12345001")));
        assert!(!found.stands_twice(&number("12345001X")));
    }

    #[test]
    fn an_old_number_that_is_an_account_leads_nowhere_else() {
        let found = ambiguous(&[("1234-5001", &[]), ("77", &["12345-001"])]);

        assert_eq!(found.check_alias(&number("12345001")), Err(AliasReason::IsAnAccount));
    }

    #[test]
    fn an_old_number_of_two_rows_leads_to_neither() {
        let found = ambiguous(&[("1", &["17", "18"]), ("2", &["017"])]);

        assert_eq!(found.check_alias(&number("17")), Err(AliasReason::OnTwoAccounts));
        assert_eq!(found.check_alias(&number("18")), Ok(()));
    }

    #[test]
    fn what_one_part_found_stays_when_another_is_added() {
        let mut found = ambiguous(&[("1", &[]), ("1", &[])]);

        found.add(Numbers::default());

        assert!(found.stands_twice(&number("1")));
    }
}
