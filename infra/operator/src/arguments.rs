//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Porchlight for those who run it: feed it the billing extract, find out why somebody cannot register, look after the
/// deployment.
#[derive(Parser)]
#[command(
    name = "porchlight",
    version,
    after_help = "\
Where it works:
  --local           the portal that `cargo run` has started on this machine
  --env FILE        an account of AWS, by a file of NAME=VALUE lines; `sam deploy` prints
                    its contents as the output OperatorSettings
  neither           the same names from the environment
  Credentials are AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN of the
  environment; `eval \"$(aws configure export-credentials --format env)\"` sets them.

Exit codes:
  0  done, or all is well
  1  not done, or something is to be mended: the text says what and how
  2  the command was typed wrongly
  3  nobody answered, or somebody else is at it: try again"
)]
pub(crate) struct Arguments {
    /// What to do
    #[command(subcommand)]
    pub(crate) command: Command,

    /// Work on the portal that runs on this machine, by its folder of data
    #[arg(long, global = true, value_name = "DIR", num_args = 0..=1,
          default_missing_value = ".porchlight", conflicts_with = "env", require_equals = true)]
    pub(crate) local: Option<PathBuf>,

    /// Take settings from a file of NAME=VALUE lines
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) env: Option<PathBuf>,

    /// Answer as JSON, for scripts
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

/// The commands.
#[derive(Subcommand)]
pub(crate) enum Command {
    Import(Import),
    Preview(Preview),
    /// Look over the deployment: mail, tables, keys, extract, clock; says how to mend what is wrong
    #[command(after_help = "\
Examples:
  porchlight --local doctor
  porchlight --env prod.env doctor --json")]
    Doctor,
}

/// Take in the billing extract
///
/// The whole file is checked before anything is written, and one write puts it in force. Rows that cannot be used go
/// into a file beside it, with line and reason; the rest goes in.
#[derive(Args)]
#[command(after_help = "\
Examples:
  porchlight --local import bills.csv --dry-run    what would it do?
  porchlight --env prod.env import bills.csv
  porchlight --env prod.env import bills.csv --force

A file that would drop more than 20 percent of the accounts, or end more than 1 percent of the
online accounts because other people are billed now, is refused unless forced.
Stopped midway? Run the same command again: nothing is half in force.")]
pub(crate) struct Import {
    /// The extract: CSV in UTF-8 with a header
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// Only say what the file would do; write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Go on where an import is refused, and write the same file again
    #[arg(long)]
    pub(crate) force: bool,

    /// Where rejected rows go [default: FILE with .rejects.csv]
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,
}

/// Write every page and letter into a folder, in English and Spanish, to look at them
#[derive(Args)]
#[command(after_help = "\
Examples:
  porchlight preview /tmp/pages      then open /tmp/pages/index.html

It needs neither AWS nor the local portal. Build anew after changing infra/portal.toml.")]
pub(crate) struct Preview {
    /// The folder, made if it is not there
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
}
