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
    assert_eq!(ran.code, 4, "{}", ran.error);
    assert!(ran.out.contains("is in force, as version 1."), "{}", ran.out);
    assert!(ran.out.contains("rejected             1"), "{}", ran.out);
    assert!(text.starts_with("line,reason,account_no"), "{text}");
    assert!(text.contains("7,Panza,2409,sancho@example.com"));
    for shown in [&ran.out, &ran.error] {
        assert!(!shown.contains("Panza") && !shown.contains("sancho"), "{shown}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_exit_code_says_that_rows_were_rejected_unless_so_many_are_accepted() {
    let portal = Portal::start().await;
    let file = portal.file("csv", &accounts(&["1,Lee,24091,", "2,Lee,,", "3,Lee,,"]));
    let code = async |more: &[&str]| portal.run(&[&["import", &file], more].concat()).await.code;

    assert_eq!(code(&["--dry-run"]).await, 4);
    assert_eq!(code(&["--accept-rejects", "1"]).await, 4);
    assert_eq!(code(&["--accept-rejects", "2"]).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn rejected_rows_never_go_over_the_extract_and_those_of_yesterday_go() {
    let portal = Portal::start().await;
    let (bad, good) =
        (accounts(&["1,Lee,24091,", "2,Lee,,"]), accounts(&["1,Lee,24091,", "2,Lee,24091,"]));
    let file = portal.file("csv", &bad);
    let link = portal.data.path().with_extension("link.csv");
    fs::hard_link(&file, &link).expect("it can be linked");
    let rejects = portal.data.path().with_extension("rejects.csv");

    for over in [file.as_str(), &link.display().to_string()] {
        let refused = portal.run(&["import", &file, "--rejects", over]).await;
        assert_eq!(refused.code, 1);
        assert!(refused.error.contains("would be written over the extract"), "{}", refused.error);
    }
    assert_eq!(fs::read_to_string(&file).expect("it is there"), bad);
    portal.run(&["import", &file]).await;
    let of_today = rejects.exists();
    fs::write(&file, &good).expect("it can be written");
    let clean = portal.run(&["import", &file]).await;

    assert_eq!((of_today, clean.code, rejects.exists()), (true, 0, false), "{}", clean.error);
    let note = portal.file("note", "mine");
    portal.run(&["import", &file, "--rejects", &note]).await;
    assert_eq!(fs::read_to_string(&note).expect("another file stays"), "mine");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn only_their_owner_reads_rejected_rows_even_where_others_read_those_of_before() {
    use std::os::unix::fs::PermissionsExt;

    let portal = Portal::start().await;
    let rejects = portal.file("rejects.csv", "line,reason,of yesterday\n");
    fs::set_permissions(&rejects, fs::Permissions::from_mode(0o644)).expect("it can be set");

    portal.import(&accounts(&["1,Lee,24091,", "2,Lee,,"])).await;

    let mode = fs::metadata(&rejects).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_are_found_by_usual_names_and_by_those_that_are_typed() {
    let portal = Portal::start().await;
    let file = portal.file("csv", "Cust Key;Nm;Zip Code\n1;Lee;24091\n");
    let map = ["--map", "account_no=Cust Key"];

    let missing = portal.run(&["import", &file]).await;
    let mapped = portal.run(&[&["import", &file, "--json"], &map[..]].concat()).await;
    let unknown = portal.run(&["import", &file, "--map", "acount=Cust Key"]).await;
    let listed = portal.run(&["import", "--columns"]).await;

    assert!(missing.error.contains("no column `account_no`"), "{}", missing.error);
    assert!(missing.error.contains("Cust Key | Nm | Zip Code"), "{}", missing.error);
    assert_eq!((mapped.code, mapped.json()["added"].as_u64()), (0, Some(1)), "{}", mapped.shown());
    assert_eq!(unknown.code, 2, "{}", unknown.shown());
    assert!(
        listed.out.contains("account_no: ") && listed.out.contains("Acct_Nbr"),
        "{}",
        listed.out
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_is_named_for_what_it_is() {
    let portal = Portal::start().await;
    let file = portal.file("xlsx", "PK\u{3}\u{4}\u{14}");

    let refused = portal.run(&["import", &file]).await;

    assert_eq!(refused.code, 1);
    assert!(refused.error.contains("an Excel workbook (.xlsx)"), "{}", refused.error);
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
    let at_first = demo::import_unless_own(importing, None).await;
    let file = portal.file("csv", &accounts(&["1,Lee,24091,", "2,Lee,24091,", "3,Lee,24091,"]));
    portal.run(&["import", &file, "--force"]).await;

    let later = demo::import_unless_own(importing, Some(1)).await;

    let version = |end: Result<Option<import_accounts::Summary>, String>| {
        end.expect("an answer").map(|summary| summary.version)
    };
    assert_eq!((version(at_first), version(later)), (Some(1), None));
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

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_another_kind_than_was_said_is_told_by_its_columns() {
    let portal = Portal::start().await;
    portal.import(&accounts(&["1,Lee,24091,"])).await;
    let bills = portal
        .file("csv", "Acct,Bill Date,Total Charges,Service From\n1,2026-01-02,$7,2025-12-01\n");
    let extract = portal.file("other.csv", "Acct,Name,Zip\n1,Lee,24091\n");

    let as_extract = portal.run(&["import", &bills]).await;
    let as_reads = portal.run(&["import", "--as", "reads", &bills]).await;
    let extract = portal.run(&["import", "--as", "bills", &extract]).await;

    for ran in [as_extract, as_reads] {
        assert_eq!(ran.code, 1);
        assert!(ran.error.contains("is it to go in with --as bills?"), "{}", ran.error);
    }
    assert!(extract.error.contains("is it to go in without --as?"), "{}", extract.error);
    assert!(
        extract.error.contains("`porchlight import --columns --as bills` lists"),
        "{}",
        extract.error
    );
}

#[tokio::test]
async fn how_days_and_times_are_written_is_listed_with_the_columns() {
    for (kind, says) in [
        ("extract", "Days are read as 2026-12-01, 12/1/2026 or 20261201"),
        ("balances", "Days are read as 2026-12-01, 12/1/2026 or 20261201"),
        ("bills", "Days are read as 2026-12-01, 12/1/2026 or 20261201"),
        (
            "reads",
            "start is read as 2026-12-01T14:00:00-05:00, 2026-12-01 14:00, 12/1/2026 2:00 PM",
        ),
        (
            "outages",
            "as_of is read as 2026-12-01T14:00:00-05:00, 2026-12-01 14:00 or 12/1/2026 2:00 PM",
        ),
    ] {
        let ran = run(&["import", "--columns", "--as", kind]).await;
        assert!(ran.out.contains(says), "{kind}: {}", ran.out);
    }
}
