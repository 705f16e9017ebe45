//! What holds of the crate as a whole, seen from outside.

mod frame;
mod marks;
mod portal;
mod robot;
mod snapshots;
mod words;
