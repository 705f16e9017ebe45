//! The billing accounts, as the import writes them.

use domain::ports::{LeaseBy, LeaseWish, StoreError};
use domain::{
    AccountNumber, AccountStatus, Contact, Extract, Facts, Language, Service, ServiceName, Typed,
};
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
    let first = store
        .begin(LeaseWish::of_anybody(NOON, NOON + SECOND * 60))
        .await
        .expect("the lease is free");

    let second = store.begin(LeaseWish::of_anybody(NOON + SECOND * 59, NOON + SECOND * 99)).await;
    let after = store.begin(LeaseWish::of_anybody(NOON + SECOND * 60, NOON + SECOND * 99)).await;

    assert_eq!(first, None);
    assert!(matches!(second, Err(StoreError::Conflict)), "{second:?}");
    assert!(matches!(after, Ok(None)), "{after:?}");
}

pub async fn an_event_that_is_tried_again_takes_over_its_own_lease_and_no_others(
    store: impl Store,
) {
    let wish =
        |by, now, until| LeaseWish { now: NOON + SECOND * now, until: NOON + SECOND * until, by };
    let (one, other) = (LeaseBy::Event("bills#1"), LeaseBy::Event("bills#2"));
    store.begin(wish(one, 0, 60)).await.expect("the lease is free");
    store.begin(wish(LeaseBy::Holder, 60, 120)).await.expect("it is held for longer");

    let ends = [
        store.begin(wish(other, 10, 70)).await,
        store.begin(wish(LeaseBy::Anybody, 10, 70)).await,
        store.begin(wish(LeaseBy::Holder, 60, 180)).await,
        store.begin(wish(one, 10, 190)).await,
    ];
    store.begin(wish(LeaseBy::Anybody, 190, 250)).await.expect("it ran out");
    let late = store.begin(wish(one, 200, 300)).await;

    assert_eq!(ends.each_ref().map(Result::is_ok), [false, false, false, true], "{ends:?}");
    assert!(matches!(late, Err(StoreError::Conflict)), "{late:?}");
}

/// Facts with a name of the service.
fn named(number: u32, version: u64, name: &str) -> Row {
    let service_name = ServiceName::parse(name).ok();
    row(Facts { version, holder: 2, service_name, ..facts(&account(number)) })
}

/// What billing says of services, in the order of their accounts.
async fn services(store: &impl Store, numbers: &[u32]) -> Vec<Service> {
    let accounts: Vec<AccountNumber> = numbers.iter().map(|it| account(*it)).collect();
    let mut found = store.services(&accounts).await.expect("an answer");
    found.sort_by(|one, other| one.account.cmp(&other.account));
    found
}

/// What is said of a service that is called this, or nothing where it is empty.
fn service(number: u32, name: &str, is_closed: bool) -> Service {
    let name = ServiceName::parse(name).ok();
    Service { account: account(number), holder: 2, name, is_closed }
}

pub async fn what_billing_says_of_services_is_read_together(store: impl Store) {
    let closed = Facts { holder: 2, status: AccountStatus::Closed, ..facts(&account(3)) };
    let closed = row(Facts { service_name: ServiceName::parse("12 Mill St").ok(), ..closed });
    let rows = [named(1, 1, "Barn"), named(2, 1, ""), closed];
    import(&store, 1, &[&rows[..], &[alias(&account(9), &account(1), 1)]].concat()).await;

    let found = services(&store, &[1, 2, 3, 3, 4, 9]).await;

    let expected =
        [service(1, "Barn", false), service(2, "", false), service(3, "12 Mill St", true)];
    assert_eq!(found, expected);
    assert!(services(&store, &[]).await.is_empty());
}

pub async fn a_service_is_called_nothing_once_the_extract_in_force_says_nothing_of_it(
    store: impl Store,
) {
    let one = [named(1, 1, "Barn"), named(2, 1, "Pump"), named(3, 1, "House")];
    import(&store, 1, &one).await;

    import(&store, 2, &[named(1, 2, "Old barn"), named(2, 2, "")]).await;

    let found = services(&store, &[1, 2, 3]).await;
    let expected = [service(1, "Old barn", false), service(2, "", false), service(3, "", true)];
    assert_eq!(found, expected, "one that is gone is closed, and called nothing");
}

pub async fn the_extract_in_force_is_read_without_the_lease(store: impl Store) {
    let before = store.in_force().await.expect("an answer");
    import(&store, 1, &[]).await;
    store.begin(LeaseWish::of_anybody(NOON, NOON + SECOND)).await.expect("the lease is free");

    let after = store.in_force().await.expect("an answer");

    assert_eq!((before, after), (None, Some(extract(1))));
}

pub async fn ten_imports_at_once_and_one_begins(store: impl Store) {
    let begin = |_| {
        let store = store.clone();
        async move { store.begin(LeaseWish::of_anybody(NOON, NOON + SECOND)).await }
    };

    let ends = at_once((0..10).map(begin)).await;

    assert_eq!(ends.iter().filter(|end| end.is_ok()).count(), 1, "{ends:?}");
}

pub async fn an_extract_put_in_force_gives_the_lease_back(store: impl Store) {
    import(&store, 1, &[]).await;

    let found =
        store.begin(LeaseWish::of_anybody(NOON, NOON + SECOND)).await.expect("the lease is free");

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
    assert_eq!(
        store.begin(LeaseWish::of_anybody(NOON, NOON)).await.expect("it is free"),
        Some(extract(2))
    );
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
    store.begin(LeaseWish::of_anybody(NOON, NOON + SECOND * 60)).await.expect("the lease is free");

    store.put_in_force(&again).await.expect("the same file");

    let found =
        store.begin(LeaseWish::of_anybody(NOON, NOON + SECOND)).await.expect("the lease is free");
    assert_eq!(found, Some(again));
    let earlier = store.put_in_force(&extract(1)).await;
    assert!(matches!(earlier, Err(StoreError::Conflict)), "{earlier:?}");
}

pub async fn a_version_that_is_refused_keeps_the_lease(store: impl Store) {
    store.begin(LeaseWish::of_anybody(NOON, NOON + SECOND * 60)).await.expect("the lease is free");
    store.put_in_force(&extract(2)).await.expect_err("it is not the next version");

    let other = store.begin(LeaseWish::of_anybody(NOON + SECOND, NOON + SECOND * 60)).await;

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

pub async fn numbers_are_read_as_billing_wrote_them_in_the_order_of_the_accounts(
    store: impl Store,
) {
    let dashed = Facts { written: Some(Typed::new("00-1")), ..facts(&account(1)) };
    store
        .put(&[row(dashed), row(facts(&account(2))), alias(&account(17), &account(1), 1)])
        .await
        .expect("an answer");

    let asked = [account(2), account(1), account(9), account(1)];
    let written = store.written(&asked).await.expect("an answer");

    let read: Vec<&str> = written.iter().map(Typed::expose).collect();
    let (two, nine) = (account(2), account(9));
    assert_eq!(read, [two.expose(), "00-1", nine.expose(), "00-1"]);
    assert!(store.written(&[]).await.expect("an answer").is_empty());
}
