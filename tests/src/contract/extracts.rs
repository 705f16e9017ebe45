//! The billing accounts, as the import writes them.

use domain::ports::StoreError;
use domain::{AccountNumber, Contact, Extract, Facts, Language};
use domain::{ClaimEnd, Row};

use super::world::{
    NOON, SECOND, account, alias, ask, claim, email, extract, facts, import, import_account,
    look_up,
};
use super::{Store, at_once};

fn row(facts: Facts) -> Row {
    Row::Facts(Box::new(facts))
}

/// Facts in the order of their numbers.
async fn read(store: &impl Store, accounts: &[AccountNumber]) -> Vec<Facts> {
    let mut facts = store.facts_of(accounts).await.expect("an answer");
    facts.sort_by(|one, other| one.account.cmp(&other.account));
    facts
}

pub async fn one_import_at_a_time(store: impl Store) {
    let first = store.begin(NOON, NOON + SECOND * 60).await.expect("the lease is free");

    let second = store.begin(NOON + SECOND * 59, NOON + SECOND * 99).await;
    let after = store.begin(NOON + SECOND * 60, NOON + SECOND * 99).await;

    assert_eq!(first, None);
    assert!(matches!(second, Err(StoreError::Conflict)), "{second:?}");
    assert!(matches!(after, Ok(None)), "{after:?}");
}

pub async fn the_extract_in_force_is_read_without_the_lease(store: impl Store) {
    let before = store.in_force().await.expect("an answer");
    import(&store, 1, &[]).await;
    store.begin(NOON, NOON + SECOND).await.expect("the lease is free");

    let after = store.in_force().await.expect("an answer");

    assert_eq!((before, after), (None, Some(extract(1))));
}

pub async fn ten_imports_at_once_and_one_begins(store: impl Store) {
    let begin = |_| {
        let store = store.clone();
        async move { store.begin(NOON, NOON + SECOND).await }
    };

    let ends = at_once((0..10).map(begin)).await;

    assert_eq!(ends.iter().filter(|end| end.is_ok()).count(), 1, "{ends:?}");
}

pub async fn an_extract_put_in_force_gives_the_lease_back(store: impl Store) {
    import(&store, 1, &[]).await;

    let found = store.begin(NOON, NOON + SECOND).await.expect("the lease is free");

    assert_eq!(found, Some(extract(1)));
}

pub async fn only_the_next_version_is_put_in_force(store: impl Store) {
    let early = store.put_in_force(&extract(2)).await;
    assert!(matches!(early, Err(StoreError::Conflict)), "{early:?}");
    store.put_in_force(&extract(1)).await.expect("the first version");

    for version in [1, 3] {
        let other = Extract { file_hash: "another file".to_owned(), ..extract(version) };
        let end = store.put_in_force(&other).await;
        assert!(matches!(end, Err(StoreError::Conflict)), "{end:?}");
    }

    store.put_in_force(&extract(2)).await.expect("the next version");
    assert_eq!(store.begin(NOON, NOON).await.expect("it is free"), Some(extract(2)));
}

pub async fn of_ten_files_put_in_force_at_once_as_one_version_one_is(store: impl Store) {
    import(&store, 1, &[]).await;
    let put_in_force = |number| {
        let (store, file_hash) = (store.clone(), format!("one of ten {number}"));
        async move { store.put_in_force(&Extract { file_hash, ..extract(2) }).await }
    };

    let ends = at_once((0..10).map(put_in_force)).await;

    let lost = ends.iter().filter(|end| matches!(end, Err(StoreError::Conflict))).count();
    assert_eq!((ends.iter().filter(|end| end.is_ok()).count(), lost), (1, 9), "{ends:?}");
}

pub async fn the_same_file_again_is_younger_and_gives_the_lease_back(store: impl Store) {
    import(&store, 1, &[]).await;
    import(&store, 2, &[]).await;
    let again = Extract { imported_at: NOON + SECOND * 60, ..extract(2) };
    store.begin(NOON, NOON + SECOND * 60).await.expect("the lease is free");

    store.put_in_force(&again).await.expect("the same file");

    let found = store.begin(NOON, NOON + SECOND).await.expect("the lease is free");
    assert_eq!(found, Some(again));
    let earlier = store.put_in_force(&extract(1)).await;
    assert!(matches!(earlier, Err(StoreError::Conflict)), "{earlier:?}");
}

pub async fn a_version_that_is_refused_keeps_the_lease(store: impl Store) {
    store.begin(NOON, NOON + SECOND * 60).await.expect("the lease is free");
    store.put_in_force(&extract(2)).await.expect_err("it is not the next version");

    let other = store.begin(NOON + SECOND, NOON + SECOND * 60).await;

    assert!(matches!(other, Err(StoreError::Conflict)), "{other:?}");
}

pub async fn more_rows_than_a_batch_holds_are_written_and_read(store: impl Store) {
    let accounts: Vec<AccountNumber> = (1..=1130).map(account).collect();
    let rows: Vec<Row> = accounts.iter().map(|account| row(facts(account))).collect();
    store.put(&rows).await.expect("an answer");

    let mut asked = accounts.clone();
    asked.push(account(9999));
    asked.push(account(1));

    let found = read(&store, &asked).await;
    assert_eq!(found.len(), 1130);
    assert!(found.iter().all(|facts| accounts.contains(&facts.account)));
}

pub async fn rows_read_back_and_old_numbers_are_no_facts(store: impl Store) {
    let contact = Contact { email: email("On.File"), language: Language::English };
    let with_contact = Facts { contact: Some(contact), holder: 7, ..facts(&account(1)) };
    let rows = [row(with_contact.clone()), alias(&account(77), &account(1), 1)];
    store.put(&rows).await.expect("an answer");

    let found = read(&store, &[account(1), account(77)]).await;

    assert_eq!(found, [with_contact]);
}

pub async fn writing_rows_again_changes_nothing(store: impl Store) {
    let rows = [row(facts(&account(1))), row(facts(&account(2)))];
    store.put(&rows).await.expect("an answer");
    let before = read(&store, &[account(1), account(2)]).await;

    store.put(&rows).await.expect("an answer");

    assert_eq!(read(&store, &[account(1), account(2)]).await, before);
}

pub async fn of_two_rows_of_one_number_the_later_counts(store: impl Store) {
    let later = Facts { holder: 2, ..facts(&account(1)) };
    let rows = [row(facts(&account(1))), row(facts(&account(2))), row(later.clone())];

    store.put(&rows).await.expect("an answer");

    assert_eq!(read(&store, &[account(1)]).await, [later]);
}

pub async fn an_old_number_becomes_an_account_and_the_other_way_round(store: impl Store) {
    store.put(&[alias(&account(1), &account(2), 1), row(facts(&account(2)))]).await.expect("ok");

    store.put(&[row(facts(&account(1))), alias(&account(2), &account(1), 1)]).await.expect("ok");

    assert_eq!(read(&store, &[account(1), account(2)]).await, [facts(&account(1))]);
}

pub async fn an_import_erases_no_owner(store: impl Store) {
    import_account(&store, &account(1)).await;
    let asked = ask(&store, "pat", &account(1)).await;
    let claimed = store.claim(&claim(&asked, "r")).await.expect("an answer");
    assert_eq!(claimed, ClaimEnd::Claimed);

    import(&store, 2, &[row(Facts { version: 2, ..facts(&account(1)) })]).await;
    import(&store, 3, &[]).await;

    let found = store.look_up(&look_up(&asked)).await.expect("an answer");
    assert!(found.owner.is_some());
}
