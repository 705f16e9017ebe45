//! Arguments of the commands that look at the co-op's settings: `preview` and `settings`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Write every page and letter into a folder, in English and Spanish
#[derive(Args)]
#[command(after_help = "\
Examples:
  porchlight preview /tmp/pages      then open /tmp/pages/index.html

It needs neither AWS nor the local portal. Run it again after changing the settings.")]
pub(crate) struct Preview {
    /// The folder. It is made if it is missing
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
}

/// What to do with the settings.
#[derive(Args)]
pub(crate) struct SettingsCommand {
    #[command(subcommand)]
    pub(crate) command: SettingsCommands,
}

/// The commands about settings.
#[derive(Subcommand)]
pub(crate) enum SettingsCommands {
    Check(Check),
}

/// Say all that is wrong with a settings file, each with its line
#[derive(Args)]
#[command(after_help = "\
Examples:
  porchlight settings check
  porchlight settings check settings/portal.toml --against deployed/portal.toml

It needs neither AWS nor the local portal. With --against, a text of the terms or of paperless bills
that changed without a new version is refused: who agreed to the old one did not agree to it.")]
pub(crate) struct Check {
    /// The settings [default: as --settings]
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,

    /// The settings that are deployed, to compare with
    #[arg(long, value_name = "DEPLOYED")]
    pub(crate) against: Option<PathBuf>,
}
