//! Tests what the stack keeps, and what a flood may cost.

use serde_json::{Map, Value, json};

fn resources() -> Map<String, Value> {
    let template = local::template::plain(include_str!("../../../template.yaml"));
    let template = template.expect("it is YAML");
    template["Resources"].as_object().expect("resources").clone()
}

#[test]
fn what_outlives_the_stack_does_not_outlive_a_first_deploy_that_failed() {
    let resources = resources();
    let kept = resources.values().filter(|it| it["UpdateReplacePolicy"] == "Retain");

    let policies: Vec<&Value> = kept.map(|it| &it["DeletionPolicy"]).collect();

    assert_eq!(policies, [&json!("RetainExceptOnCreate"); 8]);
}

#[test]
fn the_bucket_keeps_versions_and_takes_nothing_in_the_clear() {
    let resources = resources();
    let statement = &resources["ExtractsByTlsOnly"]["Properties"]["PolicyDocument"]["Statement"][0];

    let versions = &resources["Extracts"]["Properties"]["VersioningConfiguration"]["Status"];
    assert_eq!(versions, "Enabled");
    let who_and_what = ["Effect", "Principal", "Action"].map(|name| &statement[name]);
    assert_eq!(who_and_what, ["Deny", "*", "s3:*"]);
    assert_eq!(statement["Condition"], json!({"Bool": {"aws:SecureTransport": "false"}}));
}

#[test]
fn each_function_with_a_whole_processor_is_bounded() {
    let resources = resources();
    let hashing = resources.values().filter(|it| it["Properties"]["MemorySize"] == 1769);

    let bounds: Vec<bool> =
        hashing.map(|it| it["Properties"]["ReservedConcurrentExecutions"].is_object()).collect();

    assert!(bounds.len() > 3 && bounds.iter().all(|is_bounded| *is_bounded), "{bounds:?}");
}
