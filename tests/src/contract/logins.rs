//! Accounts that are added to a login, and logins that close.

use domain::ports::StoreError;
use domain::{AddEnd, Addition, ClaimEnd, Closing, Row};
use domain::{Binding, Facts, Letter, Member, MemberId, OutboxId, Owner, Standing, close};
use fixtures::test_keys;

use super::world::{
    NOON, SECOND, account, ask, claim, email, envelope, facts, import, look_up, once_written,
    pending, taken, unsent,
};
use super::{Store, at_once};

/// A member with account `number`. The name is the first part of their email.
async fn member_of(store: &impl Store, name: &str, number: u32) -> Member {
    let asked = ask(store, name, &account(number)).await;
    let claim = claim(&asked, &format!("r of {name}"));
    assert_eq!(store.claim(&claim).await.expect("an answer"), ClaimEnd::Claimed);
    claim.member
}

/// The first extract, with accounts 1 to `most`.
async fn import_up_to(store: &impl Store, most: u32) {
    let rows = (1..=most).map(|number| Row::Facts(Box::new(facts(&account(number)))));
    import(store, 1, &rows.collect::<Vec<_>>()).await;
}

/// One more account of a member, with an envelope of this name.
pub(super) fn addition(member: &Member, number: u32, told: &str) -> Addition {
    let mut member = member.clone();
    let owner = Owner { member: member.id.clone(), holder: 1, since: NOON, held_until: None };
    member.accounts.push(Binding {
        account: account(number),
        holder: 1,
        since: NOON,
        own_bills: None,
        held_until: None,
        bills_unasked: false,
    });
    let envelope =
        envelope(told, Letter::AccountAdded { account: account(number), held_until: None });
    Addition {
        account: account(number),
        owner,
        extract_version: 1,
        member,
        not_me: Vec::new(),
        envelope,
    }
}

async fn owner(store: &impl Store, number: u32) -> Option<Owner> {
    store.owners_of(&[account(number)]).await.expect("an answer").pop().map(|(_, owner)| owner)
}

async fn stored(store: &impl Store, id: &MemberId) -> Member {
    store.by_id(id).await.expect("an answer").expect("a member")
}

/// The end of a login, with its owners as they are now.
async fn closing(store: &impl Store, member: &Member) -> Closing {
    let owners = store.owners_of(&member.account_numbers()).await.expect("an answer");
    let told = OutboxId::from_stored(format!("closed {}", member.id.as_str()));
    close(&test_keys(), member, owners, told, NOON)
}

pub async fn one_more_account_is_bound_together_with_what_tells_of_it(store: impl Store) {
    import_up_to(&store, 2).await;
    let pat = member_of(&store, "pat", 1).await;
    let added = addition(&pat, 2, "added");

    let end = store.add(&added).await.expect("an answer");

    assert_eq!(end, AddEnd::Added);
    assert_eq!(stored(&store, &pat.id).await, once_written(&added.member));
    assert_eq!(owner(&store, 2).await, Some(added.owner));
    let leased = taken(&store, &added.envelope.id, NOON, NOON + SECOND).await;
    assert_eq!(leased.envelope, added.envelope);
}

pub async fn an_account_that_somebody_else_has_is_not_added(store: impl Store) {
    import_up_to(&store, 2).await;
    let pat = member_of(&store, "pat", 1).await;
    let lee = member_of(&store, "lee", 2).await;

    let end = store.add(&addition(&pat, 2, "added")).await.expect("an answer");

    assert_eq!(end, AddEnd::AccountOwned);
    assert_eq!(owner(&store, 2).await.map(|owner| owner.member), Some(lee.id));
    assert_eq!(stored(&store, &pat.id).await, pat);
    assert!(!unsent(&store).await.contains(&"added".to_owned()));
}

pub async fn of_twenty_members_who_add_one_account_at_once_one_gets_it(store: impl Store) {
    import_up_to(&store, 21).await;
    let mut all = Vec::new();
    for number in 1..=20 {
        let member = member_of(&store, &format!("p{number}"), number).await;
        all.push(addition(&member, 21, &format!("added {number}")));
    }
    let run = |added| {
        let store = store.clone();
        async move { store.add(&added).await.expect("an answer") }
    };

    let ends = at_once(all.into_iter().map(run)).await;

    let count = |wanted| ends.iter().filter(|end| **end == wanted).count();
    assert_eq!((count(AddEnd::Added), count(AddEnd::AccountOwned)), (1, 19), "{ends:?}");
}

pub async fn of_one_who_adds_and_one_who_registers_one_account_at_once_one_gets_it(
    store: impl Store,
) {
    import_up_to(&store, 2).await;
    let pat = member_of(&store, "pat", 1).await;
    let asked = ask(&store, "lee", &account(2)).await;
    let adds = {
        let (store, added) = (store.clone(), addition(&pat, 2, "added"));
        async move { store.add(&added).await.expect("an answer") == AddEnd::Added }
    };
    let claims = {
        let (store, claim) = (store.clone(), claim(&asked, "two"));
        async move { store.claim(&claim).await.expect("an answer") == ClaimEnd::Claimed }
    };

    let (added, claimed) = tokio::join!(adds, claims);

    assert!(added ^ claimed, "added {added}, claimed {claimed}");
}

