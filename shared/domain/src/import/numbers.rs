//! Which account numbers a file has, and which of them are ambiguous.

use std::collections::HashMap;

use crate::account_number::AccountNumber;

use super::reject::AliasReason;

/// All numbers of a file: accounts, and old numbers with whether two rows have them.
///
/// Bad rows count too: a number that stands on a bad row is still somebody's.
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

impl Numbers {
    /// Notes a row's account number and its old numbers; each old number at most once per row.
    pub fn note<'a>(
        &mut self,
        account: &AccountNumber,
        aliases: impl IntoIterator<Item = &'a AccountNumber>,
    ) {
        count(&mut self.accounts, account);
        for alias in aliases {
            count(&mut self.aliases, alias);
        }
    }

    /// Whether two rows have this account number.
    #[must_use]
    pub fn stands_twice(&self, account: &AccountNumber) -> bool {
        self.accounts.get(account) == Some(&Times::Twice)
    }

    /// Whether an old number leads to one account only.
    ///
    /// # Errors
    ///
    /// `IsAnAccount` if it is a row's own number, `OnTwoAccounts` if two rows have it: then it leads to neither.
    pub fn check_alias(&self, alias: &AccountNumber) -> Result<(), AliasReason> {
        if self.accounts.contains_key(alias) {
            Err(AliasReason::IsAnAccount)
        } else if self.aliases.get(alias) == Some(&Times::Twice) {
            Err(AliasReason::OnTwoAccounts)
        } else {
            Ok(())
        }
    }
}

fn count(numbers: &mut HashMap<AccountNumber, Times>, number: &AccountNumber) {
    match numbers.get_mut(number) {
        Some(times) => *times = Times::Twice,
        None => drop(numbers.insert(number.clone(), Times::Once)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> AccountNumber {
        AccountNumber::parse(text).expect("a number")
    }

    #[test]
    fn numbers_that_normalise_alike_stand_twice() {
        let mut numbers = Numbers::default();

        numbers.note(&number("1234-5001"), []);
        numbers.note(&number("0012345001"), []);
        numbers.note(&number("12345-001X"), []);

        assert!(numbers.stands_twice(&number("12345001")));
        assert!(!numbers.stands_twice(&number("12345001X")));
    }

    #[test]
    fn an_old_number_that_is_an_account_leads_nowhere_else() {
        let mut numbers = Numbers::default();

        numbers.note(&number("1234-5001"), []);
        numbers.note(&number("77"), [&number("12345-001")]);

        assert_eq!(numbers.check_alias(&number("12345001")), Err(AliasReason::IsAnAccount));
    }

    #[test]
    fn an_old_number_of_two_rows_leads_to_neither() {
        let mut numbers = Numbers::default();

        numbers.note(&number("1"), [&number("17"), &number("18")]);
        numbers.note(&number("2"), [&number("017")]);

        assert_eq!(numbers.check_alias(&number("17")), Err(AliasReason::OnTwoAccounts));
        assert_eq!(numbers.check_alias(&number("18")), Ok(()));
    }
}
