//! Why what the outage system says of a report did not go in; in words for the co-op's staff.

use std::fmt;

/// Why a row of a file of outages stays out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OutageReason {
    /// Its reference is no code.
    BadReference,
    /// No report has its code, or it is gone by now.
    UnknownReference,
    /// Its status is a word that is not known.
    UnknownStatus,
    /// Its time has not come yet.
    Early,
}

impl OutageReason {
    /// The reason's name, for counting.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::BadReference => "bad-reference",
            Self::UnknownReference => "unknown-reference",
            Self::UnknownStatus => "unknown-outage-status",
            Self::Early => "early",
        }
    }
}

impl fmt::Display for OutageReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BadReference => {
                "reference is no reference code: six letters and digits, such as K7Q-2M4"
            }
            Self::UnknownReference => {
                "no report of the last 30 days has this reference; take it from the event outage.reported"
            }
            Self::UnknownStatus => "status is a word that is not known: crew-sent or restored",
            Self::Early => "as_of is a time that has not come yet",
        })
    }
}
