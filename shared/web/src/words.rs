//! Every sentence that people read, in every language the portal speaks.
//!
//! A translator opens one folder, `english` or `spanish`, and finds all sentences of the language there. The structs
//! that hold them are `tables`: a sentence that one language lacks does not compile.

mod english;
pub mod moment;
mod spanish;
pub mod tables;

use domain::Language;

pub use tables::Words;

/// The sentences of a language.
#[must_use]
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &english::WORDS,
        Language::Spanish => &spanish::WORDS,
    }
}
