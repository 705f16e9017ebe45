//! The desk in template.yaml: there only where it is configured, and with no more than it needs.

use std::collections::{BTreeMap, BTreeSet};

use local::template::{Grant, Role, Template, plain};
use serde_json::{Value, json};

/// The parameters without which there is no desk.
const DESKS: [&str; 3] = ["StaffIssuer", "StaffClientId", "StaffHost"];

fn file() -> Value {
    plain(include_str!("../../../template.yaml")).expect("it is YAML")
}

/// The values of the parameters: each one's default, but for some.
fn parameters(file: &Value, set: &[(&str, &str)]) -> BTreeMap<String, String> {
    let all = file["Parameters"].as_object().expect("parameters").iter();
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut values: BTreeMap<String, String> =
        all.map(|(name, it)| (name.clone(), text(&it["Default"]))).collect();
    values.extend(set.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    values
}

/// Whether a condition holds.
fn holds(file: &Value, condition: &Value, values: &BTreeMap<String, String>) -> bool {
    let (function, of) = condition.as_object().expect("a function").iter().next().expect("one");
    let list = || of.as_array().expect("a list").iter();
    let said = |value: &Value| match value["Ref"].as_str() {
        Some(name) => values[name].clone(),
        None => value.as_str().map_or_else(|| value.to_string(), str::to_owned),
    };
    match function.as_str() {
        "Fn::Equals" => said(&of[0]) == said(&of[1]),
        "Fn::Not" => !holds(file, &of[0], values),
        "Fn::And" => list().all(|part| holds(file, part, values)),
        "Fn::Or" => list().any(|part| holds(file, part, values)),
        "Condition" | "Fn::Condition" => {
            holds(file, &file["Conditions"][of.as_str().expect("a name")], values)
        }
        other => panic!("{other} is not known here"),
    }
}

/// The resources and outputs that a deployment with these values has.
fn made(file: &Value, values: &BTreeMap<String, String>) -> BTreeSet<String> {
    let all = ["Resources", "Outputs"].map(|part| file[part].as_object().expect("a part"));
    let of_all = all.into_iter().flatten();
    let is_made = |it: &Value| {
        it["Condition"].as_str().is_none_or(|name| holds(file, &file["Conditions"][name], values))
    };
    of_all.filter(|(_, it)| is_made(it)).map(|(name, _)| name.clone()).collect()
}

#[test]
fn without_its_parameters_nothing_of_the_desk_is_deployed() {
    let file = file();
    let set = DESKS.map(|name| (name, "x"));
    let without = made(&file, &parameters(&file, &[]));

    let with = made(&file, &parameters(&file, &set));

    let of_desk: BTreeSet<&str> = with.difference(&without).map(String::as_str).collect();
    let expected = [
        "Desk",
        "DeskApi",
        "DeskDomain",
        "DeskErrorsAlarm",
        "DeskKeys",
        "DeskLog",
        "DeskLookUpsAlarm",
        "DeskMapping",
        "DeskSecret",
        "DeskSignInAlarm",
        "DeskTarget",
        "DeskUrl",
    ];
    assert_eq!(of_desk, BTreeSet::from(expected));
    assert!(without.difference(&with).next().is_none());
    for missing in DESKS {
        let some: Vec<_> = set.into_iter().filter(|(name, _)| *name != missing).collect();
        assert_eq!(made(&file, &parameters(&file, &some)), without, "{missing}");
    }
}

/// The text of a value as it is where there is no desk.
fn without_desk(value: &Value) -> String {
    fn of(value: &Value) -> Value {
        let choice = value["Fn::If"].as_array().filter(|choice| choice[0] == "HasDesk");
        match (choice, value) {
            (Some(choice), _) => of(&choice[2]),
            (None, Value::Object(map)) => {
                map.iter().map(|(key, value)| (key.clone(), of(value))).collect()
            }
            (None, Value::Array(list)) => list.iter().map(of).collect(),
            (None, other) => other.clone(),
        }
    }
    of(value).to_string()
}

#[test]
fn what_is_always_there_refers_to_nothing_of_the_desk() {
    let file = file();
    let without = made(&file, &parameters(&file, &[]));
    let with = made(&file, &parameters(&file, &DESKS.map(|name| (name, "x"))));

    for name in without.iter().filter(|name| *name != "DeskPolicy" && *name != "DeskPolicyArn") {
        let text = [&file["Resources"][name], &file["Outputs"][name]].map(without_desk);
        for of_desk in with.difference(&without) {
            let is_named =
                [format!("\"{of_desk}\""), format!("${{{of_desk}"), format!("\"{of_desk}.")];
            let found = is_named.iter().find(|it| text.iter().any(|text| text.contains(*it)));
            assert_eq!(found, None, "{name} names {of_desk}");
        }
    }
}

#[test]
fn the_second_factor_is_the_issuers_usual_one_unless_it_is_set() {
    let file = file();
    let of = &file["Parameters"]["StaffMfa"];

    assert_eq!(of["Default"], "");
    assert_eq!(of["AllowedPattern"], "^$|^[!-~]+=[!-~]+$", "nothing, or a claim and its value");
    let given = &file["Resources"]["Desk"]["Properties"]["Environment"]["Variables"]["STAFF_MFA"];
    assert_eq!(given["Ref"], "StaffMfa");
}

fn grants(role: &Role) -> BTreeSet<Grant> {
    role.all().into_iter().collect()
}

#[test]
fn the_desk_may_do_what_the_command_line_does_on_the_phone_but_for_outages_and_keep_its_sessions() {
    let template = Template::deployed().expect("the template can be read");
    let desk = template.functions.iter().find(|it| it.name == "desk").expect("the desk");
    let on_the_phone = grants(&template.policies["DeskPolicy"]);
    let desk = grants(&desk.role);

    let line = |it: &Grant| format!("{} {} {}", it.action, it.resource, it.keys);
    let more: Vec<String> = desk.difference(&on_the_phone).map(line).collect();
    let less: Vec<String> = on_the_phone.difference(&desk).map(line).collect();

    assert_eq!(
        more,
        [
            "dynamodb:DeleteItem Transient D#*",
            "dynamodb:GetItem Transient D#*",
            "dynamodb:GetItem Transient warm-up",
            "dynamodb:PutItem Transient D#*",
            "dynamodb:UpdateItem Transient D#*",
        ]
    );
    assert_eq!(less, ["dynamodb:PutItem Transient U#*"]);
}

#[test]
fn no_function_of_members_touches_what_is_the_desks() {
    let template = Template::deployed().expect("the template can be read");
    for function in template.functions.iter().filter(|it| it.name != "desk") {
        for grant in function.role.all() {
            let is_of_desk = grant.resource == "Transient" && grant.keys == "D#*";
            assert!(!is_of_desk, "{}", function.name);
        }
        // What goes through the whole table deletes by its time alone.
        let writes = |it: &Grant| {
            it.resource == "Transient" && it.keys == "*" && it.action.starts_with("dynamodb:")
        };
        let whole: Vec<Grant> = function.role.all().into_iter().filter(writes).collect();
        assert!(whole.is_empty() || function.name == "clean-up", "{}: {whole:?}", function.name);
    }
}

#[test]
fn the_desks_log_is_its_own_and_kept_for_two_years() {
    let file = file();
    let (desk, log) = (&file["Resources"]["Desk"], &file["Resources"]["DeskLog"]);
    let logging = &desk["Properties"]["LoggingConfig"];

    assert_eq!(logging["LogGroup"], json!({"Ref": "DeskLog"}));
    assert_eq!(logging["ApplicationLogLevel"], "INFO", "the level of who looked and acted");
    assert_eq!(log["Properties"]["RetentionInDays"], 731);
    assert_eq!(log["DeletionPolicy"], "RetainExceptOnCreate");
    assert_eq!(log["UpdateReplacePolicy"], "Retain");
    let others = file["Resources"].as_object().expect("resources").iter();
    let others = others.filter(|(name, _)| *name != "Desk");
    let naming: Vec<&str> = others
        .filter(|(_, it)| it["Properties"]["LoggingConfig"]["LogGroup"]["Ref"] == "DeskLog")
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(naming, [] as [&str; 0], "nobody else writes there");
}

#[test]
fn what_strangers_open_at_the_desk_takes_no_requests_from_looking_and_acting() {
    let file = file();
    let api = &file["Resources"]["DeskApi"]["Properties"];
    let limits = |it: &Value| {
        ["ThrottlingRateLimit", "ThrottlingBurstLimit"].map(|name| it[name].as_u64().expect(name))
    };
    let own = api["RouteSettings"].as_object().expect("limits of routes");
    let of = |route: &str| limits(&own[route]);

    let routes = web::staff::STAFF_ROUTES.iter();
    let known: BTreeSet<String> = routes
        .flat_map(|(path, methods, _)| methods.iter().map(move |method| format!("{method} {path}")))
        .collect();
    assert!(own.keys().all(|route| known.contains(route)), "{own:?}");
    for acts in ["POST /desk/case", "POST /desk/act"] {
        for opened in ["GET /desk", "GET /desk/sign-in", "GET /desk/callback"] {
            let (opened, acts) = (of(opened), of(acts));
            assert!(opened[0] < acts[0] && opened[1] < acts[1], "{opened:?} {acts:?}");
        }
    }
}

#[test]
fn the_desks_secret_is_read_by_the_desk_alone() {
    let file = file();
    let resources = file["Resources"].as_object().expect("resources").iter();
    let names = |it: &Value| it.to_string().contains("{\"Ref\":\"DeskKeys\"}");

    let naming: Vec<&str> =
        resources.filter(|(_, it)| names(it)).map(|(name, _)| name.as_str()).collect();

    assert_eq!(naming, ["Desk"]);
}
