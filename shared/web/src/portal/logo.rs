//! The logo: an SVG that is drawn in the page itself, so it may only have shapes and paint.
//!
//! What is allowed is listed, and all else is refused: nothing that loads, runs, links or restyles anything is on the
//! lists, whatever browsers may learn.

use std::collections::BTreeSet;

/// The most bytes of a logo, inclusive: it is in every page.
const MAX: usize = 1_500;

/// Shapes, and what groups them.
const ELEMENTS: [&str; 9] =
    ["svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"];

/// Where shapes are, and how they are painted.
const ATTRIBUTES: [&str; 38] = [
    "aria-hidden",
    "clip-rule",
    "color",
    "cx",
    "cy",
    "d",
    "fill",
    "fill-opacity",
    "fill-rule",
    "focusable",
    "height",
    "opacity",
    "pathLength",
    "points",
    "preserveAspectRatio",
    "r",
    "role",
    "rx",
    "ry",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "transform",
    "vector-effect",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
    "xmlns",
];

const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// Checks a logo.
///
/// # Errors
///
/// What it has that no logo may have.
pub(super) fn check(logo: &str) -> Result<(), String> {
    if logo.len() > MAX {
        return Err("a logo is at most 1,500 characters".to_owned());
    }
    if !(logo.starts_with("<svg ") && logo.ends_with("</svg>")) {
        return Err("a logo is one <svg>".to_owned());
    }
    let mut open: Vec<&str> = Vec::new();
    let mut rest = logo;
    while let Some(after) = rest.strip_prefix('<') {
        let (tag, after) = after.split_once('>').ok_or("a logo has a tag without its end")?;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name.trim_end()) {
                return Err(format!("a logo has `</{name}>` where nothing of it is open"));
            }
        } else {
            let (tag, is_whole) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
            let name = element(tag)?;
            if !is_whole {
                open.push(name);
            }
        }
        rest = after.trim_start();
        if open.is_empty() && !rest.is_empty() {
            return Err("a logo is one <svg>".to_owned());
        }
    }
    if !rest.is_empty() {
        return Err("a logo has no text".to_owned());
    }
    if open.is_empty() { Ok(()) } else { Err("a logo has a tag that is not closed".to_owned()) }
}

/// The name of an element, all of whose attributes are allowed.
fn element(tag: &str) -> Result<&str, String> {
    let end = tag.find(|letter: char| letter.is_ascii_whitespace()).unwrap_or(tag.len());
    let (name, mut rest) = tag.split_at(end);
    if !ELEMENTS.contains(&name) {
        return Err(format!("a logo has no `<{}>`", name.escape_debug()));
    }
    let mut seen = BTreeSet::new();
    loop {
        let trimmed = rest.trim_ascii_start();
        if trimmed.is_empty() {
            return Ok(name);
        }
        let (attribute, after) =
            trimmed.split_once("=\"").ok_or("a logo's attributes are written name=\"value\"")?;
        let (value, after) = after.split_once('"').ok_or("a logo has a quote that is open")?;
        if !ATTRIBUTES.contains(&attribute) || trimmed.len() == rest.len() {
            return Err(format!("a logo has no `{}`", attribute.escape_debug()));
        }
        if !seen.insert(attribute) {
            return Err(format!("a logo has `{attribute}` twice in one element"));
        }
        if !is_paint(attribute, value) {
            return Err(format!("a logo's `{attribute}` is no number, name or color"));
        }
        rest = after;
    }
}

/// Numbers, names, colors and transforms. An address would need letters that are not among these.
fn is_paint(attribute: &str, value: &str) -> bool {
    if attribute == "xmlns" {
        return value == NAMESPACE;
    }
    let plain = |letter: char| {
        letter.is_ascii_alphanumeric()
            || letter.is_ascii_whitespace()
            || matches!(letter, '#' | '.' | ',' | '-' | '+' | '%' | '(' | ')')
    };
    value.chars().all(plain) && !value.to_ascii_lowercase().contains("url")
}

/// The logo as a data address, on its own ground so that it shows in any tab bar. Nobody hears or focuses an icon.
pub(super) fn icon(logo: &str) -> String {
    let bare =
        [" aria-hidden=\"true\"", " focusable=\"false\"", " xmlns=\"http://www.w3.org/2000/svg\""]
            .iter()
            .fold(logo.to_owned(), |text, gone| text.replace(gone, ""));
    let color = if bare.contains(" color=\"") { "" } else { "color=\"#555\" " };
    let named = bare.replacen("<svg ", &format!("<svg xmlns=\"{NAMESPACE}\" {color}"), 1);
    let mut out = String::from("data:image/svg+xml,");
    for letter in named.chars() {
        match letter {
            '"' => out.push('\''),
            '#' => out.push_str("%23"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '%' => out.push_str("%25"),
            ' ' | '\n' | '\r' | '\t' => out.push_str("%20"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(inner: &str) -> Result<(), String> {
        check(&format!("<svg viewBox=\"0 0 4 4\">{inner}</svg>"))
    }

    #[test]
    fn shapes_and_paint_are_drawn() {
        for inner in [
            "",
            "<path d=\"m1 2-3 4z\" fill=\"#f6b73c\" opacity=\".45\"/>",
            "<g transform=\"rotate(45)\">\n <circle cx=\"1\" cy=\"1\" r=\"1\" stroke=\"currentColor\"/>\n</g>",
        ] {
            assert_eq!(drawn(inner), Ok(()), "{inner}");
        }
    }

    #[test]
    fn what_loads_runs_links_or_restyles_is_refused() {
        for inner in [
            "<script>x</script>",
            "<SCRIPT/>",
            "<style>*{}</style>",
            "<foreignObject/>",
            "<image href=\"https://evil.example/x\"/>",
            "<use xlink:href=\"#a\"/>",
            "<a href=\"https://evil.example\"/>",
            "<animate attributeName=\"x\"/>",
            "<set onbegin=\"x\"/>",
            "<path onload=\"x\"/>",
            "<path\nonclick=\"x\"/>",
            "<path OnClick=\"x\"/>",
            "<path style=\"fill:red\"/>",
            "<path fill=\"url(https://evil.example)\"/>",
            "<path fill=\"URL(#a)\"/>",
            "<path fill=\"u&#114;l(#a)\"/>",
            "<path fill='red'/>",
            "<path fill=red/>",
            "<path fill=\"a\"onload=\"x\"/>",
            "<path fill=\"a\" fill=\"b\"/>",
            "<g xmlns=\"http://www.w3.org/1999/xhtml\"/>",
            "<!-- x -->",
            "<?xml x?>",
            "<![CDATA[x]]>",
            "text",
            "&lt;",
            "<g>",
            "</g>",
            "<g></path>",
            "</svg><svg ><path/>",
            "<path",
            "<path fill=\"x",
        ] {
            assert!(drawn(inner).is_err(), "{inner}");
        }
    }

    #[test]
    fn a_logo_is_one_short_drawing() {
        for logo in ["", "<svg", "<svg >", "</svg>", "<svg ></svg>x", "x<svg ></svg>", "<b></b>"] {
            assert!(check(logo).is_err(), "{logo}");
        }
        assert!(drawn(&"<path/>".repeat(300)).is_err());
    }

    #[test]
    fn an_icon_has_its_namespace_once() {
        for logo in
            [format!("<svg xmlns=\"{NAMESPACE}\" width=\"4\"></svg>"), "<svg ></svg>".into()]
        {
            assert_eq!(icon(&logo).matches("xmlns").count(), 1, "{logo}");
        }
    }
}
