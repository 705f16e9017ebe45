//! How step 6 looks.

use domain::{Member, NextStep};
use web::pages::Paperless;
use web::words::words;
use web::{Reply, Visit};

/// The form, with nothing chosen.
pub(crate) fn form(visit: &Visit) -> Reply {
    Reply::ok(page(visit, None), "shown")
}

/// The form, saying that neither yes nor no was chosen.
pub(crate) fn not_chosen(visit: &Visit) -> Reply {
    Reply::refused(page(visit, Some(words(visit.language()).errors.paperless_not_chosen)))
}

/// On to step 7, or home where that was answered.
pub(crate) fn chosen(member: &Member) -> Reply {
    let path = match member.next_step() {
        NextStep::Paperless => "/register/paperless",
        NextStep::SecurityPhrase => "/register/security-phrase",
        NextStep::Home => "/home",
    };
    Reply::see_other(path, "chosen")
}

fn page(visit: &Visit, error: Option<&str>) -> String {
    Paperless { view: visit.view(), cancel: "/home", error }.render()
}
