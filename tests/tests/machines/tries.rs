//! What counts as a try of a file that a sweep has begun.

use domain::history::HistoryKind;
use domain::ports::{HistoryImport as _, LeaseWish};
use import_history::UploadError;
use jiff::Timestamp;
use serde_json::{Value, json};
use tests::app::TestApp;

use super::sweeps::{BILLS, HALF_AN_HOUR, HOUR, MINUTE, reports, started};

/// A sweep whose import stops once it has begun.
async fn stopped(app: &TestApp, hour: Timestamp) {
    let store = app.store.clone();
    app.buckets.meanwhile(move || store.set_down(true));
    let end = app.wake_import(&hourly(hour)).await;
    assert!(matches!(end, Err(UploadError::Import(_))), "{end:?}");
    app.store.set_down(false);
}

/// The event of a schedule's turn.
fn hourly(at: Timestamp) -> Value {
    json!({"source": "aws.events", "time": at.to_string()})
}

#[tokio::test]
async fn a_sweep_that_lambda_tries_again_has_tried_a_file_once() {
    let app = started().await;
    app.put_file("bills/a.csv", BILLS);
    app.wait(HALF_AN_HOUR);
    let hour = app.now();
    for _ in 0..4 {
        stopped(&app, hour).await;
        app.wait(MINUTE);
    }
    app.wait(HOUR);

    app.wake_import(&hourly(app.now())).await.expect("a sweep that ends");

    assert_eq!(reports(&app, "bills/a")[0]["added"], 1);
}

#[tokio::test]
async fn a_file_that_waited_three_times_for_another_import_is_taken_in_by_the_next_sweep() {
    let app = started().await;
    app.put_file("bills/a.csv", BILLS);
    app.wait(HALF_AN_HOUR);
    for _ in 0..3 {
        let wish = LeaseWish::of_anybody(app.now(), app.now() + HALF_AN_HOUR);
        app.store.begin_history(HistoryKind::Bills, wish).await.expect("it is free");
        app.sweep_uploads().await;
        app.wait(HOUR);
    }
    let waited = reports(&app, "bills/a").len();

    app.sweep_uploads().await;

    assert_eq!(waited, 0);
    assert_eq!(reports(&app, "bills/a")[0]["added"], 1);
}

#[tokio::test]
async fn a_file_whose_import_never_ends_is_reported_after_three_tries() {
    let app = started().await;
    app.put_file("bills/a.csv", BILLS);
    app.wait(HALF_AN_HOUR);
    for _ in 0..3 {
        stopped(&app, app.now()).await;
        app.wait(HOUR);
    }
    assert!(reports(&app, "bills/a").is_empty());

    for _ in 0..3 {
        app.sweep_uploads().await;
        app.wait(HOUR);
    }

    let reports = reports(&app, "bills/a");
    assert_eq!(reports.len(), 1);
    let problem = reports[0]["problem"].as_str().unwrap_or_default();
    assert!(problem.contains("begun three times"), "{problem}");
}
