//! What only shows where functions, roles and the secret are as deployed: on the stack that `cargo run` starts.

mod built;
mod newer;
mod people;
mod roles;
mod rotation;
mod watched;
mod watching;
