//! Tests that each role in template.yaml grants exactly what its function uses.

mod passkeys;
pub(crate) mod walk;

use std::collections::BTreeSet;

use local::stack::Stack;
use local::template::{FunctionSpec, Grant, Template};

use crate::deployed::newer::started;

/// A grant as one line: function, action, resource, keys.
type Line = String;

/// Grants that the walk does not use, each with the reason.
const UNWALKED: &[(&str, &str)] = &[
    ("import-accounts s3:GetObject * *", "the local stack passes the extract directly"),
    ("import-accounts s3:PutObject * *", "the local stack prints the report"),
    ("import-accounts ses:SendEmail * *", "the local stack prints the report"),
    ("import-history ses:SendEmail * *", "the local stack prints the report"),
    (
        "paperless dynamodb:PutItem Transient E#*",
        "the settings here turn paper off without a letter",
    ),
    ("people dynamodb:GetItem BillingAccounts G#*", "read after a lost answer to an end"),
    ("people dynamodb:GetItem Outbox *", "read after a lost answer to an invitation"),
    ("people dynamodb:GetItem Transient M#*", "read after a lost answer to a code"),
    ("profile dynamodb:GetItem BillingAccounts G#*", "read after a lost answer to a guest's end"),
    ("profile dynamodb:GetItem Outbox *", "read after a lost answer to an addition"),
    ("profile dynamodb:GetItem Transient M#*", "read after a lost answer to a new session"),
    ("usage dynamodb:PutItem Outbox *", "the letter after the first download, here of a document"),
    ("security dynamodb:GetItem Outbox *", "read after a lost answer to a change of a factor"),
    ("security dynamodb:GetItem Transient M#*", "read after a lost answer to a code"),
    ("sign-in dynamodb:GetItem Outbox *", "read after a lost answer to a code"),
    ("sign-in dynamodb:GetItem Transient M#*", "read after a lost answer to a code"),
    ("set-password dynamodb:GetItem Transient E#*", "read after a lost answer to a claim"),
];

fn line(function: &str, grant: &Grant) -> Line {
    format!("{function} {} {} {}", grant.action, grant.resource, grant.keys)
}

fn granted() -> BTreeSet<Line> {
    let template = Template::deployed().expect("the template can be read");
    let of_one = |function: &FunctionSpec| -> Vec<Line> {
        function.role.all().iter().map(|grant| line(&function.name, grant)).collect()
    };
    // The desk's walk is `deployed::at_the_desk`.
    let walked = template.functions.iter().filter(|it| it.name != "desk");
    let all = walked.flat_map(of_one);
    // The secret has a test of its own. The connection is made by `main.rs`, which the stack does not run.
    let elsewhere = |line: &Line| {
        line.contains(" secretsmanager:GetSecretValue ") || line.ends_with(" warm-up")
    };
    all.filter(|line| !elsewhere(line)).collect()
}

fn used(stack: &Stack) -> BTreeSet<Line> {
    let record = stack.record().granted();
    let lines = record.iter().flat_map(|(function, grants)| {
        grants.iter().map(|grant| line(function, grant)).collect::<Vec<_>>()
    });
    lines.collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_role_grants_what_its_function_uses_and_nothing_else() {
    let (stack, environments) = started().await;

    walk::everywhere(&stack, &environments).await;

    assert_eq!(stack.record().refused(), [] as [&str; 0], "used and not granted");
    let (granted, used) = (granted(), used(&stack));
    let unwalked: BTreeSet<Line> = UNWALKED.iter().map(|(line, _)| (*line).to_owned()).collect();
    let spare: Vec<&Line> =
        granted.difference(&used).filter(|it| !unwalked.contains(*it)).collect();
    assert!(spare.is_empty(), "granted and not used:\n{spare:#?}");
    let stale: Vec<&Line> =
        unwalked.iter().filter(|it| used.contains(*it) || !granted.contains(*it)).collect();
    assert!(stale.is_empty(), "used after all, or not granted any more:\n{stale:#?}");
    stack.stop().await;
}

/// The functions with a grant for which `does` is true.
///
/// It gets action, resource and keys.
fn functions_that(does: impl Fn(&str, &str, &str) -> bool) -> Vec<String> {
    let template = Template::deployed().expect("the template can be read");
    let may = |it: &&FunctionSpec| {
        it.role.all().iter().any(|grant| does(&grant.action, &grant.resource, &grant.keys))
    };
    let mut found: Vec<String> =
        template.functions.iter().filter(may).map(|it| it.name.clone()).collect();
    found.sort();
    found
}

#[test]
fn few_functions_bind_accounts_and_only_the_worker_and_the_imports_reports_send_mail() {
    let writing = |kinds: &[&str], items: &str| {
        functions_that(|action, resource, keys| {
            let writes = kinds.iter().any(|kind| action.starts_with(&format!("dynamodb:{kind}")));
            resource == "BillingAccounts" && writes && (keys == "*" || keys == items)
        })
    };
    let binding = writing(&["Put", "Delete", "BatchWrite"], "O#*");
    let holding = writing(&["Update"], "O#*");
    let letting_in = writing(&["Put", "Update", "Delete", "BatchWrite"], "G#*");
    let sending = functions_that(|action, _, _| action == "ses:SendEmail");

    assert_eq!(letting_in, ["people", "profile"]);
    assert_eq!(binding, ["desk", "import-accounts", "profile", "set-password"]);
    assert!(!holding.iter().any(|it| it != "not-me" && !binding.contains(it)), "{holding:?}");
    assert_eq!(sending, ["import-accounts", "import-history", "send-letters"]);
}

#[test]
fn a_function_may_read_the_secret_exactly_if_it_is_told_where_it_is() {
    let reading = functions_that(|action, _, _| action == "secretsmanager:GetSecretValue");
    let file = local::template::plain(include_str!("../../../template.yaml")).expect("it is YAML");
    let told = |resource: &&serde_json::Value| {
        resource["Properties"]["Environment"]["Variables"].get("SECRET_ID").is_some()
    };
    let binary = |it: &serde_json::Value| {
        it["Metadata"]["BuildProperties"]["Binary"].as_str().unwrap_or_default().to_owned()
    };
    let resources = file["Resources"].as_object().expect("resources");

    let mut told: Vec<String> = resources.values().filter(told).map(binary).collect();

    told.sort();
    assert_eq!(reading, told);
}
