//! The header of a billing extract: which column is where.

pub(crate) mod names;
pub(crate) mod usual;
mod words;

use crate::billing::import::reading::Reading;
use crate::values::answer::QuestionKind;

use names::{cut, named, same, shown};
use usual::{
    ACCOUNT, ALIASES, BUSINESS_NAME, CUSTOMER, EMAIL, Fit, JOINT_LAST_NAMES, LANGUAGE, LAST_NAME,
    SERVICE_FROM, SERVICE_NAME, STATUS, USUAL_COLUMNS, meant,
};

/// Where each column of a file stands, counted from zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// `account_no`.
    pub account: usize,
    /// `alias_nos`: old numbers, parted by `;`.
    pub aliases: Option<usize>,
    /// `last_name`.
    pub last_name: Option<usize>,
    /// `business_name`; one of the two is there.
    pub business_name: Option<usize>,
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
    /// `service_from`, the first day that is the holder's.
    pub service_from: Option<usize>,
    /// `service_name`, shown to the member.
    pub service_name: Option<usize>,
    /// How many columns have a name; columns without one at the header's end do not count.
    pub width: usize,
    /// What stands between columns.
    pub delimiter: char,
    /// Columns that are ignored because nothing is known of them.
    pub unknown: Vec<String>,
    /// Columns that were found by another name than their own: what each is called here and in the file.
    pub found: Vec<(&'static str, String)>,
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
    /// Required columns are not there: all of them, and the names that are.
    #[error("{}", missing(.columns, .read.as_deref(), .listed))]
    MissingColumns {
        /// What is missing.
        columns: Vec<&'static str>,
        /// The header as it was read; `None` if it may be a row that says something of somebody.
        read: Option<Vec<String>>,
        /// Where the names are listed that columns of such a file are found by.
        listed: &'static str,
    },
    /// Two columns fit alike, so either could be meant.
    #[error(
        "the header has two columns that could be `{column}`: `{one}` and `{other}`; rename one, or say which it is with --map {column}=\"{one}\""
    )]
    Duplicate {
        /// What both could be.
        column: &'static str,
        /// One of them.
        one: String,
        /// The other.
        other: String,
    },
    /// The settings or `--map` name a column that the header does not have.
    #[error("the header has no column `{header}`, which is to be `{column}`")]
    MappedNowhere {
        /// What it was to be.
        column: String,
        /// The name that is not there.
        header: String,
    },
}

/// Where the names are listed that columns of the extract are found by.
const LISTED: &str = "`porchlight import --columns`";

