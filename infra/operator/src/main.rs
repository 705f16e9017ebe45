//! The operator's command line: feeds the portal, answers the phone, looks after the deployment.

mod arguments;
mod doctor;
mod end;
mod import;
mod place;
mod preview;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use end::{End, Failure};
use place::Place;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let json = arguments.json;
    end::show(run(&arguments).await, json)
}

async fn run(arguments: &Arguments) -> Result<End, Failure> {
    match &arguments.command {
        Command::Import(import) => {
            let place = Place::open(arguments).await?;
            import::run(import, &place, arguments.json).await
        }
        Command::Preview(preview) => preview::run(preview),
        Command::Doctor => doctor::run(&Place::open(arguments).await?).await,
    }
}
