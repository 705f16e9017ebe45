//! Which settings each function started with last, as its log tells, for the operator's doctor.

use std::collections::BTreeMap;

use aws_types::SdkConfig;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::failure::CallFailed;
use crate::rpc::{self, RpcService};

/// The service of the functions' logs.
const LOGS: RpcService = RpcService { name: "logs", interface: "Logs_20140328" };
/// Lines that say which settings a function started with.
const PATTERN: &str = "{ $.settings = * }";
/// How many pages of lines are read at most. An answer may have no line and still not be the last.
const PAGES: usize = 20;

/// The settings of a start, and when it was.
type Start = (i64, String);

/// The settings that each function started with last, by its name, of all starts since an instant.
pub(crate) async fn settings(
    config: &SdkConfig,
    group: &str,
    since: Timestamp,
) -> Result<BTreeMap<String, String>, CallFailed> {
    let mut found: BTreeMap<String, Start> = BTreeMap::new();
    let mut next = Value::Null;
    for _ in 0..PAGES {
        let mut asked = json!({
            "logGroupName": group,
            "filterPattern": PATTERN,
            "startTime": since.as_millisecond(),
        });
        if next.is_string() {
            asked["nextToken"] = next;
        }
        let answer = rpc::ask(config, LOGS, "FilterLogEvents", &asked).await?;
        for event in answer["events"].as_array().into_iter().flatten() {
            let Some((function, start)) = start(event) else { continue };
            let last = found.entry(function).or_insert_with(|| start.clone());
            if start.0 >= last.0 {
                *last = start;
            }
        }
        next = answer["nextToken"].clone();
        if !next.is_string() {
            break;
        }
    }
    Ok(found.into_iter().map(|(function, (_, settings))| (function, settings)).collect())
}

/// Which function an event is of, and what it says: streams are named `2026/11/30/NAME[$LATEST]ID`.
fn start(event: &Value) -> Option<(String, Start)> {
    let stream = event["logStreamName"].as_str()?;
    let function = stream.rsplit_once('/')?.1.split('[').next()?;
    let line: Value = serde_json::from_str(event["message"].as_str()?).ok()?;
    let settings = line["settings"].as_str().or_else(|| line["message"]["settings"].as_str())?;
    Some((function.to_owned(), (event["timestamp"].as_i64()?, settings.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(stream: &str, timestamp: i64, message: &str) -> Value {
        json!({ "logStreamName": stream, "timestamp": timestamp, "message": message })
    }

    #[test]
    fn a_line_tells_its_function_and_settings() {
        let said = r#"{"level":"INFO","settings":"ab12cd34","message":"started"}"#;
        let event = line("2026/11/30/prod-SignIn-x1[$LATEST]0f", 7, said);

        assert_eq!(start(&event), Some(("prod-SignIn-x1".to_owned(), (7, "ab12cd34".to_owned()))));
    }

    #[test]
    fn other_lines_tell_nothing() {
        for message in ["", "START", "{}", r#"{"settings":7}"#] {
            assert_eq!(start(&line("2026/11/30/a[1]b", 7, message)), None, "{message}");
        }
        assert_eq!(start(&line("odd", 7, r#"{"settings":"ab"}"#)), None);
    }
}
