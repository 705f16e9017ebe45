//! The language of pages and letters.

use domain::ports::{Clock, Members, StoreError};
use domain::{Changed, Language, SignedIn};
use web::cookies::SetCookie;
use web::pages::{ChooseLanguage, Html};
use web::words::words;
use web::{Reply, Step, Visit};

use crate::pages;
use crate::twice::{self, Change, Written};

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
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    let Some(language) = Language::parse(visit.form().get(FIELDS[0]).expose()) else {
        let error = words(visit.language()).errors.language_not_chosen;
        return Ok(Reply::refused(page(visit, None, Some(error))));
    };
    let chosen = pages::done(visit, Changed::Language).with(SetCookie::language(language));
    if who.member.language == language {
        return Ok(chosen);
    }
    let written = twice::write(step, visit, who, |mut member| {
        member.change_language(language, visit.now());
        Some(Change { member, told: None })
    });
    Ok(match written.await? {
        Written::Done => chosen,
        Written::Overtaken => web::sign_in_first(),
    })
}

fn page(visit: &Visit, chosen: Option<Language>, error: Option<&str>) -> Html {
    ChooseLanguage { view: visit.view(), chosen, error }.render()
}
