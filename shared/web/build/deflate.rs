//! Compresses what is the same in every page, once.

use flate2::{Compress, Compression, FlushCompress};

/// A text as blocks of a deflate stream, none of which is the last, up to a whole byte.
///
/// None if it cannot be compressed.
pub(crate) fn to_a_whole_byte(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() + 64);
    let mut tables = Compress::new(Compression::best(), false);
    tables.compress_vec(text, &mut out, FlushCompress::Full).ok()?;
    (tables.total_in() == u64::try_from(text.len()).ok()?).then_some(out)
}
