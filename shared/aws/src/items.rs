//! The items in the tables. Each file writes and reads one type.

mod acceptance;
mod attributes;
mod bills;
mod changes;
mod counter;
mod days;
mod desk;
mod documents;
mod envelope;
mod extract;
mod factors;
mod facts;
mod guests;
mod history;
mod keys;
mod link;
mod member;
mod months;
mod outage;
mod outage_told;
mod passkey;
mod pending;
mod receipts;
mod session;
mod timeline;

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::ports::StoreError;
use jiff::SignedDuration;

pub(crate) use attributes::{Reader, Writer, instant, number, text};
pub(crate) use bills::{BILLS, bill, bill_item};
pub(crate) use changes::{change_item, outgoing};
pub(crate) use counter::{counter, counter_item};
pub(crate) use days::{day, day_item};
pub(crate) use desk::{staff_session, staff_session_item, used_item};
pub(crate) use documents::{claim, claim_item};
pub(crate) use envelope::{
    DUE, LEASE, due, due_key, envelope_item, event, event_map, held, later_item, leased,
    letters_value, posted,
};
pub(crate) use extract::{extract, extract_item};
pub(crate) use factors::{
    SECOND, bound_item, factors, factors_map, keep, remembered_item, step_item,
};
pub(crate) use facts::{
    FactsItem, alias_item, facts_item, facts_number, owned, owner, owner_item, read_facts, written,
};
pub(crate) use guests::{guest_list, guest_list_item};
pub(crate) use history::{balance, balance_item};
pub(crate) use keys::{DEVICES, GUESTS, Key, MATCHED, SIGN_INS_FROM, Table, UNMATCHED};
pub(crate) use link::{link, link_item};
pub(crate) use member::{email_item, member, member_item, member_of_email};
pub(crate) use months::{MONTHS, is_months, months, months_item};
pub(crate) use outage::{outage, outage_item, outage_lead, outage_lead_item};
pub(crate) use outage_told::told_json;
pub(crate) use passkey::{passkey, passkey_item, signed_challenge_item};
pub(crate) use pending::{challenge_item, pending, pending_item};
pub(crate) use session::{SESSIONS, session, session_item};
pub(crate) use timeline::{happened, happened_map, reference, timeline_entries, timeline_item};

/// An item as the SDK has it.
pub(crate) type Item = HashMap<String, AttributeValue>;

/// How long pendings, counters and letters are kept after their end, for `why`.
///
/// Source: docs/DATA.md#expiry.
pub(crate) const KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);

/// An item lacks something or cannot be read.
///
/// The error names the attribute, never its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an item has no readable {attribute}")]
pub struct ItemError {
    /// The attribute.
    pub attribute: &'static str,
}

impl From<ItemError> for StoreError {
    fn from(error: ItemError) -> Self {
        Self::Unavailable(Box::new(error))
    }
}
