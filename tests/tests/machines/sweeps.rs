//! What lies in the bucket without a report: taken in by the hour, once, and not for ever.

use domain::history::HistoryKind;
use domain::ports::{HistoryImport as _, ImportTimes as _, LeaseWish};
use import_history::waiting;
use jiff::SignedDuration;
use serde_json::{Value, json};
use tests::app::{PLAIN, TestApp, UPLOADS};
use tests::walk::settle;

const EXTRACT: &str = "account_no,last_name,billing_zip,service_from\n\
                       48151623,Quillfeather,78611,2019-05-02\n";
pub(super) const BILLS: &str = "account_no,bill_id,bill_date,from_date,amount_cents\n\
                     48151623,B-1,2026-11-12,2026-10-10,8410\n";
const BALANCES: &str = "account_no,balance_cents,as_of\n48151623,8410,2026-11-22\n";
const READS: &str = "account_no,start,minutes,kwh\n48151623,2026-11-20,1440,12.5\n";
pub(super) const HALF_AN_HOUR: SignedDuration = SignedDuration::from_mins(30);
pub(super) const MINUTE: SignedDuration = SignedDuration::from_mins(1);
pub(super) const HOUR: SignedDuration = SignedDuration::from_hours(1);

pub(super) async fn started() -> TestApp {
    let app = TestApp::empty();
    app.import(EXTRACT).await;
    app
}

/// The reports on a file, in the order of time.
pub(super) fn reports(app: &TestApp, name: &str) -> Vec<Value> {
    let start = format!("reports/{name}/");
    let keys = app.buckets.keys(UPLOADS).into_iter();
    let keys = keys.filter(|key| key.starts_with(&start) && key.ends_with("/summary.json"));
    let read = |key: String| {
        let bytes = app.buckets.object(UPLOADS, &key).expect("a report");
        serde_json::from_slice(&bytes).expect("JSON")
    };
    keys.map(read).collect()
}

#[tokio::test]
async fn files_of_all_kinds_that_were_left_lying_are_taken_in_once() {
    let app = started().await;
    for (key, csv) in
        [("bills/a.csv", BILLS), ("balances/night/b.csv", BALANCES), ("reads/c.csv", READS)]
    {
        app.put_file(key, csv);
    }
    app.sweep_uploads().await;
    let at_once = reports(&app, "bills/a").len();
    app.wait(HALF_AN_HOUR);

    app.sweep_uploads().await;
    app.wait(HOUR);
    app.sweep_uploads().await;

    assert_eq!(at_once, 0, "a file that was just put is its own event's");
    for name in ["bills/a", "balances/night/b", "reads/c"] {
        let reports = reports(&app, name);
        assert_eq!(reports.len(), 1, "{name}");
        assert_eq!(reports[0]["added"], 1, "{name}");
    }
}

#[tokio::test]
async fn what_was_rejected_is_not_tried_again_until_it_is_put_again() {
    let app = started().await;
    app.put_file("bills/a.csv", "account_no,rate\n48151623,1\n");
    for _ in 0..3 {
        app.wait(HOUR);
        app.sweep_uploads().await;
    }
    assert_eq!(reports(&app, "bills/a").len(), 1);

    app.put_file("bills/a.csv", BILLS);
    for _ in 0..2 {
        app.wait(HOUR);
        app.sweep_uploads().await;
    }

    let reports = reports(&app, "bills/a");
    assert_eq!(reports.len(), 2);
    assert!(reports[0]["problem"].as_str().is_some_and(|it| it.contains("no column")));
    assert_eq!(reports[1]["added"], 1);
}

#[tokio::test]
async fn while_an_import_of_the_kind_is_running_its_files_wait_and_others_do_not() {
    let app = started().await;
    app.put_file("bills/a.csv", BILLS);
    app.put_file("reads/c.csv", READS);
    app.wait(HALF_AN_HOUR);
    let now = app.now();
    let wish = LeaseWish::of_anybody(now, now + SignedDuration::from_mins(15));
    app.store.begin_history(HistoryKind::Bills, wish).await.expect("it is free");

    app.sweep_uploads().await;
    let (bills, reads) = (reports(&app, "bills/a").len(), reports(&app, "reads/c").len());
    app.wait(HOUR);
    app.sweep_uploads().await;

    assert_eq!((bills, reads), (0, 1));
    assert_eq!(reports(&app, "bills/a").len(), 1);
}

#[tokio::test]
async fn two_sweeps_at_once_do_not_write_at_once() {
    let app = started().await;
    app.put_file("bills/a.csv", BILLS);
    app.wait(HALF_AN_HOUR);

    tokio::join!(app.sweep_uploads(), app.sweep_uploads());

    let reports = reports(&app, "bills/a");
    let added: u64 = reports.iter().filter_map(|it| it["added"].as_u64()).sum();
    assert_eq!(added, 1, "{reports:?}");
}

#[tokio::test]
async fn a_file_that_is_put_again_while_it_is_imported_is_taken_in_by_the_next_sweep() {
    let app = started().await;
    app.put_file("bills/a.csv", BILLS);
    let (buckets, clock) = (app.buckets.clone(), app.clock.clone());
    app.buckets.meanwhile(move || {
        clock.advance(MINUTE);
        buckets.put(UPLOADS, "bills/a.csv", BILLS.replace("8410", "9120").as_bytes());
        clock.advance(MINUTE);
    });
    app.wake_import(&event(&app, "bills/a.csv")).await.expect("it is taken");
    let first = reports(&app, "bills/a");

    for _ in 0..2 {
        app.wait(HOUR);
        app.sweep_uploads().await;
    }

    let then = reports(&app, "bills/a");
    assert_eq!((first.len(), &first[0]["added"]), (1, &1.into()));
    assert_eq!((then.len(), &then[1]["changed"]), (2, &1.into()), "once, by the first sweep");
}

