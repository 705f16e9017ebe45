//! Tests that alarms and dashboard use the metrics that the code reports.

use std::path::Path;

use domain::LetterKind;
use serde_json::{Value, json};

/// The metrics of docs/MACHINES.md that are watched.
const METRICS: [&str; 15] = [
    "Steps",
    "Duration",
    "Letters",
    "LettersWait",
    "LettersHeld",
    "StrangersStopped",
    "OldestUnsent",
    "MailReports",
    "Imports",
    "HistoryAgeHours",
    "ImportAge",
    "ImportMissing",
    "LookUpsOfOne",
    "QuestionsUnanswered",
    "SettingsRefused",
];

pub(super) fn template() -> Value {
    let text = include_str!("../../../template.yaml");
    local::template::plain(text).expect("it is YAML")
}

/// The namespace of the metrics.
///
/// Each stage has its own, so that two in one account do not mix.
pub(super) const NAMESPACE: &str = "Porchlight/${Stage}";

/// The widgets of the dashboard, with those of the desk.
pub(super) fn widgets(template: &Value) -> Vec<Value> {
    widgets_of(template, true)
}

fn widgets_of(template: &Value, has_desk: bool) -> Vec<Value> {
    let body = &template["Resources"]["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"];
    let text = |it: &Value| it.as_str().expect("a text").to_owned();
    let desk = &body[1]["WidgetsOfDesk"]["Fn::If"];
    assert_eq!(desk[0], "HasDesk");
    let of_desk = if has_desk { text(&desk[1]["Fn::Sub"]) } else { text(&desk[2]) };
    let body = text(&body[0]).replace("${WidgetsOfDesk}", &of_desk);
    let body: Value = serde_json::from_str(&body).expect("it is JSON");
    body["widgets"].as_array().expect("widgets").clone()
}

/// Every metric that widgets show, with their shorthand expanded.
pub(super) fn shown(widgets: &[Value]) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for widget in widgets {
        let mut before: Vec<String> = Vec::new();
        for line in widget["properties"]["metrics"].as_array().into_iter().flatten() {
            let parts = line.as_array().into_iter().flatten().filter_map(Value::as_str);
            let parts: Vec<String> = parts.map(str::to_owned).collect();
            let full = match parts.split_first() {
                Some((first, rest)) if first == "..." => {
                    let kept = before.len().saturating_sub(rest.len());
                    [&before[..kept], rest].concat()
                }
                _ => parts.clone(),
            };
            let full: Vec<String> = full
                .iter()
                .enumerate()
                .map(|(at, part)| if part == "." { before[at].clone() } else { part.clone() })
                .collect();
            if !full.is_empty() {
                before.clone_from(&full);
                all.push(full);
            }
        }
    }
    all
}

/// Every metric that an alarm uses, in the same form.
fn watched(value: &Value, all: &mut Vec<Vec<String>>) {
    let namespace = value["Namespace"].as_str().or(value["Namespace"]["Fn::Sub"].as_str());
    if let (Some(namespace), Some(name)) = (namespace, value["MetricName"].as_str()) {
        let mut metric = vec![namespace.to_owned(), name.to_owned()];
        for dimension in value["Dimensions"].as_array().into_iter().flatten() {
            let text = |part: &str| dimension[part].as_str().unwrap_or_default().to_owned();
            metric.extend([text("Name"), text("Value")]);
        }
        all.push(metric);
    }
    match value {
        Value::Object(map) => map.values().for_each(|value| watched(value, all)),
        Value::Array(list) => list.iter().for_each(|value| watched(value, all)),
        _ => {}
    }
}

/// Whether the source of a crate has a text in quotes.
fn says(folder: &str, text: &str) -> bool {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    let mut folders = vec![root];
    let quoted = format!("\"{text}\"");
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if std::fs::read_to_string(path).is_ok_and(|source| source.contains(&quoted)) {
                return true;
            }
        }
    }
    false
}

