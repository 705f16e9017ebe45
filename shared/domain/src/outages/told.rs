//! What the outage system is told of a report. It is sealed at rest, and in no file.

use jiff::Timestamp;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::letters::envelope::Envelope;
use crate::members::event::{Event, EventKind};
use crate::outages::said::{CallBack, OutageKind, OutageNote, OutagePlace, SeenOutage};
use crate::values::account_number::AccountNumber;
use crate::values::ids::{MemberId, OutboxId, ReferenceCode};
use crate::values::named::named;

/// What an event about an outage tells beside its account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutageTold {
    /// What the report is found by.
    pub reference: ReferenceCode,
    /// What was said.
    pub said: OutageSaid,
}

impl OutageTold {
    /// What tells of it. An outage is no change of a member, so the event has none of their numbers.
    ///
    /// `whose` is the member who reported it, of which account; none where nobody has checked who reports.
    pub(super) fn envelope(
        self,
        kind: EventKind,
        whose: Option<(MemberId, AccountNumber)>,
        id: OutboxId,
        at: Timestamp,
    ) -> Envelope {
        let (member, account) = whose.unzip();
        let event = Event {
            kind,
            member,
            accounts: account.into_iter().collect(),
            email: None,
            held_until: None,
            number: None,
            outage: Some(self),
            at,
        };
        Envelope { id, letters: Vec::new(), events: vec![event], trace: None, queued_at: at }
    }
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
    Restored(SaidBy),
}

/// Who said how a report stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum SaidBy {
    /// A member.
    Member,
    /// Staff.
    Staff,
    /// The outage system, in a file. Nobody is told what it said, since it knows.
    OutageSystem,
}

named!(SaidBy);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::named::assert_named;

    #[test]
    fn who_says_how_a_report_stands_is_named_as_in_events() {
        assert_named!(SaidBy, ["member", "staff", "outage_system"]);
    }
}
