//! What billing says of accounts over time.

use domain::history::{
    Balance, Bill, BillKey, BillPlace, Cents, HistoryKind, Kept, Payment, Told, ToldBill,
};
use domain::ports::{LeaseBy, LeaseWish, StoreError};
use domain::{AccountNumber, Facts, HistoryKey, Row};
use jiff::civil::date;

use super::world::{NOON, SECOND, account, alias, facts, import};
use super::{Store, at_once};

fn partition(name: &str) -> HistoryKey {
    HistoryKey::from_stored(name)
}

pub(super) fn told(amount: i64) -> Told {
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
    store
        .put_balances(&[(one.clone(), told(-8_410))], Kept::SHIPPED.bills)
        .await
        .expect("it is written");

    let found = read(&store, &[other.clone(), one.clone(), one.clone()]).await;
    let none = read(&store, &[other]).await;
    let asked_for_nothing = read(&store, &[]).await;

    assert_eq!(found, [(one, told(-8_410))]);
    assert!(none.is_empty() && asked_for_nothing.is_empty());
}

pub async fn a_balance_that_is_put_again_takes_the_place_of_the_one_before(store: impl Store) {
    let key = partition("a");
    store
        .put_balances(&[(key.clone(), told(1))], Kept::SHIPPED.bills)
        .await
        .expect("it is written");

    store
        .put_balances(&[(key.clone(), told(2))], Kept::SHIPPED.bills)
        .await
        .expect("it is written");

    assert_eq!(read(&store, std::slice::from_ref(&key)).await, [(key, told(2))]);
}

pub async fn more_balances_than_a_batch_holds_are_written_and_read(store: impl Store) {
    let all: Vec<(HistoryKey, Told)> =
        (100..330).map(|at| (partition(&at.to_string()), told(at))).collect();
    store.put_balances(&all, Kept::SHIPPED.bills).await.expect("they are written");

    let keys: Vec<HistoryKey> = all.iter().map(|(key, _)| key.clone()).collect();

    assert_eq!(read(&store, &keys).await, all);
}

/// A bill of so many cents.
pub(super) fn bill(amount: i64) -> ToldBill {
    let bill = Bill {
        date: date(2026, 2, 1),
        amount: Cents::new(amount).expect("a sum"),
        from: date(2025, 12, 30),
        to: None,
        due: Some(date(2026, 2, 20)),
        watt_hours: Some(1_034_500),
        balance: None,
        document: None,
    };
    ToldBill { bill, at: NOON, has_document: false }
}

fn place(partition_name: &str, bill: &str) -> BillPlace {
    (partition(partition_name), BillKey::from_stored(bill))
}

/// The sums of a partition's bills, the least first.
async fn sums(store: &impl Store, of: &str) -> Vec<i64> {
    let found = store.bills(&partition(of)).await.expect("an answer");
    let mut sums: Vec<i64> = found.iter().map(|(_, told)| told.bill.amount.expose()).collect();
    sums.sort_unstable();
    sums
}

pub async fn a_bill_is_read_from_its_own_partition_alone(store: impl Store) {
    let (first, second) = (place("a", "x"), place("a", "y"));
    store
        .put_balances(&[(partition("a"), told(9))], Kept::SHIPPED.bills)
        .await
        .expect("it is written");
    let bills = [(first.clone(), bill(1)), (second, bill(-2)), (place("b", "x"), bill(3))];
    store.put_bills(&bills, Kept::SHIPPED.bills).await.expect("they are written");

    let asked = [first.clone(), place("b", "y"), first.clone()];
    let found = store.bills_at(&asked).await.expect("an answer");

    assert_eq!(found, [(first, bill(1))]);
    assert_eq!(sums(&store, "a").await, [-2, 1]);
    assert_eq!(sums(&store, "b").await, [3]);
    assert!(sums(&store, "c").await.is_empty());
    assert_eq!(read(&store, &[partition("a")]).await, [(partition("a"), told(9))]);
}

pub async fn a_bill_that_is_put_again_takes_the_place_of_the_one_before(store: impl Store) {
    store
        .put_bills(&[(place("a", "x"), bill(1))], Kept::SHIPPED.bills)
        .await
        .expect("it is written");

    store
        .put_bills(&[(place("a", "x"), bill(2))], Kept::SHIPPED.bills)
        .await
        .expect("it is written");

    assert_eq!(sums(&store, "a").await, [2]);
}

