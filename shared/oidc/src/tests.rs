//! Tests of the whole against a provider in memory, whose keys are of the tests alone.

mod any;
mod asking;
mod callbacks;
mod client;
mod discovery;
mod exchange;
mod keys;
mod provider;
mod rig;
mod said;
mod tokens;
