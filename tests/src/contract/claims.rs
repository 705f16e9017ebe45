//! The claim of an account.

use domain::ports::StoreError;
use domain::{AccountStatus, Facts, FactsSeen, FoundLink, Outcome, Pending, WRONG_NUMBERS_MAX};
use domain::{ClaimEnd, Row};

use super::world::{
    NOON, SECOND, account, ask, claim, email, extract, facts, import, import_account, look_up,
    pending, recorded, taken, unsent,
};
use super::{Store, at_once};

/// How a claim of account 1 ends in an otherwise empty store.
async fn claimed(store: &impl Store, pending: &Pending, request: &str) -> ClaimEnd {
    store.claim(&claim(pending, request)).await.expect("an answer")
}

/// Asks for account 1, with something changed in the registration.
async fn ask_with(store: &impl Store, change: impl FnOnce(&mut Pending)) -> Pending {
    let mut pending = pending("pat", &account(1));
    change(&mut pending);
    store.record(&recorded(&pending)).await.expect("an answer");
    pending
}

pub async fn a_claim_binds_account_and_email_and_queues_letters_and_events(store: impl Store) {
    import_account(&store, &account(1)).await;
    let asked = ask(&store, "pat", &account(1)).await;
    let claim = claim(&asked, "r");

    let end = store.claim(&claim).await.expect("an answer");

    assert_eq!(end, ClaimEnd::Claimed);
    let member = store.by_email(&email("pat")).await.expect("an answer");
    assert_eq!(member.as_ref(), Some(&claim.member));
    let found = store.look_up(&look_up(&asked)).await.expect("an answer");
    let owner = found.owner.expect("an owner");
    assert_eq!((owner.member, owner.holder, owner.since), (claim.member.id, 1, NOON));
    let used = store.asked(&asked.email_key).await.expect("an answer");
    assert_eq!(used[0].used_by.as_deref(), Some("r"));
    let leased = taken(&store, &claim.envelope.id, NOON, NOON + SECOND).await;
    assert_eq!(leased.envelope, claim.envelope);
}

pub async fn a_claim_keeps_the_link_for_the_contact_on_file(store: impl Store) {
    import_account(&store, &account(1)).await;
    let asked = ask(&store, "pat", &account(1)).await;
    let mut claim = claim(&asked, "r");
    let id = domain::PendingId::new([6; 16]);
    let keys = fixtures::test_keys();
    let link = domain::Link::not_me(&keys, id, &email("contact"), &claim.member, NOON);
    claim.not_me = vec![link.clone()];

    store.claim(&claim).await.expect("an answer");

    let found = store.find(&link.claim).await.expect("an answer");
    assert_eq!(found, Some(FoundLink { link, member: claim.member }));
}

pub async fn two_claims_of_one_account_let_one_win(store: impl Store) {
    import_account(&store, &account(1)).await;
    let (pat, lee) = (ask(&store, "pat", &account(1)).await, ask(&store, "lee", &account(1)).await);

    assert_eq!(claimed(&store, &pat, "one").await, ClaimEnd::Claimed);
    assert_eq!(claimed(&store, &lee, "two").await, ClaimEnd::AccountOwned);
}

pub async fn twenty_claims_of_one_account_at_once_let_one_win(store: impl Store) {
    import_account(&store, &account(1)).await;
    let mut claims = Vec::new();
    for number in 0..20 {
        let asked = ask(&store, &format!("p{number}"), &account(1)).await;
        claims.push(claim(&asked, &format!("r{number}")));
    }
    let run = |claim| {
        let store = store.clone();
        async move { store.claim(&claim).await.expect("an answer") }
    };

    let ends = at_once(claims.into_iter().map(run)).await;

    let count = |wanted| ends.iter().filter(|end| **end == wanted).count();
    assert_eq!((count(ClaimEnd::Claimed), count(ClaimEnd::AccountOwned)), (1, 19), "{ends:?}");
}

pub async fn one_link_used_twenty_times_at_once_is_used_once(store: impl Store) {
    import_account(&store, &account(1)).await;
    let asked = ask(&store, "pat", &account(1)).await;
    let run = |number| {
        let (store, claim) = (store.clone(), claim(&asked, &format!("r{number}")));
        async move { store.claim(&claim).await.expect("an answer") }
    };

    let ends = at_once((0..20).map(run)).await;

    let count = |wanted| ends.iter().filter(|end| **end == wanted).count();
    assert_eq!((count(ClaimEnd::Claimed), count(ClaimEnd::LinkSpent)), (1, 19), "{ends:?}");
}

