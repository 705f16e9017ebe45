//! The folder that keeps data between runs: recognised, locked, reset.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::database;

/// The file that marks a folder as ours.
const MARK: &str = "porchlight-data";
const MARK_TEXT: &str =
    "Porchlight's local stack keeps its data here. `cargo run -- --reset` empties it.\n";
/// The line of the mark that says in which form the data is kept.
const FORM_LINE: &str = "form: ";
/// The form in which this version keeps data.
///
/// It rises once a version cannot read what the one before has left. Folders without the line have form 1.
const FORM: u32 = 1;

/// The file that says which version of the extract is the demo accounts'.
pub(crate) const DEMO_MARK: &str = "demo-extract";

/// All files that we make besides the mark. A reset deletes them.
const OURS: [&str; 10] = [
    DEMO_MARK,
    "desk-secret.json",
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
    mark: File,
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
    /// It is kept in a form that this version does not know.
    #[error(
        "{0} was made by another version of Porchlight, which keeps its data in another form. \
         Run that version, give another folder with --data DIR, or start from nothing with --reset"
    )]
    OtherVersion(PathBuf),
    /// The database is broken.
    #[error(
        "The database {path} is damaged: {what}. \
         Put back a copy of it, or start from nothing with --reset"
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is broken.
        what: String,
    },
    /// There is a database, and the keys that open it are gone.
    #[error(
        "The keys {0} are gone, and without them no password, link or account in the database opens. \
         Put the file back, or start from nothing with --reset"
    )]
    SecretLost(PathBuf),
    /// There are keys that cannot be read.
    #[error(
        "The keys {path} are damaged: {cause}. \
         Put back a copy of the file, or start from nothing with --reset"
    )]
    SecretDamaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it. It has no part of a key.
        cause: aws::SecretError,
    },
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
        let folder = Self { path, mark: file, _temporary: None };
        if folder.mark.metadata().map_err(failed)?.len() == 0 {
            folder.write_mark()?;
        }
        Ok(folder)
    }

    /// Makes sure that this version can go on with what an earlier run left. It changes nothing.
    ///
    /// # Errors
    ///
    /// `OtherVersion`, `Damaged`, `SecretLost` or `SecretDamaged`, each with the way on.
    pub(crate) fn check(&self) -> Result<(), DataError> {
        let (mark, database, keys) = (self.file(MARK), self.database(), self.file("secret.json"));
        let failed = |path: &Path, cause| DataError::Io { path: path.to_owned(), cause };
        let text = fs::read(&mark).map_err(|cause| failed(&mark, cause))?;
        if form(&String::from_utf8_lossy(&text)) != Some(FORM) {
            return Err(DataError::OtherVersion(self.path.clone()));
        }
        if keys.exists() {
            let read = aws::keys_in(&keys);
            read.map_err(|cause| DataError::SecretDamaged { path: keys, cause })?;
        } else if database.exists() {
            return Err(DataError::SecretLost(keys));
        }
        if !database.exists() {
            return Ok(());
        }
        let found = database::damage(&database);
        match found.map_err(|cause| failed(&database, io::Error::other(cause)))? {
            Some(what) => Err(DataError::Damaged { path: database, what }),
            None => Ok(()),
        }
    }

    /// Writes the mark anew, with the form of this version.
    fn write_mark(&self) -> Result<(), DataError> {
        let text = format!("{MARK_TEXT}{FORM_LINE}{FORM}\n");
        let written = self.mark.set_len(0).and_then(|()| (&self.mark).write_all(text.as_bytes()));
        written.map_err(|cause| DataError::Io { path: self.file(MARK), cause })
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
        self.write_mark()?;
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
        self.made_secret("secret.json", serde_json::Map::new())
    }

    /// The same for the desk, with what it proves itself to the local provider with.
    pub(crate) fn desk_secret(&self) -> Result<PathBuf, DataError> {
        let client_secret = ("client_secret".to_owned(), crate::staff_sign_in::SECRET.into());
        self.made_secret("desk-secret.json", [client_secret].into_iter().collect())
    }

    fn made_secret(
        &self,
        name: &str,
        mut secret: serde_json::Map<String, serde_json::Value>,
    ) -> Result<PathBuf, DataError> {
        let path = self.file(name);
        let failed = |cause| DataError::Io { path: path.clone(), cause };
        if path.exists() {
            return Ok(path);
        }
        let mut key = [0; 32];
        getrandom::fill(&mut key).map_err(|cause| failed(io::Error::other(cause)))?;
        let roles = ["current", "index", "match"].map(|role| (role.to_owned(), "1".into()));
        secret.extend(roles);
        secret.insert("1".to_owned(), data_encoding::HEXLOWER.encode(&key).into());
        let secret = serde_json::Value::Object(secret);
        // Written under another name first, so that a start cut short leaves no partial secret.
        let mut draft = tempfile::NamedTempFile::new_in(&self.path).map_err(failed)?;
        draft.write_all(secret.to_string().as_bytes()).map_err(failed)?;
        draft.persist(&path).map_err(|refused| failed(refused.error))?;
        Ok(path)
    }
}

/// The form that a mark names; `None` if it names none that could be one.
fn form(mark: &str) -> Option<u32> {
    let named = mark.lines().rev().find_map(|line| line.strip_prefix(FORM_LINE));
    named.map_or(Some(1), |named| named.trim().parse().ok())
}

#[cfg(test)]
mod tests;
