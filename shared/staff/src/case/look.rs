//! Notes that staff looked.

use domain::ports::{Claims, Posted, StoreError, Timeline};
use domain::{TimelineEntry, Whose, staff};
use jiff::Timestamp;

use crate::found::Found;
use crate::office::{Office, random_id};
use crate::refused::NotDone;
use crate::target::Target;

/// Somebody's look at somebody, as it is noted.
pub struct Look {
    by: String,
    pub(super) at: Timestamp,
    entry: String,
}

impl Look {
    /// A look of somebody now.
    #[must_use]
    pub fn new(by: &str, at: Timestamp) -> Self {
        Self { by: by.to_owned(), at, entry: random_id() }
    }

    /// The id of the timeline's entry.
    #[must_use]
    pub fn entry(&self) -> &str {
        &self.entry
    }

    pub(super) async fn note(
        &self,
        store: &impl Timeline,
        whose: &[Whose],
    ) -> Result<(), StoreError> {
        let (id, what) = (self.entry.clone(), staff::looked_up(&self.by));
        store.tell(whose, &[TimelineEntry { id, at: self.at, what, reference: None }]).await
    }
}

/// Finds whom an act would be about, which shows no more than that, and notes it as a look-up.
///
/// # Errors
///
/// If the tables do not answer, or if a code leads to two people, which is noted too.
pub async fn glance<S: Claims + Timeline + Posted, C>(
    office: &Office<'_, S, C>,
    who: Target,
    look: &Look,
) -> Result<Found, NotDone> {
    let Office { store, keys, .. } = *office;
    let typed = who.timeline(keys);
    let found = Found::find(store, keys, who, look.at).await;
    let whose = match &found {
        Ok(found) => found.timelines(keys),
        Err(NotDone::Refused(_)) => vec![typed],
        Err(NotDone::Store(_)) => return found,
    };
    look.note(store, &whose).await?;
    found
}
