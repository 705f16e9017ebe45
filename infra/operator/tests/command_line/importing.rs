//! Imports of the billing extract.

use std::fs;

use domain::Extract;
use domain::ports::{Extracts, InForce};
use jiff::SignedDuration;
use local::demo;

use crate::portal::{Portal, accounts, run};

#[tokio::test(flavor = "multi_thread")]
async fn an_extract_goes_in_and_its_bad_rows_come_back_with_line_and_reason() {
    let portal = Portal::start().await;

    let ran = portal
        .import(&accounts(&["1000245,Quixote,24091,", "7,Panza,2409,sancho@example.com"]))
        .await;

    let rejects = portal.data.path().with_extension("rejects.csv");
    let text = fs::read_to_string(rejects).expect("rejected rows");
    assert_eq!(ran.code, 0, "{}", ran.error);
    assert!(ran.out.contains("is in force, as version 1."), "{}", ran.out);
    assert!(ran.out.contains("rejected             1"), "{}", ran.out);
    assert!(text.starts_with("line,reason,account_no"), "{text}");
    assert!(text.contains("7,Panza,2409,sancho@example.com"));
    for shown in [&ran.out, &ran.error] {
        assert!(!shown.contains("Panza") && !shown.contains("sancho"), "{shown}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_says_what_would_be_and_writes_nothing() {
    let portal = Portal::start().await;
    let file = portal.file("csv", &accounts(&["1000245,Lee,24091,"]));

    let dry = portal.run(&["import", &file, "--dry-run", "--json"]).await;
    let wet = portal.run(&["import", &file, "--json"]).await;
    let again = portal.run(&["import", &file, "--json"]).await;

    assert_eq!(
        (dry.json()["end"].as_str(), dry.json()["added"].as_u64()),
        (Some("dry-run"), Some(1))
    );
    assert_eq!(
        (wet.json()["end"].as_str(), wet.json()["version"].as_u64()),
        (Some("in-force"), Some(1))
    );
    assert_eq!(again.json()["end"].as_str(), Some("same-file"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_again_makes_an_old_extract_young() {
    let portal = Portal::start().await;
    let file = portal.file("csv", &accounts(&["1000245,Lee,24091,"]));
    portal.run(&["import", &file]).await;
    let (tables, _) = portal.tables().await;
    let extract = tables.in_force().await.expect("an answer").expect("an extract");
    let imported_at = extract.imported_at - SignedDuration::from_hours(24 * 9);
    tables.put_in_force(&Extract { imported_at, ..extract.clone() }).await.expect("older");

    let late = portal.run(&["doctor"]).await;
    let again = portal.run(&["import", &file]).await;
    let fed = portal.run(&["doctor"]).await;

    assert_eq!((late.code, again.code, fed.code), (1, 0, 0), "{}{}", late.out, fed.out);
    assert!(late.out.contains("MEND    billing extract: version 1, 1 account, 9 days old"));
    assert!(again.out.contains("its age counts from now"), "{}", again.out);
    assert!(fed.out.contains("well    billing extract: version 1, 1 account, 0 hours old"));
    let after = tables.in_force().await.expect("an answer").expect("an extract");
    assert!(after.imported_at >= extract.imported_at);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_would_drop_too_much_is_refused_with_the_way_on_unless_forced() {
    let portal = Portal::start().await;
    portal.import(&accounts(&["1,Lee,24091,", "2,Lee,24091,", "3,Lee,24091,"])).await;
    let file = portal.file("csv", &accounts(&["1,Lee,24091,"]));

    let refused = portal.run(&["import", &file, "--json"]).await;
    let forced = portal.run(&["import", &file, "--force"]).await;

    assert_eq!(refused.code, 1);
    assert!(refused.json()["problem"].as_str().is_some_and(|it| it.contains("drop 2 of 3")));
    assert!(refused.json()["way_on"].as_str().is_some_and(|it| it.contains("--force")));
    assert_eq!(refused.json()["details"]["dropped"].as_u64(), Some(2));
    assert_eq!(forced.code, 0, "{}", forced.error);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_extract_of_ones_own_stays_when_the_portal_starts_again() {
    let portal = Portal::start().await;
    let importing = portal.stack.environment("import-accounts").expect("the portal imports");
    let at_first = demo::import_unless_own(importing).await;
    let file = portal.file("csv", &accounts(&["1,Lee,24091,", "2,Lee,24091,", "3,Lee,24091,"]));
    portal.run(&["import", &file, "--force"]).await;

    let later = demo::import_unless_own(importing).await;

    assert_eq!((at_first, later), (Ok(true), Ok(false)));
    let again = portal.run(&["import", &file, "--json"]).await.json();
    assert_eq!((again["end"].as_str(), again["version"].as_u64()), (Some("same-file"), Some(2)));
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_that_do_not_answer_are_a_matter_for_later() {
    let portal = Portal::start().await;
    let file = portal.file("csv", &accounts(&["1,Lee,24091,"]));
    let settings = fs::read_to_string(portal.data.path().join("services.env")).expect("settings");
    let settings = portal.file("env", &settings);
    portal.stack.stop().await;

    let ran = run(&["--env", &settings, "import", &file, "--json"]).await;

    assert_eq!(ran.code, 3, "{}", ran.out);
    assert!(ran.json()["way_on"].as_str().is_some_and(|it| it.contains("again")), "{}", ran.out);
}
