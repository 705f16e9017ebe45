//! Which bindings an import ends, what tells of it, and what happens where it stops.

use domain::{AccountNumber, EventKind, Letter};
use fixtures::test_keys;
use import_accounts::{ImportEnd, ImportError, Options, Refusal};

use crate::bound::account;
use crate::store::{FORCED, Store, accounts, import, import_with, ten};

/// The ten accounts, some of which now are other people's.
fn passed_on(numbers: &[usize]) -> String {
    of_many(10, numbers)
}

/// So many accounts, some of which now are other people's.
fn of_many(many: usize, numbers: &[usize]) -> String {
    numbers.iter().fold(accounts(1, many, "Lee"), |file, number| {
        file.replace(&format!("\n{number},Lee"), &format!("\n{number},García"))
    })
}

/// A store with so many accounts, each of them a member's.
async fn all_bound(many: usize) -> Store {
    let store = Store::default();
    import(&store, &accounts(1, many, "Lee")).await.expect("the first import");
    store.bind("pat", 1..=many);
    store
}

/// The accounts that letters and events told of, in the order of their numbers.
#[track_caller]
fn told_of(store: &Store) -> Vec<AccountNumber> {
    let mut told = Vec::new();
    for envelope in store.envelopes() {
        let ([letter], [event]) = (&envelope.letters[..], &envelope.events[..]) else {
            panic!("one letter and one event")
        };
        let Letter::AccountUnbound { account } = &letter.letter else { panic!("another letter") };
        assert_eq!(
            (event.kind, &event.accounts[..]),
            (EventKind::LoginUnbound, &[account.clone()][..])
        );
        told.push(account.clone());
    }
    told.sort();
    told
}

#[tokio::test]
async fn who_moved_out_loses_the_account_keeps_the_login_and_hears_of_it() {
    let store = ten().await;
    store.bind("pat", [3]);
    store.bind("kim", [4]);

    let summary = import(&store, &passed_on(&[3])).await.expect("an import");

    assert_eq!((summary.bindings, summary.unbound, summary.passed_on), (2, 1, 1));
    assert_eq!(store.owner(3), None);
    assert!(store.owner(4).is_some());
    assert!(store.member("pat").accounts.is_empty());
    assert_eq!(store.member("kim").version, 1);
    assert_eq!(told_of(&store), [account(3)]);
    assert_eq!(store.envelopes()[0].letters[0].to, store.member("pat").email);
    assert_eq!(store.facts("3").map(|facts| facts.holder), Some(2));
}

#[tokio::test]
async fn a_member_of_several_accounts_loses_only_those_that_passed_on() {
    let store = ten().await;
    store.bind("pat", [2, 3, 4]);

    import(&store, &passed_on(&[2, 4])).await.expect("an import");

    let left = store.member("pat");
    assert_eq!(left.account_numbers(), [account(3)]);
    assert_eq!((left.event_number, left.version), (4, 3));
    assert_eq!(told_of(&store), [account(2), account(4)]);
}

#[tokio::test]
async fn the_same_file_or_one_with_other_facts_ends_no_binding() {
    let store = all_bound(10).await;
    let before = store.owners();
    let other = accounts(1, 10, "Lee").replace(",24091", ",24060");

    import_with(&store, accounts(1, 10, "Lee").as_bytes(), &test_keys(), FORCED).await.expect("ok");
    let changed = import(&store, &other).await.expect("an import");

    assert_eq!((changed.changed, changed.bindings, changed.unbound), (10, 10, 0));
    assert_eq!(store.owners(), before);
    assert!(store.envelopes().is_empty());
}

#[tokio::test]
async fn a_row_that_is_gone_ends_no_binding() {
    let store = all_bound(10).await;
    let before = store.owners();

    import(&store, &accounts(2, 9, "Lee")).await.expect("an import");

    assert!(store.facts("1").is_none());
    assert_eq!((store.owners(), store.envelopes().len()), (before, 0));
}

#[tokio::test]
async fn a_closed_account_keeps_its_owner_until_it_is_opened_for_other_people() {
    let store = ten().await;
    store.bind("pat", [3]);
    let file =
        |status| format!("account_no,last_name,billing_zip,status\n3,García,24091,{status}\n");

    let closed = import_with(&store, file("closed").as_bytes(), &test_keys(), FORCED).await;
    let owner_while_closed = store.owner(3);
    let opened = import(&store, &file("active")).await.expect("an import");

    assert_eq!(closed.expect("an import").unbound, 0);
    assert!(owner_while_closed.is_some());
    assert_eq!((opened.unbound, opened.passed_on), (1, 0));
    assert_eq!((store.owner(3), told_of(&store)), (None, vec![account(3)]));
}

