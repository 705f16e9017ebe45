//! Tests that no file imports from a file that imports from it, be it by way of others.
//!
//! So the files of a crate can be read in an order. A module and the modules inside it count as one here: `letters.rs`
//! may name what is in `letters/`, and the other way round.

use std::collections::{BTreeMap, BTreeSet};

use crate::crates::{crates, sources};

/// Each module of a crate, as `letters::budget`, with the text of its file.
type Modules = BTreeMap<String, String>;

/// The modules in a folder of sources, but for the crate's root and for tests.
fn modules(folder: &std::path::Path) -> Modules {
    let inside = folder.join("src");
    let named = sources(&inside).into_iter().filter_map(|(path, text)| {
        let path = path.strip_prefix(&inside).expect("it is inside").with_extension("");
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let is_root = matches!(parts[..], [ref only] if only == "lib" || only == "main");
        (!is_root && !parts.iter().any(|part| part == "tests")).then(|| (parts.join("::"), text))
    });
    named.collect()
}

/// The words and marks of a text, without comments and without the tests at its end.
fn tokens(text: &str) -> Vec<&str> {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    let mut all = Vec::new();
    for mut rest in lines {
        while let Some(first) = rest.chars().next() {
            let is_word = |it: char| it.is_alphanumeric() || it == '_';
            let length = match first {
                first if is_word(first) => rest.find(|it| !is_word(it)).unwrap_or(rest.len()),
                ':' if rest.starts_with("::") => 2,
                _ => first.len_utf8(),
            };
            let (token, left) = rest.split_at(length);
            if !token.trim().is_empty() {
                all.push(token);
            }
            rest = left;
        }
    }
    all
}

/// Reads the paths that begin at a token, as `a::{b, c::d}`, and answers where they end.
fn read<'a>(
    tokens: &[&'a str],
    mut at: usize,
    before: &[&'a str],
    to: &mut Vec<Vec<&'a str>>,
) -> usize {
    let mut path = before.to_vec();
    loop {
        match tokens.get(at) {
            Some(&"{") => {
                at += 1;
                while tokens.get(at).is_some_and(|it| *it != "}") {
                    at = if tokens[at] == "," { at + 1 } else { read(tokens, at, &path, to) };
                }
                return at + 1;
            }
            Some(word) => {
                path.push(word);
                at += 1;
                if tokens.get(at) != Some(&"::") {
                    to.push(path);
                    return at;
                }
                at += 1;
            }
            None => return at,
        }
    }
}

/// The modules that a module names, by `crate::` or by `super::`.
fn named(of: &str, text: &str, all: &Modules) -> BTreeSet<String> {
    let (tokens, mut paths, mut at) = (tokens(text), Vec::new(), 0);
    while at < tokens.len() {
        let begins = matches!(tokens[at], "crate" | "super") && tokens.get(at + 1) == Some(&"::");
        at = if begins { read(&tokens, at, &[], &mut paths) } else { at + 1 };
    }
    let found = paths.into_iter().filter_map(|path| {
        let ups = path.iter().take_while(|part| **part == "super").count();
        let own: Vec<&str> = of.split("::").collect();
        let from = if ups == 0 { &[][..] } else { own.get(..own.len().checked_sub(ups)?)? };
        let rest = &path[ups.max(1)..];
        let full = [from, rest].concat();
        (1..=full.len()).rev().map(|end| full[..end].join("::")).find(|it| all.contains_key(it))
    });
    let inside = |one: &str, other: &str| format!("{other}::").starts_with(&format!("{one}::"));
    found.filter(|it| !inside(it, of) && !inside(of, it)).collect()
}

/// The modules that lead back to themselves.
fn circles(all: &Modules) -> Vec<String> {
    let needs: BTreeMap<&String, BTreeSet<String>> =
        all.iter().map(|(of, text)| (of, named(of, text, all))).collect();
    let leads_back = |of: &&String| {
        let (mut reached, mut next) = (BTreeSet::new(), vec![*of]);
        while let Some(it) = next.pop() {
            next.extend(needs[it].iter().filter(|it| reached.insert(*it)));
        }
        reached.contains(*of)
    };
    all.keys().filter(leads_back).cloned().collect()
}

#[test]
fn no_file_of_a_crate_needs_a_file_that_needs_it() {
    for (folder, _) in crates() {
        assert_eq!(circles(&modules(&folder)), [""; 0], "{}", folder.display());
    }
}

#[test]
fn a_circle_is_noticed_however_its_paths_are_written() {
    let of = |texts: &[(&str, &str)]| {
        circles(&texts.iter().map(|(of, text)| ((*of).to_owned(), (*text).to_owned())).collect())
    };

    let direct = [("a", "use crate::b::B;"), ("b", "fn b() { super::a::a() }")];
    assert_eq!(of(&direct), ["a", "b"]);
    let by_others = [
        ("a", "use crate::{c, b::{B, D}};"),
        ("b", "use crate::d::c;"),
        ("d::c", "use super::super::a;"),
    ];
    assert_eq!(of(&by_others), ["a", "b", "d::c"]);
    let one_way = [
        ("a", "use crate::b::B;"),
        ("b", "// crate::a\n#[cfg(test)]\nmod tests {\nuse crate::a;}"),
    ];
    assert_eq!(of(&one_way), [""; 0]);
    let inside = [("a", "use crate::a::b::B;"), ("a::b", "use super::A;")];
    assert_eq!(of(&inside), [""; 0]);
}
