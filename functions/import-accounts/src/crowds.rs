//! Customer numbers and names that stand on so many rows that they are probably nobody's, counted a part at a time.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufReader, Read, Seek, Write};

use domain::import::{Crowd, DIFFERENT, ImportedRow, LEAST};
use domain::{Name, Typed};
use tempfile::SpooledTempFile;

/// In how many parts.
const PARTS: u64 = 32;
/// What a part may hold before it goes to the disk: all parts together hold 1 MiB.
const HELD: usize = 32 * 1024;
/// The most lines that are listed of a crowd.
pub(crate) const LISTED: usize = 50;

/// What a value is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Of {
    Customer,
    Name,
}

/// What stands on the rows, as hashes; what goes to the disk has no name there and goes with the process.
pub(crate) struct Crowds {
    parts: Vec<SpooledTempFile>,
    rows: u64,
}

/// A value on a row: of what, its hash, those of name and address beside it, and the line.
type Seen = [u64; 5];

/// A value that is on many rows.
#[derive(Debug, Default)]
struct Tally {
    rows: u64,
    names: BTreeSet<u64>,
    addresses: BTreeSet<u64>,
    lines: Vec<u64>,
}

impl Crowds {
    pub(crate) fn new() -> Self {
        let parts = (0..PARTS).map(|_| tempfile::spooled_tempfile(HELD)).collect();
        Self { parts, rows: 0 }
    }

    /// Notes a row's customer number and names.
    pub(crate) fn note(&mut self, row: &ImportedRow, line: u64) -> io::Result<()> {
        self.rows += 1;
        let names: Vec<&str> = row.names.iter().map(Name::expose).collect();
        let (address, name) = (row.address(), hash(&names));
        if let Some(customer) = &row.customer {
            self.add([0, hash(&Typed::expose(customer)), name, address, line])?;
        }
        row.names
            .iter()
            .try_for_each(|name| self.add([1, hash(&Name::expose(name)), 0, address, line]))
    }

    fn add(&mut self, seen: Seen) -> io::Result<()> {
        let part = usize::try_from(seen[1] % PARTS).unwrap_or_default();
        self.parts[part].write_all(&seen.map(u64::to_le_bytes).concat())
    }

    /// What is nobody's, with the lines of the first rows that have it.
    pub(crate) fn found(self) -> io::Result<Vec<(Of, u64, Vec<u64>)>> {
        let mut found = Vec::new();
        for mut part in self.parts {
            for ((of, _), tally) in tallies(&mut part)? {
                let (names, addresses) = (tally.names.len(), tally.addresses.len());
                let crowd = Crowd { rows: tally.rows, names, addresses };
                let is_nobodys = match of {
                    Of::Customer => crowd.of_customer(),
                    Of::Name => crowd.of_name(self.rows),
                };
                if is_nobodys {
                    found.push((of, tally.rows, tally.lines));
                }
            }
        }
        found.sort();
        Ok(found)
    }
}

/// Counts first, and looks only at what is there often: of most values, a number is all that is held.
fn tallies(part: &mut SpooledTempFile) -> io::Result<HashMap<(Of, u64), Tally>> {
    let mut counts: HashMap<(Of, u64), u64> = HashMap::new();
    each(part, |of, [_, value, ..]| *counts.entry((of, value)).or_default() += 1)?;
    counts.retain(|_, rows| *rows >= LEAST);
    let mut tallies: HashMap<(Of, u64), Tally> = HashMap::new();
    each(part, |of, [_, value, name, address, line]| {
        if !counts.contains_key(&(of, value)) {
            return;
        }
        let tally = tallies.entry((of, value)).or_default();
        tally.rows += 1;
        for (different, one) in [(&mut tally.names, name), (&mut tally.addresses, address)] {
            if different.len() < DIFFERENT {
                different.insert(one);
            }
        }
        if tally.lines.len() < LISTED {
            tally.lines.push(line);
        }
    })?;
    Ok(tallies)
}

/// Reads a part from its beginning.
fn each(part: &mut SpooledTempFile, mut see: impl FnMut(Of, Seen)) -> io::Result<()> {
    part.rewind()?;
    let mut part = BufReader::new(part);
    let mut bytes = [0; 40];
    loop {
        match part.read_exact(&mut bytes) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            read => read?,
        }
        let (words, _) = bytes.as_chunks::<8>();
        let seen: Seen = std::array::from_fn(|at| u64::from_le_bytes(words[at]));
        see(if seen[0] == 0 { Of::Customer } else { Of::Name }, seen);
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
