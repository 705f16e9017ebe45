//! The whole portal on one machine: what cargo run starts.

pub mod template;
