//! Tests that no test is left out.
//!
//! A target that says that it has no tests has none, and some target names each file with tests.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use toml::Value;

/// The texts that mark a test in our source.
const MARKS: [&str; 3] = ["#[test]", "#[tokio::test", "proptest! {"];

/// Each crate's folder and manifest.
pub(crate) fn crates() -> Vec<(PathBuf, Value)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let workspace: Value = toml::from_str(include_str!("../../Cargo.toml")).expect("it is TOML");
    let members = workspace["workspace"]["members"].as_array().expect("a list");
    let folders = members.iter().flat_map(|member| {
        let member = member.as_str().expect("a folder");
        match member.strip_suffix("/*") {
            Some(parent) => {
                let inside = std::fs::read_dir(root.join(parent)).expect("the folder is there");
                inside.map(|entry| entry.expect("an entry").path()).collect()
            }
            None => vec![root.join(member)],
        }
    });
    let manifest = |folder: PathBuf| {
        let text = std::fs::read_to_string(folder.join("Cargo.toml")).expect("a manifest");
        (folder, toml::from_str(&text).expect("it is TOML"))
    };
    folders.map(manifest).collect()
}

/// All Rust files in a folder and below, with their text.
///
/// None if the folder is missing.
pub(crate) fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            all.extend(sources(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            let text = std::fs::read_to_string(&path).expect("it can be read");
            all.push((path, text));
        }
    }
    all
}

fn has_tests(text: &str) -> bool {
    MARKS.iter().any(|mark| text.lines().any(|line| line.trim_start().starts_with(mark)))
}

fn is_off(target: Option<&Value>) -> bool {
    target.and_then(|target| target.get("test")).and_then(Value::as_bool) == Some(false)
}

#[test]
fn a_target_that_says_it_has_no_tests_has_none() {
    let crates = crates();
    let untested: Vec<_> = crates.iter().filter(|(_, it)| is_off(it.get("lib"))).collect();

    assert!(crates.len() > 20 && untested.len() > 10);
    for (folder, _) in untested {
        for (path, text) in sources(&folder.join("src")) {
            assert!(!has_tests(&text), "{}", path.display());
        }
    }
    for (folder, manifest) in &crates {
        let mut bins = manifest.get("bin").and_then(Value::as_array).into_iter().flatten();
        if bins.any(|bin| is_off(Some(bin))) {
            let main = std::fs::read_to_string(folder.join("src/main.rs")).expect("its file");
            assert!(!has_tests(&main) && !main.contains("\nmod "), "{}", folder.display());
        }
    }
}

#[test]
fn every_file_of_tests_is_part_of_a_program() {
    for (folder, manifest) in crates() {
        let files = sources(&folder.join("tests"));
        let declared = files.iter().flat_map(|(_, text)| text.lines()).filter_map(|line| {
            let line = line.trim_start();
            let line = line.strip_prefix("pub(crate) ").unwrap_or(line);
            line.strip_prefix("mod ")?.strip_suffix(';').map(str::to_owned)
        });
        let listed = manifest.get("test").and_then(Value::as_array).into_iter().flatten();
        let listed = listed.map(|it| it["name"].as_str().expect("a name").to_owned());
        let known: BTreeSet<String> = declared.chain(listed).collect();

        let found_by_cargo = manifest["package"].get("autotests").is_none();
        for (path, _) in &files {
            let name = path.file_stem().expect("a name").to_string_lossy();
            let is_program =
                found_by_cargo && (path.parent() == Some(&folder.join("tests")) || name == "main");
            assert!(is_program || known.contains(&*name), "{} is in none", path.display());
        }
    }
}
