//! A store that forgets one of its rules, to show that a proof notices.

/// The rule that a store forgets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forgets {
    /// That an account has an owner.
    Owners,
    /// That a link did its work: it was used, and older links and sessions are over.
    Uses,
    /// The second half of a binding. After the first it does not answer.
    Halves,
    /// That a letter is marked as sent only after it was sent.
    Sending,
    /// The envelopes that wait, when the sweep asks.
    Waiting,
    /// The letters and events that tell of a change.
    Telling,
    /// The tries that were counted.
    Counts,
    /// That a link's use ends all sessions.
    Epochs,
    /// That the accounts of a closed login are free.
    Freeing,
    /// That personal data must stay out of the log: it logs a registration's email.
    Silence,
    /// That all answers look alike: it fails for an email that is a member's.
    Sameness,
    /// That the step of an app's code was used.
    Steps,
    /// That others write meanwhile: it checks when it is called, and writes later without a condition.
    Conditions,
}