#[tokio::test]
async fn wherever_an_import_stops_running_it_again_ends_each_binding_once() {
    let passing = [100, 120, 121, 220];
    let file = of_many(250, &passing);
    for (passed, puts) in [(0, 9), (1, 9), (3, 9), (4, 0), (4, 1), (4, 2)] {
        let store = all_bound(250).await;
        store.fail_after_passing(passed);
        store.fail_after(puts);

        let stopped = import(&store, &file).await.expect_err("a stop");
        let told = told_of(&store);
        // What is told has ended and passed on, and nothing else has.
        for number in passing {
            let is_told = told.contains(&account(number));
            let holder = store.facts(&number.to_string()).map(|facts| facts.holder);
            assert_eq!((store.owner(number).is_none(), holder == Some(2)), (is_told, is_told));
        }
        store.fail_after_passing(None);
        store.mend();
        let again = import(&store, &file).await.expect("the second run");

        assert!(matches!(stopped, ImportError::Store(_)));
        assert_eq!((told.len(), again.end), (passed, ImportEnd::InForce));
        assert_eq!(told_of(&store), passing.map(account));
        assert_eq!(store.member("pat").accounts.len(), 246);
        assert!(passing.iter().all(|number| store.owner(*number).is_none()));
        assert_eq!(store.owners().len(), 246);
    }
}

#[tokio::test]
async fn a_member_who_changes_something_meanwhile_keeps_the_change() {
    let store = ten().await;
    store.bind("pat", [3, 5]);
    store.change_in_between(4);

    import(&store, &passed_on(&[3])).await.expect("an import");

    let left = store.member("pat");
    assert_eq!((left.epoch, left.account_numbers()), (5, vec![account(5)]));
    assert_eq!(told_of(&store), [account(3)]);
}

#[tokio::test]
async fn an_earlier_holder_who_claims_the_account_meanwhile_loses_it_too() {
    let store = ten().await;
    store.claim_in_between("pat", 3);

    let summary = import(&store, &passed_on(&[3])).await.expect("an import");

    assert_eq!((summary.bindings, summary.passed_on), (0, 1));
    assert_eq!(store.owner(3), None);
    assert!(store.member("pat").accounts.is_empty());
    assert_eq!(told_of(&store), [account(3)]);
}

#[tokio::test]
async fn a_member_who_never_stands_still_stops_the_import_before_the_file_is_in_force() {
    let store = ten().await;
    store.bind("pat", [3]);
    store.change_in_between(5);

    let stopped = import(&store, &passed_on(&[3])).await;
    let between = store.extract().map(|extract| extract.version);
    let again = import(&store, &passed_on(&[3])).await.expect("the second run");

    assert!(matches!(stopped, Err(ImportError::Store(_))), "{stopped:?}");
    assert_eq!((between, again.unbound), (Some(1), 1));
    assert_eq!(told_of(&store), [account(3)]);
}

#[tokio::test]
async fn a_file_that_ends_over_one_in_a_hundred_bindings_is_refused_unless_forced() {
    let passing: Vec<usize> = (1..=6).collect();
    let (store, file) = (all_bound(599).await, of_many(599, &passing));
    let (before, owners) = (store.in_force(), store.owners());

    let refused = import(&store, &file).await;
    let untouched = (store.in_force() == before, store.owners() == owners, store.envelopes().len());
    let forced = import_with(&store, file.as_bytes(), &test_keys(), FORCED).await;

    let Err(ImportError::Refused { why, summary }) = refused else { panic!("not refused") };
    assert_eq!(why, Refusal::WouldUnbind { unbound: 6, of: 599 });
    assert!(why.to_string().contains("6 of the 599 accounts"), "{why}");
    assert_eq!((summary.end, untouched), (ImportEnd::NothingWritten, (true, true, 0)));
    assert_eq!(forced.expect("an import").unbound, 6);
    assert_eq!(told_of(&store).len(), 6);
}

#[tokio::test]
async fn a_file_that_ends_one_in_a_hundred_bindings_or_fewer_than_five_goes_in() {
    let (large, small) = (all_bound(600).await, all_bound(10).await);
    let options = Options::default();

    let one_in_a_hundred = of_many(600, &(1..=6).collect::<Vec<_>>());
    let of_large = import_with(&large, one_in_a_hundred.as_bytes(), &test_keys(), options).await;
    let of_small = import(&small, &passed_on(&[1, 2, 3, 4])).await;

    assert_eq!(of_large.expect("an import").unbound, 6);
    assert_eq!(of_small.expect("an import").unbound, 4);
}
