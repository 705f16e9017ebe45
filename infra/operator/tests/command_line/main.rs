//! Tests the binary against the local portal, on free ports.

mod codes;
mod importing;
mod looking_after;
mod people;
mod portal;
