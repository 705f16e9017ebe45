//! What a summary counts, and what comes back as rejects.

use domain::import::Reading;
use domain::{Question, QuestionKind};

use super::*;

const ZIP: [Question; 1] = [Question { field: "billing_zip", kind: QuestionKind::Zip }];

fn surveyed(file: &str) -> Result<Summary, ImportError> {
    let reading = Reading { questions: &ZIP, ..Reading::default() };
    survey(&Sheet::open(&file.as_bytes(), &reading).expect("a sheet"))
}

#[track_caller]
fn warned(summary: &Summary, of: &str) -> (u64, Vec<u64>) {
    let warning = summary.warnings.iter().find(|warning| warning.what.starts_with(of));
    warning.map(|it| (it.rows, it.lines.clone())).unwrap_or_default()
}

#[test]
fn rejected_rows_come_back_as_they_were_with_line_and_reason() {
    let summary = surveyed(
        "account_no,alias_nos,last_name,billing_zip\n\
         1,,Lee,24091\n2,,\"Day, Jr\",\n3,1,Poe,24091\n4,Poe\n",
    )
    .expect("a summary");

    let rejects = String::from_utf8(summary.rejects.expose().to_vec()).expect("UTF-8");
    assert_eq!(
        rejects,
        "line,reason,account_no,alias_nos,last_name,billing_zip\n\
         3,billing_zip is empty,2,,\"Day, Jr\",\n\
         4,\"the row went in, but one of its alias_nos is another row's account_no\",3,1,Poe,24091\n\
         5,the row has more or fewer columns than the header,4,Poe\n"
    );
    assert_eq!((summary.rows, summary.accounts, summary.rejected), (4, 2, 2));
    assert_eq!((summary.aliases, summary.aliases_rejected), (0, 1));
    assert_eq!(summary.reasons["old-number-is-an-account"], 1);
}

#[test]
fn no_cell_of_the_rejects_is_a_formula() {
    let summary = surveyed(
        "account_no,last_name,billing_zip\n1,Lee,24091\n=1+1,+Lee,-1\n@SUM(A1),\"\tLee\",24091\n",
    );

    let rejects = String::from_utf8(summary.expect("a summary").rejects.expose().to_vec());
    let rejects = rejects.expect("UTF-8");
    assert!(rejects.contains(",'=1+1,'+Lee,'-1\n"), "{rejects}");
    assert!(rejects.contains(",'@SUM(A1),'\tLee,24091\n"), "{rejects}");
}

#[test]
fn a_file_without_rejects_has_no_rejects_file() {
    let summary = surveyed("account_no,last_name,billing_zip\n1,Lee,24091\n").expect("counts");

    assert_eq!(summary.rejects.expose(), b"");
}

#[test]
fn a_header_alone_is_refused() {
    let ended = surveyed("account_no,last_name,billing_zip\n");

    assert!(matches!(ended, Err(ImportError::File(FileError::HeaderOnly))));
}

#[test]
fn a_file_of_nothing_but_bad_rows_is_refused_with_its_rejects() {
    let ended = surveyed("account_no,last_name,billing_zip\n1,,24091\n2,,24091\n");

    let Err(ImportError::Refused { why, summary }) = ended else { panic!("not refused") };
    assert_eq!(why, Refusal::NothingUsable { rows: 2 });
    assert!(!summary.rejects.expose().is_empty());
}

#[test]
fn rows_with_an_unusable_contact_go_in_and_are_listed() {
    let summary = surveyed(
        "account_no,last_name,billing_zip,contact_email\n1,Lee,24091,lee@\n2,Day,24091,\n",
    )
    .expect("counts");

    assert_eq!((summary.accounts, warned(&summary, "contact_email")), (2, (1, vec![2])));
}

#[test]
fn what_was_mended_is_counted_by_column_and_kind() {
    let summary = surveyed(
        "account_no,last_name,billing_zip,customer_no\n\
         ='1',O&#39;Brien,24091,NULL\n'2,NuÃ±ez,24091.0,NULL\n3,Lee,24091,7\n",
    )
    .expect("counts");

    let counts: Vec<(&str, u64)> = summary
        .mended
        .iter()
        .map(|(what, rows)| (what.split(" read").next().unwrap_or(what), *rows))
        .collect();
    assert_eq!(summary.rejected, 0);
    assert_eq!(counts.len(), 5, "{counts:?}");
    assert!(
        summary
            .mended
            .iter()
            .any(|(what, rows)| what.starts_with("customer_no: a word for nothing") && *rows == 2)
    );
    assert!(
        summary
            .mended
            .iter()
            .any(|(what, rows)| what.starts_with("account_no: a number") && *rows == 2)
    );
}

