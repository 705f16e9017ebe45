//! How the second step looks: the page behind the password.

use domain::KeyRing;
use web::cookies::{self, Claims, SetCookie, Told};
use web::pages::view::{Checkbox, Field};
use web::pages::{ByPasskey, Html, SecondStep};
use web::passkey::Begun;
use web::proof::CodeFault;
use web::words::words;
use web::{Reply, Visit, says};

use super::{SECOND_OVER, SECURITY, entered, signed_out_view};
use crate::passkey::PasskeyFault;
use crate::second::{self, SecondEnd};

/// The page behind the password, for whoever typed the right one in this visit.
pub(crate) fn shown(visit: &Visit, begun: Option<Begun>) -> Reply {
    match second::waits(visit) {
        Some(_) => Reply::ok(second_page(visit, (None, None), begun), "shown"),
        None => second_over(visit),
    }
}

/// Shows how proving a factor ended. No `_` arm: a new end must get a page.
pub(crate) fn proven(keys: &KeyRing, visit: &Visit, end: SecondEnd, begun: Option<Begun>) -> Reply {
    match end {
        SecondEnd::SignedIn { member, session } => {
            let (figures, now) = (visit.figures(), visit.now());
            let cookies = cookies::going_on(keys, &member, &session, figures, now);
            let cleared = [Told::NAME, cookies::Second::NAME].map(SetCookie::cleared);
            let reply = if session.limited {
                Reply::see_other(SECURITY, "limited")
            } else {
                entered(visit, &member)
            };
            cookies.into_iter().chain(cleared).fold(reply, Reply::with)
        }
        SecondEnd::Refused(fault) => Reply::refused(second_page(visit, (Some(fault), None), begun)),
        SecondEnd::NotByPasskey(fault) => {
            Reply::refused(second_page(visit, (None, Some(fault)), begun))
        }
        SecondEnd::Limited(refused) => Reply::refused_code(visit, refused).unwrap_or_else(|| {
            let html = second_page(visit, (Some(CodeFault::Shut), None), begun);
            Reply::page(http::StatusCode::TOO_MANY_REQUESTS, html, "shut")
        }),
        SecondEnd::Over => second_over(visit),
    }
}

/// A code is never sent back: it may be one of paper.
fn second_page(
    visit: &Visit,
    (fault, by_passkey): (Option<CodeFault>, Option<PasskeyFault>),
    begun: Option<Begun>,
) -> Html {
    let says = &words(visit.language()).errors;
    let begun = begun.filter(|_| second::waits(visit).is_some_and(|second| second.passkey));
    let passkey = begun.as_ref().map(|begun| ByPasskey {
        ceremony: begun.ceremony(),
        error: by_passkey.map(|fault| match fault {
            PasskeyFault::Over => says.passkey_over,
            PasskeyFault::Wrong => says.passkey_wrong,
        }),
    });
    let error = fault.map(|fault| says::code(visit.language(), fault));
    let checked = visit.form().get("remember").expose() == "yes";
    let days = visit.portal().second_factor.remember_days;
    let remember = (days > 0).then_some((days, Checkbox { checked, error: None }));
    let code = Field { value: "", error };
    SecondStep { view: signed_out_view(visit), code, passkey, remember }.render()
}

fn second_over(visit: &Visit) -> Reply {
    Reply::see_other("/sign-in", "second_over")
        .with(visit.say_once("/sign-in", SECOND_OVER))
        .with(SetCookie::cleared(cookies::Second::NAME))
}
