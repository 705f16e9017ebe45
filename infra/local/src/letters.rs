//! The letters that the mail endpoint took, kept between runs.

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::sync::watch;

/// How long tests wait for a letter. It is longer than a busy machine takes.
const PATIENCE: Duration = Duration::from_mins(1);

/// A letter, as the mail endpoint took it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceivedLetter {
    /// The recipient. Several addresses are joined by a comma.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text part. Empty if it has none.
    pub text: String,
    /// Its HTML part. Empty if it has none.
    pub html: String,
    /// When it was taken.
    pub sent_at: jiff::Timestamp,
    /// The sender.
    pub from: String,
}

/// Shows nothing, since a letter carries a link and a password.
impl fmt::Debug for ReceivedLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReceivedLetter(..)")
    }
}

/// All letters, newest last. Clones are the same inbox.
#[derive(Clone)]
pub struct Inbox {
    kept: Arc<Mutex<Kept>>,
    count: Arc<watch::Sender<usize>>,
}

struct Kept {
    letters: Vec<ReceivedLetter>,
    /// The file with a line of JSON per letter.
    ///
    /// `None` if nothing is to outlive the run.
    file: Option<File>,
}

impl Inbox {
    /// An inbox that does not outlive the run.
    pub(crate) fn in_memory() -> Self {
        Self::new(Vec::new(), None)
    }

    /// Opens the inbox that is kept in a file.
    ///
    /// A line that cannot be read is skipped. The last one is so if a run was cut short.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let mut file = OpenOptions::new().create(true).append(true).read(true).open(path)?;
        let written = io::read_to_string(&file)?;
        let letters = written.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        if !written.is_empty() && !written.ends_with('\n') {
            file.write_all(b"\n")?;
        }
        Ok(Self::new(letters, Some(file)))
    }

    fn new(letters: Vec<ReceivedLetter>, file: Option<File>) -> Self {
        let count = Arc::new(watch::Sender::new(letters.len()));
        Self { kept: Arc::new(Mutex::new(Kept { letters, file })), count }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a letter. It is in the file before this returns.
    pub(crate) fn take(&self, letter: ReceivedLetter) -> io::Result<()> {
        let mut kept = self.kept();
        if let Some(file) = &mut kept.file {
            let mut line = serde_json::to_vec(&letter)?;
            line.push(b'\n');
            file.write_all(&line)?;
        }
        kept.letters.push(letter);
        self.count.send_replace(kept.letters.len());
        Ok(())
    }

    /// All letters, newest last.
    pub fn letters(&self) -> Vec<ReceivedLetter> {
        self.kept().letters.clone()
    }

    /// The letters to one address, newest last. Case does not matter.
    pub fn letters_to(&self, address: &str) -> Vec<ReceivedLetter> {
        let kept = self.kept();
        kept.letters.iter().filter(|one| one.to.eq_ignore_ascii_case(address)).cloned().collect()
    }

    /// Waits until an address has this many letters, and returns them.
    ///
    /// If the wait is too long, it returns fewer.
    pub async fn wait_for(&self, address: &str, many: usize) -> Vec<ReceivedLetter> {
        let mut count = self.count.subscribe();
        let arrived = async {
            while self.letters_to(address).len() < many {
                if count.changed().await.is_err() {
                    break;
                }
            }
        };
        // The number of letters shows whether they came or the time was over.
        drop(tokio::time::timeout(PATIENCE, arrived).await);
        self.letters_to(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(to: &str) -> ReceivedLetter {
        ReceivedLetter {
            to: to.to_owned(),
            subject: "Welcome".to_owned(),
            text: "line one\nline two".to_owned(),
            html: "<p>line</p>".to_owned(),
            sent_at: jiff::Timestamp::constant(1_795_435_200, 0),
            from: "porchlight@localhost.example".to_owned(),
        }
    }

    #[test]
    fn letters_are_there_again_after_a_restart_newest_last() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("letters.jsonl");
        let before = Inbox::open(&path).expect("the file can be made");
        before.take(letter("a@example.com")).expect("the file can be written");
        before.take(letter("b@example.com")).expect("the file can be written");
        drop(before);

        let after = Inbox::open(&path).expect("the file can be read");

        assert!(after.letters() == [letter("a@example.com"), letter("b@example.com")]);
    }

    #[test]
    fn a_line_cut_short_costs_only_itself() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("letters.jsonl");
        let whole = serde_json::to_string(&letter("a@example.com")).expect("a letter is JSON");
        std::fs::write(&path, format!("{whole}\n{}", &whole[..20])).expect("it can be written");

        let inbox = Inbox::open(&path).expect("the file can be read");
        inbox.take(letter("b@example.com")).expect("the file can be written");

        let again = Inbox::open(&path).expect("the file can be read");
        assert!(again.letters() == [letter("a@example.com"), letter("b@example.com")]);
    }

    #[test]
    fn a_letter_does_not_show_itself_in_debug() {
        assert_eq!(format!("{:?}", letter("a@example.com")), "ReceivedLetter(..)");
    }

    #[tokio::test(start_paused = true)]
    async fn waiting_ends_with_the_letter_or_with_the_time() {
        let inbox = Inbox::in_memory();
        let waiting = tokio::spawn({
            let inbox = inbox.clone();
            async move { inbox.wait_for("A@example.com", 1).await }
        });
        tokio::task::yield_now().await;

        inbox.take(letter("a@example.com")).expect("memory takes it");
        let came = waiting.await.expect("it does not panic");
        let late = inbox.wait_for("a@example.com", 2).await;

        assert_eq!((came.len(), late.len()), (1, 1));
    }
}
