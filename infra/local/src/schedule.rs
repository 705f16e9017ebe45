//! The schedules. Each wakes its function with `EventBridge`'s event.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::time::{Instant, MissedTickBehavior, interval_at};

use crate::clock::Clock;
use crate::functions::Function;
use crate::stopping::Stopping;
use crate::template::Schedule;

/// Wakes a function after each period, as `EventBridge` does.
///
/// However long the function takes, the next period begins when the last one is over. If the clock was put ahead, periods
/// went by meanwhile, so the first wake comes at once.
pub(crate) async fn keep(
    name: String,
    schedule: Schedule,
    function: Function,
    clock: Clock,
    stopping: Stopping,
) {
    let first = if clock.ahead().is_none() { schedule.every } else { Duration::ZERO };
    let mut ticks = interval_at(Instant::now() + first, schedule.every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
    loop {
        tokio::select! {
            () = stopping.clone().wait() => return,
            _ = ticks.tick() => wake(&name, &function, clock).await,
        }
    }
}

/// Wakes a function once.
pub(crate) async fn wake(name: &str, function: &Function, clock: Clock) {
    // The cause may quote personal data. The function has logged what it may.
    if function(event(name, clock.now())).await.is_err() {
        eprintln!("schedule: {name} failed; its next turn wakes it again");
    }
}

fn event(name: &str, now: Timestamp) -> Value {
    json!({
        "version": "0",
        "id": format!("{name}-{}", now.as_millisecond()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "000000000000",
        "time": now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        "region": "us-east-1",
        "resources": [format!("arn:aws:events:us-east-1:000000000000:rule/{name}")],
        "detail": {},
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::{functions, stopping};

    #[tokio::test(start_paused = true)]
    async fn a_function_is_woken_once_a_period_even_after_it_failed() {
        let woken = Arc::new(AtomicUsize::new(0));
        let function = functions::function({
            let woken = Arc::clone(&woken);
            move |_| {
                woken.fetch_add(1, Ordering::SeqCst);
                async { Err("out of order".to_owned()) }
            }
        });
        let (stop, stopping) = stopping::channel();
        let schedule = Schedule { every: Duration::from_mins(1) };
        let kept =
            tokio::spawn(keep("sweep".to_owned(), schedule, function, Clock::default(), stopping));

        tokio::time::sleep(Duration::from_secs(150)).await;
        stop.now();
        kept.await.expect("it ends when told to stop");

        assert_eq!(woken.load(Ordering::SeqCst), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_function_that_takes_its_time_is_woken_at_the_same_instants() {
        let woken = Arc::new(AtomicUsize::new(0));
        let function = functions::function({
            let woken = Arc::clone(&woken);
            move |_| {
                woken.fetch_add(1, Ordering::SeqCst);
                async {
                    tokio::time::sleep(Duration::from_secs(35)).await;
                    Ok(Value::Null)
                }
            }
        });
        let (stop, stopping) = stopping::channel();
        let schedule = Schedule { every: Duration::from_mins(1) };
        let kept =
            tokio::spawn(keep("sweep".to_owned(), schedule, function, Clock::default(), stopping));

        tokio::time::sleep(Duration::from_secs(241)).await;
        stop.now();
        kept.await.expect("it ends when told to stop");

        assert_eq!(woken.load(Ordering::SeqCst), 4);
    }

    #[tokio::test(start_paused = true)]
    async fn a_clock_that_was_put_ahead_wakes_at_once_and_says_the_time_that_it_shows() {
        let (sender, mut woken) = tokio::sync::mpsc::unbounded_channel();
        let function = functions::function(move |event| {
            let sent = sender.send(event).map(|()| Value::Null);
            std::future::ready(sent.map_err(|_| "nobody listens".to_owned()))
        });
        let (stop, stopping) = stopping::channel();
        let schedule = Schedule { every: Duration::from_hours(1) };
        let decade = Clock::put_ahead(aws::Ahead::seconds(aws::Ahead::MOST).expect("it may be"));
        let began = Instant::now();
        let kept = tokio::spawn(keep("sweep".to_owned(), schedule, function, decade, stopping));

        let event = woken.recv().await.expect("it is woken");
        stop.now();
        kept.await.expect("it ends when told to stop");

        assert_eq!(began.elapsed(), Duration::ZERO);
        let said: Timestamp = event["time"].as_str().expect("a text").parse().expect("an instant");
        assert!(said - jiff::SignedDuration::from_hours(24 * 3_600) > Clock::default().now());
    }

    #[test]
    fn the_event_is_eventbridges() {
        let event = event("send-letters", Timestamp::constant(1_795_435_200, 0));

        assert_eq!(event["detail-type"], "Scheduled Event");
        assert_eq!(event["source"], "aws.events");
        assert_eq!(event["time"], "2026-11-23T12:00:00Z");
    }
}
