//! A text as a QR code: one path of an SVG, dark on a light ground whatever the page's colors are.

use std::fmt::Write as _;

use qrcodegen::{QrCode as Drawn, QrCodeEcc};

use super::QrCode;

/// The light modules around it. Source: ISO/IEC 18004, four on each side.
const QUIET: i32 = 4;

impl QrCode {
    /// Draws a text; `None` if it is too long.
    ///
    /// A row is a line with gaps, and what is dark is stroked: half the bytes that rectangles take on the wire.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let drawn = Drawn::encode_text(text, QrCodeEcc::Low).ok()?;
        let mut path = String::new();
        for y in 0..drawn.size() {
            write!(path, "M{QUIET} {}.5", y + QUIET).ok()?;
            let run = |from: i32, is_dark: bool| {
                (from..drawn.size()).take_while(|x| drawn.get_module(*x, y) == is_dark).count()
            };
            let mut x = 0;
            while x < drawn.size() {
                let gap = i32::try_from(run(x, false)).ok()?;
                let dark = i32::try_from(run(x + gap, true)).ok()?;
                if dark > 0 {
                    let over = if gap > 0 { format!("m{gap} 0") } else { String::new() };
                    write!(path, "{over}h{dark}").ok()?;
                }
                x += gap + dark;
            }
        }
        Some(Self { side: drawn.size() + 2 * QUIET, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corners_are_where_a_reader_looks_for_them() {
        let code = QrCode::of("porch").expect("it is short");

        // The first row of a finder pattern is seven dark modules.
        let rows: Vec<&str> = code.path.split('M').skip(1).collect();
        assert!(rows[0].starts_with("4 4.5h7m"), "{}", rows[0]);
        assert!(rows[0].ends_with(" 0h7"), "{}", rows[0]);
        assert!(rows[1].starts_with("4 5.5h1m5 0h1"), "{}", rows[1]);
        assert_eq!((code.side, rows.len()), (21 + 8, 21), "the smallest code and its quiet zone");
    }

    #[test]
    fn what_is_too_long_is_not_drawn() {
        assert_eq!(QrCode::of(&"x".repeat(3_000)), None);
    }
}
