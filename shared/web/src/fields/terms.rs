//! The box that accepts the terms, as each form has it.

use crate::pages::view::Checkbox;
use crate::request::visit::Visit;
use crate::words::words;

/// The box, and the version of the terms that its page showed.
pub const FIELDS: [&str; 2] = ["accept_terms", "version"];

/// The rule that was broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAccepted {
    /// The box is not ticked.
    NotTicked,
    /// Other terms are in force than the page showed.
    OtherVersion,
}

/// Whether the terms in force were accepted: who accepts has to have seen them.
///
/// # Errors
///
/// `NotTicked` before `OtherVersion`.
pub fn accepted(visit: &Visit) -> Result<(), NotAccepted> {
    let [ticked, version] = FIELDS.map(|field| visit.form().get(field));
    if ticked.expose() != "yes" {
        Err(NotAccepted::NotTicked)
    } else if version.expose() != visit.portal().terms.version {
        Err(NotAccepted::OtherVersion)
    } else {
        Ok(())
    }
}

/// The box, ticked if the terms that are shown were accepted before, with what is wrong.
#[must_use]
pub fn checkbox(visit: &Visit, about: Option<NotAccepted>) -> Checkbox<'static> {
    let says = &words(visit.language()).errors;
    let error = about.map(|about| match about {
        NotAccepted::NotTicked => says.terms_not_accepted,
        NotAccepted::OtherVersion => says.terms_changed,
    });
    Checkbox { checked: accepted(visit).is_ok(), error }
}
