//! The events that wake a function: routes, table streams, schedules, the bus.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{TemplateError, from_value};

/// A method and a path of the HTTP API. Without them, it is every other request.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "PascalCase")]
pub struct RouteKey {
    /// The method in capitals, or `ANY`.
    #[serde(default = "any")]
    pub method: String,
    /// The path as API Gateway writes it, with `{name}` and `{name+}`, or `$default`.
    #[serde(default = "otherwise")]
    pub path: String,
    /// The API that it belongs to.
    #[serde(default, rename = "ApiId")]
    pub api: Api,
}

/// An API of the template, by its logical id.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
pub struct Api {
    /// The id.
    #[serde(rename = "Ref")]
    pub id: String,
}

impl Api {
    /// The portal's.
    pub const PORTAL: &str = "Portal";
    /// The desk's.
    pub const DESK: &str = "DeskApi";
}

fn any() -> String {
    "ANY".to_owned()
}

fn otherwise() -> String {
    "$default".to_owned()
}

/// A table's stream, and how a function gets its records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamSource {
    /// The table that the stream belongs to.
    pub table: String,
    /// The most records of one event.
    pub batch_size: i32,
    /// How often a batch that failed is tried again.
    pub retries: u32,
    /// Whether a batch that failed as a whole is halved.
    pub bisect: bool,
    /// Whether the answer may name the records that failed.
    pub reports_failures: bool,
    /// The kinds of record that are passed on, such as `INSERT`. Empty means all.
    pub kinds: Vec<String>,
}

/// Refuses unknown fields, so that a deployed feature is not ignored here.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct StreamProperties {
    stream: Value,
    starting_position: String,
    batch_size: i32,
    #[serde(default)]
    maximum_retry_attempts: u32,
    #[serde(default)]
    bisect_batch_on_function_error: bool,
    #[serde(default)]
    function_response_types: Vec<String>,
    #[serde(default)]
    filter_criteria: FilterCriteria,
    // Speed, and where a batch goes that is given up. Here the console reports it.
    #[serde(default, rename = "ParallelizationFactor")]
    _parallelization_factor: Value,
    #[serde(default, rename = "MaximumRecordAgeInSeconds")]
    _maximum_record_age: Value,
    #[serde(default, rename = "DestinationConfig")]
    _destination: Value,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct FilterCriteria {
    filters: Vec<Filter>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Filter {
    pattern: String,
}

/// The one kind of pattern that is known here.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pattern {
    #[serde(rename = "eventName")]
    kinds: Vec<String>,
}

pub(super) fn stream(place: &str, properties: Value) -> Result<StreamSource, TemplateError> {
    let read: StreamProperties = from_value(place, properties)?;
    if read.starting_position != "TRIM_HORIZON" {
        return Err(TemplateError::at(place, "only TRIM_HORIZON is known here"));
    }
    let table = read
        .stream
        .get("Fn::GetAtt")
        .and_then(Value::as_str)
        .and_then(|attribute| attribute.strip_suffix(".StreamArn"))
        .ok_or_else(|| TemplateError::at(place, "Stream has to be !GetAtt Table.StreamArn"))?;
    let mut kinds = Vec::new();
    for filter in read.filter_criteria.filters {
        let pattern: Pattern = serde_json::from_str(&filter.pattern)
            .map_err(|_| TemplateError::at(place, "a filter may only name eventName here"))?;
        kinds.extend(pattern.kinds);
    }
    Ok(StreamSource {
        table: table.to_owned(),
        batch_size: read.batch_size,
        retries: read.maximum_retry_attempts,
        bisect: read.bisect_batch_on_function_error,
        reports_failures: read
            .function_response_types
            .iter()
            .any(|kind| kind == "ReportBatchItemFailures"),
        kinds,
    })
}

/// The events of the bus that wake a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    sources: Vec<String>,
    kinds: Vec<String>,
}

impl Rule {
    /// Whether an event matches.
    #[must_use]
    pub fn fits(&self, event: &Value) -> bool {
        let is_one_of = |name: &str, list: &[String]| list.iter().any(|one| event[name] == **one);
        is_one_of("source", &self.sources) && is_one_of("detail-type", &self.kinds)
    }
}

