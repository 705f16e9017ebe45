//! The style sheet and scripts that pages carry within them, as the build has shrunk them.

use std::fmt;

use askama::filters::HtmlSafe;

/// Text that goes into a page as it is: the build's, or a part of the settings that was checked for it.
#[derive(Clone, Copy, Debug)]
pub struct Inlined(pub(crate) &'static str);

impl fmt::Display for Inlined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// Never from what arrives.
impl HtmlSafe for Inlined {}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));
