//! The file as rows, each with its line and the verdict on it.

use std::collections::BTreeSet;

use csv::{ReaderBuilder, StringRecord, StringRecordsIntoIter};
use data_encoding::HEXLOWER;
use domain::import::{AliasReason, Columns, ImportedRow, Numbers, Reason, read_numbers, read_row};
use domain::{AccountNumber, Question};
use sha2::{Digest, Sha256};

use crate::error::ImportError;
use crate::text;

/// A file whose header can be used and whose numbers are known.
///
/// Rows are read again for each pass, so only the numbers are held, not the rows.
pub(crate) struct Sheet<'a> {
    text: &'a str,
    /// The header as the file has it.
    pub(crate) header: StringRecord,
    /// Which column is where.
    pub(crate) columns: Columns,
    /// SHA-256 of the file, in hex.
    pub(crate) hash: String,
    numbers: Numbers,
}

/// A row and the verdict on it.
pub(crate) struct Judged {
    /// The line on which it begins.
    pub(crate) line: u64,
    /// The row as the file has it.
    pub(crate) record: StringRecord,
    /// What it says, with the old numbers that go in.
    pub(crate) verdict: Result<ImportedRow, Reason>,
    /// Why other old numbers of it do not go in.
    pub(crate) aliases_out: Vec<AliasReason>,
}

impl<'a> Sheet<'a> {
    /// Reads a file's header and numbers.
    ///
    /// # Errors
    ///
    /// As [`text::read`], and `Header` if its columns cannot be used.
    pub(crate) fn open(file: &'a [u8], questions: &[Question]) -> Result<Self, ImportError> {
        let text = text::read(file)?;
        let mut rows = Rows::of(text);
        let (_, header) = rows.next().ok_or(ImportError::Empty)?;
        let columns = Columns::parse(&header.iter().collect::<Vec<_>>(), questions)?;
        let mut numbers = Numbers::default();
        for (_, record) in rows {
            let fields: Vec<&str> = record.iter().collect();
            if let Some((account, aliases)) = read_numbers(&columns, &fields) {
                numbers.note(&account, &aliases);
            }
        }
        Ok(Self { text, header, columns, hash: HEXLOWER.encode(&Sha256::digest(file)), numbers })
    }

    /// Every row, in the file's order, but for the empty ones that spreadsheets leave at the end.
    pub(crate) fn judged(&self) -> impl Iterator<Item = Judged> + Send + '_ {
        Rows::of(self.text)
            .skip(1)
            .filter(|(_, record)| record.iter().any(|field| !field.trim().is_empty()))
            .map(|(line, record)| self.judge(line, record))
    }

    /// The rows that go in, in the file's order.
    pub(crate) fn good(&self) -> impl Iterator<Item = ImportedRow> + Send + '_ {
        self.judged().filter_map(|judged| judged.verdict.ok())
    }

    fn judge(&self, line: u64, record: StringRecord) -> Judged {
        let fields: Vec<&str> = record.iter().collect();
        let mut aliases_out = Vec::new();
        let verdict = read_row(&self.columns, &fields).and_then(|row| {
            if self.numbers.stands_twice(&row.account) {
                return Err(Reason::SameAccountTwice);
            }
            aliases_out.extend(vec![AliasReason::Unreadable; row.unreadable_aliases]);
            let aliases = self.kept(&row.aliases, &mut aliases_out);
            Ok(ImportedRow { aliases, ..row })
        });
        Judged { line, record, verdict, aliases_out }
    }

    fn kept(
        &self,
        aliases: &BTreeSet<AccountNumber>,
        out: &mut Vec<AliasReason>,
    ) -> BTreeSet<AccountNumber> {
        let check = |alias: &&AccountNumber| match self.numbers.check_alias(alias) {
            Ok(()) => true,
            Err(reason) => {
                out.push(reason);
                false
            }
        };
        aliases.iter().filter(check).cloned().collect()
    }
}

/// The file's rows, header and all, each with the line on which it begins.
struct Rows<'a> {
    records: StringRecordsIntoIter<&'a [u8]>,
    text: &'a [u8],
    counted: usize,
    line: u64,
}