/// What is missing, in words.
fn missing(columns: &[&'static str], read: Option<&[String]>, listed: &str) -> String {
    let none: Vec<String> = columns.iter().map(|column| format!("no column `{column}`")).collect();
    let header = match read {
        Some(read) => format!("it was read as: {}", read.join(" | ")),
        None => "its first line looks like a row and not like a header".to_owned(),
    };
    let way_on = format!("{listed} lists the names that are known, --map names others");
    format!("the header has {}; {header}. {way_on}", none.join(" and "))
}

impl Columns {
    /// Reads a header: any order, the usual names; case, blanks and how words are joined do not matter.
    ///
    /// # Errors
    ///
    /// `MissingColumns` with all that are not there, `Duplicate` if two fit one that is read, `MappedNowhere`.
    pub fn parse(
        header: &[&str],
        delimiter: char,
        reading: &Reading<'_>,
    ) -> Result<Self, HeaderError> {
        let names = named(header);
        let seen = Seen::of(&names, reading)?;
        let [account, last_name, business_name] =
            [seen.find(ACCOUNT)?, seen.find(LAST_NAME)?, seen.find(BUSINESS_NAME)?];
        let mut missing = Vec::new();
        if account.is_none() {
            missing.push(ACCOUNT);
        }
        if last_name.or(business_name).is_none() {
            missing.push(LAST_NAME);
        }
        let mut answers = Vec::new();
        for question in reading.questions {
            match (seen.find(question.column())?, question.kind) {
                (None, _) => missing.push(question.column()),
                // It is compared with what is made of the customer's number, and has no answer in any column.
                (Some(_), QuestionKind::BillCode) => {}
                (Some(at), kind) => {
                    answers.push(AnswerColumn { field: question.field, kind, at });
                }
            }
        }
        let (Some(account), true) = (account, missing.is_empty()) else {
            let read = shown(&names);
            return Err(HeaderError::MissingColumns { columns: missing, read, listed: LISTED });
        };
        let mut columns = Self {
            account,
            aliases: seen.find(ALIASES)?,
            last_name,
            business_name,
            joint_names: seen.find(JOINT_LAST_NAMES)?,
            answers,
            status: seen.find(STATUS)?,
            email: seen.find(EMAIL)?,
            language: seen.find(LANGUAGE)?,
            customer: seen.find(CUSTOMER)?,
            service_from: seen.find(SERVICE_FROM)?,
            service_name: seen.find(SERVICE_NAME)?,
            width: names.len(),
            delimiter,
            unknown: Vec::new(),
            found: Vec::new(),
        };
        columns.unknown = unknown(&names, &columns);
        columns.found = columns.found_by_other_names(&names);
        Ok(columns)
    }

    /// How many columns of a line are known: the header is the line with the most.
    #[must_use]
    pub fn recognised(line: &[&str], reading: &Reading<'_>) -> usize {
        let names = named(line);
        let mapped = |name: &String| reading.columns.iter().any(|(_, header)| same(header, name));
        names.iter().filter(|name| mapped(name) || fit(name, reading).is_some()).count()
    }

    /// Where the columns stand that a rule reads, each with its name here.
    pub fn read(&self) -> impl Iterator<Item = (usize, &'static str)> + '_ {
        let optional = [
            (self.last_name, LAST_NAME),
            (self.business_name, BUSINESS_NAME),
            (self.joint_names, JOINT_LAST_NAMES),
            (self.aliases, ALIASES),
            (self.status, STATUS),
            (self.email, EMAIL),
            (self.language, LANGUAGE),
            (self.customer, CUSTOMER),
            (self.service_from, SERVICE_FROM),
            (self.service_name, SERVICE_NAME),
        ];
        let answers = self.answers.iter().map(|answer| (answer.at, answer.field));
        let optional = optional.into_iter().filter_map(|(at, name)| Some((at?, name)));
        std::iter::once((self.account, ACCOUNT)).chain(optional).chain(answers)
    }

    fn found_by_other_names(&self, names: &[String]) -> Vec<(&'static str, String)> {
        let other = |(at, name): (usize, &'static str)| {
            (!names[at].eq_ignore_ascii_case(name)).then(|| (name, cut(&names[at])))
        };
        self.read().filter_map(other).collect()
    }
}

/// What each column of a header may be, and how well it fits.
struct Seen<'a> {
    names: &'a [String],
    fits: Vec<Option<(&'static str, Fit)>>,
}

impl<'a> Seen<'a> {
    fn of(names: &'a [String], reading: &Reading<'_>) -> Result<Self, HeaderError> {
        let mut fits: Vec<_> = names.iter().map(|name| fit(name, reading)).collect();
        for (column, header) in reading.columns {
            let nowhere = || HeaderError::MappedNowhere {
                column: (*column).to_owned(),
                header: (*header).to_owned(),
            };
            let at = names.iter().position(|name| same(header, name)).ok_or_else(nowhere)?;
            let column = reading.column(column).ok_or_else(nowhere)?;
            // Another column that means the same by itself is not asked for.
            for fit in &mut fits {
                fit.take_if(|(name, _)| *name == column);
            }
            fits[at] = Some((column, Fit::Own));
        }
        Ok(Self { names, fits })
    }

    /// Where a column stands: the one that fits best, unless two fit alike.
    fn find(&self, wanted: &'static str) -> Result<Option<usize>, HeaderError> {
        let fitting = |fit: Fit| {
            let is_it = move |it: &Option<(&str, Fit)>| *it == Some((wanted, fit));
            self.fits.iter().enumerate().filter(move |(_, it)| is_it(it)).map(|(at, _)| at)
        };
        for fit in [Fit::Own, Fit::Certain, Fit::Likely] {
            let mut places = fitting(fit);
            match (places.next(), places.next()) {
                (Some(one), Some(other)) => {
                    let (one, other) = (cut(&self.names[one]), cut(&self.names[other]));
                    return Err(HeaderError::Duplicate { column: wanted, one, other });
                }
                (Some(at), None) => return Ok(Some(at)),
                (None, _) => {}
            }
        }
        Ok(None)
    }
}

/// A question's own column comes first, as its name may be anything.
fn fit(name: &str, reading: &Reading<'_>) -> Option<(&'static str, Fit)> {
    let question = reading.questions.iter().find(|question| same(question.column(), name));
    question.map(|question| (question.column(), Fit::Own)).or_else(|| meant(&name.to_lowercase()))
}

/// Names of columns that no rule reads and that are not known, cut short.
fn unknown(names: &[String], columns: &Columns) -> Vec<String> {
    let is_read = |at: usize| columns.read().any(|(read, _)| read == at);
    let is_known =
        |name: &str| meant(&name.to_lowercase()).is_some_and(|(name, _)| UNREAD.contains(&name));
    names
        .iter()
        .enumerate()
        .filter(|(at, name)| !is_read(*at) && !is_known(name))
        .map(|(at, name)| match name.as_str() {
            "" => format!("(column {} has no name)", at + 1),
            name => cut(name),
        })
        .collect()
}

/// Columns that the extract may have and that are read only if a question asks for one.
const UNREAD: [&str; 6] = [
    "billing_zip",
    "service_zip",
    "last_bill_cents",
    "last_bill_date",
    "bill_delivery",
    "contact_phone",
];

/// Whether a column can be named in a map: a usual one.
#[must_use]
pub fn is_usual_column(name: &str) -> bool {
    USUAL_COLUMNS.iter().any(|column| column.name == name)
}

#[cfg(test)]
mod tests;