#[test]
fn lines_and_rows_are_both_counted() {
    let summary = surveyed(
        "account_no,last_name,billing_zip\n1,\"Lee,24091\n2,Day,24091\n\n3,\"Poe,24091\n4,Roe,24091\n",
    )
    .expect("counts");

    assert_eq!((summary.lines, summary.rows, summary.rejected), (5, 2, 1));
    assert_eq!(summary.reasons["swallows-rows"], 1);
}

#[test]
fn words_of_the_status_column_that_are_not_known_are_listed_with_counts() {
    let summary = surveyed(
        "account_no,last_name,billing_zip,status\n\
         1,Lee,24091,A\n2,Lee,24091,Pend\n3,Lee,24091,Pend\n4,Lee,24091,540-555-0100\n",
    )
    .expect("counts");

    let words: Vec<(&str, u64)> =
        summary.unknown_statuses.iter().map(|(word, rows)| (word.as_str(), *rows)).collect();
    assert_eq!(words, [("(something else)", 1), ("Pend", 2)]);
}

#[test]
fn a_status_column_that_is_another_one_is_not_repeated() {
    let row = |number| format!("{number},Lee,24091,Name{}\n", "x".repeat(number));
    let rows = (1..=30).map(row).collect::<Vec<_>>().concat();

    let summary =
        surveyed(&format!("account_no,last_name,billing_zip,status\n31,Lee,24091,\n{rows}"));

    let words = summary.expect("counts").unknown_statuses;
    assert_eq!(
        words.into_iter().collect::<Vec<_>>(),
        [("(too many different words for a status)".to_owned(), 30)]
    );
}

#[test]
fn whole_names_in_the_column_of_last_names_are_told_by_line() {
    let summary = surveyed(
        "account_no,last_name,billing_zip\n1,\"LEE, PAT & SAM\",24091\n2,\"SMITH, JOHN A\",24091\n3,PAT LEE,24091\n",
    )
    .expect("counts");

    assert_eq!(warned(&summary, "last_name: a comma"), (2, vec![2, 3]));
    assert_eq!(warned(&summary, "last_name: two words"), (1, vec![4]));
}

#[test]
fn a_few_names_of_two_words_are_nothing_to_tell() {
    let rows = (3..20).map(|number| format!("{number},Lee,24091\n")).collect::<Vec<_>>().concat();

    let summary = surveyed(&format!(
        "account_no,last_name,billing_zip\n1,Garcia Lopez,24091\n2,Town of Floyd,24091\n{rows}"
    ));

    assert_eq!(summary.expect("counts").warnings, []);
}

#[test]
fn a_customer_number_or_a_name_that_is_nobodys_is_told_by_line() {
    let rows: String = (1..=30)
        .map(|number| match number {
            1..=10 => format!("{number},Walker,240{number:02},{number}\n"),
            11..=16 => format!("{number},Lee{number},24091,999999\n"),
            _ => format!("{number},Day{number},24091,{number}\n"),
        })
        .collect();

    let summary =
        surveyed(&format!("account_no,last_name,billing_zip,customer_no\n{rows}")).expect("counts");

    assert_eq!(warned(&summary, "customer_no: one number"), (6, (12..=17).collect()));
    assert_eq!(warned(&summary, "last_name: one name"), (10, (2..=11).collect()));
    assert_eq!(summary.warnings.len(), 2);
}

#[test]
fn a_word_for_whoever_lives_there_is_told_by_line() {
    let summary = surveyed(
        "account_no,last_name,business_name,billing_zip\n1,RESIDENT,,24091\n2,,Occupant,24091\n3,Lee,,24091\n",
    )
    .expect("counts");

    assert_eq!(warned(&summary, "last_name: a word such as"), (1, vec![2]));
    assert_eq!(warned(&summary, "business_name: a word such as"), (1, vec![3]));
    assert_eq!(summary.accounts, 3);
}

#[test]
fn rows_of_a_second_meter_are_counted_and_are_no_accounts() {
    let summary =
        surveyed("account_no,last_name,billing_zip\n1,Lee,24091\n1,Lee,24091\n2,Day,24091\n");

    let summary = summary.expect("counts");
    assert_eq!((summary.rows, summary.accounts, summary.repeated, summary.rejected), (3, 2, 1, 0));
}

#[test]
fn how_the_file_was_read_is_told() {
    let summary = surveyed("Acct Nbr;Name;ZIP\n1;Lee;24091\n").expect("counts");

    assert_eq!((summary.encoding, summary.delimiter.as_str()), ("UTF-8", ";"));
    assert_eq!(summary.found_columns["account_no"], "Acct Nbr");
}
