//! A post office that keeps its letters.

use std::sync::{Arc, Mutex, MutexGuard};

use domain::Mail;
use domain::ports::{MailError, PostOffice};

use super::turn::turn;

/// What the post office does with letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mood {
    /// It takes them.
    #[default]
    Open,
    /// It takes none for now.
    Closed,
    /// It refuses them for good.
    Refusing,
}

#[derive(Clone, Default)]
struct Desk {
    mood: Mood,
    taken: Vec<Mail>,
    asked: usize,
}

/// A post office in memory. Its clones are the same one.
#[derive(Clone, Default)]
pub struct MemoryPostOffice(Arc<Mutex<Desk>>);

#[derive(Debug, thiserror::Error)]
#[error("the test said so")]
struct TestSaidSo;

impl MemoryPostOffice {
    /// Another post office with the same letters.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self(Arc::new(Mutex::new(self.desk().clone())))
    }

    /// Sets what it does with letters from now on.
    pub fn set_mood(&self, mood: Mood) {
        self.desk().mood = mood;
    }

    /// The letters that were taken, oldest first.
    #[must_use]
    pub fn taken(&self) -> Vec<Mail> {
        self.desk().taken.clone()
    }

    /// The letters that an address got, oldest first.
    #[must_use]
    pub fn taken_for(&self, address: &str) -> Vec<Mail> {
        self.taken().into_iter().filter(|mail| mail.to.expose() == address).collect()
    }

    /// How often a letter was brought, taken or not.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.desk().asked
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.0.lock().expect("nobody panics while holding the desk")
    }
}

impl PostOffice for MemoryPostOffice {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        turn().await;
        let mut desk = self.desk();
        desk.asked += 1;
        match desk.mood {
            Mood::Open => {
                desk.taken.push(mail.clone());
                Ok(())
            }
            Mood::Closed => Err(MailError::Later(Box::new(TestSaidSo))),
            Mood::Refusing => Err(MailError::Never(Box::new(TestSaidSo))),
        }
    }
}
