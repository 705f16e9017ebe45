//! Starts the whole portal on this machine: `cargo run`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use local::stack::{Options, Stack};
use local::{demo, functions};

/// Where the demo accounts stand.
const DEMO_FILE: &str = "infra/local/demo.csv";

/// Porchlight on this machine: the portal, its database, its mail and an inbox.
///
/// Everything listens on 127.0.0.1 only and needs no AWS account.
#[derive(Parser)]
#[command(name = "porchlight-local", version)]
struct Arguments {
    /// The port of the portal and the inbox
    #[arg(long, value_name = "N", default_value_t = 9000)]
    port: u16,

    /// The folder that keeps accounts, members, letters and keys between runs
    #[arg(long, value_name = "DIR", default_value = ".porchlight")]
    data: PathBuf,

    /// Start afresh: first delete what earlier runs kept in the folder
    #[arg(long)]
    reset: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let Ok(interrupted) = interrupted() else {
        eprintln!("Ctrl-C cannot be listened for here.");
        return ExitCode::FAILURE;
    };
    let options =
        Options { port: arguments.port, data: Some(arguments.data), reset: arguments.reset };
    let stack = match Stack::start(options, functions::portal).await {
        Ok(stack) => stack,
        Err(cause) => {
            eprintln!("{cause}.");
            return ExitCode::FAILURE;
        }
    };
    let Some(importing) = stack.environment("import-accounts") else {
        eprintln!("The template has no function import-accounts.");
        return ExitCode::FAILURE;
    };
    if let Err(cause) = demo::import(importing).await {
        eprintln!("The demo accounts could not be imported: {cause}.");
        return ExitCode::FAILURE;
    }
    let [account, name, zip] = demo::first_account();
    println!("\nPorchlight is lit. Ctrl-C puts it out.\n");
    println!("  Portal  {}/", stack.origin());
    println!("  Inbox   {}/_inbox", stack.origin());
    println!("  Data    {}\n", stack.data().display());
    println!("To try it, register account {account}, last name {name}, ZIP code {zip},");
    println!(
        "with any email address: its letters go to the inbox. {DEMO_FILE} has more accounts.\n"
    );
    interrupted.await;
    println!("Stopping.");
    stack.stop().await;
    ExitCode::SUCCESS
}

/// Ready when the user or the system wants an end: Ctrl-C or SIGTERM.
#[cfg(unix)]
fn interrupted() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ready when the user wants an end: Ctrl-C.
#[cfg(not(unix))]
fn interrupted() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}
