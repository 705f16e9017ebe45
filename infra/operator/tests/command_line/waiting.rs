//! Imports by hand while files lie in the bucket.

use std::fs;
use std::time::Duration;

use aws::SystemClock;
use domain::ports::Clock as _;

use crate::portal::{Portal, accounts, today};

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_imported_by_hand_while_a_file_of_its_kind_lies_in_the_bucket() {
    let portal = Portal::start().await;
    portal.import(&accounts(&["1000245,Lee,24091,"])).await;
    let rows = format!("account_no,balance_cents,as_of\n1000245,8410,{}\n", today());
    let file = portal.file("balances.csv", &rows);
    let bucket = portal.data.path().join("buckets/extracts");
    let put = |key: &str, text: &str| {
        let path = bucket.join(key);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    };
    put("balances/night.csv.part", &rows);
    put("bills/night.csv", &rows);
    put("balances/night.csv", &rows);

    let refused = portal.run(&["import", "--as", "balances", &file]).await;
    let dry = portal.run(&["import", "--as", "balances", &file, "--dry-run"]).await;
    let soon = SystemClock::default().now() + Duration::from_secs(1);
    put(&format!("{}/summary.json", sheets::report_place("balances/night.csv", soon)), "{}");
    let taken = portal.run(&["import", "--as", "balances", &file]).await;

    assert_eq!((refused.code, dry.code, taken.code), (3, 0, 0), "{}", refused.error);
    assert!(refused.error.contains("balances/night.csv lies in the bucket"), "{}", refused.error);
    assert!(taken.out.contains("is taken in."), "{}", taken.out);
}
