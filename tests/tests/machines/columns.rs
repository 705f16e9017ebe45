//! Headers of files of history: each column that is needed and gone, and each that is there twice.

use std::fmt::Write as _;

use domain::history::HistoryKind;
use tests::app::TestApp;

const EXTRACT: &str = "account_no,last_name,billing_zip,service_from\n\
                       48151623,Quillfeather,78611,2019-05-02\n";

/// A value that may stand in a column.
fn value(column: &str) -> &'static str {
    match column {
        "account_no" => "48151623",
        "bill_date" | "as_of" | "start" => "2026-11-12",
        "from_date" => "2026-10-10",
        "minutes" => "1440",
        "amount_cents" | "balance_cents" => "8410",
        "kwh" => "12.5",
        _ => "",
    }
}

/// A file of one row with these columns.
fn file(columns: &[&str]) -> String {
    let values: Vec<&str> = columns.iter().map(|column| value(column)).collect();
    format!("{}\n{}\n", columns.join(","), values.join(","))
}

/// Why a file is not taken, in words.
async fn refused(app: &TestApp, kind: HistoryKind, columns: &[&str]) -> String {
    let end = app.try_to_import(kind, &file(columns)).await.expect("it lives");
    end.err().map(|error| error.to_string()).unwrap_or_default()
}

#[tokio::test]
async fn a_file_without_a_column_that_is_needed_says_which_and_changes_nothing() {
    let app = TestApp::empty();
    app.import(EXTRACT).await;
    let mut said = String::new();
    for kind in [HistoryKind::Bills, HistoryKind::Balances, HistoryKind::Reads] {
        let all: Vec<&str> = kind.columns().iter().map(|column| column.name).collect();
        for column in kind.columns().iter().filter(|column| column.holds.contains("needed")) {
            let rest: Vec<&str> = all.iter().copied().filter(|name| *name != column.name).collect();

            let why = refused(&app, kind, &rest).await;

            assert!(why.contains(&format!("`{}`", column.name)), "{}: {why}", column.name);
            let _ = write!(said, "{} ", column.name);
        }
        let taken = app.try_to_import(kind, &file(&all)).await.expect("it lives");
        assert_eq!(taken.expect("with all of them it is taken").added, 1, "nothing was in");
    }
    assert_eq!(said.split_whitespace().count(), 3 + 3 + 4, "{said}");
}

#[tokio::test]
async fn a_file_with_a_column_twice_says_which_and_changes_nothing() {
    let app = TestApp::empty();
    app.import(EXTRACT).await;
    for kind in [HistoryKind::Bills, HistoryKind::Balances, HistoryKind::Reads] {
        let all: Vec<&str> = kind.columns().iter().map(|column| column.name).collect();
        for column in &all {
            let twice: Vec<&str> = all.iter().chain([column]).copied().collect();

            let why = refused(&app, kind, &twice).await;

            assert!(
                why.contains(&format!("two columns that could be `{column}`")),
                "{column}: {why}"
            );
        }
        let taken = app.try_to_import(kind, &file(&all)).await.expect("it lives");
        assert_eq!(taken.expect("with each of them once it is taken").added, 1, "nothing was in");
    }
}
