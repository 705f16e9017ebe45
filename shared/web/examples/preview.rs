//! Writes every page and letter in both languages into a folder, to look at them.
//!
//! `cargo run -p web --example preview -- FOLDER`

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use domain::Language;
use web::samples;

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).map_or_else(|| PathBuf::from("target/preview"), PathBuf::from);
    for language in [Language::English, Language::Spanish] {
        write(&folder.join(language.tag()), language)?;
    }
    println!("{}", folder.display());
    Ok(())
}

fn write(folder: &Path, language: Language) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, contents) in
        samples::files(samples::shipped(), language).map_err(io::Error::other)?
    {
        fs::write(folder.join(name), contents)?;
    }
    Ok(())
}
