//! The file of rejected rows: private, never the extract itself, and gone after a run that rejected nothing.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sheets::RejectsFile;

use crate::end::Failure;

/// What our files of rejected rows begin with; nothing else is deleted.
const BEGIN: &[u8] = b"line,reason,";

/// Where the rejected rows of an extract go.
///
/// # Errors
///
/// If that is the extract itself, under whatever name.
pub(crate) fn place(named: Option<&PathBuf>, extract: &Path) -> Result<PathBuf, Failure> {
    let path = named.cloned().unwrap_or_else(|| extract.with_extension("rejects.csv"));
    if is_same(&path, extract) {
        return Err(Failure::mend(
            "the rejected rows would be written over the extract",
            "Name another file with --rejects FILE.",
        ));
    }
    Ok(path)
}

/// Writes the rejected rows, or removes those of an earlier run; answers where they are.
///
/// # Errors
///
/// What the system says.
pub(crate) fn put(path: PathBuf, rejects: &RejectsFile) -> Result<Option<PathBuf>, Failure> {
    let rows = rejects.expose();
    let ended = if rows.is_empty() { remove(&path) } else { write_private(&path, rows) };
    ended.map_err(|error| {
        let problem = format!("the rejected rows cannot be written to {}: {error}", path.display());
        Failure::mend(problem, "Name another file with --rejects FILE.")
    })?;
    Ok((!rows.is_empty()).then_some(path))
}

/// Only the file's owner can read it, since it holds what members are asked: a new file takes the old one's place.
fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut draft = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    draft.write_all(bytes)?;
    draft.persist(path).map(drop).map_err(|refused| refused.error)
}

/// Removes a file of ours; another one stays.
fn remove(path: &Path) -> io::Result<()> {
    match fs::read(path) {
        Ok(bytes) if bytes.starts_with(BEGIN) => fs::remove_file(path),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Whether two names lead to one file, by a link too, be it there or yet to be written.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    let (Some(one), Some(other)) = (resolved(one), resolved(other)) else {
        return false;
    };
    #[cfg(unix)]
    if let (Ok(one), Ok(other)) = (fs::metadata(&one), fs::metadata(&other)) {
        use std::os::unix::fs::MetadataExt;
        return (one.dev(), one.ino()) == (other.dev(), other.ino());
    }
    one == other
}

/// The whole name of a file, or of one that can be written in a folder that is there.
fn resolved(path: &Path) -> Option<PathBuf> {
    let there = fs::canonicalize(path);
    there.ok().or_else(|| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()?;
        Some(folder.join(path.file_name()?))
    })
}
