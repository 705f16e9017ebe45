//! The invariants of the design, which hold in every state.
//!
//! They look at the store and the mailboxes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{AccountNumber, Mark, Member, Outcome, Pending, Purpose, Standing};

use crate::app::{TestApp, find_link};

/// Fails if an invariant does not hold. It may be called at any moment.
#[track_caller]
pub fn hold(app: &TestApp) {
    one_owner(app);
    links_are_used_once(app);
    what_is_marked_as_sent_was_sent(app);
    copies_are_the_same(app);
}

/// Fails if a letter still waits. It is called after all of them had enough time.
#[track_caller]
pub fn hold_at_rest(app: &TestApp) {
    hold(app);
    let letters = app.store.letters();
    let unsent = letters.iter().find(|(_, mark)| mark.is_unsent());
    assert!(
        unsent.is_none(),
        "P2: a letter of the kind {:?} waits",
        unsent.map(|it| it.0.letter.kind().name())
    );
    for pending in app.store.pendings() {
        let owed = letters.iter().any(|(it, _)| it.to.canonical() == pending.email.canonical());
        assert!(owed, "P2: a registration without a letter");
    }
    for link in app.store.links() {
        let owed = letters.iter().any(|(it, _)| it.to.canonical() == link.to.canonical());
        assert!(owed, "P2: a link without a letter");
    }
    what_happened_was_published(app);
}

/// P1: an account never has two owners, and owner and member name each other.
#[track_caller]
fn one_owner(app: &TestApp) {
    let mut owners: HashMap<AccountNumber, Member> = HashMap::new();
    for member in app.store.members() {
        let stored = app.store.member_of(&member.email).map(|it| it.id);
        if member.standing == Standing::Closed {
            assert_ne!(stored, Some(member.id), "the email of a closed login is free");
            assert!(member.accounts.is_empty(), "P1: a closed login has an account");
            continue;
        }
        assert_eq!(stored, Some(member.id.clone()), "an email is one member's");
        for binding in &member.accounts {
            let owner = app.store.owner_of(&binding.account).expect("P1: a bound account is owned");
            assert_eq!(owner.member, member.id, "P1: by the member who has it");
            assert_eq!(owner.holder, binding.holder, "P1: for the same holder");
            let other = owners.insert(binding.account.clone(), member.clone());
            assert!(other.is_none(), "P1: an account has two owners");
        }
    }
    for (account, owner) in app.store.owners() {
        let theirs = owners.get(&account).map(|member| &member.id);
        assert_eq!(theirs, Some(&owner.member), "P1: an account is owned by who does not have it");
    }
}

/// P3: no link did its work twice, and no request used two links.
///
/// Each member was made by the link of a registration, and each such link that was used made one.
#[track_caller]
fn links_are_used_once(app: &TestApp) {
    let successes = app.store.successes();
    assert!(successes.iter().all(|often| *often == 1), "P3: a link did its work twice");
    let (pendings, links) = (app.store.pendings(), app.store.links());
    let used: Vec<&Pending> = pendings.iter().filter(|it| it.used_by.is_some()).collect();
    let used_links = links.iter().filter_map(|it| it.used_by.as_deref());
    let all: Vec<&str> =
        used.iter().filter_map(|it| it.used_by.as_deref()).chain(used_links).collect();
    let requests: BTreeSet<&str> = all.iter().copied().collect();
    assert_eq!(requests.len(), all.len(), "P3: a request used two links");
    assert!(used.iter().all(|it| it.outcome == Outcome::Confirm), "P3: only a match is confirmed");
    let members = app.store.members();
    // Some come to be by an invitation; a member who accepts one is no new member.
    let invited = links.iter().filter(|it| it.purpose == Purpose::Invite && it.used_by.is_some());
    let most = used.len() + invited.count();
    assert!((used.len()..=most).contains(&members.len()), "P3: as many members as used links");
}

/// P2: no letter is marked before it is handed over.
#[track_caller]
fn what_is_marked_as_sent_was_sent(app: &TestApp) {
    let mut handed: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for mail in app.post_office.taken() {
        *handed.entry((mail.to.canonical().to_owned(), mail.kind)).or_default() += 1;
    }
    let mut marked: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for (letter, mark) in app.store.letters() {
        if matches!(mark, Mark::Sent(_)) {
            let key = (letter.to.canonical().to_owned(), letter.letter.kind().name());
            *marked.entry(key).or_default() += 1;
        }
    }
    for (key, many) in marked {
        let sent = handed.get(&key).copied().unwrap_or_default();
        assert!(sent >= many, "P2: {many} marked as sent and {sent} handed over, of {}", key.1);
    }
}

/// P2 for the billing system: bus and day's file have every event that happened.
#[track_caller]
fn what_happened_was_published(app: &TestApp) {
    let (told, noted) = (app.bus.all(), app.store.noted());
    for envelope in app.store.envelopes() {
        for event in envelope.events {
            let is_told = told.iter().any(|it| it.event == event);
            assert!(is_told, "P2: {} was never told", event.kind.name());
            let is_noted = noted.iter().any(|it| it.event == event);
            assert!(is_noted, "P2: {} was never noted", event.kind.name());
        }
    }
}

/// A letter that comes twice carries the same link.
#[track_caller]
fn copies_are_the_same(app: &TestApp) {
    let mut seen: BTreeMap<(String, &str, String), String> = BTreeMap::new();
    for mail in app.post_office.taken() {
        let key = (mail.id.as_str().to_owned(), mail.kind, mail.to.canonical().to_owned());
        let Some(link) = find_link(&mail) else { continue };
        let first = seen.entry(key).or_insert_with(|| link.clone());
        assert_eq!(*first, link, "a copy of a letter carries another link");
    }
}

/// P5: whether a member may go from one standing to another.
#[must_use]
pub fn may_become(before: Standing, after: Standing) -> bool {
    match (before, after) {
        (Standing::Active, Standing::Active | Standing::Frozen | Standing::Closed)
        | (Standing::Frozen, Standing::Frozen | Standing::Active)
        | (Standing::Closed, Standing::Closed) => true,
        (Standing::Frozen, Standing::Closed)
        | (Standing::Closed, Standing::Active | Standing::Frozen) => false,
    }
}