pub async fn more_bills_than_a_batch_holds_are_written_and_read(store: impl Store) {
    let all: Vec<(BillPlace, ToldBill)> =
        (100..330).map(|at| (place("a", &at.to_string()), bill(at))).collect();
    store.put_bills(&all, Kept::SHIPPED.bills).await.expect("they are written");

    let places: Vec<BillPlace> = all.iter().map(|(place, _)| place.clone()).collect();
    let mut found = store.bills_at(&places).await.expect("an answer");

    found.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(found, all);
    assert_eq!(sums(&store, "a").await, (100..330).collect::<Vec<i64>>());
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

pub async fn one_import_of_a_kind_at_a_time_beside_those_of_other_kinds(store: impl Store) {
    store.begin(LeaseWish::of_anybody(NOON, NOON + SECOND * 60)).await.expect("it is free");
    let wish =
        |by, now, until| LeaseWish { now: NOON + SECOND * now, until: NOON + SECOND * until, by };
    let (one, other) = (LeaseBy::Event("a#1"), LeaseBy::Event("a#2"));
    let begin = |wish| store.begin_history(HistoryKind::Balances, wish);
    begin(wish(one, 0, 60)).await.expect("it is free");

    let ends = [
        begin(wish(other, 10, 70)).await,
        begin(wish(LeaseBy::Anybody, 10, 70)).await,
        begin(wish(one, 10, 80)).await,
        begin(wish(LeaseBy::Holder, 80, 90)).await,
        begin(wish(LeaseBy::Anybody, 90, 99)).await,
    ];

    assert_eq!(ends.each_ref().map(Result::is_ok), [false, false, true, true, true], "{ends:?}");
    assert!(matches!(ends[0], Err(StoreError::Conflict)));
    let bills = wish(LeaseBy::Anybody, 91, 99);
    store.begin_history(HistoryKind::Bills, bills).await.expect("it is free");
}

pub async fn ten_imports_of_balances_at_once_and_one_begins(store: impl Store) {
    let begin = |_| {
        let store = store.clone();
        let wish = LeaseWish::of_anybody(NOON, NOON + SECOND);
        async move { store.begin_history(HistoryKind::Balances, wish).await }
    };

    let ends = at_once((0..10).map(begin)).await;

    assert_eq!(ends.iter().filter(|end| end.is_ok()).count(), 1, "{ends:?}");
}

pub async fn what_was_taken_in_last_is_known_of_each_kind(store: impl Store) {
    let before = store.taken().await.expect("an answer");
    for (kind, at) in [
        (HistoryKind::Reads, NOON),
        (HistoryKind::Bills, NOON),
        (HistoryKind::Bills, NOON + SECOND),
    ] {
        store.put_taken(kind, at).await.expect("it is noted");
    }

    let after = store.taken().await.expect("an answer");

    assert!(before.is_empty());
    assert_eq!(after, [(HistoryKind::Bills, NOON + SECOND), (HistoryKind::Reads, NOON)]);
    store.begin_history(HistoryKind::Bills, LeaseWish::of_anybody(NOON, NOON)).await.expect("free");
}

pub async fn the_largest_sums_read_back_as_they_were_told(store: impl Store) {
    let most = [Cents::MOST, -Cents::MOST].map(|amount| Cents::new(amount).expect("a sum"));
    let balance = |amount| {
        let paid = Payment { amount: most[0], on: Some(date(2026, 2, 1)) };
        let told = told(0);
        Told { balance: Balance { amount, last_payment: Some(paid), ..told.balance }, ..told }
    };
    let bill = |amount| {
        let (told, watt_hours) = (bill(0), Some(1_000_000_000_000));
        let balance = Some(amount);
        ToldBill { bill: Bill { amount, balance, watt_hours, ..told.bill }, ..told }
    };
    let due = most.map(|amount| (partition(&amount.expose().to_string()), balance(amount)));
    let bills = [(place("a", "x"), bill(most[0])), (place("a", "y"), bill(most[1]))];
    store.put_balances(&due, Kept::SHIPPED.bills).await.expect("they are written");
    store.put_bills(&bills, Kept::SHIPPED.bills).await.expect("they are written");

    let mut found = store.bills_at(&bills.clone().map(|(place, _)| place)).await.expect("bills");

    found.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(found, bills);
    let mut expected = due.to_vec();
    expected.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(read(&store, &due.map(|(key, _)| key)).await, expected);
}
