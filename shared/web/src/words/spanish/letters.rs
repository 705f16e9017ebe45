//! The letters in Spanish.

mod changed;
mod links;
mod registering;
mod shared;

use crate::words::tables::letters::LettersWords;

pub(super) const WORDS: LettersWords = LettersWords {
    registering: registering::WORDS,
    links: links::WORDS,
    changed: changed::WORDS,
    shared: shared::WORDS,
};
