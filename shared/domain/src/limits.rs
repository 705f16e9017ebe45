//! How often something may be tried: windows, counters, and whose tries they count.

pub(crate) mod counter;
pub(crate) mod matching;
pub(crate) mod sender;
pub(crate) mod windows;

pub use counter::{Count, Counter, Subject, Tally, Window};
pub use matching::{Tryer, count_match, match_allowed, match_opens};
pub use sender::SenderTries;
pub use windows::{
    DOWNLOADS_PER_MEMBER, INVITATIONS_PER_MEMBER, NEW_EMAIL_PER_MEMBER, OUTAGES_PER_MEMBER,
    RESETS_PER_MEMBER, match_per_address, match_per_email, match_per_member, match_per_site,
    no_script_per_address, outages_per_address, outages_per_site,
};

#[cfg(test)]
mod tests;
