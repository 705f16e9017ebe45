//! The people and accounts that the rules are about.

use std::collections::BTreeMap;

use domain::limits::{Count, Counter, Subject, match_per_address};
use domain::ports::LeaseWish;
use domain::{
    Acceptance, AccountNumber, AccountStatus, AddressKey, Addressed, ClaimIds, CustomerKey, Digest,
    Email, EmailKey, Envelope, Event, EventKind, Extract, Facts, FactsSeen, Figures, Hold, Lane,
    Language, Lease, Leased, Letter, Member, MemberId, Name, OutboxId, Outcome, PENDING_LIFE,
    PasswordHash, Pending, PendingId,
};
use domain::{Claim, LookUp, RecordEnd, Recorded, Row};
use fixtures::test_keys;
use jiff::{SignedDuration, Timestamp};

use super::Store;

/// The time of everything that happens.
pub(super) const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);
/// The unit of time.
pub(super) const SECOND: SignedDuration = SignedDuration::from_secs(1);

pub(super) fn account(number: u32) -> AccountNumber {
    AccountNumber::parse(&number.to_string()).expect("a number")
}

pub(super) fn email(name: &str) -> Email {
    Email::parse(&format!("{name}@example.com")).expect("an email")
}

pub(super) fn email_key(name: &str) -> EmailKey {
    EmailKey::of(&test_keys(), &email(name))
}

pub(super) fn address() -> AddressKey {
    AddressKey::from_stored("here")
}

/// Facts of an active account, in the first extract.
pub(super) fn facts(account: &AccountNumber) -> Facts {
    Facts {
        account: account.clone(),
        written: None,
        version: 1,
        holder: 1,
        status: AccountStatus::Active,
        names: vec![Digest::from_stored("a name")],
        answers: BTreeMap::from([("billing_zip".to_owned(), Digest::from_stored("a ZIP code"))]),
        held_from: None,
        customer: None,
        customer_key: Some(CustomerKey::from_stored("a customer")),
        contact: None,
        contact_before: None,
        service_name: None,
    }
}

pub(super) fn extract(version: u64) -> Extract {
    Extract {
        version,
        match_key: test_keys().matching().clone(),
        normaliser: Name::NORMALISER,
        file_hash: format!("file {version}"),
        accounts: 1,
        questions: Some(vec!["billing_zip".to_owned()]),
        imported_at: NOON,
    }
}

pub(super) fn alias(alias: &AccountNumber, account: &AccountNumber, version: u64) -> Row {
    Row::Alias { alias: alias.clone(), account: account.clone(), version }
}

/// Imports rows as one extract.
pub(super) async fn import(store: &impl Store, version: u64, rows: &[Row]) {
    store.begin(LeaseWish::of_anybody(NOON, NOON + SECOND)).await.expect("the lease is free");
    store.put(rows).await.expect("rows are written");
    store.put_in_force(&extract(version)).await.expect("the next version");
}

/// Imports an active account as the first extract.
pub(super) async fn import_account(store: &impl Store, account: &AccountNumber) {
    import(store, 1, &[Row::Facts(Box::new(facts(account)))]).await;
}

/// A registration of an account that may be confirmed.
pub(super) fn pending(name: &str, account: &AccountNumber) -> Pending {
    let mut id = [0; 16];
    for (place, byte) in id.iter_mut().zip(name.bytes()) {
        *place = byte;
    }
    Pending {
        id: PendingId::new(id),
        key: test_keys().current().clone(),
        email_key: email_key(name),
        email: email(name),
        language: Language::English,
        outcome: Outcome::Confirm,
        account: account.clone(),
        typed_account: account.clone(),
        holder: 1,
        terms: terms(),
        created_at: NOON,
        expires_at: NOON + PENDING_LIFE,
        used_by: None,
        wrong_numbers: 0,
    }
}

pub(super) fn terms() -> Acceptance {
    let (version, hash) = ("1".to_owned(), "a hash".to_owned());
    Acceptance { version, hash, language: Language::English, at: NOON }
}

/// A member as they are stored after one write.
pub(super) fn once_written(member: &Member) -> Member {
    Member { version: member.version + 1, ..member.clone() }
}

/// An envelope with one letter.
pub(super) fn envelope(id: &str, letter: Letter) -> Envelope {
    let addressed = Addressed { to: email("pat"), language: Language::English, letter };
    Envelope {
        id: OutboxId::from_stored(id),
        letters: vec![addressed],
        events: Vec::new(),
        trace: None,
        queued_at: NOON,
    }
}

/// An event for the billing system.
pub(super) fn event() -> Event {
    Event {
        kind: EventKind::LoginBound,
        member: Some(MemberId::from_stored("m")),
        email: Some(email("pat")),
        accounts: vec![account(1), account(2)],
        held_until: None,
        number: Some(3),
        outage: None,
        at: NOON,
    }
}

/// The writes of step 3 for a registration.
///
/// It counts nothing and uses no challenge.
pub(super) fn recorded(pending: &Pending) -> Recorded {
    let id = format!("letter to {} of {}", pending.email.canonical(), pending.id.text());
    let mut envelope = envelope(&id, pending.letter());
    envelope.letters[0].to = pending.email.clone();
    Recorded { pending: pending.clone(), envelope, counts: Vec::new(), challenge: None }
}

/// One more try from an address, after its counter was read.
pub(super) fn count(read: &Counter) -> Count {
    read.counted(Subject::Address(address()), &[match_per_address(Figures::SHIPPED)], NOON)
}

/// The look-up of a registration.
pub(super) fn look_up(pending: &Pending) -> LookUp {
    LookUp {
        account: pending.typed_account.clone(),
        email: pending.email.clone(),
        email_key: pending.email_key.clone(),
        address: address(),
        site: None,
        pending: pending.id.clone(),
    }
}

/// Records a registration that may be confirmed.
pub(super) async fn ask(store: &impl Store, name: &str, account: &AccountNumber) -> Pending {
    let pending = pending(name, account);
    let end = store.record(&recorded(&pending)).await.expect("it is recorded");
    assert_eq!(end, RecordEnd::Recorded);
    pending
}

/// The claim by a request of a registration, in the first extract.
pub(super) fn claim(pending: &Pending, request: &str) -> Claim {
    let ids = ClaimIds {
        member: MemberId::from_stored(format!("member of {request}")),
        envelope: OutboxId::from_stored(format!("welcome of {request}")),
        links: [PendingId::new([4; 16]), PendingId::new([4; 16])],
        request: request.to_owned(),
    };
    let seen = FactsSeen { facts: facts(&pending.account), extract: extract(1) };
    let password = PasswordHash::of_nobody(&test_keys());
    domain::claim(&test_keys(), pending.clone(), &seen, password, ids, Hold::SHIPPED, NOON)
}

/// The envelopes that wait to be sent, due or not.
pub(super) async fn unsent(store: &impl Store) -> Vec<String> {
    let mut all = Vec::new();
    for &lane in Lane::ALL {
        all.extend(store.due(lane, NOON + SECOND * 86_400, None, 100).await.expect("an answer"));
    }
    all.into_iter().map(|due| due.id.as_str().to_owned()).collect()
}

/// Takes an envelope until an instant, which has to work.
pub(super) async fn taken(
    store: &impl Store,
    id: &OutboxId,
    now: Timestamp,
    until: Timestamp,
) -> Leased {
    match store.lease(id, now, until).await.expect("an answer") {
        Lease::Taken(leased) => *leased,
        other => panic!("it is due and nobody holds it: {other:?}"),
    }
}
