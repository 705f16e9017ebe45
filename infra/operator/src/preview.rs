//! `porchlight preview`: writes all pages and letters as files.

use std::fs;
use std::io;
use std::path::Path;

use domain::Language;
use serde_json::json;
use web::portal::Portal;
use web::samples;

use crate::arguments::Preview;
use crate::end::{CommandEnd, Failure};

/// Writes the files and an index of them.
pub(crate) fn run(preview: &Preview, portal: &'static Portal) -> Result<CommandEnd, Failure> {
    let folder = &preview.folder;
    let many = write(folder, portal).map_err(|error| {
        let problem = format!("{} cannot be written: {error}", folder.display());
        Failure::mend(problem, "Name a folder that you may write into.")
    })?;
    let index = folder.join("index.html");
    let text = format!("{many} pages and letters. Open {}\n", index.display());
    Ok(CommandEnd::well(text, json!({ "files": many, "index": index })))
}

fn write(folder: &Path, portal: &'static Portal) -> io::Result<usize> {
    let mut many = 0;
    let mut index = String::from("<!doctype html><meta charset=utf-8><title>Pages</title>\n");
    for language in [Language::English, Language::Spanish] {
        let tag = language.tag();
        fs::create_dir_all(folder.join(tag))?;
        index.extend(["<h1>", tag, "</h1>\n<ul>\n"]);
        for (name, contents) in samples::files(portal, language).map_err(io::Error::other)? {
            fs::write(folder.join(tag).join(&name), contents)?;
            index.extend(["<li><a href=\"", tag, "/", &name, "\">", &name, "</a>\n"]);
            many += 1;
        }
        index.push_str("</ul>\n");
    }
    fs::write(folder.join("index.html"), index)?;
    Ok(many)
}
