use std::collections::BTreeSet;

use super::*;

fn deployed() -> Template {
    Template::deployed().expect("the template that is deployed can be read")
}

fn function<'a>(template: &'a Template, name: &str) -> &'a FunctionSpec {
    template.functions.iter().find(|function| function.name == name).expect("it has this function")
}

fn table<'a>(template: &'a Template, name: &str) -> &'a Table {
    template.tables.iter().find(|table| table.name == name).expect("it has this table")
}

fn local() -> Environment {
    let names = ["STAGE", "PORTAL_ORIGIN", "MAINTENANCE", "SECRET_ID", "MAIL_FROM"];
    names
        .into_iter()
        .chain(["CLIENT_ADDRESS_HEADER", "FRONT_SECRET"])
        .map(|name| (name.to_owned(), format!("local {name}")))
        .collect()
}

/// `tests/tests/routes.rs` holds that the routes are the portal's own.
#[test]
fn a_route_is_read_with_its_method_and_its_function() {
    let template = deployed();

    let read = |method: &str, path: &str, name: &str| {
        let mut routes = function(&template, name).routes.iter();
        routes.any(|route| (route.method.as_str(), route.path.as_str()) == (method, path))
    };

    assert!(read("GET", "/register/identity", "confirm-identity"));
    assert!(read("POST", "/register/identity", "confirm-identity"));
    assert!(read("ANY", "$default", "home"));
    assert!(!read("POST", "/home", "home"));
}

#[test]
fn the_tables_are_those_of_the_data_page() {
    let template = deployed();

    let outbox = table(&template, "Outbox");
    let transient = table(&template, "Transient");

    let names: Vec<&str> = template.tables.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(names, ["BillingAccounts", "History", "Members", "Outbox", "Transient"]);
    assert_eq!(outbox.stream.as_deref(), Some("KEYS_ONLY"));
    assert_eq!(outbox.time_to_live.as_deref(), Some("delete_at"));
    let indexes: Vec<&str> = outbox.indexes.iter().map(|index| index.name.as_str()).collect();
    assert_eq!(indexes, ["due", "unsent"]);
    assert_eq!(transient.key.len(), 2);
    assert_eq!(transient.time_to_live.as_deref(), Some("delete_at"));
    assert_eq!(table(&template, "Members").time_to_live, None);
}

#[test]
fn a_function_finds_the_tables_and_the_local_values_it_uses() {
    let template = deployed();

    let found = template
        .environment(function(&template, "sign-in"), &local())
        .expect("every value has something local to stand for it");

    let expected = [
        ("CLIENT_ADDRESS_HEADER", "local CLIENT_ADDRESS_HEADER"),
        ("FRONT_SECRET", "local FRONT_SECRET"),
        ("MAINTENANCE", "local MAINTENANCE"),
        ("MEMBERS_TABLE", "Members"),
        ("OUTBOX_TABLE", "Outbox"),
        ("PORTAL_ORIGIN", "local PORTAL_ORIGIN"),
        ("SECRET_ID", "local SECRET_ID"),
        ("STAGE", "local STAGE"),
        ("TRANSIENT_TABLE", "Transient"),
    ];
    assert_eq!(found, expected.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
}

#[test]
fn a_value_that_nothing_local_stands_for_is_named() {
    let template = deployed();

    let refused = template
        .environment(function(&template, "home"), &Environment::new())
        .expect_err("CLIENT_ADDRESS_HEADER is a parameter");

    assert_eq!(
        refused.to_string(),
        "template.yaml, home, CLIENT_ADDRESS_HEADER: this value has no local replacement"
    );
}

#[test]
fn letters_are_sent_by_the_stream_and_by_the_minute() {
    let template = deployed();

    let letters = function(&template, "send-letters");

    let expected = StreamSource {
        table: "Outbox".to_owned(),
        batch_size: 10,
        retries: 5,
        bisect: true,
        reports_failures: true,
        kinds: vec!["INSERT".to_owned()],
    };
    assert_eq!(letters.streams, [expected]);
    assert_eq!(letters.schedules, [Schedule { every: std::time::Duration::from_mins(1) }]);
}

#[test]
fn a_call_may_take_what_the_template_says() {
    let template = deployed();

    let seconds =
        ["register", "import-accounts"].map(|name| function(&template, name).timeout.as_secs());

    assert_eq!(seconds, [15, 900]);
}

#[test]
fn a_resource_or_a_property_that_is_not_known_stops_the_start() {
    let table = "{Type: AWS::RDS::DBInstance}";
    let function = "{Type: AWS::Serverless::Function, Metadata: {BuildProperties: {Binary: a}}, Properties: {FileSystemConfigs: [x]}}";
    let layer = function.replace("FileSystemConfigs", "Layers");

    let refused = [table, function, &layer].map(|resource| {
        let refused = Template::parse(&format!("Resources: {{Odd: {resource}}}")).err();
        refused.expect("it must be refused").to_string()
    });

    assert_eq!(
        refused[0],
        "template.yaml, Odd: resources of the type AWS::RDS::DBInstance are not known here"
    );
    assert!(refused[1].starts_with("template.yaml, Odd: unknown field"), "{}", refused[1]);
    assert_eq!(refused[2], "template.yaml, Odd: this layer is not known here");
}

/// All names that a value refers to: by `!Ref`, `!GetAtt`, `!Sub` and `!Condition`.
fn names_in(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match (key.as_str(), value.as_str()) {
                    ("Ref" | "Fn::GetAtt" | "Fn::Condition", Some(name)) => {
                        found.push(name.to_owned());
                    }
                    ("Fn::Sub", Some(text)) => {
                        let parts =
                            text.split("${").skip(1).filter_map(|part| part.split_once('}'));
                        found.extend(parts.map(|(name, _)| name.to_owned()));
                    }
                    _ => names_in(value, found),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|value| names_in(value, found)),
        _ => {}
    }
}

