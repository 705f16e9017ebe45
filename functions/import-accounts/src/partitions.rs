//! Which rows are one account's and which old numbers are ambiguous, found a part at a time so that they need not all
//! be held.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, BufReader, Seek, Write};

use domain::AccountNumber;
use domain::import::{AliasReason, AmongRows, Numbers, Says};
use tempfile::SpooledTempFile;

/// In how many parts: of half a million accounts, each has some sixteen thousand.
const PARTS: usize = 32;

/// What a part may hold before it goes to the disk: all parts together hold 1 MiB.
const HELD: usize = 32 * 1024;

/// A file's numbers, parted so that equal ones meet. What goes to the disk has no name there and goes with the process.
pub(crate) struct Partitions(Vec<SpooledTempFile>);

/// What was found in all parts.
#[derive(Debug, Default)]
pub(crate) struct Ambiguous {
    /// Two bits a row: alone, repeating, contradicting.
    rows: Vec<u8>,
    aliases: HashMap<AccountNumber, AliasReason>,
}

impl Partitions {
    pub(crate) fn new() -> Self {
        Self(std::iter::repeat_with(|| tempfile::spooled_tempfile(HELD)).take(PARTS).collect())
    }

    /// Notes a row's account number with what the row says, and its old numbers.
    pub(crate) fn note<'a>(
        &mut self,
        row: u64,
        account: &AccountNumber,
        aliases: impl IntoIterator<Item = &'a AccountNumber>,
        says: Option<Says>,
    ) -> io::Result<()> {
        let number = account.expose();
        let line = match says {
            None => format!("# {number} {row}\n"),
            Some(Says { hash, is_active, has_contact }) => {
                format!(
                    "# {number} {row} {hash} {} {}\n",
                    u8::from(is_active),
                    u8::from(has_contact)
                )
            }
        };
        self.add(account, &line)?;
        aliases
            .into_iter()
            .try_for_each(|alias| self.add(alias, &format!("~ {} {number}\n", alias.expose())))
    }

    /// One write a number: the file has no buffer of its own.
    fn add(&mut self, number: &AccountNumber, line: &str) -> io::Result<()> {
        let mut hasher = DefaultHasher::new();
        number.hash(&mut hasher);
        let part = usize::try_from(hasher.finish() % PARTS as u64).unwrap_or_default();
        self.0[part].write_all(line.as_bytes())
    }

    /// Reads the parts one after the other and keeps what is ambiguous.
    pub(crate) fn ambiguous(self) -> io::Result<Ambiguous> {
        let mut found = Ambiguous::default();
        for mut part in self.0 {
            part.rewind()?;
            let mut numbers = Numbers::default();
            for line in BufReader::new(part).lines() {
                note(&mut numbers, &line?).ok_or(io::ErrorKind::InvalidData)?;
            }
            let resolved = numbers.resolve();
            resolved.rows.into_iter().for_each(|(row, among)| found.put(row, among));
            found.aliases.extend(resolved.aliases);
        }
        Ok(found)
    }
}

/// Reads back what was noted.
fn note(numbers: &mut Numbers, line: &str) -> Option<()> {
    let mut parts = line.split(' ');
    let (kind, number) = (parts.next()?, AccountNumber::parse(parts.next()?).ok()?);
    let next = parts.next()?;
    if kind == "~" {
        numbers.alias(number, &AccountNumber::parse(next).ok()?);
        return Some(());
    }
    let says = match parts.next() {
        None => None,
        Some(hash) => Some(Says {
            hash: hash.parse().ok()?,
            is_active: parts.next()? == "1",
            has_contact: parts.next()? == "1",
        }),
    };
    numbers.account(number, next.parse().ok()?, says);
    Some(())
}

impl Ambiguous {
    /// How a row stands to the others of its account; `None` if it is alone.
    pub(crate) fn among(&self, row: u64) -> Option<AmongRows> {
        let (byte, shift) = place(row);
        match self.rows.get(byte).copied().unwrap_or_default() >> shift & 3 {
            1 => Some(AmongRows::Repeats),
            2 => Some(AmongRows::Contradicts),
            _ => None,
        }
    }

    /// Whether no two rows have one number.
    pub(crate) fn all_alone(&self) -> bool {
        self.rows.is_empty()
    }

    /// Takes over how rows stand to each other, and keeps what is known of old numbers.
    pub(crate) fn replace_rows(&mut self, found: Self) {
        self.rows = found.rows;
    }

    fn put(&mut self, row: u64, among: AmongRows) {
        let (byte, shift) = place(row);
        if self.rows.len() <= byte {
            self.rows.resize(byte + 1, 0);
        }
        self.rows[byte] |= match among {
            AmongRows::Repeats => 1,
            AmongRows::Contradicts => 2,
        } << shift;
    }

    /// Whether an old number leads to one account only.
    pub(crate) fn check_alias(&self, alias: &AccountNumber) -> Result<(), AliasReason> {
        self.aliases.get(alias).copied().map_or(Ok(()), Err)
    }
}

fn place(row: u64) -> (usize, u64) {
    (usize::try_from(row / 4).unwrap_or(usize::MAX), row % 4 * 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEE: Option<Says> = Some(Says { hash: 7, is_active: true, has_contact: false });
    const DAY: Option<Says> = Some(Says { hash: 8, is_active: true, has_contact: false });

    fn number(number: u64) -> AccountNumber {
        AccountNumber::parse(&number.to_string()).expect("a number")
    }

    #[test]
    fn equal_numbers_meet_however_far_apart_they_stand() {
        let mut numbers = Partitions::new();
        for row in 1..=60_000 {
            numbers.note(row, &number(row), [&number(1_000_000 + row)], LEE).expect("noted");
        }
        numbers.note(60_001, &number(7), [&number(8), &number(1_000_009)], LEE).expect("noted");
        numbers.note(60_002, &number(9), [], DAY).expect("noted");
        numbers.note(60_003, &number(10), [], None).expect("noted");

        let found = numbers.ambiguous().expect("read again");

        let among = [7, 60_001, 9, 60_002, 10, 60_003, 8].map(|row| found.among(row));
        let (repeats, contradicts) = (Some(AmongRows::Repeats), Some(AmongRows::Contradicts));
        assert_eq!(
            among,
            [None, repeats, contradicts, contradicts, contradicts, contradicts, None]
        );
        assert_eq!(found.check_alias(&number(8)), Err(AliasReason::IsAnAccount));
        assert_eq!(found.check_alias(&number(1_000_009)), Err(AliasReason::OnTwoAccounts));
        assert_eq!(found.check_alias(&number(1_000_010)), Ok(()));
    }
}
