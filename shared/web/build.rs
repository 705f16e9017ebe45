//! Compiles the style sheet and the scripts into the crate, without what only people who edit them need.

#[path = "build/deflate.rs"]
mod deflate;
#[path = "build/shrink.rs"]
mod shrink;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

fn main() -> ExitCode {
    for watched in ["assets", "build", "build.rs"] {
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

fn build() -> Result<(), String> {
    let sheet = shrink::style(&text(Path::new("assets/style.css"))?);
    let every = text(Path::new("assets/member.css"))?;
    let rows = every.clone() + &text(Path::new("assets/rows.css"))?;
    let member = shrink::style(&(rows.clone() + &text(Path::new("assets/profile.css"))?));
    let home = shrink::style(&(rows + &text(Path::new("assets/home.css"))?));
    let history = shrink::style(&(every + &text(Path::new("assets/history.css"))?));
    let robot_style = shrink::style(&text(Path::new("assets/robot.css"))?);
    let desk = shrink::style(&text(Path::new("assets/desk.css"))?);
    let page = shrink::script(&text(Path::new("assets/page.js"))?);
    let session = shrink::script(&text(Path::new("assets/session.js"))?);
    let robot = shrink::script(&text(Path::new("assets/robot.js"))?);
    let passkey = shrink::script(&text(Path::new("assets/passkey.js"))?);
    let hashes = [&page, &robot, &passkey].map(|script| source_hash(script)).join(" ");
    let session_hash = source_hash(&session);
    let robot_style_hash = source_hash(&robot_style);
    let style_hashes = [&member, &home, &history].map(|style| source_hash(style)).join(" ");
    let desk_hash = source_hash(&desk);
    let deflated = deflate::to_a_whole_byte(sheet.as_bytes())
        .ok_or_else(|| "the style sheet cannot be compressed".to_owned())?;
    let mut source = format!(
        "/// The style sheet, which the colors of the settings go before.\n\
         pub(crate) const SHEET: &str = {sheet:?};\n\
         /// The style sheet as a part of a deflate stream, which is not its last.\n\
         pub(crate) const SHEET_DEFLATED: &[u8] = &{deflated:?};\n\
         /// The scripts of anybody's pages as the content security policy names them.\n\
         pub(crate) const SCRIPT_HASHES: &str = {hashes:?};\n\
         /// The script that members' pages alone have, in the same way.\n\
         pub(crate) const MEMBER_SCRIPT_HASH: &str = {session_hash:?};\n\
         /// What anybody's pages add to the style sheet, in the same way.\n\
         pub(crate) const STYLE_HASHES: &str = {robot_style_hash:?};\n\
         /// What members' pages alone add, in the same way.\n\
         pub(crate) const MEMBER_STYLE_HASHES: &str = {style_hashes:?};\n\
         /// What the desk adds, in the same way.\n\
         pub(crate) const DESK_STYLE_HASH: &str = {desk_hash:?};\n"
    );
    let inlined = [
        ("MEMBER_STYLE", "What members' pages add to the style sheet, if nothing else", member),
        ("HOME_STYLE", "What home adds", home),
        ("HISTORY_STYLE", "What pages of bills and use add", history),
        ("ROBOT_STYLE", "What the robot check adds", robot_style),
        ("DESK_STYLE", "What the pages of staff add to it", desk),
        ("PAGE_SCRIPT", "The script of every page", page),
        ("SESSION_SCRIPT", "The script of members' pages", session),
        ("ROBOT_SCRIPT", "The script of the robot check", robot),
        ("PASSKEY_SCRIPT", "The script of pages that ask for a passkey", passkey),
    ];
    for (name, doc, value) in inlined {
        let _ =
            writeln!(source, "/// {doc}.\npub(crate) const {name}: Inlined = Inlined({value:?});");
    }
    write("assets.rs", &source)
}

/// A source expression as the policy wants it: `'sha256-…'`.
fn source_hash(inlined: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(&Sha256::digest(inlined.as_bytes())))
}

fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| named(path, &error))
}

#[expect(clippy::disallowed_methods, reason = "Cargo tells a build where to write this way")]
fn write(name: &str, source: &str) -> Result<(), String> {
    let folder = env::var("OUT_DIR").map_err(|error| error.to_string())?;
    let path = PathBuf::from(folder).join(name);
    fs::write(&path, source).map_err(|error| named(&path, &error))
}

fn named(path: &Path, error: &io::Error) -> String {
    format!("{}: {error}", path.display())
}
