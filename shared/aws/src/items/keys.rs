//! Where each item is.
//!
//! Source: docs/DATA.md#keys; `template.yaml` limits each role to the prefixes that it uses.

mod desk;
mod history;

use domain::limits::Subject;
use domain::{
    AccountNumber, ChallengeKey, DeviceId, Email, EmailKey, FactorId, FactorRecord, LinkClaim,
    MemberId, OutboxId, Outcome, Pending, PendingId, SessionId, UsedStep, Whose,
};

use jiff::Timestamp;
use jiff::civil::Date;

use super::attributes::text;
use super::factors::{BOUND, REMEMBERED, STEPS};
use super::passkey::PASSKEYS;
use super::{Item, Reader};

/// The start of the sort keys of registrations that matched.
pub(crate) const MATCHED: &str = "P#";
/// The start of the sort keys of those that did not match.
pub(crate) const UNMATCHED: &str = "N#";
/// The start of the sort keys of an email's sign-in tries, one for each network address.
pub(crate) const SIGN_INS_FROM: &str = "sign-in#";
/// The start of the sort keys of a member's sign-in tries, one for each browser.
pub(crate) const DEVICES: &str = "D#";

/// The start of the keys of accounts' guests.
pub(crate) const GUESTS: &str = "G#";

/// The five tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Table {
    BillingAccounts,
    Members,
    Transient,
    Outbox,
    History,
}

impl Table {
    /// The table's name in the template. Sealed texts are bound to it.
    ///
    /// A restored table may have another name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::BillingAccounts => "BillingAccounts",
            Self::Members => "Members",
            Self::Transient => "Transient",
            Self::Outbox => "Outbox",
            Self::History => "History",
        }
    }
}

/// The key of an item, and its table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) table: Table,
    pub(crate) pk: String,
    pub(crate) sk: Option<String>,
}

impl Key {
    fn new(table: Table, pk: String) -> Self {
        Self { table, pk, sk: None }
    }

    pub(super) fn transient(pk: String, sk: String) -> Self {
        Self { table: Table::Transient, pk, sk: Some(sk) }
    }

    /// An account's facts, or the alias that leads to them.
    pub(crate) fn facts(account: &AccountNumber) -> Self {
        Self::new(Table::BillingAccounts, format!("F#{}", account.expose()))
    }

    /// An account's owner.
    pub(crate) fn owner(account: &AccountNumber) -> Self {
        Self::new(Table::BillingAccounts, format!("O#{}", account.expose()))
    }

    /// An account's guests.
    pub(crate) fn guests(account: &AccountNumber) -> Self {
        Self::new(Table::BillingAccounts, format!("{GUESTS}{}", account.expose()))
    }

    /// The extract in force.
    pub(crate) fn extract() -> Self {
        Self::new(Table::BillingAccounts, "extract".to_owned())
    }

    /// The import's lease.
    pub(crate) fn lease() -> Self {
        Self::new(Table::BillingAccounts, "lease".to_owned())
    }

    pub(crate) fn member(id: &MemberId) -> Self {
        Self::new(Table::Members, format!("M#{}", id.as_str()))
    }

    /// A passkey.
    pub(crate) fn passkey(id: &FactorId) -> Self {
        Self::new(Table::Members, format!("{PASSKEYS}{}", id.as_str()))
    }

    /// The item that makes an email unique.
    pub(crate) fn email(email: &Email) -> Self {
        Self::new(Table::Members, format!("E#{}", email.canonical()))
    }

    /// A registration that matched and may be confirmed.
    pub(crate) fn matched(email: &EmailKey, id: &PendingId) -> Self {
        Self::transient(format!("E#{}", email.as_str()), format!("{MATCHED}{}", id.text()))
    }

    /// A registration that cannot be confirmed.
    ///
    /// It has a prefix of its own, so that looking for those that can be confirmed does not read it.
    pub(crate) fn unmatched(email: &EmailKey, id: &PendingId) -> Self {
        Self::transient(format!("E#{}", email.as_str()), format!("{UNMATCHED}{}", id.text()))
    }

    /// A registration, by its outcome.
    pub(crate) fn pending(pending: &Pending) -> Self {
        match pending.outcome {
            Outcome::Confirm => Self::matched(&pending.email_key, &pending.id),
            Outcome::AlreadyMember
            | Outcome::TooManyTries
            | Outcome::CouldNotMatch
            | Outcome::AccountHasLogin => Self::unmatched(&pending.email_key, &pending.id),
        }
    }

    /// A link of a member.
    pub(crate) fn link(claim: &LinkClaim) -> Self {
        Self::transient(format!("E#{}", claim.email.as_str()), format!("T#{}", claim.id.text()))
    }

