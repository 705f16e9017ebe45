//! How each row stands, from the comparison to the writing, a few bytes a row and not in memory.

use std::io::{self, BufReader, Read, Seek, Write};

use domain::import::Holding;
use jiff::civil::Date;
use tempfile::SpooledTempFile;

/// How many bytes a row takes.
const BYTES: usize = 13;

/// What stays in memory: some 20,000 rows; more go to the disk.
const HELD: usize = 256 * 1024;

/// How an account stands with the file in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stand {
    /// Who holds it, and since when.
    pub(crate) holding: Holding,
    /// Whether it is to be written before the others, with the end of its binding.
    pub(crate) passes_on: bool,
    /// Whether the contact before the one in the file is kept.
    pub(crate) keeps_contact: bool,
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
        let flags = u8::from(stand.passes_on) | u8::from(stand.keeps_contact) << 1;
        let mut bytes = [flags; BYTES];
        bytes[..8].copy_from_slice(&stand.holding.holder.to_le_bytes());
        bytes[8..12].copy_from_slice(&packed(stand.holding.from).to_le_bytes());
        self.file.write_all(&bytes)
    }

    /// All of them from the first on.
    pub(crate) fn again(&mut self) -> io::Result<impl Iterator<Item = io::Result<Stand>> + Send> {
        self.file.rewind()?;
        let mut file = BufReader::new(&mut self.file);
        Ok((0..self.count).map(move |_| {
            let (mut holder, mut from, mut flags) = ([0; 8], [0; 4], [0; 1]);
            file.read_exact(&mut holder)?;
            file.read_exact(&mut from)?;
            file.read_exact(&mut flags)?;
            let from = unpacked(u32::from_le_bytes(from));
            let holding = Holding { holder: u64::from_le_bytes(holder), from };
            let [passes_on, keeps_contact] = [1, 2].map(|flag| flags[0] & flag != 0);
            Ok(Stand { holding, passes_on, keeps_contact })
        }))
    }
}

/// A day as a number: `20261123`, and 0 for none.
fn packed(day: Option<Date>) -> u32 {
    day.map_or(0, |day| {
        let (year, month, day) =
            (day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs());
        u32::from(year) * 10_000 + u32::from(month) * 100 + u32::from(day)
    })
}

fn unpacked(day: u32) -> Option<Date> {
    let part = |number: u32| i8::try_from(number % 100).ok();
    let year = i16::try_from(day / 10_000).ok()?;
    Date::new(year, part(day / 100)?, part(day)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_read_back_in_their_order_as_often_as_they_are_asked_for() {
        let mut stands = Stands::new();
        let day = |holder: u64| {
            let day = i8::try_from(holder % 29).expect("a day");
            Date::new(2026, 11, day).ok()
        };
        let all = (0..40_000).map(|holder| Stand {
            holding: Holding { holder, from: day(holder) },
            passes_on: holder % 3 == 0,
            keeps_contact: holder % 2 == 0,
        });
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
