//! The file's rows, as often as they are asked for.

use std::io::{self, BufRead, BufReader, Read};

use csv::{ReaderBuilder, StringRecord, StringRecordsIntoIter};

use crate::format::Format;
use crate::source::Source;
use crate::text::Lines;

/// How much of a file is read ahead.
const AHEAD: usize = 64 * 1024;

/// The file's rows, header and all.
pub struct Rows<'a>(StringRecordsIntoIter<Box<dyn Read + Send + 'a>>);

impl<'a> Rows<'a> {
    /// Opens a file at its first row.
    ///
    /// # Errors
    ///
    /// What the system says of a file that cannot be opened.
    pub fn of(source: &'a dyn Source, format: Format) -> io::Result<Self> {
        let mut reader = ReaderBuilder::new();
        reader.has_headers(false).flexible(true).buffer_capacity(AHEAD).delimiter(format.delimiter);
        Ok(Self(reader.from_reader(format.text(source)?).into_records()))
    }
}

impl Iterator for Rows<'_> {
    type Item = io::Result<StringRecord>;

    fn next(&mut self) -> Option<Self::Item> {
        // UTF-8 of whatever width can always be read; what fails is the disk.
        self.0.next().map(|record| record.map_err(io::Error::other))
    }
}

/// The rows, each with the line on which it begins.
///
/// # Errors
///
/// What the system says of a file that cannot be opened.
pub fn numbered(source: &dyn Source, format: Format) -> io::Result<Numbered<'_>> {
    let text = BufReader::with_capacity(AHEAD, format.text(source)?);
    Ok(Numbered { rows: Rows::of(source, format)?, text, passed: 0, lines: Lines::default() })
}

/// Rows, and a second look at the same text that counts their lines.
///
/// The reader's own position is before the line end and the blank lines that it then skips, and it knows fewer ends.
pub struct Numbered<'a> {
    rows: Rows<'a>,
    text: BufReader<Box<dyn Read + Send + 'a>>,
    passed: u64,
    lines: Lines,
}

impl Numbered<'_> {
    /// Goes on to a place, and from there over the line ends that stand before the row.
    fn go_to(&mut self, at: u64) -> io::Result<u64> {
        loop {
            let (before, ahead) = (at.saturating_sub(self.passed), self.text.fill_buf()?);
            let before = usize::try_from(before).unwrap_or(usize::MAX).min(ahead.len());
            let blank = |byte: &&u8| matches!(**byte, b'\r' | b'\n');
            let ends = if self.passed + before as u64 >= at {
                ahead[before..].iter().take_while(blank).count()
            } else {
                0
            };
            ahead[..before + ends].iter().for_each(|byte| self.lines.pass(*byte));
            let is_there = before + ends < ahead.len() || ahead.is_empty();
            self.passed += (before + ends) as u64;
            self.text.consume(before + ends);
            if is_there {
                return Ok(self.lines.line());
            }
        }
    }
}

impl Iterator for Numbered<'_> {
    type Item = io::Result<(u64, StringRecord)>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = self.rows.next()?;
        Some(record.and_then(|record| {
            let at = record.position().map_or(self.passed, csv::Position::byte);
            Ok((self.go_to(at)?, record))
        }))
    }
}
