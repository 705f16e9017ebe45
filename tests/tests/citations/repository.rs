//! Every file of the repository, and the citations in it that lead nowhere.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use super::text::{
    Citation, citations, headings, is_comment, is_name, is_of_word, is_page, joined, quoted,
    sections,
};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
/// Folders that hold no file of ours.
const NOT_OURS: [&str; 5] = ["target", ".git", "node_modules", ".porchlight", ".aws-sam"];
/// Folders whose files cite nothing, since they are random or written by tests.
const UNREAD: [&str; 2] = ["corpus", "snapshots"];
/// Pages that prose may name without `.md`.
const BARE: [&str; 3] = ["README", "CHANGELOG", "CONTRIBUTING"];

/// Every file by its path from the root.
///
/// It has no text if the test need not read it.
pub(crate) struct Repository(BTreeMap<String, Option<String>>);

impl Repository {
    pub(crate) fn read() -> Self {
        let mut files = BTreeMap::new();
        collect(Path::new(ROOT), "", &mut files);
        // The tests in this file cite what is not there.
        files.insert("tests/tests/citations.rs".to_owned(), None);
        Self(files)
    }

    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let owned = |(path, text): &(&str, &str)| ((*path).to_owned(), Some((*text).to_owned()));
        Self(files.iter().map(owned).collect())
    }

    fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter_map(|(path, text)| Some((path.as_str(), text.as_deref()?)))
    }

    fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts().filter(|(path, _)| is_page(path))
    }

    /// The file or folder that a path leads to, from the root or from a file's folder.
    fn find(&self, from: &str, path: &str) -> Option<String> {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        [joined("", path), joined(folder, path)].into_iter().flatten().find(|it| {
            self.0.contains_key(it) || self.0.keys().any(|key| key.starts_with(&format!("{it}/")))
        })
    }

    /// Whether tests or builds make a path, so that a new clone lacks it.
    fn is_made(&self, path: &str) -> bool {
        let ignored = self.0.get(".gitignore").and_then(Option::as_deref).unwrap_or_default();
        ignored.lines().filter_map(|line| line.strip_prefix('/')).any(|made| path.starts_with(made))
    }

    pub(crate) fn page_problems(&self) -> Vec<String> {
        let of_file = |(path, text): (&str, &str)| {
            let cited = citations(text).into_iter().map(|cited| self.page_problem(path, &cited));
            cited.flatten().map(|problem| format!("{path}: {problem}")).collect::<Vec<_>>()
        };
        self.texts().flat_map(of_file).collect()
    }

    fn page_problem(&self, from: &str, cited: &Citation<'_>) -> Option<String> {
        let Citation { page, heading, rest } = cited;
        let Some(found) = self.find(from, page) else { return Some(format!("no page {page}")) };
        if rest.starts_with(", \"") || rest.starts_with(" §") {
            return Some(format!("cite the heading as {page}#heading"));
        }
        let text = self.0.get(&found).and_then(Option::as_deref).unwrap_or_default();
        let is_there = heading.is_none_or(|heading| headings(text).any(|it| it == heading));
        (!is_there).then(|| format!("no heading #{} in {found}", heading.unwrap_or_default()))
    }

    /// Comments that cite a page without its file, or a section without a standard.
    pub(crate) fn bare_problems(&self) -> Vec<String> {
        let stem = |(path, _)| Path::new(path).file_stem()?.to_str();
        let is_high = |stem: &&str| stem.chars().all(|c| c.is_ascii_uppercase());
        let pages: HashSet<&str> = self.pages().filter_map(stem).filter(is_high).collect();
        let mut problems = Vec::new();
        for (path, text) in self.texts().filter(|(path, _)| !is_page(path)) {
            for comment in text.lines().filter(|line| is_comment(line)) {
                let bare = |word: &&str| pages.contains(word) && !BARE.contains(word);
                let whole = comment.replace(".md", "_");
                let named = whole.split(|c: char| !is_of_word(c)).find(bare);
                problems.extend(named.map(|page| format!("{path}: {page} without .md: {comment}")));
                let of_standard =
                    |word: &str| word == "and" || word.contains(|c: char| c.is_ascii_digit());
                if !sections(comment).all(of_standard) {
                    problems.push(format!("{path}: a section of no standard: {comment}"));
                }
            }
        }
        problems
    }

    /// Paths in backticks that lead nowhere.
    pub(crate) fn path_problems(&self) -> Vec<String> {
        let folders: HashSet<&str> =
            self.0.keys().filter_map(|path| Some(path.split_once('/')?.0)).collect();
        let mut problems = Vec::new();
        for (path, text) in self.texts() {
            let said: Vec<&str> = if is_page(path) {
                quoted(text).collect()
            } else {
                text.lines().filter(|line| is_comment(line)).flat_map(quoted).collect()
            };
            // The path, without a command's arguments or a page's heading.
            let first = said.into_iter().filter_map(|said| said.split([' ', '#']).next());
            let is_path = |said: &&str| {
                said.split_once('/').is_some_and(|(folder, _)| folders.contains(folder))
                    && !said.contains(['<', '*', '{', '…'])
            };
            for said in first.filter(is_path) {
                if self.find(path, said).is_none() && !self.is_made(said) {
                    problems.push(format!("{path}: no {said}"));
                }
            }
        }
        problems
    }

    /// Names in backticks, such as those of tests, that the code does not have.
    pub(crate) fn name_problems(&self) -> Vec<String> {
        let code = self.texts().filter(|(path, _)| !is_page(path));
        let words: HashSet<&str> =
            code.flat_map(|(_, text)| text.split(|c: char| !is_of_word(c))).collect();
        let of_page = |(path, text): (&str, &str)| {
            let names = quoted(text).filter(|said| is_name(said));
            let gone = names.filter(|name| !name.split("::").all(|part| words.contains(part)));
            gone.map(|name| format!("{path}: no {name}")).collect::<Vec<_>>()
        };
        self.pages().flat_map(of_page).collect()
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Option<String>>) {
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if entry.file_type().expect("a type").is_dir() {
            if !NOT_OURS.contains(&name.as_str()) {
                collect(&entry.path(), &format!("{path}/"), files);
            }
        } else {
            let is_read = !path.split('/').any(|part| UNREAD.contains(&part));
            let text = is_read.then(|| fs::read_to_string(entry.path()).ok()).flatten();
            files.insert(path, text);
        }
    }
}
