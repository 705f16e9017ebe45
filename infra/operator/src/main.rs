//! The operator's command line: imports, answers for the phone, and the doctor.

mod acts;
mod arguments;
mod bill_codes;
mod caller;
mod credentials;
mod doctor;
mod end;
mod import;
mod place;
mod preview;
mod settings;
mod trust;
mod why;

use std::process::ExitCode;

use clap::Parser;

use acts::Plain;
use arguments::{Arguments, Command, SettingsCommand, SettingsCommands};
use end::{CommandEnd, Failure};
use place::{Place, Site};

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let json = arguments.json;
    end::show(Box::pin(run(&arguments)).await, json)
}

async fn run(arguments: &Arguments) -> Result<CommandEnd, Failure> {
    match &arguments.command {
        Command::Import(import) => import::run(import, arguments).await,
        Command::BillCodes(codes) => bill_codes::run(codes, arguments).await,
        Command::Why(why) => {
            why::run(why, place::portal(arguments)?, &Place::open(arguments).await?).await
        }
        Command::Unlock(of) => acts::plain(Plain::Unlock, of, &Place::open(arguments).await?).await,
        Command::Resend(of) => acts::plain(Plain::Resend, of, &Place::open(arguments).await?).await,
        Command::Cancel(of) => acts::plain(Plain::Cancel, of, &Place::open(arguments).await?).await,
        Command::Freeze(of) => acts::plain(Plain::Freeze, of, &Place::open(arguments).await?).await,
        Command::Unfreeze(of) => {
            acts::unfreeze(of, place::portal(arguments)?, &Place::open(arguments).await?).await
        }
        Command::ResetFactor(of) => {
            let rules = place::portal(arguments)?.second_factor;
            acts::reset_factor(of, &Place::open(arguments).await?, rules).await
        }
        Command::ChangeEmail(of) => acts::change_email(of, &Place::open(arguments).await?).await,
        Command::Release(of) => {
            acts::plain(Plain::Release, of, &Place::open(arguments).await?).await
        }
        Command::Outage(of) => acts::outage(of, &Place::open(arguments).await?).await,
        Command::Preview(preview) => preview::run(preview, place::portal(arguments)?),
        Command::Settings(SettingsCommand { command: SettingsCommands::Check(check) }) => {
            settings::check(check, arguments)
        }
        Command::Doctor => {
            doctor::run(&Site::open(arguments).await?, place::portal(arguments)).await
        }
    }
}
