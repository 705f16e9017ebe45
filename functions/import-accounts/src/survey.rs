//! The look over the whole file before anything is read from or written to the store.

use csv::{StringRecord, Writer, WriterBuilder};
use domain::import::Reason;

use crate::error::{ImportError, Refusal};
use crate::sheet::{Judged, Sheet};
use crate::summary::{RejectsFile, Summary};

/// The most lines of unusable contacts that a summary lists.
const CONTACTS_LISTED: usize = 50;

/// Counts what goes in and writes down what does not.
///
/// # Errors
///
/// `HeaderOnly` without rows, `Refused` if none can be used, `Unreadable`.
pub(crate) fn survey(sheet: &Sheet<'_>) -> Result<Summary, ImportError> {
    let mut summary = Summary {
        file_hash: sheet.hash.clone(),
        unknown_columns: sheet.columns.unknown.clone(),
        ..Summary::default()
    };
    let mut rejects = Rejects::default();
    for judged in sheet.judged()? {
        let judged = judged?;
        count(&judged, &mut summary);
        for reason in reasons(&judged) {
            *summary.reasons.entry(reason.name()).or_default() += 1;
            rejects.add(&sheet.header, &judged, reason);
        }
    }
    summary.rejects = rejects.into_file();
    match summary {
        Summary { rows: 0, .. } => Err(ImportError::HeaderOnly),
        Summary { accounts: 0, rows, .. } => Err(ImportError::Refused {
            why: Refusal::NothingUsable { rows },
            summary: Box::new(summary),
        }),
        summary => Ok(summary),
    }
}

fn count(judged: &Judged, summary: &mut Summary) {
    summary.rows += 1;
    let Ok(row) = &judged.verdict else {
        summary.rejected += 1;
        return;
    };
    summary.accounts += 1;
    summary.aliases += row.aliases.len() as u64;
    summary.aliases_rejected += judged.aliases_out.len() as u64;
    if row.unusable_contact && summary.unusable_contacts.len() < CONTACTS_LISTED {
        summary.unusable_contacts.push(judged.line);
    }
}

/// Why the row, or each old number on it that does not go in, stays out.
fn reasons(judged: &Judged) -> impl Iterator<Item = Reason> + '_ {
    let of_aliases = judged.aliases_out.iter().copied().map(Reason::Alias);
    judged.verdict.as_ref().err().copied().into_iter().chain(of_aliases)
}

/// `rejects.csv` as it grows.
#[derive(Default)]
struct Rejects(Option<Writer<Vec<u8>>>);

impl Rejects {
    fn add(&mut self, header: &StringRecord, judged: &Judged, reason: Reason) {
        let writer = self.0.get_or_insert_with(|| {
            let mut writer = WriterBuilder::new().flexible(true).from_writer(Vec::new());
            write(&mut writer, ["line", "reason"], header);
            writer
        });
        write(writer, [&judged.line.to_string(), &reason.to_string()], &judged.record);
    }

    fn into_file(self) -> RejectsFile {
        let bytes = self.0.and_then(|writer| writer.into_inner().ok());
        RejectsFile::new(bytes.unwrap_or_default())
    }
}

/// Writes two fields and a record as one row; memory takes it always.
fn write(writer: &mut Writer<Vec<u8>>, first: [&str; 2], rest: &StringRecord) {
    drop(writer.write_record(first.into_iter().chain(rest)));
}

#[cfg(test)]
mod tests {
    use domain::{Question, QuestionKind};

    use super::*;

    const ZIP: [Question; 1] = [Question { field: "billing_zip", kind: QuestionKind::Zip }];

    fn surveyed(file: &str) -> Result<Summary, ImportError> {
        survey(&Sheet::open(&file.as_bytes(), &ZIP).expect("a sheet"))
    }

    #[test]
    fn rejected_rows_come_back_as_they_were_with_line_and_reason() {
        let summary = surveyed(
            "account_no,alias_nos,last_name,billing_zip\n\
             1,,Lee,24091\n2,,\"Day, Jr\",\n3,1,Poe,24091\n4,Poe\n",
        )
        .expect("a summary");

        let rejects = String::from_utf8(summary.rejects.expose().to_vec()).expect("UTF-8");
        assert_eq!(
            rejects,
            "line,reason,account_no,alias_nos,last_name,billing_zip\n\
             3,billing_zip is empty,2,,\"Day, Jr\",\n\
             4,\"the row went in, but one of its alias_nos is another row's account_no\",3,1,Poe,24091\n\
             5,the row has more or fewer columns than the header,4,Poe\n"
        );
        assert_eq!((summary.rows, summary.accounts, summary.rejected), (4, 2, 2));
        assert_eq!((summary.aliases, summary.aliases_rejected), (0, 1));
        assert_eq!(summary.reasons["old-number-is-an-account"], 1);
    }

    #[test]
    fn a_file_without_rejects_has_no_rejects_file() {
        let summary = surveyed("account_no,last_name,billing_zip\n1,Lee,24091\n").expect("counts");

        assert_eq!(summary.rejects.expose(), b"");
    }

    #[test]
    fn a_header_alone_is_refused() {
        let ended = surveyed("account_no,last_name,billing_zip\n");

        assert!(matches!(ended, Err(ImportError::HeaderOnly)));
    }

    #[test]
    fn a_file_of_nothing_but_bad_rows_is_refused_with_its_rejects() {
        let ended = surveyed("account_no,last_name,billing_zip\n1,,24091\n2,,24091\n");

        let Err(ImportError::Refused { why, summary }) = ended else { panic!("not refused") };
        assert_eq!(why, Refusal::NothingUsable { rows: 2 });
        assert!(!summary.rejects.expose().is_empty());
    }

    #[test]
    fn rows_with_an_unusable_contact_go_in_and_are_listed() {
        let summary = surveyed(
            "account_no,last_name,billing_zip,contact_email\n1,Lee,24091,lee@\n2,Day,24091,\n",
        )
        .expect("counts");

        assert_eq!((summary.accounts, summary.unusable_contacts), (2, vec![2]));
    }
}
