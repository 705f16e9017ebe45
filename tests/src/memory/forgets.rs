//! A store that forgets one of its rules, so that a proof can be seen to notice.

use super::store::MemoryStore;

/// What a store forgets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forgets {
    /// That an account has an owner.
    Owners,
    /// That a link to a member did its work: that it was used, and that what was before it is over.
    Uses,
    /// The second half of what binds an account; then it does not answer.
    Halves,
    /// That a letter is marked as sent after it was.
    Sending,
    /// What waits in the outbox, when the sweep asks.
    Waiting,
    /// The letters and events that tell of a change.
    Telling,
    /// What was counted.
    Counts,
    /// That a link's use ends all sessions.
    Epochs,
    /// That the accounts of a closed login are free.
    Freeing,
    /// That what is kept is not to be said: it logs whose registration it records.
    Silence,
    /// That all answers look alike: it does not answer who is a member already.
    Sameness,
}

impl MemoryStore {
    /// Lets the store forget a rule from now on.
    pub fn forget(&self, what: Forgets) {
        self.peek().forgets = Some(what);
    }
}
