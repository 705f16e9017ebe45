//! The command line's arguments.

mod bill_codes;
mod import;
mod settings;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::outages::OutageStatus;
use staff::Target;

use crate::end::Failure;

pub(crate) use bill_codes::BillCodes;
pub(crate) use import::Import;
pub(crate) use settings::{Check, Preview, SettingsCommand, SettingsCommands};

/// Porchlight for staff: import the billing extract, find out why somebody cannot register, look after the deployment.
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
  Credentials are AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or those
  of a profile (AWS_PROFILE, else `default`), after `aws sso login` if it signs in there.
  AWS_ENDPOINT_URL names an emulator of AWS; AWS_CA_BUNDLE more roots than the system's.

Exit codes:
  0  done, or all is well
  1  not done, or something is to be mended: the text says what and how
  2  the command was typed wrongly
  3  nobody answered, or somebody else is at it: try again
  4  the import is done, and more rows were rejected than --accept-rejects says"
)]
pub(crate) struct Arguments {
    /// What to do
    #[command(subcommand)]
    pub(crate) command: Command,

    /// Work on the portal that runs on this machine, found by its data folder
    #[arg(long, global = true, value_name = "DIR", num_args = 0..=1,
          default_missing_value = ".porchlight", conflicts_with = "env", require_equals = true)]
    pub(crate) local: Option<PathBuf>,

    /// Take settings from a file of NAME=VALUE lines
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) env: Option<PathBuf>,

    /// The co-op's settings [default: what `PORTAL_SETTINGS` names, else infra/settings/portal.toml or settings/portal.toml]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) settings: Option<PathBuf>,

    /// Answer as JSON, for scripts
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

/// The commands.
#[derive(Subcommand)]
pub(crate) enum Command {
    Import(Import),
    BillCodes(BillCodes),
    Why(Why),
    /// Allow new tries for an account or an email
    #[command(after_help = "\
Examples:
  porchlight --env prod.env unlock --account 1234567 --reason \"called, knew the last bill\"
  porchlight --env prod.env unlock --email pat@example.com --reason \"forgot the password\"
  porchlight --env prod.env unlock --reference K7Q-2M4 --reason \"typed an old number\"

An account: its tries. An email: its tries, its sign-in, its letters. A code: both, of the account
and the email that were typed with it.")]
    Unlock(OfSomebody),
    /// Send the letter with the link again. Its link and its end stay the same
    #[command(after_help = "\
Examples:
  porchlight --env prod.env resend --email pat@example.com --reason \"deleted it\"
  porchlight --env prod.env resend --reference K7Q-2M4 --reason \"deleted it\"

By account, the letter goes only if a single email waits for it. A letter with a link must not reach
somebody else.")]
    Resend(OfSomebody),
    /// End the registrations that wait to be confirmed, so that their links open nothing
    #[command(after_help = "\
Examples:
  porchlight --env prod.env cancel --email pat@example.com --reason \"mistyped address\"
  porchlight --env prod.env cancel --account 1234567 --reason \"the owner asked for none\"

An email or a code: all that wait for the email. An account: all that name it, whoever asked.")]
    Cancel(OfSomebody),
    /// Shut a login: its sessions end, nobody can sign in, and its member gets a letter
    #[command(after_help = "\
Examples:
  porchlight --env prod.env freeze --account 1234567 --reason \"the caller knows nothing of it\"")]
    Freeze(OfSomebody),
    /// Open a frozen login, once you know whose it is
    #[command(after_help = "\
Examples:
  porchlight --env prod.env unfreeze --email pat@example.com --reason \"came in with an ID\"

The contacts on file hear of it as if its accounts were opened anew, and for `hold_hours` nothing of
them shows. An account that is not theirs is better taken out first: `porchlight release --account N`.")]
    Unfreeze(OfSomebody),
    /// Move a login to another email, for a member whose mailbox is gone and who forgot the password
    #[command(after_help = "\
Examples:
  porchlight --env prod.env change-email --account 1234567 --to pat@new.example --reason \"came in with an ID\"
  porchlight --env prod.env change-email --account 1234567 --stop --reason \"was not the member\"

Know who calls first. The new address gets a letter, and its page asks for the code that this prints:
read it to the caller. Then the address before and the contact on file hear of it, each with a link
that stops it. Nothing moves for 72 hours after that.")]
    ChangeEmail(ChangeEmail),
    /// Begin the wait after which a member's second step is taken off, for one who lost it and cannot begin it alone
    #[command(after_help = "\
Examples:
  porchlight --env prod.env reset-factor --email pat@example.com --reason \"lost the phone, came in with an ID\"
  porchlight --env prod.env reset-factor --account 1234567 --hours 24 --with lee --reason \"needs to pay today\"

