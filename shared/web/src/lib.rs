//! Porchlight's requests, pages, letters and words.

mod assets;
pub mod letters;
pub mod moment;
pub mod pages;
pub mod portal;
pub mod view;
pub mod words;

pub use assets::CONTENT_SECURITY_POLICY;
