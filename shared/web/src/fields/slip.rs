//! An address with a slip of the finger is asked about once; the choice is theirs.

use domain::{Email, Typed};

use crate::request::form::Form;

/// The button that takes the address that was probably meant, and the one that was asked about before.
pub const FIELDS: [&str; 2] = ["meant_email", "kept_email"];

/// The address and its repetition: as typed, or the one that the button takes.
#[must_use]
pub fn typed(form: &Form) -> [Typed; 2] {
    let meant = form.get(FIELDS[0]);
    if meant.expose().is_empty() {
        [form.get("email"), form.get("confirm_email")]
    } else {
        [meant.clone(), meant]
    }
}

/// The address that was probably meant, if it is to be asked about.
#[must_use]
pub fn asked_about(form: &Form, email: &Email) -> Option<String> {
    let [meant, kept] = FIELDS.map(|field| form.get(field));
    let is_settled = !meant.expose().is_empty()
        || Email::parse(kept.expose()).is_ok_and(|kept| kept.canonical() == email.canonical());
    if is_settled { None } else { domain::meant_email(email) }
}
