//! Runs functions as Lambda does.

use std::sync::Arc;
use std::time::Duration;

use crate::functions::{Function, function};

/// Runs a function the way Lambda does.
///
/// A panic makes one call fail. A call that takes too long is ended. A caller
/// who goes away does not stop the work half-way.
pub(crate) fn as_lambda_runs(run: Function, timeout: Duration) -> Function {
    function(move |event| {
        let run = Arc::clone(&run);
        let call = tokio::spawn(async move { tokio::time::timeout(timeout, run(event)).await });
        async {
            match call.await {
                Ok(Ok(outcome)) => outcome,
                Ok(Err(_)) => Err("the function took too long".to_owned()),
                Err(_) => Err("the function panicked".to_owned()),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const LIMIT: Duration = Duration::from_secs(15);

    #[tokio::test(start_paused = true)]
    async fn a_call_that_takes_too_long_is_ended() {
        let taking = |seconds| {
            function(move |_| async move {
                tokio::time::sleep(Duration::from_secs(seconds)).await;
                Ok(json!("done"))
            })
        };

        let in_time = as_lambda_runs(taking(14), LIMIT)(json!({})).await;
        let late = as_lambda_runs(taking(16), LIMIT)(json!({})).await;

        assert_eq!(in_time, Ok(json!("done")));
        assert_eq!(late, Err("the function took too long".to_owned()));
    }

    #[tokio::test]
    async fn a_panic_is_one_failed_call() {
        let panics = as_lambda_runs(function(async |_| panic!("a bug")), LIMIT);

        let outcomes = [panics(json!({})).await, panics(json!({})).await];

        assert_eq!(outcomes, [(); 2].map(|()| Err("the function panicked".to_owned())));
    }

    #[tokio::test]
    async fn a_caller_who_goes_away_does_not_stop_the_work() {
        let (sender, done) = tokio::sync::oneshot::channel();
        let sender = std::sync::Mutex::new(Some(sender));
        let works = function(move |_| {
            let sender = sender.lock().expect("nobody panicked").take();
            async move {
                tokio::task::yield_now().await;
                Ok(json!(sender.map(|sender| sender.send(()).is_ok())))
            }
        });

        drop(as_lambda_runs(works, LIMIT)(json!({})));

        assert!(done.await.is_ok());
    }
}
