//! Rows, their lines and the verdicts on them.

use std::cell::Cell;

use domain::{Question, QuestionKind};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::*;
use sheets::Charset;

const ZIP: [Question; 1] = [Question { field: "billing_zip", kind: QuestionKind::Zip }];

const READING: Reading<'_> = Reading {
    questions: &ZIP,
    name_form: domain::import::NameForm::Last,
    columns: &[],
    statuses: &[],
    account_form: domain::AccountForm::ANY,
    zips_begin_with_zero: false,
};

const COMMAS: Format = Format { charset: Charset::Utf8, delimiter: b',', titles: 0 };

fn lines(file: &str) -> Vec<(u64, Option<Reason>)> {
    let file = file.as_bytes();
    let sheet = Sheet::open(&file, &READING).expect("a sheet");
    let judged = sheet.judged().expect("rows").map(|judged| judged.expect("a row"));
    judged.map(|judged| (judged.line, judged.verdict.err())).collect()
}

fn reasons(file: &str) -> Vec<Option<Reason>> {
    lines(file).into_iter().map(|(_, reason)| reason).collect()
}

#[test]
fn a_row_has_the_line_on_which_it_begins_whatever_ends_lines() {
    for end in ["\n", "\r\n"] {
        let rows = [
            "Members",
            "account_no,last_name,billing_zip,note",
            "1,Lee,24091,\"by the",
            "bridge\"",
            "",
            "2,,24091,",
            ",,,",
            "3,Lee,24091,",
            "\u{1a}",
        ];

        let read = lines(&rows.join(end));

        assert_eq!(read, [(3, None), (6, Some(Reason::NoName)), (8, None)], "{end:?}");
    }
}

#[test]
fn rows_between_two_stray_quotes_are_one_damaged_row() {
    let read = lines(
        "account_no,last_name,billing_zip\n1,\"Lee,24091\n2,Day,24091\n3,\"Poe,24091\n4,Roe,24091\n",
    );

    assert_eq!(read, [(2, Some(Reason::SwallowsRows)), (5, None)]);
}

#[test]
fn rows_whose_numbers_normalise_alike_both_stay_out_even_if_one_is_bad() {
    let read = reasons(
        "account_no,last_name,billing_zip\n1234-5001,Lee,24091\n012345001,Day,\n7,Day,24091\n",
    );

    assert_eq!(read, [Some(Reason::SameAccountTwice), Some(Reason::NoAnswer("billing_zip")), None]);
}

#[test]
fn rows_of_one_number_that_agree_are_one_account_and_others_stay_out() {
    let file = "account_no,last_name,billing_zip,meter\n\
                1,Lee,24091,a\n1,LEE,24091-0001,b\n2,Lee,24091,c\n02,Day,24091,d\n3,Lee,24091,e\n3,Lee,24060,f\n";
    let bytes = file.as_bytes();
    let sheet = Sheet::open(&bytes, &READING).expect("a sheet");

    let good: Vec<bool> =
        sheet.good().expect("rows").map(|good| good.expect("a row").repeats).collect();

    assert_eq!(good, [false, true]);
    assert_eq!(reasons(file)[2..], [Some(Reason::SameAccountTwice); 4]);
}

#[test]
fn an_old_number_that_is_an_account_is_left_out_and_its_row_is_not() {
    let file = "account_no,alias_nos,last_name,billing_zip\n\
                1234-5001,,Lee,24091\n7,12345-001;17,Day,24091\n";
    let file = file.as_bytes();
    let sheet = Sheet::open(&file, &READING).expect("a sheet");

    let seven = sheet.judged().expect("rows").last().expect("a row").expect("a row");

    let Ok(good) = seven.verdict else { panic!("a good row") };
    let seventeen = AccountNumber::parse("17").expect("a number");
    assert_eq!(good.row.aliases, BTreeSet::from([seventeen]));
    assert_eq!(seven.aliases_out, [AliasReason::IsAnAccount]);
}

#[test]
fn another_setting_makes_another_file_of_it() {
    let file = "account_no,last_name,billing_zip\n1,Lee,24091\n".as_bytes();
    let other = Reading { zips_begin_with_zero: true, ..READING };

    let (one, two) = (Sheet::open(&file, &READING), Sheet::open(&file, &other));

    let (one, two) = (one.expect("a sheet"), two.expect("a sheet"));
    assert_eq!(one.hash, two.hash);
    assert_ne!(one.identity, two.identity);
}

