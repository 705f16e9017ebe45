//! The end of a binding when its account passes to other people.

use domain::ports::StoreError;
use domain::staff::{Order, Reason};
use domain::{ClaimEnd, Ended, OutboxId, PassedOn, Row, release};
use domain::{Envelope, Facts, Member, MemberId, Owner, Paperless, end_binding};
use fixtures::test_keys;

use super::world::{
    NOON, SECOND, account, ask, claim, email, facts, import, look_up, once_written, pending,
    recorded, taken, unsent,
};
use super::{Store, at_once};

/// The facts of account 1 from its second holder on.
fn passed() -> Facts {
    Facts { version: 2, holder: 2, ..facts(&account(1)) }
}

/// A member of account 1, in the first extract with accounts 1 and 2.
async fn member(store: &impl Store) -> Member {
    let rows = [1, 2].map(|number| Row::Facts(Box::new(facts(&account(number)))));
    import(store, 1, &rows).await;
    let asked = ask(store, "pat", &account(1)).await;
    let claim = claim(&asked, "r");
    assert_eq!(store.claim(&claim).await.expect("an answer"), ClaimEnd::Claimed);
    claim.member
}

/// The owner of account 1.
async fn owner(store: &impl Store) -> Option<Owner> {
    store.owners_of(&[account(1)]).await.expect("an answer").pop().map(|(_, owner)| owner)
}

/// The passing on of account 1, from what is stored now.
async fn passing(store: &impl Store) -> PassedOn {
    let owner = owner(store).await.expect("an owner");
    let member = store.by_id(&owner.member).await.expect("an answer");
    PassedOn {
        facts: passed(),
        ended: Some(end_binding(&test_keys(), &account(1), owner, member, NOON)),
    }
}

fn envelope(passed_on: &PassedOn) -> Envelope {
    let left = passed_on.ended.as_ref().and_then(|ended| ended.left.clone());
    left.expect("a member left").envelope
}

async fn facts_stored(store: &impl Store) -> Vec<Facts> {
    store.facts_of(&[account(1)]).await.expect("an answer")
}

pub async fn owners_are_read_by_account_and_members_by_id(store: impl Store) {
    let member = member(&store).await;
    let mut asked: Vec<_> = (1..=120).map(account).collect();
    asked.push(account(1));

    let owners = store.owners_of(&asked).await.expect("an answer");

    let owner = Owner { member: member.id.clone(), holder: 1, since: NOON, held_until: None };
    assert_eq!(owners, [(account(1), owner)]);
    assert_eq!(store.by_id(&member.id).await.expect("an answer"), Some(member));
    let nobody = MemberId::from_stored("nobody");
    assert_eq!(store.by_id(&nobody).await.expect("an answer"), None);
}

pub async fn a_binding_ends_together_with_all_that_tells_of_it(store: impl Store) {
    let before = member(&store).await;
    let passed_on = passing(&store).await;

    store.pass_on(&passed_on).await.expect("an answer");

    assert_eq!(owner(&store).await, None);
    assert_eq!(facts_stored(&store).await, [passed()]);
    let after = store.by_email(&email("pat")).await.expect("an answer").expect("the login stays");
    assert!(after.accounts.is_empty());
    assert_eq!((after.version, after.event_number), (before.version + 1, before.event_number + 1));
    let told = envelope(&passed_on);
    assert!(unsent(&store).await.contains(&told.id.as_str().to_owned()));
    let leased = taken(&store, &told.id, NOON, NOON + SECOND).await;
    assert_eq!(leased.envelope, told);
}

pub async fn a_binding_ends_once_even_if_ten_end_it_at_once(store: impl Store) {
    member(&store).await;
    let passed_on = passing(&store).await;
    let pass_on = |_| {
        let (store, passed_on) = (store.clone(), passed_on.clone());
        async move { store.pass_on(&passed_on).await }
    };

    let ends = at_once((0..10).map(pass_on)).await;

    assert_eq!(ends.iter().filter(|end| end.is_ok()).count(), 1, "{ends:?}");
    assert_eq!(unsent(&store).await.len(), 3, "confirm, welcome, and this one");
}

pub async fn a_binding_does_not_end_under_a_member_who_has_changed(store: impl Store) {
    let read = member(&store).await;
    let passed_on = passing(&store).await;
    let changed = Member { paperless: Paperless::Skipped(NOON), ..read };
    store.change(&changed, None).await.expect("an answer");

    let end = store.pass_on(&passed_on).await;

    assert!(matches!(end, Err(StoreError::Conflict)), "{end:?}");
    assert!(owner(&store).await.is_some());
    assert_eq!(store.by_id(&changed.id).await.expect("an answer"), Some(once_written(&changed)));
    assert_eq!(facts_stored(&store).await, [facts(&account(1))]);
    assert!(!unsent(&store).await.contains(&envelope(&passed_on).id.as_str().to_owned()));
}

pub async fn a_binding_of_another_owner_than_the_one_seen_does_not_end(store: impl Store) {
    let member = member(&store).await;
    let seen = owner(&store).await.expect("an owner");
    let others = [
        Owner { member: MemberId::from_stored("other"), ..seen.clone() },
        Owner { holder: 2, ..seen.clone() },
        Owner { since: NOON + SECOND, ..seen.clone() },
    ];

    for other in others {
        let ended = Ended { owner: other, left: None };
        let end = store.pass_on(&PassedOn { facts: passed(), ended: Some(ended) }).await;
        assert!(matches!(end, Err(StoreError::Conflict)), "{end:?}");
    }

    assert_eq!(owner(&store).await, Some(seen));
    assert_eq!(store.by_id(&member.id).await.expect("an answer"), Some(member));
}

