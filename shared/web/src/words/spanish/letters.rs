//! The letters in Spanish.

mod changed;
mod factors;
mod links;
mod people;
mod registering;
mod shared;

use crate::words::tables::letters::LettersWords;

pub(super) const WORDS: LettersWords = LettersWords {
    registering: registering::WORDS,
    links: links::WORDS,
    changed: changed::WORDS,
    factors: factors::WORDS,
    people: people::WORDS,
    shared: shared::WORDS,
};
