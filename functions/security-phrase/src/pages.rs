//! How step 7 looks.

use domain::{Member, SecurityPhrase, SecurityPhraseError};
use web::pages::view::Field;
use web::pages::{Html, Phrase};
use web::words::words;
use web::{Reply, Visit};

/// The form, empty or with what was typed before.
pub(crate) fn form(visit: &Visit, member: &Member) -> Reply {
    let typed = visit.form().get(crate::FIELDS[0]);
    Reply::ok(page(visit, member, Field { value: typed.expose(), error: None }), "shown")
}

/// Step 6 comes first.
pub(crate) fn paperless_first() -> Reply {
    Reply::see_other("/register/paperless", "out_of_order")
}

/// Where who has a phrase changes it.
pub(crate) fn in_the_profile() -> Reply {
    Reply::see_other("/profile/security-phrase", "has_phrase")
}

/// Home, or the page to pay on that led here.
pub(crate) fn saved(visit: &Visit) -> Reply {
    let paying = visit.led_away_from().filter(|page| page.starts_with("/pay"));
    Reply::see_other(paying.unwrap_or("/home".into()), "saved")
}

/// The form with what was typed and the rule that it broke.
pub(crate) fn refused(visit: &Visit, member: &Member, error: SecurityPhraseError) -> Reply {
    let says = &words(visit.language()).errors;
    let sentence = says.about_phrase(error);
    // A password typed here by mistake is not sent back.
    let typed = visit.form().get(crate::FIELDS[0]);
    let value = if error == SecurityPhraseError::IsPassword { "" } else { typed.expose() };
    Reply::refused(page(visit, member, Field { value, error: Some(&sentence) }))
}

fn page(visit: &Visit, member: &Member, security_phrase: Field<'_>) -> Html {
    let (view, least, is_step) = (visit.view(), SecurityPhrase::MIN, !member.accounts.is_empty());
    Phrase { view, security_phrase, least, is_step }.render()
}
