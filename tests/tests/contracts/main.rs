//! Runs the contract suite on the store in memory and on the tables of an embedded `DynamoDB`.

mod served;

/// Makes two tests of each rule: one per store, each on a store of its own.
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
    let suite = [
        include_str!("../../src/contract/bindings.rs"),
        include_str!("../../src/contract/changes.rs"),
        include_str!("../../src/contract/claims.rs"),
        include_str!("../../src/contract/counters.rs"),
        include_str!("../../src/contract/extracts.rs"),
        include_str!("../../src/contract/logins.rs"),
        include_str!("../../src/contract/links.rs"),
        include_str!("../../src/contract/members.rs"),
        include_str!("../../src/contract/outbox.rs"),
        include_str!("../../src/contract/past_due.rs"),
        include_str!("../../src/contract/pendings.rs"),
        include_str!("../../src/contract/registrations.rs"),
        include_str!("../../src/contract/staff.rs"),
        include_str!("../../src/contract/timeline.rs"),
    ];

    let rules = suite.iter().flat_map(|file| file.split("\npub async fn ").skip(1));
    let mut rules: Vec<&str> = rules.filter_map(|rest| rest.split('(').next()).collect();

    let mut run = RUN.to_vec();
    rules.sort_unstable();
    run.sort_unstable();
    assert_eq!(run, rules);
}
