//! Compiles the co-op's settings, the style sheet and the scripts into the crate.

#[path = "build/contrast.rs"]
mod contrast;
#[path = "build/emit.rs"]
mod emit;
#[path = "build/rules.rs"]
mod rules;
#[path = "build/settings.rs"]
mod settings;
#[path = "build/shrink.rs"]
mod shrink;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

const SETTINGS: &str = "../../infra/portal.toml";

fn main() -> ExitCode {
    for watched in [SETTINGS, "assets", "build", "build.rs"] {
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
    let source = text(Path::new(SETTINGS))?;
    let settings = settings::read(&source)
        .map_err(|refusal| format!("infra/portal.toml:{}: {}", refusal.line, refusal.reason))?;
    let style = style(&settings, &text(Path::new("assets/style.css"))?);
    let member = shrink::style(&text(Path::new("assets/member.css"))?);
    let robot_style = shrink::style(&text(Path::new("assets/robot.css"))?);
    let page = shrink::script(&text(Path::new("assets/page.js"))?);
    let session = shrink::script(&text(Path::new("assets/session.js"))?);
    let robot = shrink::script(&text(Path::new("assets/robot.js"))?);
    let logo = settings.brand.logo.get_ref().trim();
    let source = format!(
        "/// The co-op's settings.\npub static PORTAL: Portal = {};\n",
        emit::portal(&settings)
    );
    write("portal.rs", &source)?;
    let policy = policy(&[&style, &member, &robot_style], &[&page, &session, &robot]);
    let assets = [
        ("STYLE", "The style sheet", style),
        ("MEMBER_STYLE", "What members' pages add to it", member),
        ("ROBOT_STYLE", "What the robot check adds to it", robot_style),
        ("PAGE_SCRIPT", "The script of every page", page),
        ("SESSION_SCRIPT", "The script of members' pages", session),
        ("ROBOT_SCRIPT", "The script of the robot check", robot),
        ("LOGO", "The co-op's logo", logo.to_owned()),
        ("ICON", "The logo as the browser's tab shows it", icon(logo)),
    ];
    let mut source = format!(
        "/// The content security policy of every answer, with the inlined texts' hashes.\n\
         pub const CONTENT_SECURITY_POLICY: &str = {policy:?};\n"
    );
    for (name, doc, value) in assets {
        let _ =
            writeln!(source, "/// {doc}.\npub(crate) const {name}: Inlined = Inlined({value:?});");
    }
    write("assets.rs", &source)
}

fn style(settings: &settings::Settings, sheet: &str) -> String {
    let light = emit::declarations(&settings.brand.light);
    let dark = emit::declarations(&settings.brand.dark);
    shrink::style(&format!(
        ":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}{sheet}"
    ))
}

/// SECURITY.md#headers: nothing but what is written here, and what comes from us.
fn policy(styles: &[&str], scripts: &[&str]) -> String {
    let hashes = |inlined: &[&str]| {
        inlined.iter().map(|text| emit::source_hash(text)).collect::<Vec<_>>().join(" ")
    };
    format!(
        "default-src 'none'; style-src {}; script-src {}; img-src 'self' data:; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'",
        hashes(styles),
        hashes(scripts)
    )
}

/// The logo as a data address, on its own ground so that it shows in any tab bar. Nobody hears or focuses an icon.
fn icon(logo: &str) -> String {
    let named = logo
        .replacen("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" color=\"#555\" ", 1)
        .replace(" aria-hidden=\"true\"", "")
        .replace(" focusable=\"false\"", "");
    let mut out = String::from("data:image/svg+xml,");
    for letter in named.chars() {
        match letter {
            '"' => out.push('\''),
            '#' => out.push_str("%23"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '%' => out.push_str("%25"),
            ' ' => out.push_str("%20"),
            other => out.push(other),
        }
    }
    out
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
