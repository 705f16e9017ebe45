//! Finds citations in comments and pages.

use std::path::Path;

pub(crate) fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "md")
}

pub(crate) fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

pub(crate) fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("//") || line.starts_with('#') || line.contains(" // ")
}

/// A path with its `..` resolved. `None` if it leads out of the repository.
pub(crate) fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        match part {
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A page that a text names, with what follows.
pub(crate) struct Citation<'a> {
    pub(crate) page: String,
    pub(crate) heading: Option<&'a str>,
    pub(crate) rest: &'a str,
}

pub(crate) fn citations(text: &str) -> Vec<Citation<'_>> {
    let of_path = |c: char| is_of_word(c) || matches!(c, '-' | '.' | '/');
    let mut found = Vec::new();
    for (at, ending) in text.match_indices(".md") {
        let name = text[..at].rsplit(|c: char| !of_path(c)).next().unwrap_or_default();
        let rest = &text[at + ending.len()..];
        let is_whole = !rest.starts_with(|c: char| is_of_word(c));
        // It is neither an address elsewhere nor a mere file ending.
        if name.is_empty() || name.ends_with('/') || name.starts_with("//") || !is_whole {
            continue;
        }
        let (heading, rest) = match rest.strip_prefix('#') {
            None => (None, rest),
            Some(rest) => {
                let of_heading = |c: char| is_of_word(c) || c == '-';
                let end = rest.find(|c: char| !of_heading(c)).unwrap_or(rest.len());
                (Some(&rest[..end]), &rest[end..])
            }
        };
        found.push(Citation { page: format!("{name}{ending}"), heading, rest });
    }
    found
}

/// The lines of a page outside of its blocks of code.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut is_code = false;
    text.lines().filter(move |line| {
        let is_fence = line.starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    })
}

/// The headings of a page, in the form of addresses.
pub(crate) fn headings(text: &str) -> impl Iterator<Item = String> {
    let heading = |line: &str| {
        let kept = line.trim_start_matches('#').trim().to_lowercase();
        let kept = kept.replace(' ', "-");
        kept.chars().filter(|c| is_of_word(*c) || *c == '-').collect()
    };
    prose(text).filter(|line| line.starts_with('#')).map(heading)
}

/// The parts of a text that are in backticks.
pub(crate) fn quoted(text: &str) -> impl Iterator<Item = &str> {
    prose(text).flat_map(|line| line.split('`').skip(1).step_by(2))
}

/// The word before each section sign.
pub(crate) fn sections(comment: &str) -> impl Iterator<Item = &str> {
    let parts: Vec<&str> = comment.split('§').collect();
    let before = parts.len().saturating_sub(1);
    parts.into_iter().take(before).map(|part| part.split_whitespace().last().unwrap_or_default())
}

/// Whether a text looks like a name of the code.
///
/// That is the name of a test, a setting, a constant, a type or a part of one.
pub(crate) fn is_name(said: &str) -> bool {
    let has = |is: fn(&char) -> bool| said.chars().any(|c| is(&c));
    let of_letters = said.chars().all(|c| is_of_word(c) || c == ':') && said.is_ascii();
    let begins_high = said.starts_with(|c: char| c.is_ascii_uppercase());
    of_letters
        && (said.contains('_')
            || said.contains("::")
            || (begins_high && has(char::is_ascii_lowercase)))
}
