//! Starts the whole portal on this machine: `cargo run`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use local::functions;
use local::stack::{Options, Stack};

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
    println!("\nPorchlight is lit. Ctrl-C puts it out.\n");
    println!("  Portal  {}/", stack.origin());
    println!("  Inbox   {}/_inbox", stack.origin());
    println!("  Data    {}\n", stack.data().display());
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
