//! The parts besides the gateway that wake functions: streams, schedules, the bus.

use std::sync::Arc;

use serde_json::Value;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::JoinSet;

use crate::bus::{self, Wake};
use crate::clock::Clock;
use crate::functions::Functions;
use crate::lambda::as_lambda_runs;
use crate::schedule;
use crate::services::Services;
use crate::stopping::Stopping;
use crate::stream::{Checkpoints, Reader};
use crate::template::Template;

/// The parts besides the gateway that wake functions.
pub(super) struct Intake<'a> {
    pub(super) template: &'a Template,
    pub(super) functions: Arc<Functions>,
    pub(super) services: Services,
    pub(super) clock: Clock,
    pub(super) stopping: Stopping,
}

impl Intake<'_> {
    /// Starts the stream readers, the schedules and the rules of the bus.
    pub(super) fn start(
        &self,
        checkpoints: Checkpoints,
        waking: UnboundedReceiver<Value>,
    ) -> JoinSet<()> {
        let checkpoints = Arc::new(checkpoints);
        let mut tasks = JoinSet::new();
        let mut wakes = Vec::new();
        for spec in &self.template.functions {
            let Some(function) = self.functions.get(&spec.name) else { continue };
            for source in &spec.streams {
                let reader = Reader {
                    client: self.services.streams(),
                    source: source.clone(),
                    name: spec.name.clone(),
                    function: Arc::clone(function),
                    checkpoints: Arc::clone(&checkpoints),
                };
                tasks.spawn(reader.run(self.stopping.clone()));
            }
            for schedule in &spec.schedules {
                let (name, function) = (spec.name.clone(), Arc::clone(function));
                let stopping = self.stopping.clone();
                tasks.spawn(schedule::keep(name, *schedule, function, self.clock, stopping));
            }
            for rule in &spec.rules {
                let (name, function) = (spec.name.clone(), Arc::clone(function));
                wakes.push(Wake { name, rule: rule.clone(), function });
            }
        }
        tasks.spawn(bus::deliver(waking, wakes, self.stopping.clone()));
        tasks
    }
}

/// Limits each function to the time that the template gives it.
pub(super) fn limited(template: &Template, mut functions: Functions) -> Functions {
    let mut limited = Functions::new();
    for spec in &template.functions {
        if let Some(function) = functions.remove(&spec.name) {
            limited.insert(spec.name.clone(), as_lambda_runs(function, spec.timeout));
        }
    }
    limited
}

/// The functions that have a schedule.
pub(super) fn scheduled(template: &Template) -> Vec<String> {
    let scheduled = template.functions.iter().filter(|spec| !spec.schedules.is_empty());
    scheduled.map(|spec| spec.name.clone()).collect()
}
