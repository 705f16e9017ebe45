//! What meters counted: rows of stretches of time, days made of them, and what is made of days.

mod csv;
mod day;
mod gather;
mod green_button;
mod months;
mod once;
mod row;
mod start;
mod used;

pub use crate::history::energy::Flow;
pub use csv::{csv_header, csv_rows};
pub use day::{Day, DayPlace, Hour, MeterTag, Read, ToldDay, Took, hours_of};
pub use gather::{DayRows, Gathered, gather};
pub use green_button::{Feed, Point};
pub use months::{Lacking, LastMonth, Months};
pub use once::counted_once;
pub use row::{READS_COLUMNS, ReadRow, ReadsColumns, ReadsRead, Stretch, read_reads};
pub use start::Start;
pub use used::{Bar, Span, Used, UsedChart, by_day, by_hour, by_month, kilowatt_hours};
