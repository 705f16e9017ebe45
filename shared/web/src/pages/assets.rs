//! The style sheet, scripts and logo that pages carry within them.

use std::fmt;

use askama::filters::HtmlSafe;

/// Text that goes into a page as it is. Only the build makes one.
pub(crate) struct Inlined(&'static str);

impl fmt::Display for Inlined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// Written by the build from files of this repository, never from what arrives.
impl HtmlSafe for Inlined {}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));
