//! The letters: what each says, where its buttons lead, and how it reads as HTML and as text.

mod content;
mod each;
mod sheet;

pub use content::Rendered;
pub use sheet::{OpenLink, Sheet};

use domain::Letter;

/// Renders a letter.
///
/// # Errors
///
/// When a template cannot be filled in.
pub fn render(letter: &Letter, sheet: &Sheet<'_>) -> Result<Rendered, askama::Error> {
    each::content(letter, sheet).render()
}
