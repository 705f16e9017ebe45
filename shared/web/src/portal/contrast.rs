//! Colors that people can tell apart: the contrast rule of WCAG 2.2.

use super::Colors;
use super::table::Table;
use super::values::Placed;

/// Text against what is behind it (WCAG 1.4.3, level AA).
const TEXT: f64 = 4.5;
/// Borders of fields and buttons against what is around them (WCAG 1.4.11).
const EDGE: f64 = 3.0;

/// The colors of a scheme.
const NAMES: [&str; 12] = [
    "page",
    "card",
    "ink",
    "quiet",
    "line",
    "link",
    "button",
    "on_button",
    "header",
    "on_header",
    "lamp",
    "error",
];

/// Which must be told apart from which, and by how much.
const PAIRS: [(&str, &str, f64); 15] = [
    ("ink", "page", TEXT),
    ("quiet", "page", TEXT),
    ("link", "page", TEXT),
    ("error", "page", TEXT),
    ("button", "page", EDGE),
    ("line", "page", EDGE),
    ("ink", "card", TEXT),
    ("quiet", "card", TEXT),
    ("link", "card", TEXT),
    ("error", "card", TEXT),
    ("button", "card", EDGE),
    ("line", "card", EDGE),
    ("on_button", "button", TEXT),
    ("on_header", "header", TEXT),
    ("lamp", "header", TEXT),
];

/// Reads the colors of one scheme. Each that is none is refused, and each pair that is too close to be read.
pub(super) fn colors(table: &Table<'_>) -> Colors {
    let found = NAMES.map(|name| table.placed(name));
    let shines = found.map(|placed| placed.and_then(|placed| luminance(placed.text)));
    for (placed, shine) in found.iter().zip(shines) {
        if let (Some(Placed { at, .. }), None) = (placed, shine) {
            table.fault(*at, "a color is written #rrggbb");
        }
    }
    let of = |name| NAMES.iter().position(|known| *known == name).unwrap_or_default();
    for (front, back, least) in PAIRS {
        let (front_at, back_at) = (of(front), of(back));
        let (Some(one), Some(other)) = (shines[front_at], shines[back_at]) else { continue };
        let ratio = (one.max(other) + 0.05) / (one.min(other) + 0.05);
        if ratio < least {
            let at = found[front_at].map_or(table.at(), |placed| placed.at);
            let reason = format!("{front} on {back} is {ratio:.2}:1, at least {least}:1 is needed");
            table.fault(at, reason);
        }
    }
    let text = |name| found[of(name)].map_or("", |placed| placed.text);
    Colors {
        page: text("page"),
        card: text("card"),
        ink: text("ink"),
        quiet: text("quiet"),
        line: text("line"),
        link: text("link"),
        button: text("button"),
        on_button: text("on_button"),
        header: text("header"),
        on_header: text("on_header"),
        lamp: text("lamp"),
        error: text("error"),
    }
}

/// Relative luminance, 0 to 1, of a color written `#rrggbb`.
fn luminance(color: &str) -> Option<f64> {
    let digits = color.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some(0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue))
}

fn linear(channel: u8) -> f64 {
    let share = f64::from(channel) / 255.0;
    if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
}