/// Columns that can be used: those that must be there and some that may, in any order.
fn columns() -> impl Strategy<Value = Vec<&'static str>> {
    let others = ["alias_nos", "joint_last_names", "business_name", "status", "language", "x"];
    let some = prop::sample::subsequence(others.to_vec(), 0..=others.len());
    let all = some.prop_map(|some| [&["account_no", "last_name", "billing_zip"], &*some].concat());
    all.prop_flat_map(|all| Just(all).prop_shuffle())
}

/// What a column may hold; now and then something that it may not.
fn field(column: &str) -> impl Strategy<Value = String> + use<> {
    let good = match column {
        "account_no" => "[1-9][0-9]{1,7}",
        "alias_nos" => "([1-9][0-9]{1,7}(;[1-9][0-9]{1,7}){0,2})?",
        "billing_zip" => "[0-9]{5}",
        "status" => "active|closed",
        "language" => "en|es",
        _ => "[A-Z][a-zñ]{1,9}|\"[A-Z][a-z]{1,9}, [a-z]{1,5}\"",
    };
    prop_oneof![9 => good, 1 => "[0-9a-zñ;\"' -]{0,6}|\"[a-z,\r\n]{0,5}\""]
}

/// What may stand under columns: rows of them, text torn up by quotes and line ends, any bytes.
fn under(columns: &[&str]) -> impl Strategy<Value = Vec<u8>> + use<> {
    let row = columns.iter().map(|column| field(column)).collect::<Vec<_>>();
    let row = (row, "\r?\n").prop_map(|(fields, end)| fields.join(",") + &end);
    let rows = prop::collection::vec(row, 0..8).prop_map(|rows| rows.concat().into_bytes());
    let text = "([0-9a-zñ;\"' -]{0,6}[,\r\n]){0,30}".prop_map(String::into_bytes);
    prop_oneof![3 => rows, 3 => text, 1 => prop::collection::vec(any::<u8>(), 0..200)]
}

#[test]
fn whatever_stands_under_a_good_header_the_reader_reaches_rows_and_never_panics() {
    let (files, good) = (Cell::new(0_u32), Cell::new(0_u32));
    let mut runner = TestRunner::new(ProptestConfig::with_source_file(file!()));
    let cases = runner.config().cases;
    let files_drawn = columns().prop_flat_map(|columns| {
        let header = format!("{}\n", columns.join(",")).into_bytes();
        under(&columns).prop_map(move |rest| [&*header, &*rest].concat())
    });

    let ran = runner.run(&files_drawn, |file| {
        if let Ok(sheet) = Sheet::open(&file.as_slice(), &READING) {
            let judged = sheet.judged().expect("rows").map(|judged| judged.expect("a row"));
            let judged: Vec<Judged> = judged.collect();
            prop_assert!(judged.is_sorted_by_key(|judged| judged.line));
            files.set(files.get() + u32::from(!judged.is_empty()));
            good.set(good.get() + u32::from(judged.iter().any(|it| it.verdict.is_ok())));
        }
        Ok(())
    });

    ran.expect("it holds of every file");
    println!("of {cases} files {} have rows, {} have good ones", files.get(), good.get());
    assert!(files.get() > cases / 2, "{} of {cases} files have rows", files.get());
    assert!(good.get() > cases / 10, "{} of {cases} files have good rows", good.get());
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(file in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(sheet) = Sheet::open(&file.as_slice(), &READING) {
            prop_assert!(sheet.judged().expect("rows").all(|row| row.is_ok()));
        }
    }

    #[test]
    fn a_quote_is_open_just_where_the_csv_reader_runs_to_the_end(
        rows in "[a\",\n]{0,12}",
    ) {
        let file = format!("account_no,last_name,billing_zip\n{rows}");
        let with_row = format!("{file}\nlast,row,24091");

        let open = sheets::check(&file.as_bytes(), COMMAS).is_err();
        let with_row = with_row.as_bytes();
        let mut all = Rows::of(&with_row, COMMAS).expect("rows").map(|row| row.expect("a row"));
        let found = all.any(|record| record == vec!["last", "row", "24091"]);

        prop_assert_eq!(open, !found);
    }
}
