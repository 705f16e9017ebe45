//! The folder that keeps data between runs: recognised, locked, reset.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The file that marks a folder as ours.
const MARK: &str = "porchlight-data";
const MARK_TEXT: &str =
    "Porchlight's local stack keeps its data here. `cargo run -- --reset` empties it.\n";

/// All files that we make besides the mark. A reset deletes them.
const OURS: [&str; 8] = [
    "dynamodb.sqlite",
    "dynamodb.sqlite-wal",
    "dynamodb.sqlite-shm",
    "events.jsonl",
    "letters.jsonl",
    "secret.json",
    "services.env",
    "stream.json",
];

/// A folder for data. It is ours alone while this lives.
#[derive(Debug)]
pub(crate) struct DataFolder {
    path: PathBuf,
    /// The locked file. The lock ends with the process.
    _mark: File,
    /// Set if the folder is to be deleted at the end.
    _temporary: Option<tempfile::TempDir>,
}

/// Why a folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// There are files in it, but no mark of ours.
    #[error("{0} holds files that are not Porchlight's. Give another folder with --data DIR")]
    Foreign(PathBuf),
    /// Another run uses it.
    #[error(
        "Porchlight is already running on {0}. Stop it, or give another folder with --data DIR"
    )]
    Busy(PathBuf),
    /// It cannot be read or written.
    #[error("{path} cannot be used: {cause}")]
    Io {
        /// The folder, or a file in it.
        path: PathBuf,
        /// The system's error.
        cause: io::Error,
    },
}

impl DataFolder {
    /// Opens or makes a folder, and locks it.
    ///
    /// # Errors
    ///
    /// `Foreign` for a folder with files that are not ours, `Busy` if another run uses it.
    pub(crate) fn open(path: &Path) -> Result<Self, DataError> {
        let failed = |cause| DataError::Io { path: path.to_owned(), cause };
        fs::create_dir_all(path).map_err(failed)?;
        let path = path.canonicalize().map_err(failed)?;
        let mark = path.join(MARK);
        let is_empty = fs::read_dir(&path).map_err(failed)?.next().is_none();
        if !is_empty && !mark.is_file() {
            return Err(DataError::Foreign(path));
        }
        let file = OpenOptions::new().append(true).create(true).open(mark).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(DataError::Busy(path)),
            Err(TryLockError::Error(cause)) => return Err(failed(cause)),
        }
        if file.metadata().map_err(failed)?.len() == 0 {
            (&file).write_all(MARK_TEXT.as_bytes()).map_err(failed)?;
        }
        Ok(Self { path, _mark: file, _temporary: None })
    }

    /// Makes a folder that is deleted at the end of the run.
    pub(crate) fn temporary() -> Result<Self, DataError> {
        let folder = tempfile::tempdir()
            .map_err(|cause| DataError::Io { path: std::env::temp_dir(), cause })?;
        let opened = Self::open(folder.path())?;
        Ok(Self { _temporary: Some(folder), ..opened })
    }

    /// Deletes only what we made in it.
    pub(crate) fn reset(&self) -> Result<(), DataError> {
        for name in OURS {
            let path = self.file(name);
            match fs::remove_file(&path) {
                Ok(()) => {}
                Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
                Err(cause) => return Err(DataError::Io { path, cause }),
            }
        }
        let path = self.buckets();
        match fs::remove_dir_all(&path) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
                Err(DataError::Io { path, cause })
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.file("dynamodb.sqlite")
    }

    pub(crate) fn letters(&self) -> PathBuf {
        self.file("letters.jsonl")
    }

    /// The events of the bus.
    pub(crate) fn events(&self) -> PathBuf {
        self.file("events.jsonl")
    }

    /// The folder of buckets.
    pub(crate) fn buckets(&self) -> PathBuf {
        self.file("buckets")
    }

    /// The file with the variables for tools that use the services of this folder.
    pub(crate) fn environment(&self) -> PathBuf {
        self.file("services.env")
    }

    /// Writes these variables. Those of an earlier run no longer lead anywhere.
    pub(crate) fn put_environment(&self, text: &str) -> Result<(), DataError> {
        let path = self.environment();
        fs::write(&path, text).map_err(|cause| DataError::Io { path, cause })
    }

    /// The file in which the stream's reader notes how far it is.
    pub(crate) fn stream(&self) -> PathBuf {
        self.file("stream.json")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Finds or makes the file with the keys, which only its owner can read.
    ///
    /// It has the form of the secret in the template: one key, current for everything.
    pub(crate) fn secret(&self) -> Result<PathBuf, DataError> {
        let path = self.file("secret.json");
        let failed = |cause| DataError::Io { path: path.clone(), cause };
        if path.exists() {
            return Ok(path);
        }
        let mut key = [0; 32];
        getrandom::fill(&mut key).map_err(|cause| failed(io::Error::other(cause)))?;
        let key = data_encoding::HEXLOWER.encode(&key);
        let secret = serde_json::json!({"current": "1", "index": "1", "match": "1", "1": key});
        // Written under another name first, so that a start cut short leaves no partial secret.
        let mut draft = tempfile::NamedTempFile::new_in(&self.path).map_err(failed)?;
        draft.write_all(secret.to_string().as_bytes()).map_err(failed)?;
        draft.persist(&path).map_err(|refused| failed(refused.error))?;
        Ok(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a folder can be made")
    }

    #[test]
    fn a_second_run_on_one_folder_is_refused_until_the_first_ends() {
        let folder = folder();
        let first = DataFolder::open(folder.path()).expect("an empty folder becomes ours");

        let second = DataFolder::open(folder.path());
        drop(first);
        let third = DataFolder::open(folder.path());

        assert!(matches!(second, Err(DataError::Busy(_))));
        assert!(third.is_ok());
    }

    #[test]
    fn a_folder_with_other_files_is_left_alone() {
        let folder = folder();
        let precious = folder.path().join("letters.jsonl");
        fs::write(&precious, "mine").expect("it can be written");

        let refused = DataFolder::open(folder.path());

        assert!(matches!(refused, Err(DataError::Foreign(_))));
        assert_eq!(fs::read_dir(folder.path()).expect("it can be read").count(), 1);
    }

    #[test]
    fn a_reset_deletes_what_we_made_and_nothing_else() {
        let folder = folder();
        let data = DataFolder::open(folder.path()).expect("an empty folder becomes ours");
        let secret = data.secret().expect("a secret can be made");
        let note = folder.path().join("note.txt");
        fs::write(&note, "mine").expect("it can be written");

        data.reset().expect("it can be reset");

        assert!(!secret.exists());
        assert!(note.exists());
        drop(data);
        assert!(DataFolder::open(folder.path()).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn the_secret_is_kept_and_only_its_owner_reads_it() {
        use std::os::unix::fs::PermissionsExt;

        let folder = folder();
        let data = DataFolder::open(folder.path()).expect("an empty folder becomes ours");

        let path = data.secret().expect("a secret can be made");
        let first = fs::read_to_string(&path).expect("it can be read");
        let again = fs::read_to_string(data.secret().expect("it is there")).expect("as before");

        let mode = fs::metadata(&path).expect("it is there").permissions().mode();
        let read: serde_json::Value = serde_json::from_str(&first).expect("it is JSON");
        assert_eq!(mode & 0o777, 0o600);
        assert!(first == again);
        assert_eq!(read["current"], "1");
        assert_eq!(read["1"].as_str().map(str::len), Some(64));
    }
}
