//! Tests of what the contract cannot show on a local `DynamoDB`.
//!
//! These are the number of requests, whether reads are strong, and lost answers.

mod answers;
mod logins;
mod reads;
mod writes;

use domain::ports::StoreError;
use fixtures::test_keys;

use super::Tables;
use crate::items::Table;
use crate::scripted::{Script, ScriptedAnswer};

/// Tables on a script.
fn tables(answers: impl IntoIterator<Item = ScriptedAnswer>) -> (Tables, Script) {
    let script = Script::new(answers);
    let (clients, settings) = script.clients();
    (Tables::new(&clients, settings.tables, test_keys()), script)
}

/// Everything that a log could show about an error.
fn shown(error: &StoreError) -> String {
    let mut shown = vec![format!("{error} {error:?}")];
    let mut cause = std::error::Error::source(error);
    while let Some(source) = cause {
        shown.push(format!("{source} {source:?}"));
        cause = source.source();
    }
    shown.join(" ")
}

#[test]
fn a_table_that_is_not_named_is_an_error_that_names_its_variable() {
    let (mut tables, _) = tables([]);
    tables.names.outbox = None;

    let error = tables.name(Table::Outbox).expect_err("no name");

    assert!(shown(&error).contains("OUTBOX_TABLE is not set"));
    assert_eq!(tables.name(Table::Members).ok(), Some("Members"));
}