/// Refuses unknown fields, so that a deployed pattern is not ignored here.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EventPattern {
    source: Vec<String>,
    #[serde(rename = "detail-type")]
    kinds: Vec<String>,
    #[serde(default)]
    detail: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct RuleProperties {
    pattern: EventPattern,
    // How often AWS retries an event, and where it goes in the end.
    #[serde(default, rename = "RetryPolicy")]
    _retry_policy: Value,
    #[serde(default, rename = "DeadLetterConfig")]
    _dead_letter_config: Value,
}

pub(super) fn rule(place: &str, properties: Value) -> Result<Rule, TemplateError> {
    let read: RuleProperties = from_value(place, properties)?;
    // It selects the letters of one deployment. Here there is only one.
    let of_ours = json!({"mail": {"tags": {"ses:configuration-set": [{"Ref": "Mail"}]}}});
    if !read.pattern.detail.is_null() && read.pattern.detail != of_ours {
        return Err(TemplateError::at(place, "only our letters can be picked by detail here"));
    }
    Ok(Rule { sources: read.pattern.source, kinds: read.pattern.kinds })
}

/// How often a function is woken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The time between two events.
    pub every: Duration,
}

pub(super) fn schedule(place: &str, properties: Value) -> Result<Schedule, TemplateError> {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Properties {
        schedule: String,
    }
    let read: Properties = from_value(place, properties)?;
    let every = rate(&read.schedule)
        .ok_or_else(|| TemplateError::at(place, "only rate(N minutes|hours|days) is known here"))?;
    Ok(Schedule { every })
}

/// Reads `rate(5 minutes)`.
///
/// AWS demands the singular for one, so `rate(1 minutes)` is refused.
fn rate(expression: &str) -> Option<Duration> {
    let inner = expression.strip_prefix("rate(")?.strip_suffix(')')?;
    let (count, unit) = inner.split_once(' ')?;
    let count: u64 = count.parse().ok().filter(|count| *count > 0)?;
    let singular = if count == 1 { unit } else { unit.strip_suffix('s')? };
    let seconds = match singular {
        "minute" => 60,
        "hour" => 3_600,
        "day" => 86_400,
        _ => return None,
    };
    Some(Duration::from_secs(count.checked_mul(seconds)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_read_as_eventbridge_writes_it() {
        let read = ["rate(1 minute)", "rate(5 minutes)", "rate(1 hour)", "rate(2 days)"].map(rate);

        assert_eq!(read, [60, 300, 3_600, 172_800].map(|s| Some(Duration::from_secs(s))));
    }

    #[test]
    fn a_rate_that_eventbridge_would_refuse_is_refused() {
        let wrong = ["rate(1 minutes)", "rate(5 minute)", "rate(0 minutes)", "cron(0 0 * * ? *)"];

        assert_eq!(wrong.map(rate), [None; 4]);
    }

    #[test]
    fn a_rule_that_is_not_understood_stops_the_start() {
        let of = |detail: Value| {
            let pattern = json!({"source": ["aws.ses"], "detail-type": ["Email Bounced"]});
            let mut properties = json!({ "Pattern": pattern });
            properties["Pattern"]["detail"] = detail;
            rule("MailFeedback, Reported", properties)
        };
        let ours = json!({"mail": {"tags": {"ses:configuration-set": [{"Ref": "Mail"}]}}});

        assert!(of(ours).is_ok());
        assert!(of(json!({"mail": {"tags": {"letter": ["confirm"]}}})).is_err());
    }

    #[test]
    fn a_filter_that_is_not_understood_stops_the_start() {
        let properties = serde_json::json!({
            "Stream": {"Fn::GetAtt": "Outbox.StreamArn"},
            "StartingPosition": "TRIM_HORIZON",
            "BatchSize": 10,
            "FilterCriteria": {"Filters": [{"Pattern": r#"{"dynamodb": {"Keys": {}}}"#}]},
        });

        let refused = stream("SendLetters, Queued", properties).expect_err("it must be refused");

        assert!(refused.to_string().contains("SendLetters, Queued"), "{refused}");
    }
}
