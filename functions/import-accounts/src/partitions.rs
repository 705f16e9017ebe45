//! Which of a file's numbers are ambiguous, found a part at a time so that they need not all be held.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, BufReader, Seek, Write};

use domain::AccountNumber;
use domain::import::{Ambiguous, Numbers};
use tempfile::SpooledTempFile;

/// In how many parts: of half a million accounts, each has some sixteen thousand.
const PARTS: usize = 32;

/// What a part may hold before it goes to the disk: all parts together hold 1 MiB.
const HELD: usize = 32 * 1024;

/// A file's numbers, parted so that equal ones meet. What goes to the disk has no name there and goes with the process.
pub(crate) struct Partitions(Vec<SpooledTempFile>);

impl Partitions {
    pub(crate) fn new() -> Self {
        Self(std::iter::repeat_with(|| tempfile::spooled_tempfile(HELD)).take(PARTS).collect())
    }

    /// Notes a row's account number and its old numbers.
    pub(crate) fn note<'a>(
        &mut self,
        account: &AccountNumber,
        aliases: impl IntoIterator<Item = &'a AccountNumber>,
    ) -> io::Result<()> {
        self.add('#', account)?;
        aliases.into_iter().try_for_each(|alias| self.add('~', alias))
    }

    fn add(&mut self, kind: char, number: &AccountNumber) -> io::Result<()> {
        let mut hasher = DefaultHasher::new();
        number.hash(&mut hasher);
        let part = usize::try_from(hasher.finish() % PARTS as u64).unwrap_or_default();
        // One write a number: the file has no buffer of its own.
        self.0[part].write_all(format!("{kind}{}\n", number.expose()).as_bytes())
    }

    /// Reads the parts one after the other and keeps what is ambiguous.
    pub(crate) fn ambiguous(self) -> io::Result<Ambiguous> {
        let mut found = Ambiguous::default();
        for mut part in self.0 {
            part.rewind()?;
            let mut numbers = Numbers::default();
            for line in BufReader::new(part).lines() {
                let line = line?;
                let unreadable = || io::Error::from(io::ErrorKind::InvalidData);
                let (kind, number) = line.split_at_checked(1).ok_or_else(unreadable)?;
                let number = AccountNumber::parse(number).map_err(|_| unreadable())?;
                if kind == "#" { numbers.account(number) } else { numbers.alias(number) }
            }
            found.add(numbers);
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use domain::import::AliasReason;

    use super::*;

    fn number(number: usize) -> AccountNumber {
        AccountNumber::parse(&number.to_string()).expect("a number")
    }

    #[test]
    fn equal_numbers_meet_however_far_apart_they_stand() {
        let mut numbers = Partitions::new();
        for row in 1..=60_000 {
            numbers.note(&number(row), [&number(1_000_000 + row)]).expect("noted");
        }
        numbers.note(&number(7), [&number(8), &number(1_000_009)]).expect("noted");

        let ambiguous = numbers.ambiguous().expect("read again");

        assert!(ambiguous.stands_twice(&number(7)) && !ambiguous.stands_twice(&number(8)));
        assert_eq!(ambiguous.check_alias(&number(8)), Err(AliasReason::IsAnAccount));
        assert_eq!(ambiguous.check_alias(&number(1_000_009)), Err(AliasReason::OnTwoAccounts));
        assert_eq!(ambiguous.check_alias(&number(1_000_010)), Ok(()));
    }
}
