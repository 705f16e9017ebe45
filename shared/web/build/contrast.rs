//! Colors that people can tell apart: the contrast rule of WCAG 2.2.

use serde::Deserialize;
use toml::Spanned;

use super::settings::Placed;

/// Text against what is behind it (WCAG 1.4.3, level AA).
const TEXT: f64 = 4.5;
/// Borders of fields and buttons against what is around them (WCAG 1.4.11).
const EDGE: f64 = 3.0;

/// The colors of one scheme, by day or by night.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Palette {
    pub(crate) page: Placed,
    pub(crate) card: Placed,
    pub(crate) ink: Placed,
    pub(crate) quiet: Placed,
    pub(crate) line: Placed,
    pub(crate) link: Placed,
    pub(crate) button: Placed,
    pub(crate) on_button: Placed,
    pub(crate) header: Placed,
    pub(crate) on_header: Placed,
    pub(crate) lamp: Placed,
    pub(crate) error: Placed,
}

impl Palette {
    /// The colors with the names they have in the style sheet.
    pub(crate) fn named(&self) -> [(&'static str, &Placed); 12] {
        [
            ("page", &self.page),
            ("card", &self.card),
            ("ink", &self.ink),
            ("quiet", &self.quiet),
            ("line", &self.line),
            ("link", &self.link),
            ("button", &self.button),
            ("on-button", &self.on_button),
            ("header", &self.header),
            ("on-header", &self.on_header),
            ("lamp", &self.lamp),
            ("error", &self.error),
        ]
    }

    /// Refuses a color that is none, or a pair too close to be read.
    pub(crate) fn check(&self) -> Result<(), (usize, String)> {
        for (_, color) in self.named() {
            luminance(color)?;
        }
        let surfaces = [("page", &self.page), ("card", &self.card)];
        let texts = [("ink", &self.ink), ("quiet", &self.quiet), ("link", &self.link)];
        for surface in surfaces {
            for text in texts {
                apart(text, surface, TEXT)?;
            }
            apart(("error", &self.error), surface, TEXT)?;
            apart(("button", &self.button), surface, EDGE)?;
            apart(("line", &self.line), surface, EDGE)?;
        }
        apart(("on_button", &self.on_button), ("button", &self.button), TEXT)?;
        apart(("on_header", &self.on_header), ("header", &self.header), TEXT)?;
        apart(("lamp", &self.lamp), ("header", &self.header), TEXT)
    }
}

type Named<'a> = (&'a str, &'a Placed);

fn apart(front: Named<'_>, back: Named<'_>, least: f64) -> Result<(), (usize, String)> {
    let found = ratio(luminance(front.1)?, luminance(back.1)?);
    if found >= least {
        return Ok(());
    }
    let reason = format!("{} on {} is {found:.2}:1, at least {least}:1 is needed", front.0, back.0);
    Err((start(front.1), reason))
}

fn ratio(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance, 0 to 1, of a color written `#rrggbb`.
fn luminance(color: &Placed) -> Result<f64, (usize, String)> {
    let digits = color.get_ref().strip_prefix('#').filter(|digits| digits.len() == 6);
    let value = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let Some(value) = value else {
        return Err((start(color), "a color is written #rrggbb".to_owned()));
    };
    let [_, red, green, blue] = value.to_be_bytes();
    Ok(0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue))
}

fn linear(channel: u8) -> f64 {
    let share = f64::from(channel) / 255.0;
    if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
}

fn start<T>(placed: &Spanned<T>) -> usize {
    placed.span().start
}
