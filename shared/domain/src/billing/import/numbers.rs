//! Which account numbers a file has, which rows are one account's, and which numbers are ambiguous.

use std::collections::HashMap;

use crate::billing::import::reject::AliasReason;
use crate::values::account_number::AccountNumber;

/// Numbers of a part of a file: accounts with the rows that have them, and old numbers with whose they are.
///
/// Bad rows count too: a number that stands on a bad row is still somebody's. A large file is noted in parts, so long
/// as equal numbers come into the same part.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    accounts: HashMap<AccountNumber, Rows>,
    aliases: HashMap<AccountNumber, Option<AccountNumber>>,
}

/// What a good row says, as far as its account's other rows have to say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Says {
    /// Names, answers and customer, as [`ImportedRow::says`](super::ImportedRow::says) has them.
    pub hash: u64,
    /// Whether it is billed.
    pub is_active: bool,
    /// Whether it has a contact.
    pub has_contact: bool,
}

/// How a row stands to the others of its account; most are alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmongRows {
    /// It agrees with another row, as of a second meter, and that one is the account's.
    Repeats,
    /// Another row says otherwise, or is bad, so that nobody can say which is right.
    Contradicts,
}

/// The rows of one number.
#[derive(Clone, Debug)]
struct Rows {
    first: (u64, Option<Says>),
    others: Vec<(u64, Option<Says>)>,
}

/// What was found in a part.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// Rows that are not alone, by their number in the file.
    pub rows: Vec<(u64, AmongRows)>,
    /// Old numbers that lead to no account.
    pub aliases: Vec<(AccountNumber, AliasReason)>,
}

impl Numbers {
    /// Notes a row's account number, and what it says; nothing if it is bad.
    pub fn account(&mut self, number: AccountNumber, row: u64, says: Option<Says>) {
        let first = (row, says);
        self.accounts
            .entry(number)
            .and_modify(|rows| rows.others.push(first))
            .or_insert_with(|| Rows { first, others: Vec::new() });
    }

    /// Notes an old number of an account.
    pub fn alias(&mut self, number: AccountNumber, of: &AccountNumber) {
        let known = self.aliases.entry(number).or_insert_with(|| Some(of.clone()));
        known.take_if(|known| *known != *of);
    }

    /// Says what is ambiguous.
    ///
    /// An old number that is an account's own leads there; one of two accounts leads to neither.
    #[must_use]
    pub fn resolve(self) -> Resolved {
        let mut found = Resolved::default();
        for (alias, of) in self.aliases {
            if self.accounts.contains_key(&alias) {
                found.aliases.push((alias, AliasReason::IsAnAccount));
            } else if of.is_none() {
                found.aliases.push((alias, AliasReason::OnTwoAccounts));
            }
        }
        for rows in self.accounts.into_values().filter(|rows| !rows.others.is_empty()) {
            rows.resolve(&mut found.rows);
        }
        found
    }
}

impl Rows {
    /// Of rows that agree, one that is billed stays, rather one with a contact, rather the first.
    fn resolve(&self, found: &mut Vec<(u64, AmongRows)>) {
        let all = || std::iter::once(&self.first).chain(&self.others);
        let hash = |says: &Option<Says>| says.map(|says| says.hash);
        let agree = all().all(|(_, says)| says.is_some() && hash(says) == hash(&self.first.1));
        let rank = |says: &Option<Says>| says.map(|says| (says.is_active, says.has_contact));
        let best = all().max_by_key(|(row, says)| (rank(says), std::cmp::Reverse(*row)));
        let best = best.filter(|_| agree).map(|(row, _)| *row);
        let among = if agree { AmongRows::Repeats } else { AmongRows::Contradicts };
        found.extend(all().filter(|(row, _)| Some(*row) != best).map(|(row, _)| (*row, among)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> AccountNumber {
        AccountNumber::parse(text).expect("a number")
    }

    const LEE: Says = Says { hash: 1, is_active: true, has_contact: false };

    /// How rows stand to each other, in their order.
    fn among(rows: &[(&str, Option<Says>)]) -> Vec<Option<AmongRows>> {
        let mut numbers = Numbers::default();
        for (row, (account, says)) in (0..).zip(rows) {
            numbers.account(number(account), row, *says);
        }
        let found = numbers.resolve().rows;
        (0..rows.len() as u64)
            .map(|row| found.iter().find(|(of, _)| *of == row).map(|(_, among)| *among))
            .collect()
    }

    fn aliases(of: &[(&str, &str)], accounts: &[&str]) -> Vec<(AccountNumber, AliasReason)> {
        let mut numbers = Numbers::default();
        for (alias, of) in of {
            numbers.alias(number(alias), &number(of));
        }
        for account in accounts {
            numbers.account(number(account), 0, None);
        }
        numbers.resolve().aliases
    }

    #[test]
    fn rows_of_one_number_that_agree_are_one_account() {
        let found = among(&[("1234-5001", Some(LEE)), ("7", Some(LEE)), ("0012345001", Some(LEE))]);

        assert_eq!(found, [None, None, Some(AmongRows::Repeats)]);
    }

    #[test]
    fn the_row_that_is_billed_stays_and_rather_one_with_a_contact() {
        let closed = Says { is_active: false, has_contact: true, ..LEE };
        let known = Says { has_contact: true, ..LEE };
        let repeats = Some(AmongRows::Repeats);

        assert_eq!(among(&[("1", Some(closed)), ("1", Some(LEE))]), [repeats, None]);
        assert_eq!(
            among(&[("1", Some(LEE)), ("1", Some(known)), ("1", Some(closed))]),
            [repeats, None, repeats]
        );
    }

    #[test]
    fn rows_of_one_number_that_say_otherwise_are_none() {
        let day = Says { hash: 2, ..LEE };
        let contradicts = Some(AmongRows::Contradicts);

        assert_eq!(among(&[("1", Some(LEE)), ("01", Some(day))]), [contradicts; 2]);
        assert_eq!(among(&[("1", Some(LEE)), ("01", None)]), [contradicts; 2]);
        assert_eq!(
            among(&[("1", Some(LEE)), ("1", Some(LEE)), ("1", Some(day))]),
            [contradicts; 3]
        );
    }

    #[test]
    fn an_old_number_that_is_an_account_leads_nowhere_else() {
        let found = aliases(&[("12345-001", "77")], &["1234-5001", "77"]);

        assert_eq!(found, [(number("12345001"), AliasReason::IsAnAccount)]);
    }

    #[test]
    fn an_old_number_of_two_accounts_leads_to_neither_and_one_of_two_rows_to_theirs() {
        assert_eq!(
            aliases(&[("17", "1"), ("017", "2")], &[]),
            [(number("17"), AliasReason::OnTwoAccounts)]
        );
        assert_eq!(aliases(&[("17", "1"), ("17", "2"), ("17", "1")], &[]).len(), 1);
        assert_eq!(aliases(&[("18", "1"), ("18", "1")], &[]), []);
    }
}
