//! An alarm of the template, and when it rings.

use std::collections::BTreeMap;

use serde_json::Value;

use super::days::{Days, MINUTE};
use super::math;

/// SES's quota for a day, a parameter of the template.
const LETTERS_PER_DAY: &str = "10000";

/// How often an alarm is evaluated. `CloudWatch` does so each minute. This is enough here.
const STEP: i64 = 5 * MINUTE;

/// One alarm.
pub(super) struct Alarm {
    /// The seconds of one datapoint.
    pub(super) period: i64,
    /// How many datapoints count.
    pub(super) of: i64,
    /// How many of them have to be over the threshold.
    pub(super) needs: i64,
    is_over: fn(f64, f64) -> bool,
    threshold: f64,
    /// Whether a missing datapoint counts as over.
    missing_is_over: bool,
    series: Vec<Series>,
    answer: String,
}

/// The source of a datapoint.
struct Series {
    id: String,
    of: Source,
}

enum Source {
    /// A statistic of a metric, which has a name and the values of its dimensions.
    Metric { name: String, stat: String },
    /// An expression over the series before.
    Math(String),
}

/// Every alarm of the template, by its name.
pub(super) fn alarms() -> BTreeMap<String, Alarm> {
    let text = include_str!("../../../../template.yaml");
    let template = local::template::plain(text).expect("it is YAML");
    let resources = template["Resources"].as_object().expect("resources");
    let is_alarm = |it: &Value| it["Type"] == "AWS::CloudWatch::Alarm";
    let alarms = resources.iter().filter(|(_, it)| is_alarm(it));
    alarms.map(|(name, it)| (name.clone(), Alarm::read(name, &it["Properties"]))).collect()
}

/// The text of a `!Ref`, a `!GetAtt`, a `!Sub` or a plain value.
fn text(value: &Value) -> String {
    let said = value
        .as_str()
        .or_else(|| value["Ref"].as_str())
        .or_else(|| value["Fn::Sub"].as_str())
        .or_else(|| value["Fn::GetAtt"].as_str()?.split('.').next());
    said.unwrap_or_default().replace("${LettersPerDay}", LETTERS_PER_DAY)
}

/// A metric's name and the values of its dimensions: `Letters could_not_match sent`.
fn metric_name(metric: &Value) -> String {
    let dimensions = metric["Dimensions"].as_array().into_iter().flatten();
    let values = dimensions.map(|dimension| text(&dimension["Value"]));
    let parts: Vec<String> = std::iter::once(text(&metric["MetricName"])).chain(values).collect();
    parts.join(" ")
}

/// A number, or the one that a parameter has by default.
fn threshold(value: &Value) -> Option<f64> {
    let Some(parameter) = value["Ref"].as_str() else { return value.as_f64() };
    let text = include_str!("../../../../template.yaml");
    let template = local::template::plain(text).expect("it is YAML");
    template["Parameters"][parameter]["Default"].as_f64()
}

impl Alarm {
    fn read(name: &str, it: &Value) -> Self {
        let mut series = Vec::new();
        let mut period = it["Period"].as_i64();
        let mut answer = "it".to_owned();
        for part in it["Metrics"].as_array().into_iter().flatten() {
            let id = text(&part["Id"]);
            let stat = &part["MetricStat"];
            if part["ReturnData"] != false {
                answer.clone_from(&id);
            }
            let of = if stat.is_object() {
                let own = stat["Period"].as_i64();
                assert!(period.is_none() || period == own, "{name}: one period for all");
                period = own;
                Source::Metric { name: metric_name(&stat["Metric"]), stat: text(&stat["Stat"]) }
            } else {
                Source::Math(text(&part["Expression"]))
            };
            series.push(Series { id, of });
        }
        if series.is_empty() {
            let of = Source::Metric { name: metric_name(it), stat: text(&it["Statistic"]) };
            series.push(Series { id: answer.clone(), of });
        }
        let of = it["EvaluationPeriods"].as_i64().expect("a number");
        Self {
            period: period.expect("a period"),
            of,
            needs: it["DatapointsToAlarm"].as_i64().unwrap_or(of),
            is_over: match it["ComparisonOperator"].as_str() {
                Some("GreaterThanThreshold") => |value, threshold| value > threshold,
                Some("LessThanThreshold") => |value, threshold| value < threshold,
                other => panic!("{name}: {other:?} is not known here"),
            },
            threshold: threshold(&it["Threshold"]).expect("a threshold"),
            missing_is_over: match it["TreatMissingData"].as_str() {
                Some("notBreaching") => false,
                Some("breaching") => true,
                other => panic!("{name}: {other:?} is not known here"),
            },
            series,
            answer,
        }
    }

    /// The first second, from a given one on, at which it rings.
    pub(super) fn rings(&self, days: &Days, from: i64) -> Option<i64> {
        let mut at = from + STEP;
        while at <= days.end() {
            if self.rings_at(days, at) {
                return Some(at);
            }
            at += STEP;
        }
        None
    }

    fn rings_at(&self, days: &Days, at: i64) -> bool {
        let over = (0..self.of).filter(|back| {
            let until = at - back * self.period;
            match self.datapoint(days, until) {
                Some(value) => (self.is_over)(value, self.threshold),
                // Before the first value, nothing is missing.
                None => self.missing_is_over && until > self.period,
            }
        });
        i64::try_from(over.count()).is_ok_and(|over| over >= self.needs)
    }

    fn datapoint(&self, days: &Days, until: i64) -> Option<f64> {
        let mut known = BTreeMap::new();
        // An expression may come before the series that it is computed from.
        for series in &self.series {
            if let Source::Metric { name, stat } = &series.of {
                let value = days.statistic(name, stat, until - self.period, until);
                known.insert(series.id.clone(), value);
            }
        }
        for series in &self.series {
            if let Source::Math(expression) = &series.of {
                let value = math::value(expression, &known);
                known.insert(series.id.clone(), value);
            }
        }
        known[&self.answer]
    }
}
