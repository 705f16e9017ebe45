//! Keeps between runs how far each function is in its stream.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The last record delivered, by function and stream.
pub(crate) struct Checkpoints {
    /// `None` if nothing is to outlive the run.
    file: Option<PathBuf>,
    last: Mutex<BTreeMap<String, String>>,
}

impl Checkpoints {
    /// Reads the file, if there is one.
    ///
    /// If it cannot be read, delivery starts at the oldest record.
    pub(crate) fn open(file: Option<PathBuf>) -> Self {
        let written = file.as_ref().and_then(|path| std::fs::read(path).ok()).unwrap_or_default();
        let last = Mutex::new(serde_json::from_slice(&written).unwrap_or_default());
        Self { file, last }
    }

    pub(super) fn find(&self, function: &str, stream: &str) -> Option<String> {
        self.last().get(&key(function, stream)).cloned()
    }

    /// Notes a record as delivered.
    ///
    /// If the note cannot be kept, the record comes again at the next start.
    pub(super) fn note(&self, function: &str, stream: &str, sequence: &str) {
        let mut last = self.last();
        last.insert(key(function, stream), sequence.to_owned());
        if let Some(path) = &self.file
            && let Err(cause) = write(path, &last)
        {
            eprintln!("stream: the position of {function} could not be kept: {cause}");
        }
    }

    fn last(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The key of a function and a stream.
///
/// A stream's name has the time of its creation, so a new table starts anew.
fn key(function: &str, stream: &str) -> String {
    format!("{function} {stream}")
}

fn write(path: &Path, last: &BTreeMap<String, String>) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::NotFound)?;
    let mut draft = tempfile::NamedTempFile::new_in(folder)?;
    draft.write_all(&serde_json::to_vec(last)?)?;
    draft.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_again_after_a_restart_and_only_for_its_stream() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("stream.json");
        let before = Checkpoints::open(Some(path.clone()));
        before.note("send-letters", "arn/1", "100");
        before.note("send-letters", "arn/1", "101");

        let after = Checkpoints::open(Some(path));

        assert_eq!(after.find("send-letters", "arn/1").as_deref(), Some("101"));
        assert_eq!(after.find("send-letters", "arn/2"), None);
    }
}
