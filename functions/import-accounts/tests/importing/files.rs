//! Which files go in, what is counted, and what is said of the others.

use domain::AccountStatus;
use fixtures::test_keys;
use import_accounts::{ImportEnd, ImportError, Options, Refusal};

use crate::store::{FORCED, Store, accounts, import, import_with, matches, ten};

#[tokio::test]
async fn what_goes_in_is_matched_by_name_answer_and_old_number() {
    let store = Store::default();
    let file = "customer_no,Status,billing_zip,JOINT_last_names,last_name,alias_nos,account_no\n\
                7,active,24091-0001,García;Muñoz,Walker,12-34;A-9,0001000245\n\
                8,closed,24091,,Day,,2\n";

    let summary = import(&store, file).await.expect("an import");

    assert_eq!((summary.end, summary.version), (ImportEnd::InForce, 1));
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
        (b"Meter,City\n1,Floyd\n", "no column `account_no` and no column `last_name`"),
        (b"1000245,Lee,24091\n7,Day,24091\n", "looks like a row"),
        (b"account_no,last_name,billing_zip\n1,Mu\xa4oz,24091\n", "line 2 is neither UTF-8 nor"),
        (b"account_no,last_name,billing_zip\n1,Lee\0,24091\n", "line 2 holds a NUL byte"),
        (b"PK\x03\x04\x14\0\x06\0\x08\0", "an Excel workbook (.xlsx)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook (.xls)"),
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
async fn a_name_of_the_service_that_cannot_be_read_is_left_out_with_a_warning_and_one_that_goes_is_gone()
 {
    let store = Store::default();
    let name = |number: &str| {
        let facts = store.facts(number).expect("an account");
        facts.service_name.map(|name| name.expose().to_owned())
    };
    let long = "x".repeat(81);
    let header = "account_no,last_name,billing_zip,Svc Addr";
    let file = format!(
        "{header}\n1,Lee,24091,12 Mill St\n2,Lee,24091,Mu?oz barn\n3,Lee,24091,{long}\n4,Lee,24091,\n"
    );

    let first = import(&store, &file).await.expect("an import");
    let names = ["1", "2", "3", "4"].map(name);
    let again = import(&store, &file.replace("12 Mill St", "Barn")).await.expect("an import");
    let barn = name("1");
    import(&store, &accounts(1, 4, "Lee")).await.expect("an import");

    assert_eq!((first.accounts, first.rejected), (4, 0));
    assert_eq!(names, [Some("12 Mill St".to_owned()), None, None, None]);
    let warned = format!("{:?}", first.warnings);
    assert!(
        warned.contains("service_name: damaged, on several lines, or more than 80 characters"),
        "{warned}"
    );
    assert_eq!((again.changed, again.unchanged, barn), (1, 3, Some("Barn".to_owned())));
    assert_eq!(name("1"), None, "a file without the column");
}

/// A good file as other programs save it.
fn as_saved(file: &str) -> Vec<(&'static str, Vec<u8>)> {
    let wide = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
    let (little, big) = (
        |file: &str| wide(file).into_iter().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
        |file: &str| wide(file).into_iter().flat_map(u16::to_be_bytes).collect::<Vec<u8>>(),
    );
    let latin =
        |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
    vec![
        ("as it is", file.as_bytes().to_vec()),
        ("with a mark", format!("\u{feff}{file}").into_bytes()),
        ("UTF-16 with a mark", little(&format!("\u{feff}{file}"))),
        ("UTF-16 without", little(file)),
        ("UTF-16, the other way", big(&format!("\u{feff}{file}"))),
        ("UTF-16, the other way, without", big(file)),
        ("Windows-1252", latin(file)),
        (
            "Macintosh",
            file.replace('ñ', "\u{96}").replace('\n', "\r").chars().map(|c| c as u8).collect(),
        ),
        ("semicolons", file.replace(',', ";").into_bytes()),
        ("tabs", file.replace(',', "\t").into_bytes()),
        ("bars", file.replace(',', "|").into_bytes()),
        ("Excel's own line", format!("sep=;\n{}", file.replace(',', ";")).into_bytes()),
        ("a title", format!("Members,,\nAs of 11/23/2026,,\n\n{file}").into_bytes()),
        ("Windows' lines", file.replace('\n', "\r\n").into_bytes()),
        ("commas behind rows", file.replace("24091", "24091,,,").into_bytes()),
        ("commas behind all", file.replace('\n', ",,\n").into_bytes()),
        (
            "quotes around all",
            format!("\"{}\"\n", file.trim_end().replace(',', "\",\"").replace('\n', "\"\n\""))
                .into_bytes(),
        ),
        (
            "usual names",
            file.replace("account_no,last_name,billing_zip", "Acct Nbr,Name,ZIP Code").into_bytes(),
        ),
    ]
}

#[tokio::test]
async fn a_file_is_read_however_programs_save_it() {
    for (how, file) in as_saved("account_no,last_name,billing_zip\n1,Muñoz,24091\n2,Lee,24091\n") {
        let store = Store::default();

        let ended = import_with(&store, &file, &test_keys(), Options::default()).await;

        let summary = ended.unwrap_or_else(|error| panic!("{how}: {error}"));
        assert_eq!((summary.accounts, summary.rejected, summary.rows), (2, 0, 2), "{how}");
        assert!(matches(&store, "1", "Munoz") && matches(&store, "2", "Lee"), "{how}");
    }
}

#[tokio::test]
async fn two_rows_of_one_account_are_one_and_both_their_old_numbers_lead_there() {
    let store = Store::default();
    let file = "account_no,alias_nos,last_name,billing_zip,status\n\
                1,17,Lee,24091,closed\n2,,Day,24091,\n1,18,Lee,24091,active\n";

    let summary = import(&store, file).await.expect("an import");
    let again = import(&store, &file.replace("Day", "Poe")).await.expect("an import");

    assert_eq!((summary.accounts, summary.repeated, summary.rejected, summary.added), (2, 1, 0, 2));
    assert_eq!((again.unchanged, again.changed, again.dropped), (1, 1, 0));
    assert!(["1", "17", "18"].iter().all(|number| matches(&store, number, "Lee")));
    assert_eq!(store.facts("1").map(|facts| facts.status), Some(AccountStatus::Active));
    assert_eq!(store.extract().expect("an extract").accounts, 2);
}

#[tokio::test]
async fn words_for_nothing_match_nobody() {
    let store = Store::default();
    let file = "account_no,last_name,business_name,billing_zip\n\
                1,NULL,Walker,24091\n2,NULL,NULL,24091\n3,Lee,N/A,NULL\n";

    let summary = import(&store, file).await.expect("an import");

    assert_eq!((summary.accounts, summary.rejected), (1, 2));
    assert!(matches(&store, "1", "Walker") && !matches(&store, "1", "Null"));
    assert_eq!(summary.mended.len(), 3, "{:?}", summary.mended);
}

#[tokio::test]
async fn the_number_is_kept_as_billing_wrote_it() {
    let store = Store::default();

    import(&store, "account_no,last_name,billing_zip\n0012-345,Lee,24091\n7,Day,24091\n")
        .await
        .expect("an import");

    let written = |number| store.facts(number).and_then(|facts| facts.written);
    assert_eq!(written("12345"), Some(domain::Typed::new("0012-345")));
    assert_eq!(written("7"), None);
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
    assert_eq!(summary.end, ImportEnd::NothingWritten);
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