/// References are checked here, since the linters do not look inside functions.
#[test]
fn every_name_that_the_template_refers_to_is_in_it() {
    let file = plain(DEPLOYED).expect("it is YAML");
    let mut referred = Vec::new();
    names_in(&file, &mut referred);

    let known = |name: &str| {
        let parts = ["Parameters", "Conditions", "Resources"];
        name.starts_with("AWS::") || parts.iter().any(|part| file[part].get(name).is_some())
    };
    let unknown: Vec<&String> =
        referred.iter().filter(|name| !known(name.split('.').next().unwrap_or_default())).collect();

    assert!(referred.len() > 100);
    assert!(unknown.is_empty(), "{unknown:?}");
}

/// Requests that write or cost more have a lower limit.
///
/// Source: SECURITY.md#figures.
#[test]
fn every_post_and_the_robot_check_have_tighter_limits_than_the_rest() {
    let file = plain(DEPLOYED).expect("it is YAML");
    let portal = &file["Resources"]["Portal"]["Properties"];
    let rate = |settings: &Value| settings["ThrottlingRateLimit"].as_u64();
    let template = deployed();
    let routes = template.functions.iter().flat_map(|function| &function.routes);
    let routes = routes.filter(|route| route.api.id == Api::PORTAL);

    let tighter = routes.filter(|route| route.method == "POST" || route.path == "/captcha");
    let tighter: BTreeMap<String, Option<u64>> = tighter
        .map(|route| format!("{} {}", route.method, route.path))
        .map(|name| (name.clone(), rate(&portal["RouteSettings"][&name])))
        .collect();

    let named: BTreeSet<&String> =
        portal["RouteSettings"].as_object().into_iter().flat_map(|named| named.keys()).collect();
    let usual = rate(&portal["DefaultRouteSettings"]);
    assert_eq!(named, tighter.keys().collect(), "the named are those and no others");
    for (route, limit) in tighter {
        assert!(limit.is_some() && limit < usual, "{route}");
    }
}

#[test]
fn an_event_of_an_unknown_type_stops_the_start() {
    let text = "
Resources:
  Queue:
    Type: AWS::Serverless::Function
    Metadata: {BuildProperties: {Binary: queue}}
    Properties:
      Events:
        Message: {Type: SQS, Properties: {Queue: !GetAtt Letters.Arn}}
";

    let refused = Template::parse(text).err().expect("it must be refused");

    assert_eq!(
        refused.to_string(),
        "template.yaml, Queue, Message: events of the type SQS are not known here"
    );
}
