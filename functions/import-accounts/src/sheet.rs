//! The file as rows, each with its line and the verdict on it.

use std::collections::BTreeSet;

use csv::StringRecord;
use domain::import::{
    AliasReason, Ambiguous, Columns, ImportedRow, Reason, read_numbers, read_row,
};
use domain::{AccountNumber, Question};

use crate::error::ImportError;
use crate::partitions::Partitions;
use crate::rows::{self, Rows};
use crate::source::Source;
use crate::text;

/// A file whose header can be used and whose ambiguous numbers are known.
///
/// Rows are read again for each pass, so neither they nor their numbers are held.
pub(crate) struct Sheet<'a> {
    source: &'a dyn Source,
    /// The header as the file has it.
    pub(crate) header: StringRecord,
    /// Which column is where.
    pub(crate) columns: Columns,
    /// SHA-256 of the file, in hex.
    pub(crate) hash: String,
    ambiguous: Ambiguous,
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
    /// As [`text::check`], and `Header` if its columns cannot be used.
    pub(crate) fn open(
        source: &'a dyn Source,
        questions: &[Question],
    ) -> Result<Self, ImportError> {
        let hash = text::check(source)?;
        let mut rows = Rows::of(source)?;
        let header = rows.next().ok_or(ImportError::Empty)??;
        let columns = Columns::parse(&header.iter().collect::<Vec<_>>(), questions)?;
        let mut numbers = Partitions::new();
        for record in rows {
            let record = record?;
            let fields: Vec<&str> = record.iter().collect();
            if let Some((account, aliases)) = read_numbers(&columns, &fields) {
                numbers.note(&account, &aliases)?;
            }
        }
        Ok(Self { source, header, columns, hash, ambiguous: numbers.ambiguous()? })
    }

    /// Every row, in the file's order, but for the empty ones that spreadsheets leave at the end.
    pub(crate) fn judged(
        &self,
    ) -> Result<impl Iterator<Item = Result<Judged, ImportError>> + Send + '_, ImportError> {
        let rows = rows::numbered(self.source)?.skip(1);
        let kept = rows.filter(|row| !matches!(row, Ok((_, record)) if is_empty(record)));
        Ok(kept.map(|row| {
            let (line, record) = row?;
            let (verdict, aliases_out) = self.judge(&record);
            Ok(Judged { line, record, verdict, aliases_out })
        }))
    }

    /// The rows that go in, in the file's order.
    pub(crate) fn good(
        &self,
    ) -> Result<impl Iterator<Item = Result<ImportedRow, ImportError>> + Send + '_, ImportError>
    {
        let rows = Rows::of(self.source)?.skip(1);
        Ok(rows.filter_map(|record| match record {
            Ok(record) => self.judge(&record).0.ok().map(Ok),
            Err(error) => Some(Err(error.into())),
        }))
    }

    fn judge(&self, record: &StringRecord) -> (Result<ImportedRow, Reason>, Vec<AliasReason>) {
        let fields: Vec<&str> = record.iter().collect();
        let mut aliases_out = Vec::new();
        let verdict = read_row(&self.columns, &fields).and_then(|row| {
            if self.ambiguous.stands_twice(&row.account) {
                return Err(Reason::SameAccountTwice);
            }
            aliases_out.extend(vec![AliasReason::Unreadable; row.unreadable_aliases]);
            let aliases = self.kept(&row.aliases, &mut aliases_out);
            Ok(ImportedRow { aliases, ..row })
        });
        (verdict, aliases_out)
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

fn is_empty(record: &StringRecord) -> bool {
    record.iter().all(|field| field.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use domain::QuestionKind;
    use proptest::prelude::*;
    use proptest::test_runner::TestRunner;

    use super::*;

    const ZIP: [Question; 1] = [Question { field: "billing_zip", kind: QuestionKind::Zip }];

    fn lines(file: &str) -> Vec<(u64, Option<Reason>)> {
        let file = file.as_bytes();
        let sheet = Sheet::open(&file, &ZIP).expect("a sheet");
        let judged = sheet.judged().expect("rows").map(|judged| judged.expect("a row"));
        judged.map(|judged| (judged.line, judged.verdict.err())).collect()
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
        let file = file.as_bytes();
        let sheet = Sheet::open(&file, &ZIP).expect("a sheet");

        let seven = sheet.judged().expect("rows").last().expect("a row").expect("a row");

        let row = seven.verdict.expect("a good row");
        let seventeen = AccountNumber::parse("17").expect("a number");
        assert_eq!(row.aliases, BTreeSet::from([seventeen]));
        assert_eq!(seven.aliases_out, [AliasReason::IsAnAccount]);
    }

    /// Columns that can be used: those that must be there and some that may, in any order.
    fn columns() -> impl Strategy<Value = Vec<&'static str>> {
        let others = ["alias_nos", "joint_last_names", "business_name", "status", "language", "x"];
        let some = prop::sample::subsequence(others.to_vec(), 0..=others.len());
        let all =
            some.prop_map(|some| [&["account_no", "last_name", "billing_zip"], &*some].concat());
        all.prop_flat_map(|all| Just(all).prop_shuffle())
    }

    /// What a column may hold; now and then something that it may not.
    fn field(column: &str) -> impl Strategy<Value = String> + use<> {
        let good = match column {
            "account_no" => "[1-9][0-9]{1,7}",
            "alias_nos" => "([1-9][0-9]{1,7}(;[1-9][0-9]{1,7}){0,2})?",
            "billing_zip" => "[0-9]{5}",
            "status" => "active|closed",
            "language" => "en|es",
            _ => "[A-Z][a-zñ]{1,9}|\"[A-Z][a-z]{1,9}, [a-z]{1,5}\"",
        };
        prop_oneof![9 => good, 1 => "[0-9a-zñ;\"' -]{0,6}|\"[a-z,\r\n]{0,5}\""]
    }

    /// What may stand under columns: rows of them, text torn up by quotes and line ends, any bytes.
    fn under(columns: &[&str]) -> impl Strategy<Value = Vec<u8>> + use<> {
        let row = columns.iter().map(|column| field(column)).collect::<Vec<_>>();
        let row = (row, "\r?\n").prop_map(|(fields, end)| fields.join(",") + &end);
        let rows = prop::collection::vec(row, 0..8).prop_map(|rows| rows.concat().into_bytes());
        let text = "([0-9a-zñ;\"' -]{0,6}[,\r\n]){0,30}".prop_map(String::into_bytes);
        prop_oneof![3 => rows, 3 => text, 1 => prop::collection::vec(any::<u8>(), 0..200)]
    }

    #[test]
    fn whatever_stands_under_a_good_header_the_reader_reaches_rows_and_never_panics() {
        let (files, good) = (Cell::new(0_u32), Cell::new(0_u32));
        let mut runner = TestRunner::new(ProptestConfig::with_source_file(file!()));
        let cases = runner.config().cases;
        let files_drawn = columns().prop_flat_map(|columns| {
            let header = format!("{}\n", columns.join(",")).into_bytes();
            under(&columns).prop_map(move |rest| [&*header, &*rest].concat())
        });

        let ran = runner.run(&files_drawn, |file| {
            if let Ok(sheet) = Sheet::open(&file.as_slice(), &ZIP) {
                let judged = sheet.judged().expect("rows").map(|judged| judged.expect("a row"));
                let judged: Vec<Judged> = judged.collect();
                prop_assert!(judged.is_sorted_by_key(|judged| judged.line));
                files.set(files.get() + u32::from(!judged.is_empty()));
                good.set(good.get() + u32::from(judged.iter().any(|it| it.verdict.is_ok())));
            }
            Ok(())
        });

        ran.expect("it holds of every file");
        println!("of {cases} files {} have rows, {} have good ones", files.get(), good.get());
        assert!(files.get() > cases / 2, "{} of {cases} files have rows", files.get());
        assert!(good.get() > cases / 10, "{} of {cases} files have good rows", good.get());
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(file in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(sheet) = Sheet::open(&file.as_slice(), &ZIP) {
                prop_assert!(sheet.judged().expect("rows").all(|row| row.is_ok()));
            }
        }

        #[test]
        fn a_quote_is_open_just_where_the_csv_reader_runs_to_the_end(
            rows in "[a\",\n]{0,12}",
        ) {
            let file = format!("account_no,last_name,billing_zip\n{rows}");
            let with_row = format!("{file}\nlast,row,24091");

            let open = text::check(&file.as_bytes()).is_err();
            let with_row = with_row.as_bytes();
            let mut all = Rows::of(&with_row).expect("rows").map(|row| row.expect("a row"));
            let found = all.any(|record| record == vec!["last", "row", "24091"]);

            prop_assert_eq!(open, !found);
        }
    }
}