pub async fn one_email_claiming_two_accounts_at_once_gets_one(store: impl Store) {
    let rows = [1, 2].map(|number| Row::Facts(Box::new(facts(&account(number)))));
    import(&store, 1, &rows).await;
    let one = ask(&store, "pat", &account(1)).await;
    let mut other = pending("pat", &account(2));
    other.id = domain::PendingId::new([9; 16]);
    let mut letter = recorded(&other);
    letter.envelope.id = domain::OutboxId::from_stored("another letter");
    store.record(&letter).await.expect("an answer");
    let run = |(pending, request)| {
        let (store, claim) = (store.clone(), claim(&pending, request));
        async move { store.claim(&claim).await.expect("an answer") }
    };

    let ends = at_once([(one, "one"), (other, "two")].map(run)).await;

    assert!(ends.contains(&ClaimEnd::Claimed) && ends.contains(&ClaimEnd::EmailTaken), "{ends:?}");
}

pub async fn the_same_request_again_is_claimed(store: impl Store) {
    import_account(&store, &account(1)).await;
    let asked = ask(&store, "pat", &account(1)).await;
    claimed(&store, &asked, "r").await;

    assert_eq!(claimed(&store, &asked, "r").await, ClaimEnd::Claimed);
    assert_eq!(unsent(&store).await.len(), 2);
}

pub async fn another_request_with_a_used_link_is_told_so(store: impl Store) {
    import_account(&store, &account(1)).await;
    let asked = ask(&store, "pat", &account(1)).await;
    claimed(&store, &asked, "one").await;

    assert_eq!(claimed(&store, &asked, "two").await, ClaimEnd::LinkSpent);
}

pub async fn a_link_works_until_the_last_second_of_its_time(store: impl Store) {
    import_account(&store, &account(1)).await;
    let over = ask_with(&store, |pending| pending.expires_at = NOON).await;
    let mut last = pending("lee", &account(1));
    last.expires_at = NOON + SECOND;
    store.record(&recorded(&last)).await.expect("an answer");

    assert_eq!(claimed(&store, &over, "one").await, ClaimEnd::LinkSpent);
    assert_eq!(claimed(&store, &last, "two").await, ClaimEnd::Claimed);
}

pub async fn only_a_registration_that_matched_can_be_claimed(store: impl Store) {
    import_account(&store, &account(1)).await;
    let asked = ask_with(&store, |pending| pending.outcome = Outcome::CouldNotMatch).await;
    let unknown = pending("lee", &account(1));

    assert_eq!(claimed(&store, &asked, "one").await, ClaimEnd::LinkSpent);
    assert_eq!(claimed(&store, &unknown, "two").await, ClaimEnd::LinkSpent);
    assert_eq!(store.by_email(&email("lee")).await.expect("an answer"), None);
}

pub async fn too_many_wrong_numbers_spend_the_link(store: impl Store) {
    import_account(&store, &account(1)).await;
    let asked = ask(&store, "pat", &account(1)).await;
    for _ in 0..WRONG_NUMBERS_MAX {
        store.count_number(&asked).await.expect("an answer");
    }

    assert_eq!(claimed(&store, &asked, "r").await, ClaimEnd::LinkSpent);
}

pub async fn a_claim_with_an_old_holder_finds_the_account_gone(store: impl Store) {
    let passed_on = Facts { holder: 2, ..facts(&account(1)) };
    import(&store, 1, &[Row::Facts(Box::new(passed_on))]).await;
    let asked = ask(&store, "pat", &account(1)).await;

    assert_eq!(claimed(&store, &asked, "r").await, ClaimEnd::AccountGone);
}

pub async fn a_closed_account_and_one_that_is_not_there_are_gone(store: impl Store) {
    let closed = Facts { status: AccountStatus::Closed, ..facts(&account(1)) };
    import(&store, 1, &[Row::Facts(Box::new(closed))]).await;
    let (of_closed, of_none) =
        (ask(&store, "pat", &account(1)).await, ask(&store, "lee", &account(2)).await);

    assert_eq!(claimed(&store, &of_closed, "one").await, ClaimEnd::AccountGone);
    assert_eq!(claimed(&store, &of_none, "two").await, ClaimEnd::AccountGone);
}

