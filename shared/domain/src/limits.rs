//! How often something may be tried: windows, counters, and whose tries they count.

pub(crate) mod counter;
pub(crate) mod matching;
pub(crate) mod sender;
pub(crate) mod windows;

pub use counter::{Count, Counter, Subject, Tally, Window};
pub use matching::{Tryer, count_match, match_allowed, match_opens};
pub use sender::SenderTries;
pub use windows::{
    MATCH_PER_ADDRESS, MATCH_PER_EMAIL, MATCH_PER_MEMBER, MATCH_PER_SITE, NEW_EMAIL_PER_MEMBER,
    NO_SCRIPT_PER_ADDRESS,
};

#[cfg(test)]
mod tests;
