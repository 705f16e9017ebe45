//! Porchlight's requests, pages, letters and words.
//!
//! Each room uses only the rooms below it:
//!
//! - `samples`: every page and letter with made-up members, for the preview and for tests.
//! - `fields`: what forms of more than one page ask for.
//! - `request`: one request, from the gateway's event to the reply; `routes` lists all there are.
//! - `pages`: what a browser is shown, a struct and a template each.
//! - `letters`: what is sent by email.
//! - `words`: every sentence that people read, a folder for each language.
//! - `portal`: the co-op's settings.
//! - `assets`: the style sheet and scripts, as the build has shrunk them.

mod assets;
mod fields;
pub mod letters;
pub mod pages;
pub mod portal;
mod request;
pub mod routes;
#[doc(hidden)]
pub mod samples;
pub mod words;

pub use askama::Error as RenderError;
pub use fields::{new_password, questions, says, slip, terms};
pub use request::accounts::{
    Asked, Chosen, OTHERS_AT_ONCE, chosen, chosen_or, held_until, history, of_others, oldest_bill,
    oldest_read, open_of, opened, shown,
};
pub use request::csrf::FIELD as CSRF_FIELD;
pub use request::desk::{Desk, Step, forget, forget_try, lost};
pub use request::downloads::{back_to, count_download, led_here};
pub use request::form::{BODY_MAX, Form, FormError};
pub use request::leaving::{Leaving, LeavingRule, leave};
pub use request::members::{
    open_session, owes_terms, session, sign_in_first, signed_in, signed_in_for_factors,
};
pub use request::names::{Names, names};
pub use request::random::random;
pub use request::reply::Reply;
pub use request::visit::Visit;
pub use request::{cookies, gateway, links, passkey, proof, refused, robot, staff};
