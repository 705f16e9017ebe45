//! The questions of the settings.

use domain::QuestionKind;

use super::Question;
use super::rules::is_field;
use super::table::Table;
use super::values::Placed;

/// Names that the forms with the questions use themselves.
const TAKEN: [&str; 10] = [
    "account_number",
    "name",
    "email",
    "csrf",
    "altcha",
    "accept_terms",
    "version",
    "ticket",
    "confirm_email",
    "current_password",
];

/// All that can be asked, and where a code on bills is, if one is among it.
pub(super) fn questions(file: &Table<'_>) -> (Vec<Question>, Option<usize>) {
    let mut seen: Vec<&str> = TAKEN.to_vec();
    let mut code_at = None;
    let tables = file.tables("questions");
    let of = |table: Table<'_>| {
        let kinds = [
            ("zip", QuestionKind::Zip),
            ("text", QuestionKind::Text),
            ("cents", QuestionKind::Cents),
            ("date", QuestionKind::Date),
            ("bill_code", QuestionKind::BillCode),
        ];
        let field = table.placed("field");
        if let Some(Placed { at, text }) = field {
            if !is_field(text) {
                table.fault(at, "a field is named like billing_zip");
            } else if seen.contains(&text) {
                table.fault(at, "this field is taken already");
            }
            seen.push(text);
        }
        let asked = domain::Question {
            field: field.map_or("", |placed| placed.text),
            kind: table.required_word("kind", &kinds).unwrap_or(QuestionKind::Text),
        };
        if asked.kind == QuestionKind::BillCode && code_at.replace(table.at()).is_some() {
            table.fault(table.at(), "one question can be of kind bill_code");
        }
        let question = Question { asked, label: table.both("label"), hint: table.both("hint") };
        table.close();
        question
    };
    let all = tables.into_iter().map(of).collect();
    (all, code_at)
}

/// How many of the questions are asked: at least one, at most all.
pub(super) fn asked(file: &Table<'_>, there: usize) -> usize {
    let Some((at, asked)) = file.required_number("questions_asked") else { return 0 };
    match usize::try_from(asked) {
        Ok(asked) if (1..=there).contains(&asked) => asked,
        // That there is none at all is said already.
        _ if there == 0 => 0,
        _ => {
            file.fault(at, format!("of {there} questions, 1 to {there} can be asked"));
            0
        }
    }
}
