//! Compiles the co-op's figures in: infra/limits.toml.

#[path = "build/figures.rs"]
mod figures;

use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

const SETTINGS: &str = "../../infra/limits.toml";

fn main() -> ExitCode {
    for watched in [SETTINGS, "build", "build.rs"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            println!("cargo::error={reason}");
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "Cargo tells a build where to write this way")]
fn build() -> Result<(), String> {
    let source = fs::read_to_string(SETTINGS).map_err(|error| format!("{SETTINGS}: {error}"))?;
    let figures = figures::read(&source)
        .map_err(|refusal| format!("infra/limits.toml:{}: {}", refusal.line, refusal.reason))?;
    let folder = env::var("OUT_DIR").map_err(|error| error.to_string())?;
    let path = PathBuf::from(folder).join("figures.rs");
    fs::write(&path, figures.source()).map_err(|error| format!("{}: {error}", path.display()))
}
