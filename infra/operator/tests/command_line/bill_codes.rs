//! Bills that get codes for the printer.

use std::fs;

use jiff::Span;
use tests::app::{BY_CODE, Browser, Wire, changed_settings};

use crate::portal::{Portal, today};

const EMAIL: &str = "pat@canary.example";
const HEADER: &str = "Acct No,Cust Nbr,Bill Date,Final,Amount";

/// Bills of today, each with account, customer and whether it is final.
fn bills(rows: &[[&str; 3]]) -> String {
    let day = today();
    let row = |[account, customer, last]: &[&str; 3]| {
        format!("{account},{customer},{day},{last},\"1,084.10\"\n")
    };
    format!("{HEADER}\n") + &rows.iter().map(row).collect::<String>()
}

/// The last column of each row of a file.
fn codes(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.rsplit(',').next()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_bill_gets_its_code_beside_what_it_says_but_for_final_ones() {
    let portal = Portal::start().await;
    let bills = bills(&[["1000245", "77", ""], ["1000246", "78", "Y"], ["1000245", "77", "N"]]);
    let file = portal.file("csv", &bills);

    let ran = portal.run(&["bill-codes", &file]).await;

    assert_eq!(ran.code, 0, "{}", ran.error);
    let written = fs::read_to_string(portal.data.path().with_extension("codes.csv")).expect("it");
    let found = codes(&written);
    assert_eq!((found.len(), found[0], found[2]), (4, "bill_code", ""));
    assert_eq!(found[1], found[3]);
    assert!(found[1].len() == 9 && found[1].as_bytes()[4] == b'-', "{}", found[1]);
    let without: String = written
        .lines()
        .filter_map(|line| Some(line.rsplit_once(',')?.0.to_owned() + "\n"))
        .collect();
    assert_eq!(without, bills);
    for counted in
        ["coded                2", "final                1", "No question of the settings"]
    {
        assert!(ran.out.contains(counted), "{}", ran.out);
    }
    assert!(!ran.shown().contains(found[1]) && !ran.shown().contains("1000245"));
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn only_their_owner_reads_the_codes_even_over_a_file_that_others_could_read() {
    use std::os::unix::fs::PermissionsExt;

    let portal = Portal::start().await;
    let file = portal.file("csv", &bills(&[["1000245", "77", ""]]));
    let out = portal.file("out.csv", "of yesterday");
    fs::set_permissions(&out, fs::Permissions::from_mode(0o644)).expect("it can be set");

    let ran = portal.run(&["bill-codes", &file, "--out", &out, "--replace"]).await;

    assert_eq!(ran.code, 0, "{}", ran.error);
    let mode = fs::metadata(&out).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_file_is_written_over_unless_that_is_meant_and_never_the_bills() {
    let portal = Portal::start().await;
    let bills = bills(&[["1000245", "77", ""]]);
    let file = portal.file("csv", &bills);
    let kept = portal.file("codes.csv", "of yesterday");
    let read = |path: &str| fs::read_to_string(path).expect("it is there");

    let refused = portal.run(&["bill-codes", &file]).await;
    let over = portal.run(&["bill-codes", &file, "--out", &file, "--replace"]).await;
    assert_eq!((refused.code, over.code), (1, 1));
    assert!(refused.error.contains("is there already"), "{}", refused.error);
    assert!(over.error.contains("would be written over the bills"), "{}", over.error);
    assert_eq!((read(&kept).as_str(), read(&file)), ("of yesterday", bills));

    let meant = portal.run(&["bill-codes", &file, "--replace"]).await;
    assert_eq!(meant.code, 0, "{}", meant.error);
    assert!(read(&kept).starts_with(HEADER));
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_and_rejected_rows_never_go_into_one_file_however_it_is_named() {
    let portal = Portal::start().await;
    let file = portal.file("csv", &bills(&[["1000245", "77", ""], ["1000246", "", ""]]));
    let place = |end: &str| portal.data.path().with_extension(end).display().to_string();
    let (usual, other) = (place("rejects.csv"), place("other.csv"));
    let (folder, name) = other.rsplit_once('/').expect("a folder");
    let same = format!("{folder}/./{name}");

    for named in [
        &["--out", usual.as_str()][..],
        &["--out", other.as_str(), "--rejects", same.as_str()],
        &["--rejects", place("codes.csv").as_str()],
    ] {
        let refused = portal.run(&[&["bill-codes", file.as_str()], named].concat()).await;

        assert_eq!(refused.code, 1, "{named:?}");
        assert!(refused.error.contains("would go into one file"), "{}", refused.error);
    }
    assert!([usual, other, place("codes.csv")].iter().all(|it| !fs::exists(it).expect("a path")));
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_without_a_code_stay_in_the_file_and_come_back_with_line_and_reason() {
    let portal = Portal::start().await;
    let rows = bills(&[["1000245", "77", ""], ["1000246", "", ""], ["1000247", "79", "maybe"]]);
    let old = "1000248,80,2020-01-31,,5.00\nshort,row\n";
    let file = portal.file("csv", &format!("Bills of the week\n{rows}{old}"));

    let ran = portal.run(&["bill-codes", &file, "--json"]).await;
    let accepted = portal.run(&["bill-codes", &file, "--replace", "--accept-rejects", "4"]).await;

    assert_eq!((ran.code, accepted.code), (4, 0), "{}{}", ran.error, accepted.error);
    let json = ran.json();
    assert_eq!((json["coded"].as_u64(), json["rejected"].as_u64()), (Some(1), Some(4)));
    let reasons = &json["reasons"];
    for reason in ["no-answer", "bad-answer", "no-code-then", "width"] {
        assert_eq!(reasons[reason].as_u64(), Some(1), "{reasons}");
    }
    let written = fs::read_to_string(portal.data.path().with_extension("codes.csv")).expect("it");
    assert_eq!(written.lines().next(), Some("Bills of the week"));
    assert_eq!(codes(&written)[3..], ["", "", "", "row"]);
    let rejects = fs::read_to_string(portal.data.path().with_extension("rejects.csv"));
    assert!(rejects.expect("rejected rows").contains("6,bill_date is a day of which no code"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_has_to_say_which_bills_are_final_and_has_no_codes_yet() {
    let portal = Portal::start().await;
    let day = today();
    let unmarked = portal.file("csv", &format!("account_no,customer_no,bill_date\n1,77,{day}\n"));
    let coded = format!("account_no,customer_no,bill_date,final_bill,BILL_CODE\n1,77,{day},,x\n");
    let coded = portal.file("coded.csv", &coded);
    let unusable = portal.file("unusable.csv", &bills(&[["1000245", "", ""]]));

    let refused = portal.run(&["bill-codes", &unmarked]).await;
    let none = portal.run(&["bill-codes", &unmarked, "--no-finals"]).await;
    let again = portal.run(&["bill-codes", &coded]).await;
    let nothing = portal.run(&["bill-codes", &unusable]).await;

    assert_eq!((refused.code, none.code), (1, 0), "{}{}", refused.error, none.error);
    assert!(refused.error.contains("no column `final_bill`"), "{}", refused.error);
    assert!(again.error.contains("a column bill_code already"), "{}", again.error);
    assert!(nothing.code == 1 && nothing.error.contains("no row can be given a code"));
    assert!(!portal.data.path().with_extension("unusable.codes.csv").exists());
}

/// The portal of a utility that asks for codes, with one account of one customer.
async fn by_code() -> Portal {
    let (settings, _) = changed_settings(&BY_CODE);
    let portal = Portal::of(&settings).await;
    let extract = portal.file(
        "extract.csv",
        "account_no,customer_no,last_name,contact_email\n1000245,0077,Lee,pat@canary.example\n",
    );
    let imported = portal.run(&["import", &extract]).await;
    assert_eq!(imported.code, 0, "{}", imported.error);
    portal
}

/// Takes steps 2 and 3 with a code, up to the letter, and answers the letter's text.
async fn ask(portal: &Portal, browser: &mut Browser<'_, Wire>, code: &str) -> String {
    browser.open("/register").await;
    let who = [
        ("account_number", "1000245"),
        ("name", "Lee"),
        ("email", EMAIL),
        ("confirm_email", EMAIL),
    ];
    browser.go_on(&who).await;
    browser.go_on(&[("bill_code", code), ("accept_terms", "yes")]).await;
    assert_eq!(browser.page().path, "/register/check-email");
    portal.stack.inbox().wait_for(EMAIL, 1).await.remove(0).text.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn why_names_a_wrong_code_and_sends_nobody_to_compare_it() {
    let portal = by_code().await;
    let wire = Wire::to(portal.stack.origin());
    let mut browser = Browser::new(&wire).at("127.0.0.1").without_script();
    ask(&portal, &mut browser, "K7QM-2XPA").await;

    let why = portal.run(&["why", "--email", EMAIL]).await;

    assert_eq!(why.code, 0, "{}", why.error);
    for part in ["the code on your bill did not fit", "newest paper bill", "customer number"] {
        assert!(why.out.contains(part), "{part}: {}", why.out);
    }
    for never in ["ZIP", "postal", "Compare", "K7QM"] {
        assert!(!why.shown().contains(never), "{never}: {}", why.out);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_utility_registers_members_by_a_printed_code_alone() {
    let portal = by_code().await;
    let day = today() - Span::new().days(12);
    let bills = format!("{HEADER}\n1000-245,77,{},,84.10\n", day.strftime("%-m/%-d/%Y"));
    let file = portal.file("csv", &bills);
    let ran = portal.run(&["bill-codes", &file]).await;
    assert_eq!(ran.code, 0, "{}", ran.error);
    assert!(!ran.out.contains("No question"), "{}", ran.out);
    let written = fs::read_to_string(portal.data.path().with_extension("codes.csv")).expect("it");
    let code = codes(&written)[1];

    let wire = Wire::to(portal.stack.origin());
    let mut browser = Browser::new(&wire).at("127.0.0.1").without_script();
    let letter = ask(&portal, &mut browser, code).await;
    let way_in = format!("{}/register/verify?t=", portal.stack.origin());
    let link = letter.split_whitespace().find(|word| word.starts_with(&way_in));
    browser.open(link.expect("a link").trim_start_matches(portal.stack.origin())).await;
    let password = "nine patient otters under the pier";
    browser.go_on(&[("new_password", password), ("confirm_password", password)]).await;
    browser.go_on(&[("skip", "yes")]).await;
    browser.go_on(&[("security_phrase", "A tin roof in May")]).await;

    assert_eq!(browser.page().path, "/home");
    assert!(browser.page().main().contains("••••245"));
}
