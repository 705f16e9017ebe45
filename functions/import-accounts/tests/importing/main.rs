//! What an import leaves behind, whatever the file and wherever it stops.

mod bound;
mod demo;
mod files;
mod holders;
mod questions;
mod stops;
mod store;
mod unbinding;
mod uploads;
