//! The arguments of `porchlight import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use domain::history::HistoryKind;

/// Import the billing extract, or what billing and the outage system say of its accounts
///
/// The whole file is checked before anything is written, and one write puts it in force. Rows that cannot be used go
/// into a file next to it, with line and reason. The others are imported.
#[derive(Args)]
#[command(after_help = "\
Examples:
  porchlight --local import bills.csv --dry-run    what would it do?
  porchlight --env prod.env import bills.csv
  porchlight --env prod.env import bills.csv --force
  porchlight --env prod.env import bills.csv --map account_no=\"Cust Acct\" --accept-rejects 20
  porchlight --env prod.env import --as balances balances.csv
  porchlight --env prod.env import --as bills bills.csv
  porchlight --env prod.env import --as reads reads.csv
  porchlight --env prod.env import --as outages outages.csv
  porchlight import --columns --as balances

CSV with commas, semicolons, tabs or bars is read, in UTF-8, UTF-16 or Windows-1252, with titles
before the header. Rejected rows end with exit code 4: the others are in force.
A file that would drop more than 20 percent of the accounts, or end more than 1 percent of the
online accounts because other people are billed now, is refused unless forced.
Stopped midway? Run the same command again: nothing is half in force.")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(crate) struct Import {
    /// What the file holds
    #[arg(long = "as", value_name = "KIND", value_enum, default_value_t)]
    pub(crate) kind: FileKind,

    /// The file: CSV with a header
    #[arg(value_name = "FILE", required_unless_present = "columns")]
    pub(crate) file: Option<PathBuf>,

    /// List the columns that a file of this kind may have, the names that they are found by, and how days are written
    #[arg(long, conflicts_with = "file")]
    pub(crate) columns: bool,

    /// Say which column of the file is which, as often as needed; the settings keep it for the nightly upload
    #[arg(long = "map", value_name = "COLUMN=NAME", value_parser = mapped)]
    pub(crate) map: Vec<(String, String)>,

    /// End with exit code 0 although up to so many rows were rejected [default: as the settings say]
    #[arg(long, value_name = "N")]
    pub(crate) accept_rejects: Option<u64>,

    /// Only say what the file would do, without writing anything
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Import even what would be refused, and write even a file that is in force already
    #[arg(long)]
    pub(crate) force: bool,

    /// Import although the settings ask other questions than the extract in force has answers to
    #[arg(long)]
    pub(crate) new_questions: bool,

    /// The file for rejected rows [default: FILE with .rejects.csv]
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,
}

/// What a file holds that is imported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum FileKind {
    /// The billing extract: the accounts
    #[default]
    Extract,
    /// What is due on them
    Balances,
    /// Their bills
    Bills,
    /// What their meters counted
    Reads,
    /// How reports of outages stand
    Outages,
}

impl FileKind {
    /// The kind of history, or none for the extract.
    pub(crate) fn history(self) -> Option<HistoryKind> {
        match self {
            Self::Extract => None,
            Self::Balances => Some(HistoryKind::Balances),
            Self::Bills => Some(HistoryKind::Bills),
            Self::Reads => Some(HistoryKind::Reads),
            Self::Outages => Some(HistoryKind::Outages),
        }
    }
}

/// Reads `COLUMN=NAME`: a column, and what the file calls it.
pub(super) fn mapped(typed: &str) -> Result<(String, String), String> {
    let (column, name) = typed.split_once('=').ok_or("write it as COLUMN=NAME")?;
    Ok((column.to_owned(), name.to_owned()))
}
