//! Gzip, in which the style sheet is compressed by the build and all else for each answer.
//!
//! The sheet is two thirds of a page. What follows it is compressed with the sheet as its dictionary, so
//! that the page gets hardly longer.

use std::sync::{Mutex, PoisonError, TryLockError};

use flate2::{Compress, Compression, Crc, FlushCompress, Status};

use crate::assets::{SHEET, SHEET_DEFLATED};

/// Magic number, deflate, no name, no time, and no system that made it. Source: RFC 1952 §2.3.
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];

/// The compressor's tables, a quarter of a megabyte. New ones would cost more than a page.
static KEPT: Mutex<Option<Compress>> = Mutex::new(None);

/// A body as gzip.
///
/// None if it cannot be compressed.
pub(super) fn of(body: &[u8]) -> Option<Vec<u8>> {
    match KEPT.try_lock() {
        Ok(mut kept) => with(kept.get_or_insert_with(tables), body),
        Err(TryLockError::Poisoned(kept)) => {
            with(PoisonError::into_inner(kept).insert(tables()), body)
        }
        // Somebody else compresses at this moment.
        Err(TryLockError::WouldBlock) => with(&mut tables(), body),
    }
}

fn tables() -> Compress {
    Compress::new(Compression::new(6), false)
}

fn with(tables: &mut Compress, body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len() / 2 + 64);
    out.extend(HEADER);
    tables.reset();
    if let Some((before, after)) = around_sheet(body) {
        deflate(tables, before, &mut out, FlushCompress::Full)?;
        out.extend(SHEET_DEFLATED);
        tables.reset();
        tables.set_dictionary(SHEET.as_bytes()).ok()?;
        deflate(tables, after, &mut out, FlushCompress::Finish)?;
    } else {
        deflate(tables, body, &mut out, FlushCompress::Finish)?;
    }
    let mut crc = Crc::new();
    crc.update(body);
    out.extend(crc.sum().to_le_bytes());
    out.extend(crc.amount().to_le_bytes());
    Some(out)
}

/// What stands before and after the style sheet, in a page.
fn around_sheet(body: &[u8]) -> Option<(&[u8], &[u8])> {
    const END: &[u8] = b"</style>";
    let sheet = SHEET.as_bytes();
    let end = body.get(sheet.len()..)?.windows(END.len()).position(|part| part == END)?;
    let (to_the_end, after) = body.split_at_checked(sheet.len() + end)?;
    Some((to_the_end.strip_suffix(sheet)?, after))
}

/// Compresses a part to a whole byte.
fn deflate(
    tables: &mut Compress,
    mut part: &[u8],
    out: &mut Vec<u8>,
    flush: FlushCompress,
) -> Option<()> {
    loop {
        let before = tables.total_in();
        out.reserve(part.len() / 2 + 64);
        let status = tables.compress_vec(part, out, flush).ok()?;
        let taken = usize::try_from(tables.total_in() - before).ok()?;
        part = part.get(taken..)?;
        // Room that is left over means that nothing is held back any more.
        let is_flushed = part.is_empty() && out.len() < out.capacity();
        match flush {
            FlushCompress::Finish if status == Status::StreamEnd => return Some(()),
            FlushCompress::Full if is_flushed => return Some(()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::read::GzDecoder;

    use super::*;

    fn read(gzip: &[u8]) -> Vec<u8> {
        let mut body = Vec::new();
        GzDecoder::new(gzip).read_to_end(&mut body).expect("gzip");
        body
    }

    fn page(before: &str, after: &str) -> Vec<u8> {
        format!("{before}<style>{SHEET}</style>{after}").into_bytes()
    }

    #[test]
    fn what_is_compressed_can_be_read_with_the_sheet_and_without() {
        let numbers = (0..9000_u32).map(|at| at.wrapping_mul(48271).to_string());
        let long = numbers.collect::<Vec<_>>().join(" ");
        let bodies = [
            b"a".to_vec(),
            b"{\"algorithm\":\"PBKDF2/SHA-256\"}".to_vec(),
            page("<head>", "<p>ñ</p>"),
            page("", ""),
            page(&long, &long),
            SHEET.as_bytes().to_vec(),
            format!("{SHEET}</style>{SHEET}").into_bytes(),
            long.into_bytes(),
        ];

        // Twice, since the tables are kept.
        for body in bodies.iter().chain(&bodies) {
            assert_eq!(read(&of(body).expect("gzip")), *body);
        }
    }

    #[test]
    fn the_sheet_is_found_in_a_page_and_nowhere_else() {
        let whole = page("<head>", "<p>");

        let ends: (&[u8], &[u8]) = (b"<head><style>", b"</style><p>");
        assert_eq!(around_sheet(&whole), Some(ends));
        assert_eq!(around_sheet(b"<style>p{}</style>"), None);
        assert_eq!(around_sheet(b""), None);
    }

    #[test]
    fn a_page_grows_by_less_than_a_thirtieth_for_it() {
        let after =
            "<p>Call us.</p><form><input name=\"email\"><button>Next</button></form>".repeat(8);
        let page = page("<!DOCTYPE html><html lang=\"en\"><head>", &after);
        let mut whole = Vec::new();
        deflate(&mut tables(), &page, &mut whole, FlushCompress::Finish).expect("compressed");

        let (parts, whole) = (of(&page).expect("gzip").len() - 18, whole.len());

        assert!(parts * 30 < whole * 31, "{parts} instead of {whole}");
    }
}
