//! The header of a billing extract: which column is where.

use crate::values::answer::{Question, QuestionKind};

/// Columns that the extract may have and that no rule here reads. Source: docs/OPERATING.md#the-billing-extract.
const KNOWN_UNREAD: [&str; 6] = [
    "billing_zip",
    "service_zip",
    "last_bill_cents",
    "last_bill_date",
    "bill_delivery",
    "contact_phone",
];

/// The most characters of an unknown column's name that are repeated to staff.
const SHOWN: usize = 40;

/// Where each column of a file stands, counted from zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// `account_no`.
    pub account: usize,
    /// `alias_nos`: old numbers, parted by `;`.
    pub aliases: Option<usize>,
    /// `last_name` and `business_name`, those that are there.
    pub names: Vec<usize>,
    /// `joint_last_names`, parted by `;`.
    pub joint_names: Option<usize>,
    /// The configured questions' columns.
    pub answers: Vec<AnswerColumn>,
    /// `status`; without it every account is active.
    pub status: Option<usize>,
    /// `contact_email`.
    pub email: Option<usize>,
    /// `language`.
    pub language: Option<usize>,
    /// `customer_no`, by which a change of holder is seen.
    pub customer: Option<usize>,
    /// How many columns a row has.
    pub width: usize,
    /// Columns that are ignored because nothing is known of them.
    pub unknown: Vec<String>,
}

/// The column of a configured question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerColumn {
    /// Its name, and the form field's.
    pub field: &'static str,
    /// How its values are read.
    pub kind: QuestionKind,
    /// Where it stands.
    pub at: usize,
}

