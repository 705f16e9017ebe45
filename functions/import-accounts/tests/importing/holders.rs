//! When an account passes to other people, and what a change of keys has to do with it.

use std::collections::BTreeMap;

use domain::{KeyId, KeyRing};
use import_accounts::{ImportEnd, ImportError, Options, Refusal};
use secrecy::SecretString;

use crate::store::{FORCED, Store, accounts, import, import_with, ten};

#[tokio::test]
async fn the_holder_is_raised_once_when_an_account_passes_on_even_if_the_import_stops() {
    let store = Store::default();
    import(&store, &accounts(1, 150, "Lee")).await.expect("the first import");
    let file = accounts(1, 150, "Lee").replace("\n3,Lee", "\n3,García");

    store.fail_after(1);
    let stopped = import(&store, &file).await;
    store.mend();
    let again = import(&store, &file).await;

    assert!(matches!(stopped, Err(ImportError::Store(_))));
    assert!(again.is_ok());
    assert_eq!(store.facts("3").map(|facts| facts.holder), Some(2));
    assert_eq!(store.facts("4").map(|facts| facts.holder), Some(1));
}

#[tokio::test]
async fn accounts_that_pass_on_are_counted() {
    let store = ten().await;
    let file =
        accounts(1, 10, "Lee").replace("\n3,Lee", "\n3,García").replace("\n4,Lee", "\n4,Day");

    let summary = import(&store, &file).await.expect("an import");

    assert_eq!((summary.passed_on, summary.changed, summary.names_compared), (2, 2, true));
}

/// Two keys, the second for matching; the first is that of [`test_keys`], if it is kept.
fn rotated(with_old: bool) -> KeyRing {
    let id = |text: &str| KeyId::parse(text).expect("a key's name");
    let old = "f3b1c2d4e5968778695a4b3c2d1e0f00112233445566778899aabbccddeeff01";
    let new = "a9b1c2d4e5968778695a4b3c2d1e0f00112233445566778899aabbccddeeff02";
    let mut keys = BTreeMap::from([(id("2"), SecretString::from(new))]);
    if with_old {
        keys.insert(id("1"), SecretString::from(old));
    }
    KeyRing::new(keys, id("2"), id("2"), id("2")).expect("keys")
}

#[tokio::test]
async fn the_same_file_under_a_new_key_for_matching_is_written_and_raises_no_holder() {
    let store = ten().await;
    let file = accounts(1, 10, "Lee");

    let summary = import_with(&store, file.as_bytes(), &rotated(true), Options::default()).await;

    let summary = summary.expect("an import");
    assert_eq!((summary.end, summary.changed, summary.passed_on), (ImportEnd::InForce, 10, 0));
    assert_eq!(store.extract().map(|extract| extract.match_key), KeyId::parse("2"));
}

#[tokio::test]
async fn a_lost_key_is_refused_unless_forced_and_then_keeps_every_holder() {
    let store = ten().await;
    let file = accounts(1, 10, "García");

    let refused = import_with(&store, file.as_bytes(), &rotated(false), Options::default()).await;
    let forced = import_with(&store, file.as_bytes(), &rotated(false), FORCED).await;

    let Err(ImportError::Refused { why, .. }) = refused else { panic!("not refused") };
    let forced = forced.expect("an import");
    assert_eq!(why, Refusal::KeyGone);
    assert_eq!((forced.passed_on, forced.names_compared), (0, false));
}
