//! Accounts, mailboxes and timelines, for the tests of causes.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use crate::billing::facts::{AccountStatus, Extract, Facts, Owner};
use crate::figures::Figures;
use crate::fixtures::test_keys;
use crate::fixtures::test_member;
use crate::letters::happened::{Happened, LetterEnd};
use crate::letters::obstacle::Obstacle;
use crate::letters::outcome::Outcome;
use crate::letters::timeline::TimelineEntry;
use crate::limits::counter::{Counter, Subject};
use crate::limits::matching::{Tryer, count_match};
use crate::limits::windows::match_per_email;
use crate::links::purpose::PENDING_LIFE;
use crate::members::member::Member;
use crate::registering::pending::Pending;
use crate::registering::pending::tests::pending as sample;
use crate::values::account_number::AccountNumber;
use crate::values::ids::{AccountKey, EmailKey, MemberId};
use crate::values::name::Name;
use crate::why::account::Account;
use crate::why::mailbox::Mailbox;

pub(super) const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);
pub(super) const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// An account that may be registered: nobody has it, nobody asked.
pub(super) fn account() -> Account {
    let extract = Extract {
        version: 3,
        match_key: test_keys().matching().clone(),
        normaliser: Name::NORMALISER,
        file_hash: String::new(),
        accounts: 1,
        questions: Some(vec!["billing_zip".to_owned()]),
        imported_at: NOON,
    };
    Account {
        extract: Some(extract),
        key_held: true,
        facts: Some(facts()),
        owner: None,
        tries: Counter::default(),
        told: Vec::new(),
    }
}

pub(super) fn facts() -> Facts {
    Facts {
        account: AccountNumber::parse("12345").expect("a number"),
        written: None,
        version: 3,
        holder: 3,
        status: AccountStatus::Active,
        names: Vec::new(),
        answers: BTreeMap::new(),
        held_from: None,
        customer: None,
        customer_key: None,
        contact: None,
        contact_before: None,
        service_name: None,
    }
}

/// Who has the account under a holder.
pub(super) fn owner(holder: u64, member: Option<Member>) -> (Owner, Option<Member>) {
    (Owner { member: MemberId::from_stored("m"), holder, since: NOON, held_until: None }, member)
}

/// What was asked an hour before noon.
pub(super) fn asked(outcome: Outcome) -> Pending {
    let created_at = NOON - HOUR;
    Pending { outcome, created_at, expires_at: created_at + PENDING_LIFE, ..sample() }
}

/// An email that is nobody's, with what was asked for the account above.
pub(super) fn mailbox(pendings: Vec<Pending>) -> Mailbox {
    Mailbox {
        member: None,
        pendings,
        asked_for: Some(account()),
        tries: Counter::default(),
        sign_in: Counter::default(),
        failures: Vec::new(),
        networks: Vec::new(),
        told: Vec::new(),
    }
}

/// A member's email.
pub(super) fn members() -> Mailbox {
    Mailbox { member: Some(test_member(&["42"])), ..mailbox(Vec::new()) }
}

/// A line of the timeline of what was asked above.
pub(super) fn line(what: Happened) -> TimelineEntry {
    let reference = Some(sample().id.reference());
    TimelineEntry { id: "o".to_owned(), at: NOON, what, reference }
}

pub(super) fn told_asked(outcome: Outcome, obstacles: &[Obstacle]) -> TimelineEntry {
    line(Happened::Asked { outcome, obstacles: obstacles.to_vec() })
}

pub(super) fn told_letter(end: LetterEnd) -> TimelineEntry {
    line(Happened::Letter { kind: "confirm".to_owned(), end })
}

/// As many tries of the account as there are, at noon.
pub(super) fn spent(tryer: Tryer) -> Counter {
    let key = || AccountKey::of(&test_keys(), &facts().account);
    (0..5).fold(Counter::default(), |counter, _| {
        count_match(&counter, key(), tryer, Figures::SHIPPED, NOON).next
    })
}

/// As many tries of an email as there are, at noon.
pub(super) fn spent_email() -> Counter {
    let subject = || Subject::Email(EmailKey::from_stored("pat"));
    let once = |tries: Counter, _| {
        tries.counted(subject(), &[match_per_email(Figures::SHIPPED)], NOON).next
    };
    (0..Figures::SHIPPED.match_per_email).fold(Counter::default(), once)
}

pub(super) fn zip() -> Obstacle {
    Obstacle::Answer("billing_zip".to_owned())
}
