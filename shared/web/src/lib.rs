//! Porchlight's requests, pages, letters and words.

mod assets;
pub mod cookies;
mod csrf;
mod desk;
mod device;
mod form;
pub mod gateway;
pub mod letters;
pub mod links;
pub mod moment;
pub mod new_password;
pub mod pages;
pub mod portal;
pub mod questions;
mod reply;
pub mod robot;
pub mod routes;
#[doc(hidden)]
pub mod samples;
pub mod says;
pub mod view;
mod visit;
pub mod words;

pub use assets::CONTENT_SECURITY_POLICY;
pub use csrf::FIELD as CSRF_FIELD;
pub use desk::{Desk, Step, forget, lost, owes_terms, random, session, sign_in_first, signed_in};
pub use form::{BODY_MAX, Form, FormError};
pub use reply::Reply;
pub use visit::Visit;
