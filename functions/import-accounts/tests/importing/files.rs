//! Which files go in, what is counted, and what is said of the others.

use domain::{AccountStatus, test_keys};
use import_accounts::{End, ImportError, Options, Refusal};

use crate::store::{FORCED, Store, accounts, import, import_with, matches, ten};

#[tokio::test]
async fn what_goes_in_is_matched_by_name_answer_and_old_number() {
    let store = Store::default();
    let file = "customer_no,Status,billing_zip,JOINT_last_names,last_name,alias_nos,account_no\n\
                7,active,24091-0001,García;Muñoz,Walker,12-34;A-9,0001000245\n\
                8,closed,24091,,Day,,2\n";

    let summary = import(&store, file).await.expect("an import");

    assert_eq!((summary.end, summary.version), (End::InForce, 1));
    assert_eq!((summary.added, summary.aliases, summary.rejected), (2, 2, 0));
    assert!(matches(&store, "1000245", "WALKER"));
    assert!(matches(&store, "a9", "garcia"));
    assert!(!matches(&store, "1234", "Day"));
    assert_eq!(store.facts("2").map(|facts| facts.status), Some(AccountStatus::Closed));
    assert_eq!(store.extract().expect("an extract").accounts, 2);
}

#[tokio::test]
async fn a_bad_row_stays_out_and_the_rest_goes_in() {
    let store = ten().await;
    let file = accounts(1, 10, "Lee").replace("\n4,Lee,24091", "\n4,Lee,");

    let summary = import(&store, &file).await.expect("an import");

    assert_eq!((summary.accounts, summary.rejected, summary.dropped), (9, 1, 1));
    assert!(summary.rejects.expose().ends_with(b"5,billing_zip is empty,4,Lee,\n"));
    assert!(store.facts("4").is_none());
    assert!(matches(&store, "5", "Lee"));
}

#[tokio::test]
async fn a_file_that_cannot_be_read_leaves_what_was_there() {
    for (file, words) in [
        (&b""[..], "the file is empty"),
        (b"account_no,last_name,billing_zip\n", "no rows"),
        (b"account_no,last_name\n1,Lee\n", "no column `billing_zip`"),
        (b"last_name,billing_zip\nLee,24091\n", "no column `account_no`"),
        (b"account_no,last_name,billing_zip\n1,Mu\xf1oz,24091\n", "line 2 is not UTF-8"),
        (b"\xff\xfea\0", "UTF-16"),
        (b"account_no;last_name;billing_zip\n1;Lee;24091\n", "semicolons"),
        (b"account_no,last_name,billing_zip\n1,\"Lee,24091\n", "a quote opens on line 2"),
        (b"account_no,last_name,billing_zip\n1,Lee,\n", "none of the file's 1 rows"),
    ] {
        let store = ten().await;
        let before = store.in_force();

        let error = import_with(&store, file, &test_keys(), Options::default()).await;

        let said = error.expect_err("a refusal").to_string();
        assert!(said.contains(words), "{said}");
        assert_eq!(store.in_force(), before);
        assert_eq!(store.extract().map(|extract| extract.version), Some(1));
        assert!(!store.leased("2026-11-23T12:00:00Z".parse().expect("an instant")));
    }
}

#[tokio::test]
async fn accounts_are_counted_as_added_changed_unchanged_and_dropped() {
    let store = ten().await;
    let file = accounts(2, 10, "Lee").replace("\n5,Lee,24091", "\n5,Lee,24060");

    let summary = import(&store, &file).await.expect("an import");

    assert_eq!((summary.added, summary.changed, summary.unchanged), (1, 1, 8));
    assert_eq!(summary.dropped, 1);
    assert!(store.facts("1").is_none());
}

#[tokio::test]
async fn a_file_that_drops_over_a_fifth_is_refused_unless_forced() {
    let store = ten().await;
    let before = store.in_force();
    let file = accounts(1, 7, "Lee");

    let refused = import(&store, &file).await;
    let left = store.in_force();
    let forced = import_with(&store, file.as_bytes(), &test_keys(), FORCED).await;

    let Err(ImportError::Refused { why, summary }) = refused else { panic!("not refused") };
    assert_eq!(why, Refusal::WouldShrink { dropped: 3, of: 10 });
    assert_eq!(summary.end, End::NothingWritten);
    assert_eq!(left, before);
    assert_eq!(forced.expect("an import").dropped, 3);
    assert!(store.facts("9").is_none());
}

#[tokio::test]
async fn as_many_accounts_under_other_numbers_are_refused_too() {
    let store = ten().await;

    let refused = import(&store, &accounts(100, 10, "Lee")).await;

    let Err(ImportError::Refused { why, .. }) = refused else { panic!("not refused") };
    assert_eq!(why, Refusal::WouldShrink { dropped: 10, of: 10 });
}

#[tokio::test]
async fn numbers_that_normalise_alike_lead_to_no_account_and_no_old_number_to_two() {
    let store = Store::default();
    let file = "account_no,alias_nos,last_name,billing_zip\n\
                1234-5001,,Lee,24091\n12345-001,,Day,24091\n\
                7,1234-5001,Poe,24091\n8,99,Poe,24091\n9,0099,Roe,24091\n";

    let summary = import(&store, file).await.expect("an import");

    assert_eq!((summary.accounts, summary.rejected), (3, 2));
    assert_eq!((summary.aliases, summary.aliases_rejected), (0, 3));
    assert!(["12345001", "1234-5001", "99"].iter().all(|number| store.facts(number).is_none()));
    assert!(matches(&store, "7", "Poe"));
}

#[tokio::test]
async fn no_summary_and_no_error_shows_what_a_row_says() {
    let store = ten().await;
    let file = accounts(1, 3, "Lee").replace("\n3,Lee,24091", "\n3,Quixote,2409");

    let refused = import(&store, &file).await.expect_err("a refusal");

    let shown = format!("{refused} {refused:?}");
    assert!(!shown.contains("Quixote") && !shown.contains("2409"), "{shown}");
}
