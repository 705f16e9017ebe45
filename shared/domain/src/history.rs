//! What billing says of an account over time, beside the extract: what is due.
//!
//! It is kept under account and holder, so that nobody sees what was another holder's. All of it can be filled again.
//! Source: docs/DATA.md#what-is-due and docs/OPERATING.md#balances.

mod balance;
mod cents;
mod columns;
mod row;
mod visible;

pub use balance::{Balance, Newer, Payment, Standing, Told, newer};
pub use cents::Cents;
pub use columns::{BALANCE_COLUMNS, BalanceColumns, HistoryColumn, is_balance_column};
pub use row::{BalanceRow, ReadBalance, read_balance};
pub use visible::whose;

use jiff::SignedDuration;

/// How long a balance is kept after its day: 60 months. Source: docs/DATA.md#what-is-due.
pub const KEPT: SignedDuration = SignedDuration::from_hours(24 * 1_826);
