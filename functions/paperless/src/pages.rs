//! How step 6 looks.

use domain::{Bills, Member};
use web::pages::{Html, Paperless, PaperlessLater};
use web::words::moment::local_time;
use web::words::words;
use web::{Reply, Visit};

use crate::Choice;

/// The form, with nothing chosen but what was chosen before; or when it is asked, while all accounts are held.
pub(crate) fn form(visit: &Visit, member: &Member) -> Reply {
    let Some(until) = member.all_held(visit.now()) else {
        return Reply::ok(page(visit, None), "shown");
    };
    let until = local_time(until, visit.portal().time_zone, visit.language());
    let later = PaperlessLater { view: visit.view(), until: &until, in_profile: false };
    Reply::ok(later.render(), "later")
}

/// The form, saying that neither yes nor no was chosen.
pub(crate) fn not_chosen(visit: &Visit) -> Reply {
    Reply::refused(page(visit, Some(words(visit.language()).errors.paperless_not_chosen)))
}

/// The form, saying that the text is another one than the page showed; nothing is chosen.
pub(crate) fn changed(visit: &Visit) -> Reply {
    let error = Some(words(visit.language()).errors.paperless_changed);
    Reply::refused(Paperless { view: visit.view(), bills: None, error }.render())
}

/// On to step 7, or home where that was answered.
pub(crate) fn chosen(visit: &Visit, member: &Member) -> Reply {
    Reply::see_other(web::routes::next(member.next_step(visit.now())), "chosen")
}

fn page(visit: &Visit, error: Option<&str>) -> Html {
    let bills = match crate::parse(visit.form()) {
        Some(Choice::On) => Some(Bills::ByEmail),
        Some(Choice::Off) => Some(Bills::OnPaper),
        Some(Choice::Skip) | None => None,
    };
    Paperless { view: visit.view(), bills, error }.render()
}
