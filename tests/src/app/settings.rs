//! Settings that differ from the shipped ones in a few lines.

use std::sync::LazyLock;

use web::portal::Portal;
pub use web::samples::{BY_CODE, changed_settings};

/// Where a letter has to confirm bills by email: what stands in the shipped settings, and what stands there then.
pub const CONFIRMED: (&str, &str) = ("paperless_confirmed = false", "paperless_confirmed = true");

static BY_LETTER: LazyLock<&'static Portal> = LazyLock::new(|| {
    let [kind, label, hint, column] = BY_CODE;
    changed_settings(&[kind, label, hint, column, CONFIRMED]).1
});

/// A portal where the code on the bill is the only question, and where a letter has to confirm bills by email.
#[must_use]
pub fn by_letter() -> &'static Portal {
    *BY_LETTER
}