#[test]
fn what_is_watched_is_reported() {
    let template = template();
    let mut metrics = shown(&widgets(&template));
    watched(&template["Resources"], &mut metrics);
    let is_ours = |metric: &&Vec<String>| !metric[0].starts_with("AWS/");
    let ours: Vec<&Vec<String>> = metrics.iter().filter(is_ours).collect();

    assert!(ours.len() > 20);
    for metric in ours {
        assert_eq!(metric[0], NAMESPACE, "{metric:?}");
        assert!(METRICS.contains(&metric[1].as_str()), "{metric:?}");
        let value = |name: &str| {
            let at = metric.iter().position(|part| part == name)?;
            metric.get(at + 1).map(String::as_str)
        };
        match (value("step"), value("letter"), value("outcome")) {
            (Some(step), _, Some(outcome)) => {
                // A step reports it itself, or the code that steps share does.
                let folders = [format!("functions/{step}/src"), "shared/web/src".to_owned()];
                assert!(folders.iter().any(|it| says(it, outcome)), "{metric:?}");
            }
            (None, Some(letter), Some(_)) => {
                assert!(LetterKind::parse(letter).is_some(), "{metric:?}");
            }
            _ => {}
        }
    }
}

/// Functions without pages need an alarm, since nobody sees them fail.
#[test]
fn an_alarm_watches_every_function_that_works_by_itself() {
    let template = template();
    let resources = template["Resources"].as_object().expect("resources");
    let by_itself = |(_, it): &(&String, &Value)| {
        let events = it["Properties"]["Events"].as_object();
        it["Type"] == "AWS::Serverless::Function"
            && events.is_some_and(|all| all.values().all(|event| event["Type"] != "HttpApi"))
    };
    let alarm = |name: &str| &template["Resources"][name]["Properties"];
    let given_up = json!({"Fn::GetAtt": "GivenUp.Arn"});
    let mut watched = Vec::new();

    for (id, it) in resources.iter().filter(by_itself) {
        let keeps = &it["Properties"]["EventInvokeConfig"]["DestinationConfig"]["OnFailure"];
        let of_worker = alarm("MachinesAlarm")["Dimensions"].to_string();
        let name = if keeps["Destination"] == given_up {
            "GivenUpAlarm"
        } else {
            assert!(of_worker.contains(&format!(r#"{{"Ref":"{id}"}}"#)), "{id}");
            "MachinesAlarm"
        };
        let text = alarm(name)["AlarmDescription"].as_str().expect("a text");
        let binary = it["Metadata"]["BuildProperties"]["Binary"].as_str().expect("a name");
        assert!(text.contains(binary), "{id}");
        watched.push(name);
    }

    watched.sort_unstable();
    assert_eq!(watched, [["GivenUpAlarm"; 5].as_slice(), &["MachinesAlarm"]].concat());
}

#[test]
fn each_alarm_says_what_it_means_and_what_to_do_and_is_on_the_dashboard() {
    let template = template();
    let resources = template["Resources"].as_object().expect("resources");
    let alarms = resources.iter().filter(|(_, it)| it["Type"] == "AWS::CloudWatch::Alarm");
    let body = template["Resources"]["Dashboard"]["Properties"]["DashboardBody"].to_string();

    for (name, alarm) in alarms {
        let text = alarm["Properties"]["AlarmDescription"].as_str().expect("a description");
        assert!(text.starts_with("MEANS: ") && text.contains(" DO: "), "{name}");
        assert!(text.len() <= 1_024, "{name}: CloudWatch takes no more");
        assert!(body.contains(&format!("${{{name}.Arn}}")), "{name} is on the dashboard");
    }
}

#[test]
fn the_dashboard_shows_the_desk_where_there_is_one_and_is_whole_without_it() {
    let template = template();
    let (with, without) = (widgets_of(&template, true), widgets_of(&template, false));

    let titles = |widgets: &[Value]| -> Vec<Value> {
        widgets.iter().map(|it| it["properties"]["title"].clone()).collect()
    };

    let of_desk = [
        "The desk, by day",
        "Most look-ups by one of staff in an hour of the clock",
        "Alarms of the desk",
    ];
    assert_eq!(titles(&with), [titles(&without), of_desk.map(Value::from).to_vec()].concat());
}
