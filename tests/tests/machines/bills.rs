//! Files of bills: what is put in the bucket, and bills that no page could tell apart.

use import_history::UploadError;
use tests::app::TestApp;

use super::balances::{Objects, upload};

const EXTRACT: &str = "account_no,last_name,billing_zip,service_from\n\
                       48151623,Quillfeather,78611,2019-05-02\n";
const HEADER: &str = "account_no,bill_id,bill_date,from_date,amount_cents";

fn file(rows: &[&str]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

async fn started() -> TestApp {
    let app = TestApp::empty();
    app.import(EXTRACT).await;
    app
}

#[tokio::test]
async fn a_file_in_the_folder_of_bills_is_read_as_bills() {
    let app = started().await;
    let rows = ["48151623,B-1,2026-11-12,2026-10-10,8410", "48151623,B-2,2026-10-12,,9120"];
    let bucket = Objects::at("bills/night.csv", &file(&rows));

    let ended = upload((&app.store, &app.clock), &app.post_office, &bucket, app.now()).await;

    assert!(ended.is_ok(), "{ended:?}");
    assert_eq!(bucket.summary()["added"], 1);
    assert_eq!(bucket.summary()["reasons"]["no-answer"], 1);
    assert!(bucket.report("/rejects.csv").contains("from_date"));
    assert_eq!(app.heard("8410") + app.heard("48151623"), 0);
}

#[tokio::test]
async fn a_file_of_bills_without_their_columns_is_told_by_mail_as_bills() {
    let app = started().await;
    let bucket = Objects::at("bills/night.csv", "account_no,balance_cents,as_of\n48151623,1,x\n");

    let ended = upload((&app.store, &app.clock), &app.post_office, &bucket, app.now()).await;

    assert!(ended.is_ok(), "{ended:?}");
    let mail = app.letters_to("billing@example.coop").pop().expect("a letter");
    assert_eq!(mail.subject, "Bills: NOT taken");
    assert!(mail.text.contains("no column `bill_date`"), "{}", mail.text);
}

#[tokio::test]
async fn a_file_in_a_folder_of_no_kind_is_not_read() {
    let app = started().await;
    let bucket = Objects::at("meters/night.csv", &file(&[]));

    let ended = upload((&app.store, &app.clock), &app.post_office, &bucket, app.now()).await;

    assert!(matches!(ended, Err(UploadError::NoObject(_))), "{ended:?}");
}

#[tokio::test]
async fn the_same_bills_again_change_nothing_and_an_older_file_brings_back_nothing() {
    let app = started().await;
    let tell = async |cents: u32, hours: i64| {
        let row = format!("48151623,B-1,2026-11-12,2026-10-10,{cents}");
        let bucket = Objects::at("bills/night.csv", &file(&[&row]));
        let at = app.now() - jiff::SignedDuration::from_hours(hours);
        let ended = upload((&app.store, &app.clock), &app.post_office, &bucket, at).await;
        ended.expect("it is taken");
        bucket.summary()
    };

    let [first, again, older] = [tell(9120, 1).await, tell(9120, 0).await, tell(8410, 2).await];

    assert_eq!((&first["added"], &again["unchanged"]), (&1.into(), &1.into()));
    assert_eq!((&older["older"], &older["changed"]), (&1.into(), &0.into()));
}

#[tokio::test]
async fn of_two_rows_of_one_bill_the_later_counts_and_two_without_a_number_are_two_by_their_days() {
    let app = started().await;
    let rows = [
        "48151623,B-1,2026-11-12,2026-10-10,8410",
        "48151623,B-1,2026-11-12,2026-10-10,9120",
        "48151623,,2026-10-12,2026-09-10,1",
        "48151623,,2026-09-12,2026-08-10,2",
    ];

    let told = app.import_bills(&file(&rows)).await;

    assert_eq!((told.added, told.changed, told.rejected), (3, 1, 0));
}