#[tokio::test]
async fn how_old_each_kind_is_is_measured_from_its_first_file_on() {
    let app = started().await;
    app.sweep_uploads().await;
    let never = app.heard("HistoryAgeHours");
    app.import_bills(BILLS).await;
    app.wait(HOUR * 50);

    app.sweep_uploads().await;

    assert_eq!(never, 0, "a kind that never came is not late");
    assert_eq!(app.heard("\"HistoryAgeHours\":50"), 1);
    assert_eq!(app.heard("\"kind\":\"bills\""), 1);
    assert_eq!(app.store.taken().await.expect("an answer").len(), 1);
}

/// The event of a file that was put just now.
fn event(app: &TestApp, key: &str) -> Value {
    let s3 = json!({"bucket": {"name": UPLOADS}, "object": {"key": key, "sequencer": key}});
    json!({"Records": [{"s3": s3, "eventTime": app.now().to_string()}]})
}

/// Three files of a kind. The event of the second is lost, so only the first is taken in by its own.
async fn three_files(app: &TestApp, kind: &str, files: [&str; 3]) {
    for (at, csv) in files.into_iter().enumerate() {
        let key = format!("{kind}/{at}.csv");
        app.wait(SignedDuration::from_secs(10));
        app.put_file(&key, csv);
        if at != 1 {
            app.wake_import(&event(app, &key)).await.expect("it is taken, or left");
        }
    }
    let taken: Vec<usize> = (0..3).map(|at| reports(app, &format!("{kind}/{at}")).len()).collect();
    assert_eq!(taken, [1, 0, 0], "{kind}: the third waits for the second");
    app.wait(HALF_AN_HOUR);
    app.sweep_uploads().await;
    let taken: Vec<usize> = (0..3).map(|at| reports(app, &format!("{kind}/{at}")).len()).collect();
    assert_eq!(taken, [1; 3], "{kind}");
}

#[tokio::test]
async fn files_are_taken_in_in_the_order_in_which_they_were_put() {
    let app = started().await;
    let (bill, balance) =
        (|cents: &str| BILLS.replace("8410", cents), |cents: &str| BALANCES.replace("8410", cents));
    // The third says again what the first said.
    three_files(&app, "bills", [&bill("100"), &bill("200"), &bill("100")]).await;
    three_files(&app, "balances", [&balance("100"), &balance("200"), &balance("100")]).await;
    // The third adds hours to the first, of which the second corrects one.
    let hours = |rows: &[(u32, u32)]| {
        let row = |(hour, kwh): &(u32, u32)| format!("48151623,2026-11-20 {hour:02}:00,60,{kwh}\n");
        format!("account_no,start,minutes,kwh\n{}", rows.iter().map(row).collect::<String>())
    };
    three_files(&app, "reads", [&hours(&[(0, 1), (1, 1)]), &hours(&[(1, 7)]), &hours(&[(2, 1)])])
        .await;

    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, "robin.asterfield@mail.example").await;
    let bills = browser.open("/bills").await.main();
    let home = browser.open("/home").await.main();
    let use_of_day = browser.open("/usage?by=hour&from=2026-11-20").await.main();

    assert!(bills.contains("$1.00") && !bills.contains("$2.00"), "{bills}");
    assert!(home.contains("$1.00 is due"), "{home}");
    assert!(use_of_day.contains("9.00 kWh in all"), "{use_of_day}");
}

#[tokio::test]
async fn what_staff_imported_after_a_waiting_file_was_put_is_not_overwritten_by_it() {
    let app = started().await;
    app.import_bills(BILLS).await;
    app.wait(HOUR);
    app.put_file("bills/a.csv", &BILLS.replace("8410", "9120"));
    app.wait(HALF_AN_HOUR);

    // What the command line asks before it imports by hand, and refuses to.
    let before = waiting(&app.buckets, UPLOADS, HistoryKind::Bills).await.expect("an answer");
    app.sweep_uploads().await;
    let after = waiting(&app.buckets, UPLOADS, HistoryKind::Bills).await.expect("an answer");
    app.wait(MINUTE);
    let told = app.import_bills(BILLS).await;
    app.wait(HOUR);
    app.sweep_uploads().await;

    assert_eq!((&before[..], after.len()), (&["bills/a.csv".to_owned()][..], 0));
    assert_eq!((told.changed, reports(&app, "bills/a").len()), (1, 1));
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, "robin.asterfield@mail.example").await;
    let bills = browser.open("/bills").await.main();
    assert!(bills.contains("$84.10") && !bills.contains("$91.20"), "{bills}");
}

#[tokio::test]
async fn documents_are_copied_right_after_their_file_of_bills() {
    let app = started().await;
    let bills = "account_no,bill_id,bill_date,from_date,amount_cents,document\n\
                 48151623,B-1,2026-11-12,2026-10-10,8410,4711.pdf\n";
    app.put_document("4711.pdf", b"%PDF-1.4");
    app.put_file("bills/a.csv", bills);

    app.wake_import(&event(&app, "bills/a.csv")).await.expect("it is taken");

    assert_eq!(app.buckets.keys("documents").len(), 1);
    assert_eq!(reports(&app, "bills/a")[0]["added"], 1);
}