pub async fn an_account_that_is_closed_or_passed_on_or_gone_is_not_added(store: impl Store) {
    let closed = Facts { status: domain::AccountStatus::Closed, ..facts(&account(2)) };
    let passed_on = Facts { holder: 2, ..facts(&account(3)) };
    let rows = [facts(&account(1)), closed, passed_on].map(|it| Row::Facts(Box::new(it)));
    import(&store, 1, &rows).await;
    let pat = member_of(&store, "pat", 1).await;

    for number in [2, 3, 4] {
        let end = store.add(&addition(&pat, number, "added")).await.expect("an answer");
        assert_eq!(end, AddEnd::AccountGone, "account {number}");
    }
    let newer = Addition { extract_version: 2, ..addition(&pat, 1, "added") };
    assert_eq!(store.add(&newer).await.expect("an answer"), AddEnd::AccountGone);
}

pub async fn who_moved_in_adds_an_account_that_still_has_its_earlier_owner(store: impl Store) {
    import_up_to(&store, 2).await;
    let pat = member_of(&store, "pat", 1).await;
    member_of(&store, "lee", 2).await;
    let passed_on = Facts { version: 2, holder: 2, ..facts(&account(2)) };
    import(&store, 2, &[Row::Facts(Box::new(passed_on))]).await;
    let mut added = addition(&pat, 2, "added");
    added.owner.holder = 2;

    let end = store.add(&added).await.expect("an answer");

    assert_eq!(end, AddEnd::Added);
    assert_eq!(owner(&store, 2).await, Some(added.owner));
}

pub async fn a_member_who_has_changed_adds_nothing(store: impl Store) {
    import_up_to(&store, 3).await;
    let read = member_of(&store, "pat", 1).await;
    store.add(&addition(&read, 2, "first")).await.expect("an answer");

    let end = store.add(&addition(&read, 3, "second")).await;
    let again = store.add(&addition(&read, 2, "first")).await;

    assert!(matches!(end, Err(StoreError::Conflict)), "{end:?}");
    assert!(matches!(again, Err(StoreError::Conflict)), "{again:?}");
    assert_eq!(owner(&store, 3).await, None);
}

pub async fn a_login_closes_and_its_email_and_accounts_may_register_again(store: impl Store) {
    import_up_to(&store, 2).await;
    let pat = member_of(&store, "pat", 1).await;
    let added = addition(&pat, 2, "added");
    store.add(&added).await.expect("an answer");
    let closing = closing(&store, &once_written(&added.member)).await;

    store.close(&closing).await.expect("an answer");

    let left = stored(&store, &pat.id).await;
    assert_eq!((left.standing, left.accounts.len()), (Standing::Closed, 0));
    assert_eq!(store.by_email(&email("pat")).await.expect("an answer"), None);
    assert_eq!((owner(&store, 1).await, owner(&store, 2).await), (None, None));
    let found = store.look_up(&look_up(&pending("pat", &account(1)))).await.expect("an answer");
    assert!(!found.email_is_a_members && found.owner.is_none());
    assert!(unsent(&store).await.contains(&closing.envelope.id.as_str().to_owned()));
    let asked = {
        let mut asked = pending("pat", &account(1));
        asked.id = domain::PendingId::new([7; 16]);
        let mut recorded = super::world::recorded(&asked);
        recorded.envelope.id = OutboxId::from_stored("confirm again");
        store.record(&recorded).await.expect("an answer");
        asked
    };
    let end = store.claim(&claim(&asked, "again")).await.expect("an answer");
    assert_eq!(end, ClaimEnd::Claimed);
}

pub async fn a_login_of_fifty_accounts_closes_in_one_transaction(store: impl Store) {
    let most = u32::try_from(Member::MAX_ACCOUNTS).expect("fifty");
    import_up_to(&store, most).await;
    let mut pat = member_of(&store, "pat", 1).await;
    for number in 2..=most {
        let added = addition(&pat, number, &format!("added {number}"));
        assert_eq!(store.add(&added).await.expect("an answer"), AddEnd::Added);
        pat = once_written(&added.member);
    }
    let closing = closing(&store, &pat).await;
    assert_eq!(closing.freed.len(), Member::MAX_ACCOUNTS);

    store.close(&closing).await.expect("an answer");

    let accounts: Vec<_> = (1..=most).map(account).collect();
    assert_eq!(store.owners_of(&accounts).await.expect("an answer"), []);
}

pub async fn a_login_whose_member_or_accounts_have_changed_does_not_close(store: impl Store) {
    import_up_to(&store, 3).await;
    let read = member_of(&store, "pat", 1).await;
    let before = closing(&store, &read).await;
    let added = addition(&read, 2, "added");
    store.add(&added).await.expect("an answer");
    let mut other_owner = closing(&store, &once_written(&added.member)).await;
    other_owner.freed[0].1.holder = 7;

    for closing in [before, other_owner] {
        let end = store.close(&closing).await;
        assert!(matches!(end, Err(StoreError::Conflict)), "{end:?}");
    }
    let pat = once_written(&added.member);
    assert_eq!(stored(&store, &read.id).await, pat);
    assert!(owner(&store, 1).await.is_some() && owner(&store, 2).await.is_some());
    assert_eq!(store.by_email(&email("pat")).await.expect("an answer"), Some(pat));
}

pub async fn a_login_closed_ten_times_at_once_is_closed_once(store: impl Store) {
    import_up_to(&store, 1).await;
    let pat = member_of(&store, "pat", 1).await;
    let closing = closing(&store, &pat).await;
    let run = |number| {
        let (store, mut closing) = (store.clone(), closing.clone());
        closing.envelope.id = OutboxId::from_stored(format!("closed {number}"));
        async move { store.close(&closing).await }
    };

    let ends = at_once((0..10).map(run)).await;

    assert_eq!(ends.iter().filter(|end| end.is_ok()).count(), 1, "{ends:?}");
    let closed = unsent(&store).await.iter().filter(|id| id.starts_with("closed")).count();
    assert_eq!(closed, 1);
}
