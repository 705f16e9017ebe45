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
    ["STAGE", "PORTAL_ORIGIN", "SECRET_ID", "MAIL_FROM"]
        .map(|name| (name.to_owned(), format!("local {name}")))
        .into()
}

#[test]
fn every_route_of_the_design_leads_to_its_function() {
    let template = deployed();

    let mut routes: Vec<String> = template
        .functions
        .iter()
        .flat_map(|f| f.routes.iter().map(|r| format!("{} {} {}", r.method, r.path, f.name)))
        .collect();

    routes.sort();
    assert_eq!(
        routes,
        [
            "ANY $default home",
            "GET / sign-in",
            "GET /captcha confirm-identity",
            "GET /home home",
            "GET /profile profile",
            "GET /profile/language profile",
            "GET /recover home",
            "GET /register register",
            "GET /register/check-email check-email",
            "GET /register/identity confirm-identity",
            "GET /register/paperless paperless",
            "GET /register/password set-password",
            "GET /register/security-phrase security-phrase",
            "GET /register/verify set-password",
            "GET /sign-in sign-in",
            "GET /terms confirm-identity",
            "POST /profile/language profile",
            "POST /register register",
            "POST /register/identity confirm-identity",
            "POST /register/paperless paperless",
            "POST /register/password set-password",
            "POST /register/resend check-email",
            "POST /register/security-phrase security-phrase",
            "POST /sign-in sign-in",
            "POST /sign-out sign-in",
        ]
    );
}

#[test]
fn the_tables_are_those_of_the_data_page() {
    let template = deployed();

    let outbox = table(&template, "Outbox");
    let transient = table(&template, "Transient");

    let names: Vec<&str> = template.tables.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(names, ["BillingAccounts", "Members", "Outbox", "Transient"]);
    assert_eq!(outbox.stream.as_deref(), Some("KEYS_ONLY"));
    assert_eq!(outbox.time_to_live.as_deref(), Some("delete_at"));
    assert_eq!(outbox.indexes.len(), 1);
    assert_eq!(outbox.indexes[0].name, "unsent");
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
        ("MEMBERS_TABLE", "Members"),
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
        .expect_err("PORTAL_ORIGIN is a parameter");

    assert_eq!(
        refused.to_string(),
        "template.yaml, home, PORTAL_ORIGIN: nothing local stands for this value"
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

    assert_eq!(seconds, [15, 300]);
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
