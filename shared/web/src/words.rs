//! Every sentence that people read, in every language the portal speaks.
//!
//! A table is a struct: a sentence that one language lacks does not compile.

pub mod account;
pub mod common;
pub mod dates;
pub mod errors;
pub mod letters;
pub mod login;
pub mod not_me;
pub mod problems;
pub mod profile;
pub mod recover;
pub mod steps;

use domain::Language;

/// All sentences in one language.
pub struct Words {
    /// What every page shows.
    pub common: common::Common,
    /// Days and times.
    pub dates: dates::Dates,
    /// What is said beside a field.
    pub errors: errors::Errors,
    /// The steps of registration.
    pub steps: steps::Steps,
    /// The pages before and after it.
    pub account: account::Account,
    /// The profile.
    pub profile: profile::Profile,
    /// "This wasn't me".
    pub not_me: not_me::NotMe,
    /// The way back in.
    pub recover: recover::Recover,
    /// The pages that end a way, each with a way on.
    pub problems: problems::Problems,
    /// The profile's pages about the login itself.
    pub login: login::Login,
    /// The letters.
    pub letters: letters::Letters,
}

static ENGLISH: Words = Words {
    common: common::ENGLISH,
    dates: dates::ENGLISH,
    errors: errors::ENGLISH,
    steps: steps::ENGLISH,
    account: account::ENGLISH,
    profile: profile::ENGLISH,
    not_me: not_me::ENGLISH,
    recover: recover::ENGLISH,
    problems: problems::ENGLISH,
    login: login::ENGLISH,
    letters: letters::ENGLISH,
};

static SPANISH: Words = Words {
    common: common::SPANISH,
    dates: dates::SPANISH,
    errors: errors::SPANISH,
    steps: steps::SPANISH,
    account: account::SPANISH,
    profile: profile::SPANISH,
    not_me: not_me::SPANISH,
    recover: recover::SPANISH,
    problems: problems::SPANISH,
    login: login::SPANISH,
    letters: letters::SPANISH,
};

/// The sentences of a language.
#[must_use]
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::Spanish => &SPANISH,
    }
}
