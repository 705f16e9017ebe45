//! Runs the contract suite on the store in memory and on an embedded `DynamoDB`.

use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};

use domain::history::HistoryKind;
use domain::ports::ImportTimes as _;
use fixtures::test_keys;
use futures_util::FutureExt as _;
use futures_util::future::LocalBoxFuture;
use tests::app::NOON;
use tests::memory::{Forgets, MemoryStore};
use tests::store::TestStore;

/// A rule's name, and the rule on a store in memory.
type Rule = (&'static str, fn(MemoryStore) -> LocalBoxFuture<'static, ()>);

/// Makes two tests of each rule, one per kind of store, each on a new store.
macro_rules! on_both_stores {
    ($($rule:ident,)*) => {
        mod in_memory {
            $(
                #[tokio::test]
                async fn $rule() {
                    let store = tests::memory::MemoryStore::new(fixtures::test_keys());
                    tests::contract::$rule(store).await;
                }
            )*
        }

        mod on_tables {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $rule() {
                    tests::contract::$rule(tests::served::tables().await).await;
                }
            )*
        }

        const RULES: &[Rule] = &[
            $((stringify!($rule), |store| tests::contract::$rule(store).boxed_local())),*
        ];
    };
}

tests::every_rule!(on_both_stores);

#[test]
fn no_rule_of_the_suite_is_left_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/contract");
    let suite = crate::crates::sources(&folder);

    let rules_of = |(_, file): (PathBuf, String)| -> Vec<String> {
        let rules = file.split("\npub async fn ").skip(1);
        rules.filter_map(|rest| Some(rest.split_once('(')?.0.to_owned())).collect()
    };
    let mut rules: Vec<String> = suite.into_iter().flat_map(rules_of).collect();

    let mut run: Vec<&str> = RULES.iter().map(|(name, _)| *name).collect();
    rules.sort_unstable();
    run.sort_unstable();
    assert_eq!(run, rules);
}

/// Whether a rule holds on a store that checks, lets others go first, and writes without a condition.
async fn holds_without_conditions((_, rule): Rule) -> bool {
    let store = MemoryStore::new(test_keys());
    store.forget(Forgets::Conditions);
    AssertUnwindSafe(rule(store)).catch_unwind().await.is_ok()
}

#[tokio::test]
async fn a_store_that_forgets_conditions_is_noticed_by_what_is_done_at_once_and_by_nothing_else() {
    for rule in RULES {
        let is_race = rule.0.contains("_at_once");

        let holds = holds_without_conditions(*rule).await;

        assert_eq!(holds, !is_race, "{}", rule.0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[should_panic(expected = "ImportTimes::taken")]
async fn what_memory_and_tables_answer_has_to_be_the_same() {
    let store = TestStore::on_tables(test_keys());
    assert!(store.taken().await.expect("an answer").is_empty());
    store.memory.put_taken(HistoryKind::Bills, NOON).await.expect("it is written");

    drop(store.taken().await);
}