pub async fn an_account_that_a_newer_extract_left_out_is_gone(store: impl Store) {
    import_account(&store, &account(1)).await;
    import(&store, 2, &[]).await;
    let asked = ask(&store, "pat", &account(1)).await;
    let mut late = claim(&asked, "r");
    late.extract_version = 2;

    let end = store.claim(&late).await.expect("an answer");

    assert_eq!(end, ClaimEnd::AccountGone);
}

pub async fn who_moves_in_takes_the_account_over_and_who_moved_out_cannot(store: impl Store) {
    import_account(&store, &account(1)).await;
    let before = ask(&store, "pat", &account(1)).await;
    let late = ask(&store, "kim", &account(1)).await;
    claimed(&store, &before, "one").await;
    let passed_on = Facts { version: 2, holder: 2, ..facts(&account(1)) };
    import(&store, 2, &[Row::Facts(Box::new(passed_on))]).await;
    let mut after = pending("lee", &account(1));
    after.holder = 2;
    store.record(&recorded(&after)).await.expect("an answer");

    assert_eq!(claimed(&store, &late, "late").await, ClaimEnd::AccountGone);
    assert_eq!(claimed(&store, &after, "two").await, ClaimEnd::Claimed);
    let found = store.look_up(&look_up(&after)).await.expect("an answer");
    assert_eq!(found.owner.map(|owner| owner.holder), Some(2));
}

pub async fn an_email_that_is_a_members_leaves_the_link_unspent(store: impl Store) {
    let rows = [1, 2].map(|number| Row::Facts(Box::new(facts(&account(number)))));
    import(&store, 1, &rows).await;
    let mine = ask(&store, "pat", &account(1)).await;
    claimed(&store, &mine, "one").await;
    let other = ask(&store, "lee", &account(2)).await;
    let mut same_email = claim(&other, "two");
    same_email.member.email = email("PAT");

    let end = store.claim(&same_email).await.expect("an answer");

    assert_eq!(end, ClaimEnd::EmailTaken);
    let waiting = store.asked(&other.email_key).await.expect("an answer");
    assert_eq!(waiting[0].used_by, None);
    assert_eq!(claimed(&store, &other, "three").await, ClaimEnd::Claimed);
}

pub async fn a_refused_claim_writes_nothing(store: impl Store) {
    import_account(&store, &account(1)).await;
    let (pat, lee) = (ask(&store, "pat", &account(1)).await, ask(&store, "lee", &account(1)).await);
    claimed(&store, &pat, "one").await;
    let waiting = unsent(&store).await;

    claimed(&store, &lee, "two").await;

    assert_eq!(unsent(&store).await, waiting);
    assert_eq!(store.by_email(&email("lee")).await.expect("an answer"), None);
    assert_eq!(store.asked(&lee.email_key).await.expect("an answer"), [lee]);
}

pub async fn ids_that_are_taken_are_a_conflict(store: impl Store) {
    let rows = [1, 2].map(|number| Row::Facts(Box::new(facts(&account(number)))));
    import(&store, 1, &rows).await;
    let (pat, lee) = (ask(&store, "pat", &account(1)).await, ask(&store, "lee", &account(2)).await);
    let first = claim(&pat, "one");
    store.claim(&first).await.expect("an answer");
    let mut same_id = claim(&lee, "two");
    same_id.member.id = first.member.id;

    let end = store.claim(&same_id).await;

    assert!(matches!(end, Err(StoreError::Conflict)), "{end:?}");
}

pub async fn facts_follow_an_old_number(store: impl Store) {
    let (old, new) = (account(77), account(1));
    let rows = [Row::Facts(Box::new(facts(&new))), super::world::alias(&old, &new, 1)];
    assert_eq!(store.facts(&new).await.expect("an answer"), None);
    import(&store, 1, &rows).await;

    let found = store.facts(&old).await.expect("an answer");

    assert_eq!(found, Some(FactsSeen { facts: facts(&new), extract: extract(1) }));
    assert_eq!(store.facts(&new).await.expect("an answer"), found);
    assert_eq!(store.facts(&account(5)).await.expect("an answer"), None);
}
