//! The billing extract's rules: its columns, its rows, and what a new one may change.
//!
//! Source: docs/OPERATING.md#the-billing-extract and docs/DATA.md#accounts-and-the-import.

mod bindings;
mod change;
mod columns;
mod numbers;
mod put;
mod reject;
mod row;

pub use bindings::{ends_binding, would_unbind};
pub use change::{Change, Previous, key_held, names_comparable, would_shrink};
pub use columns::{AnswerColumn, Columns, HeaderError};
pub use numbers::{Ambiguous, Numbers};
pub use put::Row;
pub use reject::{AliasReason, Reason, Reject};
pub use row::{ImportedRow, read_numbers, read_row};
