//! The output of a function: JSON lines for people, and lines that are metrics.

mod settings;

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write as _};

use domain::ports::Clock;
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use tracing::field::{Field, Visit};
use tracing::{Event, Metadata, Subscriber};
use tracing_subscriber::filter::{LevelFilter, Targets, filter_fn};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

use self::settings::LogSettings;
use crate::clock::SystemClock;

/// The start of the namespace of all metrics in `CloudWatch`.
///
/// A slash and the stage follow it.
const NAMESPACE: &str = "Porchlight";
/// The target of events that are metrics: `tracing::info!(target: "metrics", step, outcome, Steps = 1_u64)`.
const TARGET: &str = "metrics";
/// The target of the lines that say who of staff looked at whom, and who did what.
const AUDIT: &str = "audit";

/// Starts the logs, once per cold start.
///
/// Lambda gets JSON and metrics, anything else gets text alone.
pub fn start_logs() {
    let settings = LogSettings::from_env();
    let lines = tracing_subscriber::fmt::layer().with_target(false).without_time();
    let levels = tracing_subscriber::registry().with(heard(settings.level));
    // A second subscriber in one process is a mistake of ours. It changes nothing.
    let begun = if settings.json {
        let lines = lines.json().flatten_event(true).with_current_span(false);
        let metrics = Metrics::new(&settings.stage, io::stdout);
        levels.with(lines.with_filter(filter_fn(is_line))).with(metrics).try_init()
    } else {
        levels.with(lines.with_filter(filter_fn(is_line))).try_init()
    };
    drop(begun);
}

/// What is heard at a level: all from it up; metrics and who of staff did what, at any.
fn heard(level: LevelFilter) -> Targets {
    Targets::new()
        .with_default(level)
        .with_targets([TARGET, AUDIT].map(|it| (it, LevelFilter::INFO)))
}

/// Whether an event is a line for people.
pub fn is_line(metadata: &Metadata<'_>) -> bool {
    metadata.target() != TARGET
}

/// Writes metrics in the embedded metric format, which `CloudWatch` reads.
///
/// An event's texts are dimensions and need to have few values. Its whole numbers are the metrics.
/// Source: `CloudWatch`'s user guide, "Specification: Embedded metric format".
#[derive(Debug)]
pub struct Metrics<W> {
    namespace: String,
    writer: W,
}

impl<W> Metrics<W> {
    /// Writes to `writer`. The stage keeps several deployments in one account apart.
    pub fn new(stage: &str, writer: W) -> Self {
        Self { namespace: format!("{NAMESPACE}/{stage}"), writer }
    }
}

impl<S: Subscriber, W: for<'a> MakeWriter<'a> + 'static> Layer<S> for Metrics<W> {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if is_line(event.metadata()) {
            return;
        }
        let mut said = Said::default();
        event.record(&mut said);
        let line = format!("{}\n", said.line(&self.namespace, SystemClock::default().now()));
        // One write, so that no other line comes in between. A metric that cannot be written is lost.
        drop(self.writer.make_writer().write_all(line.as_bytes()));
    }
}

/// The fields of an event.
#[derive(Default)]
struct Said {
    dimensions: BTreeMap<&'static str, String>,
    values: BTreeMap<&'static str, u64>,
}

impl Visit for Said {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.dimensions.insert(field.name(), value.to_owned());
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.values.insert(field.name(), value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.values.insert(field.name(), value.try_into().unwrap_or_default());
    }

    /// Drops fields that are neither text nor number. They are no part of a metric.
    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}

impl Said {
    fn line(self, namespace: &str, now: Timestamp) -> Value {
        let names: Vec<&str> = self.dimensions.keys().copied().collect();
        let metric = |name: &&str| json!({"Name": name, "Unit": unit(name)});
        let metrics: Vec<Value> = self.values.keys().map(metric).collect();
        let about = json!({
            "Timestamp": now.as_millisecond(),
            "CloudWatchMetrics": [{"Namespace": namespace, "Dimensions": [names], "Metrics": metrics}],
        });
        let mut line = Map::from_iter([("_aws".to_owned(), about)]);
        line.extend(self.dimensions.into_iter().map(|(name, it)| (name.to_owned(), json!(it))));
        line.extend(self.values.into_iter().map(|(name, it)| (name.to_owned(), json!(it))));
        Value::Object(line)
    }
}

/// The unit of a metric, by its name.
fn unit(name: &str) -> &'static str {
    match name {
        "Duration" => "Milliseconds",
        "OldestUnsent" | "ImportAge" => "Seconds",
        _ => "Count",
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("nobody panics here").extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// Returns the metrics that are written while `say` logs.
    fn written(say: impl FnOnce()) -> Vec<Value> {
        let lines = Lines::default();
        let writer = lines.clone();
        let layer = Metrics::new("dev", move || writer.clone());
        tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), say);
        let bytes = lines.0.lock().expect("nobody panics here").clone();
        let text = String::from_utf8(bytes).expect("text");
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }

    #[test]
    fn an_answer_is_a_metric_by_step_and_outcome() {
        let lines = written(|| {
            tracing::info!(target: "metrics", step = "register", outcome = "shown", Steps = 1_u64, Duration = 12_u64);
        });

        let [line] = &lines[..] else { panic!("one line: {lines:?}") };
        let about = &line["_aws"]["CloudWatchMetrics"][0];
        assert_eq!(about["Namespace"], "Porchlight/dev");
        assert_eq!(about["Dimensions"], json!([["outcome", "step"]]));
        let metrics = json!([
            {"Name": "Duration", "Unit": "Milliseconds"},
            {"Name": "Steps", "Unit": "Count"},
        ]);
        assert_eq!(about["Metrics"], metrics);
        assert_eq!((&line["step"], &line["Steps"]), (&json!("register"), &json!(1)));
        assert!(line["_aws"]["Timestamp"].as_i64().is_some_and(|at| at > 1_700_000_000_000));
    }

    #[test]
    fn metrics_and_who_of_staff_did_what_are_heard_at_every_level() {
        let lines = Lines::default();
        let writer = lines.clone();
        let layer = tracing_subscriber::fmt::layer().with_writer(move || writer.clone());
        let log = tracing_subscriber::registry().with(heard(LevelFilter::ERROR)).with(layer);
        tracing::subscriber::with_default(log, || {
            tracing::info!(target: "audit", staff = "00u1", "at the desk");
            tracing::info!(target: "metrics", LookUpsOfOne = 1_u64);
            tracing::warn!("not heard");
            tracing::error!("heard");
        });

        let bytes = lines.0.lock().expect("nobody panics here").clone();
        let text = String::from_utf8(bytes).expect("text");

        assert_eq!(text.lines().count(), 3, "{text}");
        assert!(!text.contains("not heard"), "{text}");
    }

    #[test]
    fn a_line_for_people_is_no_metric() {
        assert_eq!(written(|| tracing::info!(step = "register", "answered")), [] as [Value; 0]);
    }
}
