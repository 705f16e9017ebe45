//! The rules of Porchlight: values, stages, pure decisions, ports. Nothing here does I/O.

mod language;

pub use language::Language;
