//! What the settings say of the billing system: its account numbers, and how it writes its extract.

use domain::import::NameForm;
use domain::{AccountForm, AccountNumber, AccountStatus};

use super::rules::is_example;
use super::table::Table;
use super::values::{Placed, keep_all};
use super::{Extract, Question};

/// The columns of an extract that rules read. A test holds that these are those of `domain::import`.
const COLUMNS: [&str; 11] = [
    "account_no",
    "last_name",
    "business_name",
    "joint_last_names",
    "alias_nos",
    "customer_no",
    "service_from",
    "service_name",
    "status",
    "contact_email",
    "language",
];

/// The column of the customer's number.
const CUSTOMER: &str = "customer_no";

/// What an account number looks like, and an example of it; what is left out is as wide as numbers can be.
pub(super) fn account_number(table: Table<'_>) -> (AccountForm, Option<&'static str>) {
    let (fewest, longest) = (AccountNumber::MIN, AccountNumber::MAX);
    let length = |key| {
        let (at, length) = table.number(key, i64::MIN, i64::MAX)?;
        Some((at, usize::try_from(length).unwrap_or_default()))
    };
    // A length that is refused is left aside, so that nothing else is said because of it.
    let within = |found: Option<(usize, usize)>, most: usize, reason: String| match found {
        Some((at, length)) if !(fewest..=most).contains(&length) => {
            table.fault(at, reason);
            None
        }
        found => found.map(|(_, length)| length),
    };
    let most = within(length("most"), longest, format!("{fewest} to {longest} can be kept"));
    let most = most.unwrap_or(longest);
    let says = format!("least is {fewest} to {most}, as most says");
    let least = within(length("least"), most, says).unwrap_or(fewest);
    let digits_only = table.flag("digits_only").unwrap_or_default();
    let form = AccountForm { least, most, digits_only };
    let example = table.optional_placed("example");
    if let Some(Placed { at, .. }) = example.filter(|it| !is_example(it.text, form)) {
        table.fault(at, "the example is no such number");
    }
    table.close();
    (form, example.map(|placed| placed.text))
}

/// How the billing system writes its extract; what is left out is as most do.
///
/// A code on bills is made of the customer's number, so the settings have to say which column that is.
pub(super) fn extract(
    file: &Table<'_>,
    address: &[Placed],
    questions: &[Question],
    code_at: Option<usize>,
) -> Extract {
    let table = file.optional_table("extract");
    let forms = [
        ("last", NameForm::Last),
        ("last_first", NameForm::LastFirst),
        ("first_last", NameForm::FirstLast),
    ];
    let columns = table.optional_table("columns").own_words();
    for (column, _) in &columns {
        let known = COLUMNS.contains(&column.text)
            || questions.iter().any(|question| question.asked.column() == column.text);
        if !known {
            let reason = "no such column: `porchlight import --columns` lists them";
            table.fault(column.at, reason);
        }
    }
    if let Some(at) = code_at.filter(|_| columns.iter().all(|(name, _)| name.text != CUSTOMER)) {
        let reason = "a question of kind bill_code needs the customer's number: say which column of the extract it is, \
                      in [extract.columns], such as customer_no = \"Customer Number\"";
        file.fault(at, reason);
    }
    // Where ZIP codes begin with 0, the co-op's own does; the settings may say otherwise.
    let last = address.last().map_or("", |line| line.text);
    let own_zip = last.split_whitespace().last().unwrap_or_default();
    let has_zero = own_zip.starts_with('0') && own_zip.len() >= 5;
    let accepted = table.number("accept_rejects", 0, 1_000_000).map_or(0, |(_, number)| number);
    let extract = Extract {
        name_form: table.word("name_form", &forms).unwrap_or_default(),
        zips_begin_with_zero: table.flag("zips_begin_with_zero").unwrap_or(has_zero),
        accept_rejects: u64::try_from(accepted).unwrap_or_default(),
        columns: keep_all(columns.iter().map(|(name, header)| (name.text, header.text)).collect()),
        statuses: statuses(table.optional_table("statuses")),
    };
    table.close();
    extract
}

fn statuses(table: Table<'_>) -> &'static [(&'static str, AccountStatus)] {
    let meant = |word: &str| match word {
        "active" => Some(AccountStatus::Active),
        "closed" => Some(AccountStatus::Closed),
        _ => None,
    };
    let faults = table.faults();
    let all = table.own_words().into_iter().filter_map(|(word, status)| {
        let known = meant(status.text);
        if known.is_none() {
            faults.add(status.at, "a status means \"active\" or \"closed\"");
        }
        Some((word.text, known?))
    });
    keep_all(all.collect())
}
