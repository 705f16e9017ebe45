//! What there is to say, without a language: a struct for each part of the portal.
//!
//! A sentence that one language lacks does not compile.

pub mod account;
pub mod common;
pub mod dates;
pub mod errors;
pub mod history;
pub mod letters;
pub mod login;
pub mod not_me;
pub mod outages;
pub mod paying;
pub mod people;
pub mod problems;
pub mod profile;
pub mod recover;
pub mod second;
pub mod steps;
pub mod usage;

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
    /// What billing has told over time.
    pub history: history::History,
    /// Reports of outages.
    pub outages: outages::Outages,
    /// The way to the payment vendor.
    pub paying: paying::Paying,
    /// Others on an account.
    pub people: people::People,
    /// The profile.
    pub profile: profile::Profile,
    /// "This wasn't me".
    pub not_me: not_me::NotMe,
    /// The way back in.
    pub recover: recover::Recover,
    /// The second step of signing in.
    pub second: second::Second,
    /// The pages that end a way, each with a way on.
    pub problems: problems::Problems,
    /// The profile's pages about the login itself.
    pub login: login::Login,
    /// What was used.
    pub usage: usage::Usage,
    /// The letters.
    pub letters: letters::LettersWords,
}
