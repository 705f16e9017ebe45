//! The language of pages and letters.

use domain::ports::{Clock, Members, StoreError};
use domain::{Changed, Language, SignedIn};
use lambda_http::http::StatusCode;
use web::cookies::SetCookie;
use web::pages::{ChooseLanguage, Html};
use web::words::words;
use web::{Reply, Step, Visit};

use crate::pages;

pub(crate) const FIELDS: [&str; 1] = ["language"];

/// The form, with the language of the member's letters chosen.
pub(crate) fn show(visit: &Visit, who: &SignedIn) -> Reply {
    let typed = Language::parse(visit.form().get(FIELDS[0]).expose());
    Reply::ok(page(visit, typed.or(Some(who.member.language)), None), "shown")
}

/// Keeps the language on the member's record, for letters, and in the browser, for pages.
pub(crate) async fn submit(
    step: &Step<impl Members, impl Clock>,
    visit: &Visit,
    SignedIn { mut member, .. }: SignedIn,
) -> Result<Reply, StoreError> {
    let Some(language) = Language::parse(visit.form().get(FIELDS[0]).expose()) else {
        let error = words(visit.language()).errors.language_not_chosen;
        return Ok(Reply::refused(page(visit, None, Some(error))));
    };
    let chosen = pages::done(visit, Changed::Language).with(SetCookie::language(language));
    if member.language == language {
        return Ok(chosen);
    }
    member.change_language(language, visit.now());
    match step.ports.change(&member, None).await {
        Ok(()) => Ok(chosen),
        // Another window changed something in between: the form again, with what was chosen.
        Err(StoreError::Conflict) => {
            let form = page(visit, Some(language), None);
            Ok(Reply::page(StatusCode::CONFLICT, form, "conflict"))
        }
        Err(error @ StoreError::Unavailable(_)) => Err(error),
    }
}

fn page(visit: &Visit, chosen: Option<Language>, error: Option<&str>) -> Html {
    ChooseLanguage { view: visit.view(), chosen, error }.render()
}
