//! The billing extract's rules: its columns, its rows, and what a new one may change.
//!
//! Source: docs/OPERATING.md#the-billing-extract and docs/DATA.md#accounts-and-the-import.

mod answers;
mod bindings;
pub(crate) mod cells;
pub(crate) mod change;
pub(crate) mod columns;
mod crowds;
pub(crate) mod damage;
pub(crate) mod dates;
mod holders;
mod mailboxes;
mod notes;
pub(crate) mod nothing;
mod numbers;
mod put;
mod reading;
mod reject;
mod row;
pub(crate) mod spreadsheet;
mod status;

pub use bindings::{ends_binding, would_unbind};
pub use change::{Change, Holding, Previous, key_held, names_comparable, would_shrink};
pub use columns::usual::{USUAL_COLUMNS, UsualColumn};
pub use columns::{AnswerColumn, Columns, HeaderError, is_usual_column};
pub use crowds::{Crowd, DIFFERENT, LEAST};
pub use notes::{Note, Weight};
pub use numbers::{AmongRows, Numbers, Resolved, Says};
pub use put::Row;
pub use reading::{NameForm, Reading};
pub use reject::{AliasReason, BadCell, OutageReason, ReadsReason, Reason};
pub use row::{ImportedRow, ReadRow, read_numbers, read_row};
pub use spreadsheet::Broken;
