//! The columns that an extract may have, for people and for scripts.

use std::fmt::Write as _;

use domain::history::HistoryKind;
use domain::import::USUAL_COLUMNS;
use serde_json::json;
use web::portal::Portal;

use crate::end::CommandEnd;

/// How days may be written. Source: docs/OPERATING.md#balances.
const DAYS: &str = "Days are read as 2026-12-01, 12/1/2026 or 20261201, and a time behind one drops. 12/1/26, 12-01-2026, 1-Dec-2026 and\n\
                    30/11/2026 are rejected.\n";

/// Lists them, with the names that they are found by.
pub(super) fn list(portal: &Portal) -> CommandEnd {
    let questions = portal.fields();
    let asked = |name: &str| questions.iter().any(|question| question.column() == name);
    let mut text = String::new();
    for column in &USUAL_COLUMNS {
        let needed = if asked(column.name) { "; needed, as a question asks for it" } else { "" };
        let _ = writeln!(text, "{}: {}{needed}", column.name, column.holds);
        let _ = writeln!(text, "    found by names such as {}", column.found_by.join(", "));
    }
    let usual = |name: &str| USUAL_COLUMNS.iter().any(|column| column.name == name);
    for question in questions.iter().filter(|question| !usual(question.column())) {
        let _ = writeln!(text, "{}: needed, as a question asks for it", question.column());
    }
    text.push('\n');
    text.push_str(DAYS);
    text.push_str(
        "Case, blanks, dashes and underscores do not matter. Other names: --map COLUMN=NAME, or [extract.columns] in\n\
         the settings for the nightly upload.\n",
    );
    let columns = USUAL_COLUMNS.iter().map(|column| {
        json!({ "name": column.name, "holds": column.holds, "found_by": column.found_by, "needed": asked(column.name) })
    });
    let json = json!({ "columns": columns.collect::<Vec<_>>() });
    CommandEnd::well(text, json)
}

/// Lists those of a file of history.
pub(super) fn of_history(kind: HistoryKind) -> CommandEnd {
    let columns = kind.columns();
    let mut text = String::new();
    for column in columns {
        let _ = writeln!(text, "{}: {}", column.name, column.holds);
        if !column.found_by.is_empty() {
            let _ = writeln!(text, "    found by names such as {}", column.found_by.join(", "));
        }
    }
    text.push('\n');
    text.push_str(match kind {
        HistoryKind::Balances | HistoryKind::Bills => DAYS,
        HistoryKind::Reads => {
            "start is read as 2026-12-01T14:00:00-05:00, 2026-12-01 14:00, 12/1/2026 2:00 PM or 20261201 14:00; a day alone is\n\
             its midnight.\n"
        }
        HistoryKind::Outages => {
            "as_of is read as 2026-12-01T14:00:00-05:00, 2026-12-01 14:00 or 12/1/2026 2:00 PM.\n"
        }
    });
    if kind != HistoryKind::Outages {
        text.push_str(
            "A sum in a column without \"cents\" in its name is in dollars. Account and customer number are found as in the\n\
             extract: porchlight import --columns. ",
        );
    }
    text.push_str("Other names: --map COLUMN=NAME.\n");
    let columns = columns.iter().map(
        |column| json!({ "name": column.name, "holds": column.holds, "found_by": column.found_by }),
    );
    let json = json!({ "columns": columns.collect::<Vec<_>>() });
    CommandEnd::well(text, json)
}