/// Why a header cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// A required column is not there.
    #[error("the header has no column `{0}`; add it, or check how it is spelled")]
    MissingColumn(&'static str),
    /// No column with names is there.
    #[error("the header has no column with names: `last_name` or `business_name` is needed")]
    MissingName,
    /// A column stands there twice, so either could be meant.
    #[error("the header has the column `{0}` twice; remove or rename one")]
    Duplicate(&'static str),
    /// The columns are parted by semicolons or tabs.
    #[error("the columns are parted by {0}; save the file as CSV with commas")]
    NotCommas(&'static str),
}

impl Columns {
    /// Reads a header: any order; case, blanks around names and a byte order mark do not matter.
    ///
    /// # Errors
    ///
    /// `MissingColumn` or `MissingName` if a required one is not there, `Duplicate` if one that is read stands there
    /// twice, `NotCommas` if the whole header is one column parted by something else.
    pub fn parse(header: &[&str], questions: &[Question]) -> Result<Self, HeaderError> {
        let names: Vec<String> = header.iter().map(|name| forgiven(name)).collect();
        let find = |wanted: &'static str| position(&names, wanted);
        let need = |wanted| find(wanted)?.ok_or(HeaderError::MissingColumn(wanted));
        let account = need("account_no").map_err(|error| separator(&names).unwrap_or(error))?;
        let of_people_and_businesses = [find("last_name")?, find("business_name")?];
        let joint_names = find("joint_last_names")?;
        let answers = questions
            .iter()
            .map(|q| Ok(AnswerColumn { field: q.field, kind: q.kind, at: need(q.field)? }))
            .collect::<Result<_, HeaderError>>()?;
        let mut columns = Self {
            account,
            aliases: find("alias_nos")?,
            names: of_people_and_businesses.into_iter().flatten().collect(),
            joint_names,
            answers,
            status: find("status")?,
            email: find("contact_email")?,
            language: find("language")?,
            customer: find("customer_no")?,
            width: names.len(),
            unknown: Vec::new(),
        };
        if columns.names.is_empty() {
            return Err(HeaderError::MissingName);
        }
        columns.unknown = unknown(&names, &columns);
        Ok(columns)
    }

    /// Whether a rule reads the column at a place.
    fn reads(&self, at: usize) -> bool {
        let optional =
            [self.aliases, self.joint_names, self.status, self.email, self.language, self.customer];
        self.account == at
            || optional.contains(&Some(at))
            || self.names.contains(&at)
            || self.answers.iter().any(|answer| answer.at == at)
    }
}

/// A column's name in the one form it is looked for in.
fn forgiven(name: &str) -> String {
    let around = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
    name.trim_matches(around).to_ascii_lowercase()
}

/// Where a column stands, unless it stands there twice.
fn position(names: &[String], wanted: &'static str) -> Result<Option<usize>, HeaderError> {
    let mut places = names.iter().enumerate().filter(|(_, name)| *name == wanted).map(|(at, _)| at);
    match (places.next(), places.next()) {
        (_, Some(_)) => Err(HeaderError::Duplicate(wanted)),
        (found, None) => Ok(found),
    }
}

/// What parts the columns, if the header came out as one column and it is not commas.
fn separator(names: &[String]) -> Option<HeaderError> {
    let [only] = names else { return None };
    match (only.contains(';'), only.contains('\t')) {
        (true, _) => Some(HeaderError::NotCommas("semicolons")),
        (false, true) => Some(HeaderError::NotCommas("tabs")),
        (false, false) => None,
    }
}

/// Names of columns that no rule reads and docs/OPERATING.md#the-billing-extract does not list, cut short.
fn unknown(names: &[String], columns: &Columns) -> Vec<String> {
    names
        .iter()
        .enumerate()
        .filter(|(at, name)| !columns.reads(*at) && !KNOWN_UNREAD.contains(&name.as_str()))
        .map(|(at, name)| match name.as_str() {
            "" => format!("(column {} has no name)", at + 1),
            name => name.chars().take(SHOWN).collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZIP: [Question; 1] = [Question { field: "billing_zip", kind: QuestionKind::Zip }];

    #[test]
    fn columns_come_in_any_order_case_and_with_blanks_around() {
        let header = ["\u{feff}Billing_ZIP ", " LAST_NAME", "Account_No\t"];

        let columns = Columns::parse(&header, &ZIP).expect("a header");

        assert_eq!((columns.account, columns.names, columns.answers[0].at), (2, vec![1], 0));
        assert_eq!(columns.unknown, Vec::<String>::new());
    }

    #[test]
    fn a_missing_column_is_named() {
        let missing = |header: &[&str]| Columns::parse(header, &ZIP).expect_err("no header");

        assert_eq!(missing(&["last_name"]), HeaderError::MissingColumn("account_no"));
        assert_eq!(
            missing(&["account_no", "last_name"]),
            HeaderError::MissingColumn("billing_zip")
        );
        assert_eq!(missing(&["account_no", "billing_zip"]), HeaderError::MissingName);
        assert!(missing(&["account_no", "name"]).to_string().contains("`billing_zip`"));
    }

    #[test]
    fn a_business_name_is_name_enough_and_joint_holders_alone_are_not() {
        let business = ["account_no", "business_name", "billing_zip"];
        let joint = ["account_no", "joint_last_names", "billing_zip"];

        assert!(Columns::parse(&business, &ZIP).is_ok());
        assert_eq!(Columns::parse(&joint, &ZIP), Err(HeaderError::MissingName));
    }

    #[test]
    fn a_column_that_stands_there_twice_is_refused() {
        let header = ["account_no", "last_name", "billing_zip", "Last_Name"];

        assert_eq!(Columns::parse(&header, &ZIP), Err(HeaderError::Duplicate("last_name")));
    }

    #[test]
    fn unknown_columns_are_named_and_listed_ones_are_not() {
        let header = ["account_no", "last_name", "billing_zip", "meter", "service_zip", "", ""];

        let columns = Columns::parse(&header, &ZIP).expect("a header");

        assert_eq!(columns.unknown, ["meter", "(column 6 has no name)", "(column 7 has no name)"]);
    }

    #[test]
    fn other_separators_are_named() {
        for (header, by) in [
            ("account_no;last_name;billing_zip", "semicolons"),
            ("account_no\tlast_name\tbilling_zip", "tabs"),
        ] {
            assert_eq!(Columns::parse(&[header], &ZIP), Err(HeaderError::NotCommas(by)));
        }
    }
}