Know who calls first. It is the wait that members begin themselves behind their password: letters to the
member and to the contact on file at the start, half-way and at the end, each to the member with a link that
stops it. After it the member uses the last letter's link and the password. A shorter one takes two names.")]
    ResetFactor(ResetFactor),
    /// Take an account out of the login that has it, so that it can be registered anew
    #[command(after_help = "\
Examples:
  porchlight --env prod.env release --account 1234567 --reason \"opened by a former tenant\"

The member keeps the login and gets a letter, and so do the contacts on file. Registrations that wait for the account are not ended:
`porchlight cancel --account` does that.")]
    Release(OfSomebody),
    /// Say how a member's report of an outage stands: that a crew is sent, or that the power is back
    #[command(after_help = "\
Examples:
  porchlight --env prod.env outage --reference K7Q-2M4 --status crew-sent
  porchlight --env prod.env outage --reference K7Q-2M4 --status restored --reason \"line 12 is up\"

The member's page shows it. That the power is back goes to the bus as outage.restored, too. An outage
system says the same of many in a file: porchlight import --as outages FILE.")]
    Outage(OfOutage),
    Preview(Preview),
    /// Look at the co-op's settings before they are deployed
    Settings(SettingsCommand),
    /// Look over the deployment (mail, tables, keys, extract, clock), and say how to mend what is wrong
    #[command(after_help = "\
Examples:
  porchlight --local doctor
  porchlight --env prod.env doctor --json")]
    Doctor,
}

/// Find out why somebody cannot register or sign in
///
/// Prints what happened in the last 90 days, the state now and until when, and what to say on the phone. Emails and
/// account numbers are masked. The look-up itself is noted too. A code leads to the email that was typed with it for
/// 30 days, as long as its letter is kept. After that only what happened is left.
#[derive(Args)]
#[command(after_help = "\
Examples:
  porchlight --env prod.env why --reference K7Q-2M4
  porchlight --env prod.env why --account 1234567
  porchlight --local why --email pat@example.com --json")]
pub(crate) struct Why {
    #[command(flatten)]
    pub(crate) who: Somebody,
}

/// The person or account that a command is about.
#[derive(Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Somebody {
    /// The account number as on the bill, or an old one
    #[arg(long, value_name = "N")]
    pub(crate) account: Option<String>,

    /// The email address that was typed
    #[arg(long, value_name = "E")]
    pub(crate) email: Option<String>,

    /// The code that a page shows. It leads to the email that was typed, for 30 days
    #[arg(long, value_name = "CODE")]
    pub(crate) reference: Option<String>,
}

/// An act on somebody.
#[derive(Args)]
pub(crate) struct OfSomebody {
    #[command(flatten)]
    pub(crate) who: Somebody,

    /// Why, without email addresses and long numbers. It is kept for 90 days
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
}

/// How a report of an outage stands.
#[derive(Args)]
pub(crate) struct OfOutage {
    /// The code that the member's page shows
    #[arg(long, value_name = "CODE")]
    pub(crate) reference: String,

    /// How it stands
    #[arg(long, value_enum)]
    pub(crate) status: SaidStatus,

    /// Why, without email addresses and long numbers. It is kept for 90 days
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: Option<String>,
}

/// What staff may say of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SaidStatus {
    /// A crew is on its way or at work
    CrewSent,
    /// The power is back
    Restored,
}

impl SaidStatus {
    /// The status of the report.
    pub(crate) fn status(self) -> OutageStatus {
        match self {
            Self::CrewSent => OutageStatus::CrewSent,
            Self::Restored => OutageStatus::Restored,
        }
    }
}

/// A change of a login's email.
#[derive(Args)]
pub(crate) struct ChangeEmail {
    #[command(flatten)]
    pub(crate) of: OfSomebody,

    /// The new address
    #[arg(long, value_name = "NEW", required_unless_present = "stop", conflicts_with = "stop")]
    pub(crate) to: Option<String>,

    /// End a change that waits, and every other link of the login. Its sessions end too
    #[arg(long)]
    pub(crate) stop: bool,
}

/// A wait after which a second step is taken off.
#[derive(Args)]
pub(crate) struct ResetFactor {
    #[command(flatten)]
    pub(crate) of: OfSomebody,

    /// Wait so many hours, 24 at least, instead of the settings'
    #[arg(long, value_name = "N", requires = "with")]
    pub(crate) hours: Option<u32>,

    /// Who of the staff agrees to fewer hours. The name is kept with the reason
    #[arg(long, value_name = "NAME", requires = "hours")]
    pub(crate) with: Option<String>,
}

impl Somebody {
    /// Reads what was typed.
    pub(crate) fn parse(&self) -> Result<Target, Failure> {
        match (&self.account, &self.email, &self.reference) {
            (Some(account), _, _) => Ok(Target::account(account)?),
            (None, Some(email), _) => Ok(Target::email(email)?),
            (None, None, Some(code)) => Ok(Target::reference(code)?),
            (None, None, None) => {
                Err(Failure::mend("nobody is named", "Add --account, --email or --reference."))
            }
        }
    }
}
