//! Runs the contract suite on the store in memory and on an embedded `DynamoDB`.

/// Makes two tests of each rule, one per kind of store, each on a new store.
macro_rules! on_both_stores {
    ($($rule:ident,)*) => {
        mod in_memory {
            $(
                #[tokio::test]
                async fn $rule() {
                    let store = tests::memory::MemoryStore::new(domain::test_keys());
                    tests::contract::$rule(store).await;
                }
            )*
        }

        mod on_tables {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $rule() {
                    tests::contract::$rule(crate::served::tables().await).await;
                }
            )*
        }

        const RUN: &[&str] = &[$(stringify!($rule)),*];
    };
}

tests::every_rule!(on_both_stores);

#[test]
fn no_rule_of_the_suite_is_left_out() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/contract");
    let suite = std::fs::read_dir(folder).expect("the folder is there").map(|entry| {
        std::fs::read_to_string(entry.expect("an entry").path()).expect("it can be read")
    });

    let rules_of = |file: String| -> Vec<String> {
        let rules = file.split("\npub async fn ").skip(1);
        rules.filter_map(|rest| Some(rest.split_once('(')?.0.to_owned())).collect()
    };
    let mut rules: Vec<String> = suite.flat_map(rules_of).collect();

    let mut run = RUN.to_vec();
    rules.sort_unstable();
    run.sort_unstable();
    assert_eq!(run, rules);
}
