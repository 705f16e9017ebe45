//! What billing says of accounts over time.

use domain::history::{Balance, Cents, Payment, Told};
use domain::ports::{LeaseBy, LeaseWish, StoreError};
use domain::{AccountNumber, Facts, HistoryKey, Row};
use jiff::civil::date;

use super::world::{NOON, SECOND, account, alias, facts, import};
use super::{Store, at_once};

fn partition(name: &str) -> HistoryKey {
    HistoryKey::from_stored(name)
}

fn told(amount: i64) -> Told {
    let sum = |amount| Cents::new(amount).expect("a sum");
    let balance = Balance {
        amount: sum(amount),
        as_of: date(2026, 2, 1),
        due: Some(date(2026, 2, 20)),
        auto_pay: Some(false),
        last_payment: Some(Payment { amount: sum(5), on: None }),
    };
    Told { balance, at: NOON }
}

/// Balances in the order of their partitions.
async fn read(store: &impl Store, keys: &[HistoryKey]) -> Vec<(HistoryKey, Told)> {
    let mut found = store.balances(keys).await.expect("an answer");
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

pub async fn a_balance_is_read_from_its_own_partition_alone(store: impl Store) {
    let (one, other) = (partition("a"), partition("b"));
    store.put_balances(&[(one.clone(), told(-8_410))]).await.expect("it is written");

    let found = read(&store, &[other.clone(), one.clone(), one.clone()]).await;
    let none = read(&store, &[other]).await;
    let asked_for_nothing = read(&store, &[]).await;

    assert_eq!(found, [(one, told(-8_410))]);
    assert!(none.is_empty() && asked_for_nothing.is_empty());
}

pub async fn a_balance_that_is_put_again_takes_the_place_of_the_one_before(store: impl Store) {
    let key = partition("a");
    store.put_balances(&[(key.clone(), told(1))]).await.expect("it is written");

    store.put_balances(&[(key.clone(), told(2))]).await.expect("it is written");

    assert_eq!(read(&store, std::slice::from_ref(&key)).await, [(key, told(2))]);
}

pub async fn more_balances_than_a_batch_holds_are_written_and_read(store: impl Store) {
    let all: Vec<(HistoryKey, Told)> =
        (100..330).map(|at| (partition(&at.to_string()), told(at))).collect();
    store.put_balances(&all).await.expect("they are written");

    let keys: Vec<HistoryKey> = all.iter().map(|(key, _)| key.clone()).collect();

    assert_eq!(read(&store, &keys).await, all);
}

pub async fn a_number_leads_to_its_facts_and_an_old_one_of_the_extract_in_force_to_its_accounts(
    store: impl Store,
) {
    let row = |facts: Facts| Row::Facts(Box::new(facts));
    let new = Facts { version: 2, ..facts(&account(1)) };
    let rows = [row(facts(&account(2))), alias(&account(71), &account(2), 1)];
    import(&store, 1, &rows).await;
    let missing = alias(&account(73), &account(9), 2);
    import(&store, 2, &[row(new.clone()), alias(&account(72), &account(1), 2), missing]).await;

    let numbers = [1, 2, 71, 72, 73, 99].map(account);
    let mut found = store.facts_behind(&numbers, 2).await.expect("an answer");

    found.sort_by(|one, other| one.0.cmp(&other.0));
    let gone = facts(&account(2));
    let expected: [(AccountNumber, Facts); 3] =
        [(account(1), new.clone()), (account(2), gone), (account(72), new)];
    assert_eq!(found, expected);
}

pub async fn one_import_of_balances_at_a_time_beside_one_of_the_extract(store: impl Store) {
    store.begin(LeaseWish::of_anybody(NOON, NOON + SECOND * 60)).await.expect("it is free");
    let wish =
        |by, now, until| LeaseWish { now: NOON + SECOND * now, until: NOON + SECOND * until, by };
    let (one, other) = (LeaseBy::Event("a#1"), LeaseBy::Event("a#2"));
    store.begin_balances(wish(one, 0, 60)).await.expect("it is free");

    let ends = [
        store.begin_balances(wish(other, 10, 70)).await,
        store.begin_balances(wish(LeaseBy::Anybody, 10, 70)).await,
        store.begin_balances(wish(one, 10, 80)).await,
        store.begin_balances(wish(LeaseBy::Holder, 80, 90)).await,
        store.begin_balances(wish(LeaseBy::Anybody, 90, 99)).await,
    ];

    assert_eq!(ends.each_ref().map(Result::is_ok), [false, false, true, true, true], "{ends:?}");
    assert!(matches!(ends[0], Err(StoreError::Conflict)));
}

pub async fn ten_imports_of_balances_at_once_and_one_begins(store: impl Store) {
    let begin = |_| {
        let store = store.clone();
        async move { store.begin_balances(LeaseWish::of_anybody(NOON, NOON + SECOND)).await }
    };

    let ends = at_once((0..10).map(begin)).await;

    assert_eq!(ends.iter().filter(|end| end.is_ok()).count(), 1, "{ends:?}");
}
