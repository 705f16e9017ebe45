//! Tests of the whole stack, as `cargo run` or `cargo lambda watch` starts it.

mod canaries;
mod co_ops;
mod deployed;
mod local_server;
mod paper_by_letter;
