//! How each row stands, from the comparison to the writing, a few bytes a row and not in memory.

use std::io::{self, BufReader, Read, Seek, Write};

use tempfile::SpooledTempFile;

/// What stays in memory: some 29,000 rows at nine bytes each; more go to the disk.
const HELD: usize = 256 * 1024;

/// How an account stands with the file in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stand {
    /// Its holder.
    pub(crate) holder: u64,
    /// Whether it is to be written before the others, with the end of its binding.
    pub(crate) passes_on: bool,
}

/// How the good rows stand, in the file's order.
pub(crate) struct Stands {
    file: SpooledTempFile,
    /// How many there are.
    pub(crate) count: u64,
    /// Of these, those that pass on.
    pub(crate) passing_on: u64,
}

impl Stands {
    pub(crate) fn new() -> Self {
        Self { file: tempfile::spooled_tempfile(HELD), count: 0, passing_on: 0 }
    }

    pub(crate) fn push(&mut self, stand: Stand) -> io::Result<()> {
        self.count += 1;
        self.passing_on += u64::from(stand.passes_on);
        let mut bytes = [u8::from(stand.passes_on); 9];
        bytes[..8].copy_from_slice(&stand.holder.to_le_bytes());
        self.file.write_all(&bytes)
    }

    /// All of them from the first on.
    pub(crate) fn again(&mut self) -> io::Result<impl Iterator<Item = io::Result<Stand>> + Send> {
        self.file.rewind()?;
        let mut file = BufReader::new(&mut self.file);
        Ok((0..self.count).map(move |_| {
            let mut bytes = [0; 9];
            file.read_exact(&mut bytes)?;
            let [holder @ .., passes_on] = bytes;
            Ok(Stand { holder: u64::from_le_bytes(holder), passes_on: passes_on == 1 })
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_read_back_in_their_order_as_often_as_they_are_asked_for() {
        let mut stands = Stands::new();
        let all = (0..40_000).map(|holder| Stand { holder, passes_on: holder % 3 == 0 });
        for stand in all.clone() {
            stands.push(stand).expect("written");
        }

        for _ in 0..2 {
            let read: Vec<Stand> =
                stands.again().expect("read").map(|it| it.expect("one")).collect();
            assert!(read.into_iter().eq(all.clone()));
        }
        assert_eq!((stands.count, stands.passing_on), (40_000, 13_334));
    }
}
