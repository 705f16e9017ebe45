//! Tests what the stack keeps, and what a flood may cost.

use domain::history::Kept;
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

    assert_eq!(policies, [&json!("RetainExceptOnCreate"); 11]);
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
fn documents_are_private_encrypted_and_go_with_their_bills() {
    let resources = resources();
    let bucket = &resources["Documents"]["Properties"];
    let statement =
        &resources["DocumentsByTlsOnly"]["Properties"]["PolicyDocument"]["Statement"][0];

    let public = bucket["PublicAccessBlockConfiguration"].as_object().expect("four switches");
    assert!(public.len() == 4 && public.values().all(|it| *it == json!(true)), "{public:?}");
    let rule = &bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"][0];
    assert_eq!(rule["ServerSideEncryptionByDefault"]["SSEAlgorithm"], "AES256");
    let days = &bucket["LifecycleConfiguration"]["Rules"][0]["ExpirationInDays"];
    assert_eq!(*days, json!({"Ref": "DocumentsKeptDays"}));
    assert_eq!(statement["Condition"], json!({"Bool": {"aws:SecureTransport": "false"}}));
    assert_eq!(statement["Effect"], "Deny");
}

#[test]
fn documents_can_be_kept_as_long_as_the_settings_can_keep_bills() {
    let template = local::template::plain(include_str!("../../../template.yaml"));
    let days = template.expect("it is YAML")["Parameters"]["DocumentsKeptDays"].clone();

    let of = |months| Kept::of(Some(months), None).expect("within bounds").bills.days();
    assert_eq!(days["Default"], Kept::SHIPPED.bills.days());
    assert_eq!(days["MinValue"], of(*Kept::BILLS.start()));
    assert_eq!(days["MaxValue"], of(*Kept::BILLS.end()));
}

#[test]
fn only_the_import_writes_documents_and_only_the_page_of_bills_reads_them() {
    let resources = resources();
    let who = |action: &str| -> Vec<&str> {
        let may = |it: &Value| {
            let statements = it["Properties"]["Policies"][0]["Statement"].as_array();
            let of_documents = |part: &Value| {
                part["Action"].to_string().contains(action)
                    && part["Resource"].to_string().contains("${Documents.Arn}")
            };
            statements.is_some_and(|all| all.iter().any(of_documents))
        };
        resources.iter().filter(|(_, it)| may(it)).map(|(id, _)| id.as_str()).collect()
    };

    assert_eq!(who("s3:GetObject"), ["Bills"]);
    assert_eq!(who("s3:PutObject"), ["ImportHistory"]);
    assert!(who("s3:DeleteObject").is_empty());
}

#[test]
fn each_function_with_a_whole_processor_is_bounded() {
    let resources = resources();
    let hashing = resources.values().filter(|it| it["Properties"]["MemorySize"] == 1769);

    let bounds: Vec<bool> =
        hashing.map(|it| it["Properties"]["ReservedConcurrentExecutions"].is_object()).collect();

    assert!(bounds.len() > 3 && bounds.iter().all(|is_bounded| *is_bounded), "{bounds:?}");
}
