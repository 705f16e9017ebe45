//! The arguments of `porchlight bill-codes`.

use std::path::PathBuf;

use clap::Args;

use super::import::mapped;

/// Add a column with the code of each bill, for the printer
///
/// The code is made of the account, the customer and the day of the bill, and kept nowhere. Whoever has it may register the
/// account: the file is for its owner alone, and goes to the printer by a way that nobody else reads.
#[derive(Args)]
#[command(after_help = "\
Examples:
  porchlight --env prod.env bill-codes bills.csv                     writes bills.codes.csv
  porchlight --env prod.env bill-codes bills.csv --out for-print.csv --replace
  porchlight --env prod.env bill-codes bills.csv --no-finals

The file is CSV as for the imports, with account number, customer number and the day that is printed as the
bill's, and a column that marks final bills, which get no code. Every row stays, in its order; those that get
no code and should have one come back with line and reason, and exit code 4.")]
pub(crate) struct BillCodes {
    /// The bills to be printed: CSV with a header
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// The file to write [default: FILE with .codes.csv]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,

    /// Write over the file if it is there
    #[arg(long)]
    pub(crate) replace: bool,

    /// None of the bills is a final one, so no column marks them
    #[arg(long)]
    pub(crate) no_finals: bool,

    /// Say which column of the file is which, as often as needed
    #[arg(long = "map", value_name = "COLUMN=NAME", value_parser = mapped)]
    pub(crate) map: Vec<(String, String)>,

    /// End with exit code 0 although up to so many rows got no code [default: as the settings say]
    #[arg(long, value_name = "N")]
    pub(crate) accept_rejects: Option<u64>,

    /// The file for rejected rows [default: FILE with .rejects.csv]
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,
}