impl<'a> Rows<'a> {
    fn of(text: &'a str) -> Self {
        let reader =
            ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let records = reader.into_records();
        Self { records, text: text.as_bytes(), counted: 0, line: 1 }
    }
}

impl Iterator for Rows<'_> {
    type Item = (u64, StringRecord);

    fn next(&mut self) -> Option<Self::Item> {
        // Bytes in memory that are UTF-8, of whatever width: there is nothing that could fail.
        let record = self.records.by_ref().find_map(Result::ok)?;
        // The reader's own position is before the line end and blank lines that it then skips.
        let at = record.position().and_then(|at| usize::try_from(at.byte()).ok());
        let at = at.unwrap_or(self.counted);
        let blank = self.text[at..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let begins = at + blank;
        self.line += text::line_at(&self.text[self.counted..begins]) - 1;
        self.counted = begins;
        Some((self.line, record))
    }
}

#[cfg(test)]
mod tests {
    use domain::QuestionKind;
    use proptest::prelude::*;

    use super::*;

    const ZIP: [Question; 1] = [Question { field: "billing_zip", kind: QuestionKind::Zip }];

    fn lines(file: &str) -> Vec<(u64, Option<Reason>)> {
        let sheet = Sheet::open(file.as_bytes(), &ZIP).expect("a sheet");
        sheet.judged().map(|judged| (judged.line, judged.verdict.err())).collect()
    }

    #[test]
    fn a_row_has_the_line_on_which_it_begins_whatever_ends_lines() {
        for end in ["\n", "\r\n"] {
            let rows = [
                "account_no,last_name,billing_zip",
                "1,\"Lee",
                "Walker\",24091",
                "",
                "2,,24091",
                ",,",
                "3,Lee,24091",
            ];

            let read = lines(&rows.join(end));

            assert_eq!(read, [(2, None), (5, Some(Reason::NoName)), (7, None)], "{end:?}");
        }
    }

    #[test]
    fn rows_whose_numbers_normalise_alike_both_stay_out_even_if_one_is_bad() {
        let read = lines(
            "account_no,last_name,billing_zip\n1234-5001,Lee,24091\n012345001,Day,\n7,Day,24091\n",
        );

        let reasons: Vec<_> = read.into_iter().map(|(_, reason)| reason).collect();
        assert_eq!(
            reasons,
            [Some(Reason::SameAccountTwice), Some(Reason::NoAnswer("billing_zip")), None]
        );
    }

    #[test]
    fn an_old_number_that_is_an_account_is_left_out_and_its_row_is_not() {
        let file = "account_no,alias_nos,last_name,billing_zip\n\
                    1234-5001,,Lee,24091\n7,12345-001;17,Day,24091\n";
        let sheet = Sheet::open(file.as_bytes(), &ZIP).expect("a sheet");

        let seven = sheet.judged().last().expect("a row");

        let row = seven.verdict.expect("a good row");
        let seventeen = AccountNumber::parse("17").expect("a number");
        assert_eq!(row.aliases, BTreeSet::from([seventeen]));
        assert_eq!(seven.aliases_out, [AliasReason::IsAnAccount]);
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(file in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Sheet::open(&file, &ZIP).map(|sheet| sheet.judged().count());
        }

        #[test]
        fn no_text_under_a_good_header_makes_the_reader_panic(
            rows in "([0-9a-zñ;\"' -]{0,6}[,\r\n]){0,30}",
        ) {
            let file = format!("account_no,alias_nos,last_name,billing_zip\n{rows}");

            if let Ok(sheet) = Sheet::open(file.as_bytes(), &ZIP) {
                let lines: Vec<u64> = sheet.judged().map(|judged| judged.line).collect();
                prop_assert!(lines.is_sorted());
            }
        }

        #[test]
        fn a_quote_is_open_just_where_the_csv_reader_runs_to_the_end(
            rows in "[a\",\n]{0,12}",
        ) {
            let file = format!("account_no,last_name,billing_zip\n{rows}");
            let with_row = format!("{file}\nlast,row,24091");

            let open = text::read(file.as_bytes()).is_err();
            let found = Rows::of(&with_row).any(|(_, record)| record == vec!["last", "row", "24091"]);

            prop_assert_eq!(open, !found);
        }
    }
}