pub async fn an_owner_whose_member_does_not_list_the_account_goes_alone(store: impl Store) {
    let member = member(&store).await;
    let waiting = unsent(&store).await;
    let owner_seen = owner(&store).await.expect("an owner");
    let ended = Some(Ended { owner: owner_seen, left: None });

    store.pass_on(&PassedOn { facts: passed(), ended }).await.expect("an answer");

    assert_eq!(owner(&store).await, None);
    assert_eq!(store.by_id(&member.id).await.expect("an answer"), Some(member));
    assert_eq!(unsent(&store).await, waiting);
}

pub async fn an_account_seen_free_passes_on_unless_an_earlier_holder_claimed_it(store: impl Store) {
    member(&store).await;
    let free = Facts { account: account(2), ..passed() };

    let claimed_meanwhile = store.pass_on(&PassedOn { facts: passed(), ended: None }).await;
    store.pass_on(&PassedOn { facts: free.clone(), ended: None }).await.expect("nobody has it");

    assert!(matches!(claimed_meanwhile, Err(StoreError::Conflict)), "{claimed_meanwhile:?}");
    assert_eq!(facts_stored(&store).await, [facts(&account(1))]);
    assert_eq!(store.facts_of(&[account(2)]).await.expect("an answer"), [free]);
}

pub async fn once_an_account_has_passed_on_only_its_new_holder_can_claim_it(store: impl Store) {
    member(&store).await;
    let late = ask(&store, "kim", &account(1)).await;
    let mut after = pending("lee", &account(1));
    after.holder = 2;
    store.record(&recorded(&after)).await.expect("an answer");

    store.pass_on(&passing(&store).await).await.expect("an answer");

    let of_late = store.claim(&claim(&late, "late")).await.expect("an answer");
    let of_after = store.claim(&claim(&after, "two")).await.expect("an answer");
    assert_eq!((of_late, of_after), (ClaimEnd::AccountGone, ClaimEnd::Claimed));
    let found = store.look_up(&look_up(&after)).await.expect("an answer");
    assert_eq!(found.owner.map(|owner| owner.holder), Some(2));
}

/// The release of account 1, from what is stored now.
async fn releasing(store: &impl Store) -> Ended {
    let owner = owner(store).await.expect("an owner");
    let member = store.by_id(&owner.member).await.expect("an answer");
    let reason = Reason::parse("opened by somebody else").expect("a reason");
    let id = OutboxId::from_stored("released");
    let order = Order { reason, by: "sam".to_owned(), at: NOON, id };
    release(&account(1), owner, member, None, &order)
}

pub async fn a_binding_is_released_together_with_all_that_tells_of_it_and_its_facts_stay(
    store: impl Store,
) {
    let before = member(&store).await;
    let ended = releasing(&store).await;

    store.release(&account(1), &ended).await.expect("an answer");

    assert_eq!(owner(&store).await, None);
    assert_eq!(facts_stored(&store).await, [facts(&account(1))]);
    let after = store.by_email(&email("pat")).await.expect("an answer").expect("the login stays");
    assert!(after.accounts.is_empty());
    assert_eq!((after.version, after.epoch), (before.version + 1, before.epoch));
    let told = ended.left.expect("a member left").envelope;
    let leased = taken(&store, &told.id, NOON, NOON + SECOND).await;
    assert_eq!(leased.envelope, told);
}

pub async fn a_binding_of_another_owner_or_under_a_member_who_has_changed_is_not_released(
    store: impl Store,
) {
    let read = member(&store).await;
    let ended = releasing(&store).await;
    let others = [
        Owner { member: MemberId::from_stored("other"), ..ended.owner.clone() },
        Owner { holder: 2, ..ended.owner.clone() },
        Owner { since: NOON + SECOND, ..ended.owner.clone() },
    ];
    for other in others {
        let end = store.release(&account(1), &Ended { owner: other, ..ended.clone() }).await;
        assert!(matches!(end, Err(StoreError::Conflict)), "{end:?}");
    }
    let changed = Member { paperless: Paperless::Skipped(NOON), ..read };
    store.change(&changed, None).await.expect("an answer");

    let end = store.release(&account(1), &ended).await;

    assert!(matches!(end, Err(StoreError::Conflict)), "{end:?}");
    assert_eq!(owner(&store).await, Some(ended.owner));
    assert_eq!(store.by_id(&changed.id).await.expect("an answer"), Some(once_written(&changed)));
    assert!(!unsent(&store).await.contains(&"released".to_owned()));
}

pub async fn of_ten_who_release_a_binding_at_once_one_does(store: impl Store) {
    member(&store).await;
    let ended = releasing(&store).await;
    let release = |_| {
        let (store, ended) = (store.clone(), ended.clone());
        async move { store.release(&account(1), &ended).await }
    };

    let ends = at_once((0..10).map(release)).await;

    assert_eq!(ends.iter().filter(|end| end.is_ok()).count(), 1, "{ends:?}");
    assert_eq!(unsent(&store).await.len(), 3, "confirm, welcome, and this one");
}
