//! What the outage system is told of a report. It is sealed at rest, and in no file.

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::outages::said::{CallBack, OutageKind, OutageNote, OutagePlace, SeenOutage};
use crate::values::ids::ReferenceCode;
use crate::values::named::named;

/// What an event about an outage tells beside its account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutageTold {
    /// What the report is found by.
    pub reference: ReferenceCode,
    /// What was said.
    pub said: OutageSaid,
}

/// What was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutageSaid {
    /// A member, of an account of theirs.
    ByMember {
        /// What is wrong.
        kind: OutageKind,
        /// A few words for the crew.
        note: Option<OutageNote>,
    },
    /// Somebody who is not signed in: nobody has checked any of it.
    Unverified {
        /// An account number or an address, as typed.
        place: OutagePlace,
        /// What they have seen.
        seen: SeenOutage,
        /// Where they can be called back.
        call_back: CallBack,
    },
    /// The power is back.
    Restored(RestoredBy),
}

/// Who said that the power is back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum RestoredBy {
    /// A member.
    Member,
    /// Staff.
    Staff,
}

named!(RestoredBy);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::named::assert_named;

    #[test]
    fn who_says_that_power_is_back_is_named_as_in_events() {
        assert_named!(RestoredBy, ["member", "staff"]);
    }
}
