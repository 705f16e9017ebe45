//! Starts the whole portal on this machine: `cargo run`.
//!
//! `cargo run -- services` starts only the services that it needs.

use std::path::PathBuf;
use std::process::ExitCode;

use aws::Ahead;
use clap::{Parser, Subcommand};
use local::stack::{Options, Stack};
use local::{ahead, demo};

/// The file of the demo accounts.
const DEMO_FILE: &str = "infra/local/demo.csv";

/// Porchlight on this machine: the portal, its database, its mail and an inbox.
///
/// Everything listens on 127.0.0.1 only and needs no AWS account.
#[derive(Parser)]
#[command(name = "porchlight-local", version)]
struct Arguments {
    /// The port of the portal and the inbox: 9000, or 9001 for the inbox of `services`
    #[arg(long, global = true, value_name = "N")]
    port: Option<u16>,

    /// The port of the desk for staff: the next after the portal's
    #[arg(long, value_name = "N")]
    desk_port: Option<u16>,

    /// The folder that keeps accounts, members, letters and keys between runs
    #[arg(long, global = true, value_name = "DIR", default_value = ".porchlight")]
    data: PathBuf,

    /// The co-op's settings [default: infra/settings/portal.toml]
    #[arg(long, global = true, value_name = "FILE")]
    settings: Option<PathBuf>,

    /// Start from nothing: first delete what earlier runs kept in the folder
    #[arg(long, global = true)]
    reset: bool,

    /// Put the clock of the whole stack ahead: +25h, +3d, +90m
    ///
    /// Links, passwords, sessions, limits and all else that expires go by it, the pages' functions and those without pages,
    /// the schedules, the inbox and the deleting of expired items. The functions that `cargo lambda watch` runs go by it
    /// too, as `services.env` tells them. What is made meanwhile is in the future for a run without it.
    #[arg(long, global = true, value_name = "TIME", value_parser = ahead::parse, allow_hyphen_values = true)]
    clock: Option<Ahead>,

    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Start only what the portal needs: database, mail, inbox, and the functions without pages
    ///
    /// `cargo lambda watch -A 127.0.0.1 --env-file .porchlight/services.env` then serves the portal itself.
    Services {
        /// The port that `cargo lambda watch` will serve the portal on
        #[arg(long, value_name = "N", default_value_t = 9000)]
        portal: u16,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let Ok(interrupted) = interrupted() else {
        eprintln!("Ctrl-C cannot be listened for here.");
        return ExitCode::FAILURE;
    };
    let (usual, portal) = match arguments.command {
        None => (9000, None),
        Some(Command::Services { portal }) => (9001, Some(format!("http://localhost:{portal}"))),
    };
    let options = Options {
        port: arguments.port.unwrap_or(usual),
        desk_port: arguments.desk_port,
        data: Some(arguments.data),
        settings: arguments.settings,
        reset: arguments.reset,
        portal,
        ahead: arguments.clock.unwrap_or_default(),
    };
    let only_services = options.portal.is_some();
    let (stack, has_demo) = match demo::start(options).await {
        Ok(started) => started,
        Err(cause) => {
            eprintln!("{cause}.");
            return ExitCode::FAILURE;
        }
    };
    greet(&stack, only_services, has_demo);
    interrupted.await;
    println!("Stopping.");
    stack.stop().await;
    ExitCode::SUCCESS
}

/// Says what to open and what to type.
fn greet(stack: &Stack, only_services: bool, has_demo: bool) {
    println!("\nPorchlight is lit. Ctrl-C puts it out.\n");
    println!("  Portal  {}/", stack.origin());
    println!("  Inbox   {}", stack.inbox_at());
    println!("  Desk    {}", stack.desk_at());
    println!("  Data    {}", stack.data().display());
    if let Some(now) = stack.put_ahead_to() {
        println!("  Clock   {}, put ahead", now.strftime("%a %-d %b %Y, %H:%M UTC"));
    }
    if only_services {
        let environment = stack.data().join("services.env");
        let port = stack.origin().rsplit(':').next().unwrap_or_default();
        println!("\nThe portal itself is yours to serve:\n");
        println!(
            "  cargo lambda watch -A 127.0.0.1 -P {port} --env-file {}",
            environment.display()
        );
    }
    if !has_demo {
        println!("\nAn extract of your own is in force. --reset brings the demo accounts back.\n");
        return;
    }
    let [account, name, zip] = demo::first_account();
    println!("\nTo try it, register account {account}, last name {name}, ZIP code {zip},");
    println!(
        "with any email address: its letters go to the inbox. {DEMO_FILE} has more accounts.\n"
    );
}

/// Waits until the user or the system asks to stop: Ctrl-C or SIGTERM.
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

/// Waits until the user asks to stop: Ctrl-C.
#[cfg(not(unix))]
fn interrupted() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}
