//! What billing says of an account over time, beside the extract: what is due, and bills.
//!
//! It is kept under account and holder, so that nobody sees what was another holder's. All of it can be filled again.
//! Source: docs/DATA.md#what-is-due and docs/OPERATING.md#balances.

mod balance;
mod balances;
mod bill;
mod bill_key;
mod bills;
mod cells;
mod cents;
mod chart;
mod coded;
mod columns;
mod document;
mod energy;
mod grouping;
mod kept;
mod kind;
mod outages;
mod page_code;
pub mod reads;
mod visible;

pub use balance::{Balance, Newer, Payment, Standing, Told, newer};
pub use balances::{BalanceColumns, BalanceRow, ReadBalance, read_balance};
pub use bill::{AccountCode, Bill, SHOWN, ToldBill, newer_bill, newest};
pub use bill_key::{BillKey, BillPlace};
pub use bills::{BillColumns, BillRow, ReadBill, read_bill};
pub use cents::Cents;
pub use chart::{Bar, Chart};
pub use coded::{CODE_COLUMN, CODED_COLUMNS, Coded, CodedBill, CodedColumns, code_bill};
pub use columns::HistoryColumn;
pub use document::{
    BillCode, Claimed, DOCUMENTS, DocumentKey, DocumentName, DocumentRefused, DocumentTag,
    LARGEST_DOCUMENT, NameClaim, claim_name, is_pdf,
};
pub use energy::kilowatt_hours;
pub use kept::{Kept, KeptMonths};
pub use kind::{HistoryKind, is_column};
pub use outages::{OutageColumns, OutageRow, read_outage};
pub use visible::{may_be_the_next_holders, whose};
