//! Every sentence in English.

mod account;
mod common;
mod dates;
mod errors;
mod history;
mod letters;
mod login;
mod not_me;
mod outages;
mod paying;
mod people;
mod problems;
mod profile;
mod recover;
mod second;
mod steps;
mod usage;

use super::tables::Words;

pub(super) static WORDS: Words = Words {
    common: common::WORDS,
    dates: dates::WORDS,
    errors: errors::WORDS,
    steps: steps::WORDS,
    account: account::WORDS,
    history: history::WORDS,
    outages: outages::WORDS,
    paying: paying::WORDS,
    people: people::WORDS,
    profile: profile::WORDS,
    not_me: not_me::WORDS,
    recover: recover::WORDS,
    second: second::WORDS,
    problems: problems::WORDS,
    login: login::WORDS,
    usage: usage::WORDS,
    letters: letters::WORDS,
};
