//! The bills row by row, each written with its code as soon as it is read, so that memory holds one at a time.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use csv::{StringRecord, Writer, WriterBuilder};
use domain::history::{CODE_COLUMN, Coded, CodedBill, CodedColumns, code_bill};
use domain::import::{HeaderError, Reading, Reason};
use domain::{CodeDays, KeyRing};
use sheets::{Checked, FileError, Format, Rows, numbered};
use tempfile::NamedTempFile;

use super::tally::{Coding, Tally};

/// How many rows there are between two looks at the bar.
const STEP: u64 = 1_000;
/// How much is written at a time.
const AT_ONCE: usize = 64 * 1024;

/// Why there is no file with codes. Nothing here repeats what a row says.
#[derive(Debug)]
pub(super) enum CodesError {
    /// The bills cannot be read.
    File(FileError),
    /// Their header cannot be used.
    Header(HeaderError),
    /// They have codes already.
    HasCodes,
    /// No row can be given a code.
    NothingUsable(Box<Coding>),
    /// The other file cannot be written.
    Unwritten(Unwritten),
}

/// Why the file with the codes cannot be written.
#[derive(Debug)]
pub(super) enum Unwritten {
    /// It came to be there meanwhile.
    IsThere,
    /// The system's reason.
    Refused(io::Error),
}

impl std::fmt::Display for CodesError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(error) => error.fmt(f),
            Self::Header(error) => error.fmt(f),
            Self::HasCodes => write!(f, "the file has a column {CODE_COLUMN} already"),
            Self::NothingUsable(_) => f.write_str("no row can be given a code"),
            Self::Unwritten(_) => f.write_str("the file with the codes cannot be written"),
        }
    }
}

impl From<FileError> for CodesError {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

/// What the system says of the bills; of the other file it is told apart by [`refused`].
impl From<io::Error> for CodesError {
    fn from(error: io::Error) -> Self {
        Self::File(error.into())
    }
}

fn refused(error: impl Into<io::Error>) -> CodesError {
    CodesError::Unwritten(Unwritten::Refused(error.into()))
}

/// What codes are made with.
pub(super) struct Coder<'a> {
    pub(super) keys: &'a KeyRing,
    /// How the co-op's files are to be read.
    pub(super) reading: &'a Reading<'a>,
    /// The days of bills whose codes work.
    pub(super) days: CodeDays,
    /// Whether the file has no final bills.
    pub(super) no_finals: bool,
}

impl Coder<'_> {
    /// Reads the bills and writes them with their codes; `progress` hears how many rows are done, of how many.
    ///
    /// # Errors
    ///
    /// As [`CodesError`] says; the other file is whole or not there.
    pub(super) fn code(
        &self,
        file: &Path,
        out: &Path,
        replace: bool,
        mut progress: impl FnMut(u64, u64),
    ) -> Result<Coding, CodesError> {
        let known = |line: &[&str]| CodedColumns::recognised(line, self.reading);
        let Checked { format, rows: total, .. } = sheets::check(&file, Format::of(&file, &known)?)?;
        let (titles, header) = head(file, format)?;
        let names: Vec<&str> = header.iter().collect();
        if names.iter().any(|name| name.trim().eq_ignore_ascii_case(CODE_COLUMN)) {
            return Err(CodesError::HasCodes);
        }
        let delimiter = char::from(format.delimiter);
        let columns = CodedColumns::parse(&names, delimiter, self.reading, self.no_finals)
            .map_err(CodesError::Header)?;
        let width = columns.columns.width;
        let mut draft = Draft::new(out, format)?;
        titles.iter().try_for_each(|title| draft.put(title))?;
        draft.put(&with(&header, width, CODE_COLUMN))?;
        let mut tally = Tally::of(format, &header, &columns.columns);
        let mut done = titles.len() as u64 + 1;
        for row in numbered(&file, format)?.skip(format.titles + 1) {
            let (line, record) = row?;
            done += 1;
            if done.is_multiple_of(STEP) || done == total {
                progress(done, total);
            }
            // Spreadsheets leave empty rows at the end.
            if record.iter().all(|field| field.trim().is_empty()) {
                continue;
            }
            let fields: Vec<&str> = record.iter().collect();
            let CodedBill { verdict, notes } =
                code_bill(self.keys, &columns, self.reading, &fields, self.days);
            draft.put(&coded(&record, width, &verdict))?;
            tally.count(line, &record, &verdict, &notes);
        }
        if done != total {
            return Err(FileError::FileChanged.into());
        }
        let coding = tally.ended();
        match coding.rows {
            0 => return Err(FileError::HeaderOnly.into()),
            rows if rows == coding.rejected => {
                return Err(CodesError::NothingUsable(Box::new(coding)));
            }
            _ => {}
        }
        draft.keep(out, replace)?;
        Ok(coding)
    }
}

/// The titles before the header, and the header.
fn head(file: &Path, format: Format) -> Result<(Vec<StringRecord>, StringRecord), CodesError> {
    let mut rows = Rows::of(&file, format)?;
    let titles: Vec<StringRecord> = rows.by_ref().take(format.titles).collect::<Result<_, _>>()?;
    let header = rows.next().ok_or(FileError::Empty)??;
    Ok((titles, header))
}

/// A row with one more column. What is no row of this header stays as it is.
fn coded(record: &StringRecord, width: usize, verdict: &Result<Coded, Reason>) -> StringRecord {
    match verdict {
        Ok(Coded::Code(code)) => with(record, width, &code.shown()),
        Err(Reason::Width | Reason::SwallowsRows) => record.clone(),
        Ok(Coded::Final) | Err(_) => with(record, width, ""),
    }
}

/// Columns behind the header's last are empty, and go.
fn with(record: &StringRecord, width: usize, last: &str) -> StringRecord {
    let mut longer: StringRecord = record.iter().take(width).collect();
    longer.push_field(last);
    longer
}

/// The file with the codes while it grows: its owner's alone, under a name of its own.
struct Draft(Writer<BufWriter<NamedTempFile<File>>>);

impl Draft {
    fn new(out: &Path, format: Format) -> Result<Self, CodesError> {
        let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
        let file = NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(refused)?;
        let mut writer = WriterBuilder::new();
        writer.flexible(true).delimiter(format.delimiter);
        Ok(Self(writer.from_writer(BufWriter::with_capacity(AT_ONCE, file))))
    }

    fn put(&mut self, record: &StringRecord) -> Result<(), CodesError> {
        self.0.write_record(record).map_err(refused)
    }

    /// Gives the file its name.
    fn keep(self, out: &Path, replace: bool) -> Result<(), CodesError> {
        let mut written = self.0.into_inner().map_err(|error| refused(error.into_error()))?;
        written.flush().map_err(refused)?;
        let file = written.into_inner().map_err(|error| refused(error.into_error()))?;
        let kept = if replace { file.persist(out) } else { file.persist_noclobber(out) };
        kept.map(drop).map_err(|error| match error.error.kind() {
            io::ErrorKind::AlreadyExists => CodesError::Unwritten(Unwritten::IsThere),
            _ => refused(error.error),
        })
    }
}
