//! The file as rows, each with its line and the verdict on it.

use std::collections::BTreeSet;

use csv::StringRecord;
use data_encoding::HEXLOWER;
use domain::AccountNumber;
use domain::import::{
    AliasReason, AmongRows, Columns, ImportedRow, Note, ReadRow, Reading, Reason, Says,
    read_numbers, read_row,
};
use sha2::{Digest, Sha256};
use sheets::{Checked, FileError, Format, Rows, Source};

use crate::error::ImportError;
use crate::partitions::{Ambiguous, Partitions};

/// A file whose header can be used and whose ambiguous numbers are known.
///
/// Rows are read again for each pass, so neither they nor their numbers are held.
pub(crate) struct Sheet<'a> {
    source: &'a dyn Source,
    reading: &'a Reading<'a>,
    /// What the file is.
    pub(crate) format: Format,
    /// The header as the file has it.
    pub(crate) header: StringRecord,
    /// Which column is where.
    pub(crate) columns: Columns,
    /// SHA-256 of the file, in hex.
    pub(crate) hash: String,
    /// The same of the file and of how it is read: another setting makes other accounts of it.
    pub(crate) identity: String,
    ambiguous: Ambiguous,
}

/// A row that goes in.
pub(crate) struct Good {
    /// What it says, with the old numbers that go in.
    pub(crate) row: ImportedRow,
    /// Whether another row is the account's, so that only this one's old numbers count.
    pub(crate) repeats: bool,
}

/// A row and the verdict on it.
pub(crate) struct Judged {
    /// The line on which it begins.
    pub(crate) line: u64,
    /// The row as the file has it.
    pub(crate) record: StringRecord,
    /// What it says, or why it stays out.
    pub(crate) verdict: Result<Good, Reason>,
    /// What was mended in it, and what looks wrong.
    pub(crate) notes: Vec<Note>,
    /// Why other old numbers of it do not go in.
    pub(crate) aliases_out: Vec<AliasReason>,
}

impl<'a> Sheet<'a> {
    /// Reads a file's header and numbers.
    ///
    /// # Errors
    ///
    /// As [`Format::of`] and [`sheets::check`], and `Header` if its columns cannot be used.
    pub(crate) fn open(
        source: &'a dyn Source,
        reading: &'a Reading<'a>,
    ) -> Result<Self, ImportError> {
        let known = |line: &[&str]| Columns::recognised(line, reading);
        let Checked { hash, format, .. } = sheets::check(source, Format::of(source, &known)?)?;
        let mut rows = Rows::of(source, format)?.skip(format.titles);
        let header = rows.next().ok_or(FileError::Empty)??;
        let fields: Vec<&str> = header.iter().collect();
        let columns = Columns::parse(&fields, char::from(format.delimiter), reading)?;
        let mut numbers = Partitions::new();
        for (row, record) in (0..).zip(rows) {
            let record = record?;
            let fields: Vec<&str> = record.iter().collect();
            if let Some((account, aliases)) = read_numbers(&columns, reading, &fields) {
                numbers.note(row, &account, &aliases, None)?;
            }
        }
        let ambiguous = numbers.ambiguous()?;
        let identity = format!("{hash} {}", reading.fingerprint());
        let identity = HEXLOWER.encode(&Sha256::digest(identity.as_bytes()));
        let mut sheet =
            Self { source, reading, format, header, columns, hash, identity, ambiguous };
        sheet.compare_doubles()?;
        Ok(sheet)
    }

    /// Finds which rows of one number agree. Only those are read in full here, since most numbers stand on one row.
    fn compare_doubles(&mut self) -> Result<(), ImportError> {
        if self.ambiguous.all_alone() {
            return Ok(());
        }
        let mut doubles = Partitions::new();
        let rows = Rows::of(self.source, self.format)?.skip(self.format.titles + 1);
        for (row, record) in (0..).zip(rows) {
            let record = record?;
            if self.ambiguous.among(row).is_none() {
                continue;
            }
            let fields: Vec<&str> = record.iter().collect();
            let read = read_row(&self.columns, self.reading, &fields).verdict.ok();
            if let Some((account, _)) = read_numbers(&self.columns, self.reading, &fields) {
                doubles.note(row, &account, [], read.as_ref().map(says))?;
            }
        }
        self.ambiguous.replace_rows(doubles.ambiguous()?);
        Ok(())
    }

    /// Every row, in the file's order, but for the empty ones that spreadsheets leave at the end.
    pub(crate) fn judged(
        &self,
    ) -> Result<impl Iterator<Item = Result<Judged, ImportError>> + Send + '_, ImportError> {
        let rows = sheets::numbered(self.source, self.format)?.skip(self.format.titles + 1);
        let rows = (0..).zip(rows);
        let kept = rows.filter(|(_, row)| !matches!(row, Ok((_, record)) if is_empty(record)));
        Ok(kept.map(|(row, read)| {
            let (line, record) = read?;
            let (verdict, notes, aliases_out) = self.judge(row, &record);
            Ok(Judged { line, record, verdict, notes, aliases_out })
        }))
    }

    /// The rows that go in, in the file's order.
    pub(crate) fn good(
        &self,
    ) -> Result<impl Iterator<Item = Result<Good, ImportError>> + Send + '_, ImportError> {
        let rows = Rows::of(self.source, self.format)?.skip(self.format.titles + 1);
        Ok((0..).zip(rows).filter_map(|(row, record)| match record {
            Ok(record) => self.judge(row, &record).0.ok().map(Ok),
            Err(error) => Some(Err(error.into())),
        }))
    }

    fn judge(
        &self,
        row: u64,
        record: &StringRecord,
    ) -> (Result<Good, Reason>, Vec<Note>, Vec<AliasReason>) {
        let fields: Vec<&str> = record.iter().collect();
        let ReadRow { verdict, mut notes } = read_row(&self.columns, self.reading, &fields);
        let mut aliases_out = Vec::new();
        let verdict = verdict.and_then(|read| {
            let repeats = match self.ambiguous.among(row) {
                Some(AmongRows::Contradicts) => return Err(Reason::SameAccountTwice),
                Some(AmongRows::Repeats) => true,
                None => false,
            };
            if repeats {
                notes.push(Note::Repeated);
            }
            aliases_out.extend(vec![AliasReason::Unreadable; read.unreadable_aliases]);
            let aliases = self.kept(&read.aliases, &mut aliases_out);
            Ok(Good { row: ImportedRow { aliases, ..read }, repeats })
        });
        (verdict, notes, aliases_out)
    }

    fn kept(
        &self,
        aliases: &BTreeSet<AccountNumber>,
        out: &mut Vec<AliasReason>,
    ) -> BTreeSet<AccountNumber> {
        let check = |alias: &&AccountNumber| match self.ambiguous.check_alias(alias) {
            Ok(()) => true,
            Err(reason) => {
                out.push(reason);
                false
            }
        };
        aliases.iter().filter(check).cloned().collect()
    }
}

/// What a good row says, as far as its account's other rows have to say the same.
fn says(row: &ImportedRow) -> Says {
    Says {
        hash: row.says(),
        is_active: row.status == domain::AccountStatus::Active,
        has_contact: row.contact.is_some(),
    }
}

/// Whether nothing stands in a row; a control character, such as the one that ends files of MS-DOS, is nothing.
fn is_empty(record: &StringRecord) -> bool {
    let is_blank = |c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}';
    record.iter().all(|field| field.chars().all(is_blank))
}

#[cfg(test)]
mod tests;
