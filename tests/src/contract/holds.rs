//! Holds on accounts, as they begin anew and end.

use domain::ports::StoreError;
use domain::{
    ClaimEnd, HoldChange, Letter, Link, Member, MemberId, Owner, Paperless, PendingId, Row,
};
use fixtures::test_keys;
use jiff::Timestamp;

use super::world::{
    NOON, SECOND, account, ask, claim, email, envelope, facts, import, once_written, taken, unsent,
};
use super::{Store, at_once};

/// A member of account 1, as they are stored.
async fn member(store: &impl Store, accounts: u32) -> Member {
    let rows = (1..=accounts).map(|number| Row::Facts(Box::new(facts(&account(number)))));
    import(store, 1, &rows.collect::<Vec<_>>()).await;
    let claim = claim(&ask(store, "pat", &account(1)).await, "one");
    assert_eq!(store.claim(&claim).await.expect("an answer"), ClaimEnd::Claimed);
    claim.member
}

/// The member with all accounts held until an instant, or no longer.
fn held(member: &Member, until: Option<Timestamp>, told: &str) -> HoldChange {
    let mut member = member.clone();
    let mut owners = Vec::new();
    for binding in &mut member.accounts {
        binding.held_until = until;
        let (holder, since) = (binding.holder, binding.since);
        let owner = Owner { member: member.id.clone(), holder, since, held_until: until };
        owners.push((binding.account.clone(), owner));
    }
    let envelope = envelope(told, Letter::HoldEnded);
    HoldChange { member, owners, links: Vec::new(), envelope }
}

async fn owner(store: &impl Store) -> Option<Owner> {
    store.owners_of(&[account(1)]).await.expect("an answer").pop().map(|(_, owner)| owner)
}

fn link(member: &Member, number: u8) -> Link {
    let contact = email(&format!("contact{number}"));
    let link = Link::not_me(&test_keys(), PendingId::new([number; 16]), &contact, member, NOON);
    Link { lifts: vec![account(1)], ..link }
}

pub async fn a_hold_is_written_on_member_and_owners_together_with_what_tells_of_it(
    store: impl Store,
) {
    let before = member(&store, 1).await;
    let links: Vec<Link> = (1..=30).map(|number| link(&before, number)).collect();
    let begun = HoldChange { links: links.clone(), ..held(&before, Some(NOON + SECOND), "begun") };

    store.hold(&begun).await.expect("an answer");

    let after = once_written(&begun.member);
    assert_eq!(store.by_id(&before.id).await.expect("an answer"), Some(after.clone()));
    assert_eq!(owner(&store).await.and_then(|owner| owner.held_until), Some(NOON + SECOND));
    let leased = taken(&store, &begun.envelope.id, NOON, NOON + SECOND).await;
    assert_eq!(leased.envelope, begun.envelope);
    for link in links {
        let found = store.find(&link.claim).await.expect("an answer");
        assert_eq!(found.map(|found| found.link), Some(link));
    }
    let ended = held(&after, None, "ended");
    store.hold(&ended).await.expect("an answer");
    let stored = store.by_id(&before.id).await.expect("an answer").expect("a member");
    assert_eq!(stored, once_written(&ended.member));
    assert_eq!(owner(&store).await.map(|owner| owner.held_until), Some(None));
}

pub async fn a_hold_of_fifty_accounts_is_one_transaction(store: impl Store) {
    let most = u32::try_from(Member::MAX_ACCOUNTS).expect("fifty");
    let mut pat = member(&store, most).await;
    for number in 2..=most {
        let added = super::logins::addition(&pat, number, &format!("added {number}"));
        store.add(&added).await.expect("an answer");
        pat = once_written(&added.member);
    }

    store.hold(&held(&pat, Some(NOON + SECOND), "begun")).await.expect("an answer");

    let accounts: Vec<_> = (1..=most).map(account).collect();
    let owners = store.owners_of(&accounts).await.expect("an answer");
    assert_eq!(owners.len(), Member::MAX_ACCOUNTS);
    assert!(owners.iter().all(|(_, owner)| owner.held_until == Some(NOON + SECOND)));
}

pub async fn a_hold_under_another_owner_or_a_member_who_has_changed_writes_nothing_but_links(
    store: impl Store,
) {
    let read = member(&store, 1).await;
    let begun = held(&read, Some(NOON + SECOND), "begun");
    let others = [
        Owner { member: MemberId::from_stored("other"), ..begun.owners[0].1.clone() },
        Owner { holder: 2, ..begun.owners[0].1.clone() },
        Owner { since: NOON + SECOND, ..begun.owners[0].1.clone() },
    ];
    for other in others {
        let owners = vec![(account(1), other)];
        let end = store.hold(&HoldChange { owners, ..begun.clone() }).await;
        assert!(matches!(end, Err(StoreError::Conflict)), "{end:?}");
    }
    let changed = Member { paperless: Paperless::Skipped(NOON), ..read };
    store.change(&changed, None).await.expect("an answer");

    let end = store.hold(&begun).await;

    assert!(matches!(end, Err(StoreError::Conflict)), "{end:?}");
    assert_eq!(owner(&store).await.map(|owner| owner.held_until), Some(None));
    assert_eq!(store.by_id(&changed.id).await.expect("an answer"), Some(once_written(&changed)));
    assert!(!unsent(&store).await.contains(&"begun".to_owned()));
}

pub async fn of_ten_who_end_a_hold_at_once_one_does(store: impl Store) {
    let before = member(&store, 1).await;
    let begun = held(&before, Some(NOON + SECOND), "begun");
    store.hold(&begun).await.expect("an answer");
    let after = once_written(&begun.member);
    let end = |number: u32| {
        let (store, ended) = (store.clone(), held(&after, None, &format!("ended {number}")));
        async move { store.hold(&ended).await }
    };

    let ends = at_once((0..10).map(end)).await;

    assert_eq!(ends.iter().filter(|end| end.is_ok()).count(), 1, "{ends:?}");
}
