//! The functions as Lambda runs them.
//!
//! Each environment is a thread with a runtime of its own, which takes one event at a time and stands still in
//! between. So its processor time is the function's, with its connections, and without the database's.

use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use local::functions::{self, Environments, Function, Functions, Outcome, function};
use serde_json::Value;
use tokio::sync::oneshot;

/// An event, and where its answer goes.
struct Job {
    event: Value,
    answer: oneshot::Sender<Outcome>,
}

/// What waits for the first environment of a function that is free.
type Jobs = Arc<Mutex<mpsc::Receiver<Job>>>;

/// Starts so many environments of each function. Their threads have its name.
pub(crate) async fn start(environments: Environments, many: usize) -> Result<Functions, String> {
    let mut all = Functions::new();
    for (name, environment) in environments {
        let (sender, jobs) = mpsc::channel::<Job>();
        let jobs: Jobs = Arc::new(Mutex::new(jobs));
        let mut is_ours = true;
        for _ in 0..many {
            let (up, is_up) = oneshot::channel();
            let one = Environments::from([(name.clone(), environment.clone())]);
            let (named, jobs) = (name.clone(), Arc::clone(&jobs));
            let thread = thread::Builder::new().name(name.clone());
            let started = thread.spawn(move || serve(&named, one, &jobs, up));
            started.map_err(|cause| format!("{name}: {cause}"))?;
            is_ours = is_up.await.map_err(|_| format!("{name} did not start"))??;
        }
        if is_ours {
            all.insert(name, handed_to(sender));
        }
    }
    Ok(all)
}

/// Hands events to the environments.
fn handed_to(sender: mpsc::Sender<Job>) -> Function {
    function(move |event| {
        let (answer, answered) = oneshot::channel();
        let sent = sender.send(Job { event, answer });
        async move {
            sent.map_err(|_| "no environment is left".to_owned())?;
            answered.await.map_err(|_| "the function panicked".to_owned())?
        }
    })
}

/// Serves until nobody can ask any more. Says first whether the function is one of ours.
fn serve(
    name: &str,
    environments: Environments,
    jobs: &Jobs,
    up: oneshot::Sender<Result<bool, String>>,
) {
    let built = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let started = built.map_err(|cause| cause.to_string()).and_then(|runtime| {
        let mut found = runtime.block_on(functions::portal(environments))?;
        Ok(found.remove(name).map(|function| (runtime, function)))
    });
    let (runtime, function) = match started {
        Ok(Some(started)) => started,
        Ok(None) => return drop(up.send(Ok(false))),
        Err(cause) => return drop(up.send(Err(cause))),
    };
    if up.send(Ok(true)).is_err() {
        return;
    }
    loop {
        let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = next else { return };
        drop(job.answer.send(runtime.block_on(function(job.event))));
    }
}