    pub(crate) fn counter(subject: &Subject) -> Self {
        let (pk, sk) = match subject {
            Subject::Account(key) => (format!("A#{}", key.as_str()), "counter".to_owned()),
            Subject::Address(key) => (format!("I#{}", key.as_str()), "counter".to_owned()),
            Subject::Email(key) => (format!("E#{}", key.as_str()), "counter".to_owned()),
            Subject::SignIn(key) => (format!("E#{}", key.as_str()), "sign-in".to_owned()),
            Subject::SignInFrom(email, address) => {
                (format!("E#{}", email.as_str()), format!("{SIGN_INS_FROM}{}", address.as_str()))
            }
            Subject::SignInAt(key) => (format!("I#{}", key.as_str()), "sign-in".to_owned()),
            Subject::Device(member, device) => {
                (format!("M#{}", member.as_str()), format!("{DEVICES}{}", device.as_str()))
            }
            Subject::Second(member) => (format!("M#{}", member.as_str()), "codes".to_owned()),
            Subject::SecondFrom(member, device) => {
                (format!("M#{}", member.as_str()), format!("codes#{}", device.as_str()))
            }
            Subject::Letters(key) => (format!("E#{}", key.as_str()), "letters".to_owned()),
            Subject::StrangersLetters => ("L#strangers".to_owned(), "letters".to_owned()),
            Subject::Resend(key) => (format!("I#{}", key.as_str()), "resend".to_owned()),
            Subject::NewEmail(member) => (format!("M#{}", member.as_str()), "new-email".to_owned()),
            Subject::Downloads(member) => {
                (format!("M#{}", member.as_str()), "downloads".to_owned())
            }
            Subject::Inviting(member) => (format!("M#{}", member.as_str()), "inviting".to_owned()),
            Subject::Resetting(member) => (format!("M#{}", member.as_str()), "resets".to_owned()),
            Subject::Outages(member) => (format!("M#{}", member.as_str()), "outages".to_owned()),
            Subject::OutagesAt(key) => (format!("I#{}", key.as_str()), "outages".to_owned()),
            Subject::Adding(member) => (format!("M#{}", member.as_str()), "adding".to_owned()),
            Subject::Recover(key) => (format!("I#{}", key.as_str()), "recover".to_owned()),
            Subject::RecoverKnown(member, device) => {
                (format!("M#{}", member.as_str()), format!("R#{}", device.as_str()))
            }
        };
        Self::transient(pk, sk)
    }

    pub(crate) fn session(member: &MemberId, id: &SessionId) -> Self {
        Self::transient(format!("M#{}", member.as_str()), format!("S#{}", id.as_str()))
    }

    /// A browser that is remembered.
    pub(crate) fn remembered(member: &MemberId, device: &DeviceId) -> Self {
        Self::of_member(member, REMEMBERED, device.as_str())
    }

    /// The last step of an app whose code was used.
    pub(crate) fn step(used: &UsedStep) -> Self {
        Self::of_member(&used.member, STEPS, used.factor.as_str())
    }

    /// The record of a factor.
    pub(crate) fn bound(bound: &FactorRecord) -> Self {
        Self::of_member(&bound.member, BOUND, bound.id.as_str())
    }

    fn of_member(member: &MemberId, begins: &str, id: &str) -> Self {
        Self::transient(format!("M#{}", member.as_str()), format!("{begins}{id}"))
    }

    pub(crate) fn challenge(challenge: &ChallengeKey) -> Self {
        Self::transient(format!("C#{}", challenge.as_str()), "used".to_owned())
    }

    /// What is told of a timeline at once, by the time of its last entry. Items of one timeline sort by it.
    pub(crate) fn timeline(whose: &Whose, last: Timestamp, id: &str) -> Self {
        let sk = format!("{}#{id}", Self::timeline_since(last));
        Self::transient(Self::timeline_of(whose), sk)
    }

    /// The partition of a timeline.
    pub(crate) fn timeline_of(whose: &Whose) -> String {
        match whose {
            Whose::Account(key) => format!("H#A#{}", key.as_str()),
            Whose::Email(key) => format!("H#E#{}", key.as_str()),
            Whose::Reference(code) => format!("H#R#{code}"),
        }
    }

    /// The start of a timeline's sort keys at an instant. Later entries sort after it.
    pub(crate) fn timeline_since(at: Timestamp) -> String {
        format!("{:012}", at.as_second())
    }

    /// A change that the billing system was told of on a day.
    pub(crate) fn change(day: Date, id: &str) -> Self {
        Self::transient(Self::changes_of(day), id.to_owned())
    }

    /// The partition of a day's changes.
    pub(crate) fn changes_of(day: Date) -> String {
        format!("X#{day}")
    }

    pub(crate) fn outbox(id: &OutboxId) -> Self {
        Self::new(Table::Outbox, id.as_str().to_owned())
    }

    /// The key as attributes.
    pub(crate) fn attributes(&self) -> Item {
        let mut item = Item::from([("pk".to_owned(), text(&self.pk))]);
        if let Some(sk) = &self.sk {
            item.insert("sk".to_owned(), text(sk));
        }
        item
    }

    /// Whether an item of this table has this key.
    pub(crate) fn is_of(&self, item: &Item) -> bool {
        let reader = Reader::new(item);
        reader.text("pk").ok() == Some(&self.pk) && reader.text("sk").ok() == self.sk.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use domain::AccountKey;

    use super::*;

    #[test]
    fn each_thing_has_a_prefix_of_its_own() {
        let account = AccountNumber::parse("00-12").expect("a number");
        let subject = Subject::Account(AccountKey::from_stored("k"));

        assert_eq!(Key::facts(&account).pk, "F#12");
        assert_eq!(Key::owner(&account).pk, "O#12");
        assert_eq!(Key::counter(&subject).pk, "A#k");
        assert_eq!(Key::counter(&subject).sk.as_deref(), Some("counter"));
    }

    #[test]
    fn a_key_knows_its_item() {
        let key = Key::session(&MemberId::from_stored("m"), &SessionId::from_stored("s"));
        let other = Key::session(&MemberId::from_stored("m"), &SessionId::from_stored("t"));

        assert!(key.is_of(&key.attributes()));
        assert!(!key.is_of(&other.attributes()));
    }
}
