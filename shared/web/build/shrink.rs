//! Takes out of a style sheet or script what only people who edit it need.

/// Drops comments and the blanks that mean nothing in a style sheet.
pub(crate) fn style(source: &str) -> String {
    let mut bare = String::new();
    let mut rest = source;
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let words = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    [" {", "{ ", " }", "} ", "; ", ": ", ", "]
        .iter()
        .fold(words, |text, wide| text.replace(wide, wide.trim()))
        .replace(";}", "}")
}

/// Drops whole-line comments and indentation; a line's end stays, so nothing joins by accident.
pub(crate) fn script(source: &str) -> String {
    let lines = source.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.filter(|line| !line.starts_with("//")).collect::<Vec<_>>().join("\n")
}
