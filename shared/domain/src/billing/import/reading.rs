//! How a co-op's extract is to be read: what its settings say.

use crate::billing::facts::AccountStatus;
use crate::billing::import::columns::usual::USUAL_COLUMNS;
use crate::values::account_form::AccountForm;
use crate::values::answer::{Question, QuestionKind};

/// What the column `last_name` holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NameForm {
    /// `LEE`.
    #[default]
    Last,
    /// `LEE, PAT & SAM` or `LEE PAT`.
    LastFirst,
    /// `PAT LEE`.
    FirstLast,
}

/// How an extract is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The questions asked at step 3; each needs a column.
    pub questions: &'a [Question],
    /// What the column `last_name` holds.
    pub name_form: NameForm,
    /// Columns that the file calls otherwise: their names here, and in the file.
    pub columns: &'a [(&'a str, &'a str)],
    /// Words of the status column that are not known by themselves, in lower case.
    pub statuses: &'a [(&'a str, AccountStatus)],
    /// What members may type as an account number.
    pub account_form: AccountForm,
    /// Whether the co-op's ZIP codes begin with 0, which spreadsheets drop.
    pub zips_begin_with_zero: bool,
}

impl Reading<'_> {
    /// A column's name for good, if a map may name it: a usual one, or a question's.
    pub(crate) fn column(&self, name: &str) -> Option<&'static str> {
        let usual = USUAL_COLUMNS.iter().map(|column| column.name).find(|usual| *usual == name);
        usual.or_else(|| {
            let mut columns = self.questions.iter().map(Question::column);
            columns.find(|column| *column == name)
        })
    }

    /// Whether a code on bills is asked for.
    #[must_use]
    pub fn asks_for_code(&self) -> bool {
        self.questions.iter().any(|question| question.kind == QuestionKind::BillCode)
    }

    /// Everything that decides what a file's rows say, as text: another one reads the same file otherwise.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        /// Raised when the rules themselves read a file otherwise.
        const RULES: u32 = 4;
        format!("{RULES} {self:?}")
    }
}
