//! Everything that others than the member could overhear: log lines and addresses.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use serde_json::Value;
use tracing::subscriber::DefaultGuard;
use tracing::{Level, Metadata};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};

use super::{Page, TestApp};
use crate::lines::Lines;

/// Shorter texts are in many lines by chance.
const LEAST: usize = 4;

/// What was overheard, and the texts that must not be.
pub(super) struct Overheard {
    secrets: RefCell<BTreeSet<String>>,
    addresses: RefCell<Vec<String>>,
    answers: Cell<usize>,
    lines: Lines,
    _guard: DefaultGuard,
}

/// Whether a line tells what the SDK or the embedded database does, which functions do not log: their level is `info`.
fn is_of_libraries(line: &Metadata<'_>) -> bool {
    let libraries = ["aws_s", "dynoxide", "hyper"];
    *line.level() > Level::INFO && libraries.iter().any(|it| line.target().starts_with(it))
}

impl Overheard {
    /// Listens to all that this thread logs and measures, at every level.
    ///
    /// It hears the fields of spans too.
    pub(super) fn listen() -> Self {
        let lines = Lines::default();
        let layer = tracing_subscriber::fmt::layer()
            .with_span_events(FmtSpan::NEW)
            .with_ansi(false)
            // The microseconds of a time contain every ZIP code sooner or later.
            .without_time()
            .with_writer(lines.clone())
            .with_filter(filter_fn(|it| aws::is_line(it) && !is_of_libraries(it)));
        let metrics = aws::Metrics::new("tests", lines.clone());
        let subscriber = tracing_subscriber::registry().with(layer).with(metrics);
        Self {
            secrets: RefCell::default(),
            addresses: RefCell::default(),
            answers: Cell::new(0),
            lines,
            _guard: tracing::subscriber::set_default(subscriber),
        }
    }

    /// Remembers a text, as it is and normalised.
    pub(super) fn remember(&self, secret: &str) {
        let secret = secret.trim().to_lowercase();
        let bare: String = secret.chars().filter(|c| c.is_alphanumeric()).collect();
        let number = bare.trim_start_matches('0').to_owned();
        let all = [secret, bare, number].into_iter();
        self.secrets.borrow_mut().extend(all.filter(|it| it.chars().count() >= LEAST));
    }

    /// Notes that there was an answer.
    pub(super) fn answered(&self) {
        self.answers.set(self.answers.get() + 1);
    }

    /// Notes the addresses of an answer.
    ///
    /// A cookie's value is as secret as what it represents.
    pub(super) fn shown(&self, page: &Page) {
        self.addresses.borrow_mut().extend(page.addresses());
        for line in page.set_cookies() {
            let value = line.split(['=', ';']).nth(1).unwrap_or_default();
            if value.len() > 20 {
                self.remember(value);
            }
        }
    }

    /// How many lines have a text in them.
    pub(super) fn heard(&self, text: &str) -> usize {
        self.lines.text().lines().filter(|line| line.contains(text)).count()
    }

    /// Every metric that was reported: its namespace, its name, and its dimensions in the order of their names.
    fn measured(&self) -> Vec<Vec<String>> {
        let text = self.lines.text();
        let lines = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        lines.flat_map(|line| metrics(&line)).collect()
    }

    /// Fails if a secret was overheard, or if the listener did not work.
    pub(super) fn check(&self) {
        let lines = without_times(&self.lines.text().to_lowercase());
        assert!(self.heard("answered") >= self.answers.get(), "each answer has its line");
        assert!(self.heard("\"Steps\":1") >= self.answers.get(), "each answer is measured");
        for secret in self.secrets.borrow().iter() {
            let line = lines.lines().find(|line| line.contains(secret.as_str()));
            assert!(line.is_none(), "{secret} is in the log: {}", line.unwrap_or_default());
            let addresses = self.addresses.borrow();
            let address = addresses.iter().find(|it| it.to_lowercase().contains(secret.as_str()));
            assert!(address.is_none(), "{secret} is in an address: {address:?}");
        }
    }
}

impl TestApp {
    /// Every metric that was reported: its namespace, its name, and its dimensions in the order of their names.
    #[must_use]
    pub fn measured(&self) -> Vec<Vec<String>> {
        self.overheard.measured()
    }
}

/// The metrics of a line in the embedded metric format.
fn metrics(line: &Value) -> Vec<Vec<String>> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut all = Vec::new();
    for of in list(&line["_aws"]["CloudWatchMetrics"]) {
        for dimensions in list(&of["Dimensions"]) {
            let mut names: Vec<String> = list(&dimensions).iter().map(text).collect();
            names.sort_unstable();
            let pairs = names.into_iter().flat_map(|name| [name.clone(), text(&line[&name])]);
            let pairs: Vec<String> = pairs.collect();
            let metric = |it: &Value| vec![text(&of["Namespace"]), text(&it["Name"])];
            all.extend(list(&of["Metrics"]).iter().map(|it| [metric(it), pairs.clone()].concat()));
        }
    }
    all
}

/// The lines without metrics' times, which contain every number sooner or later.
fn without_times(lines: &str) -> String {
    let parts = lines.split("\"timestamp\":");
    parts.map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit())).collect()
}
