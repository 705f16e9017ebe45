//! How step 6 looks.

use domain::{Bills, Member};
use web::pages::{Html, Paperless};
use web::words::words;
use web::{Reply, Visit};

use crate::Choice;

/// The form, with nothing chosen but what was chosen before.
pub(crate) fn form(visit: &Visit) -> Reply {
    Reply::ok(page(visit, None), "shown")
}

/// The form, saying that neither yes nor no was chosen.
pub(crate) fn not_chosen(visit: &Visit) -> Reply {
    Reply::refused(page(visit, Some(words(visit.language()).errors.paperless_not_chosen)))
}

/// On to step 7, or home where that was answered.
pub(crate) fn chosen(member: &Member) -> Reply {
    Reply::see_other(web::routes::next(member.next_step()), "chosen")
}

fn page(visit: &Visit, error: Option<&str>) -> Html {
    let bills = match crate::parse(visit.form()) {
        Some(Choice::On) => Some(Bills::ByEmail),
        Some(Choice::Off) => Some(Bills::OnPaper),
        Some(Choice::Skip) | None => None,
    };
    Paperless { view: visit.view(), bills, error }.render()
}
