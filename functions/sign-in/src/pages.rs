//! How step 1 looks.

use domain::{KeyRing, Member, NextStep, RefusedTry, SignedIn};
use web::cookies::{self, Claims, SetCookie, Told, Verify};
use web::pages::view::{Checkbox, Field, SecretField};
use web::pages::{
    Html, NewTerms, Office, OfficeSubject, ProblemKind, RanOut, SecondStep, SignIn, SignInNotice,
};
use web::proof::CodeFault;
use web::words::words;
use web::{Reply, Visit, says};

use crate::second::{self, SecondEnd};
use crate::{Errors, SignInEnd};

/// What the second step tells this page when it took too long.
const SECOND_OVER: &str = "second-over";
/// What signing out tells this page.
const SIGNED_OUT: &str = "signed-out";

/// The form, with what another page has to say above it.
pub(crate) fn form(visit: &Visit) -> Reply {
    let asked = visit.just_done().and_then(|done| match done {
        "password-set" => Some(SignInNotice::PasswordSet),
        SIGNED_OUT => Some(SignInNotice::SignedOut),
        "email-changed" => Some(SignInNotice::EmailChanged),
        "bills-by-email" => Some(SignInNotice::BillsByEmail),
        "email-proven" => Some(SignInNotice::EmailProven),
        SECOND_OVER => Some(SignInNotice::SecondOver),
        _ => None,
    });
    let typed = visit.form().get("email");
    let email = Field { value: typed.expose(), error: None };
    let password = SecretField::default();
    if visit.session().is_some() && asked.is_none() {
        // The cookie names no session that stands; what the form is bound to must outlast it.
        let reply = Reply::see_other("/sign-in", "session_over");
        return reply.with(SetCookie::cleared(cookies::Session::NAME));
    }
    let notice = asked.or_else(|| visit.led_away_from().map(|_| SignInNotice::SignInFirst));
    Reply::ok(SignIn { view: signed_out_view(visit), notice, email, password }.render(), "shown")
}

/// Shows how trying to sign in ended. No `_` arm: a new end must get a page.
pub(crate) fn tried(keys: &KeyRing, visit: &Visit, end: SignInEnd) -> Reply {
    match end {
        SignInEnd::SignedIn { member, session } => {
            let cookies = cookies::signed_in(keys, &member, &session, visit.figures());
            let told = SetCookie::cleared(Told::NAME);
            cookies.into_iter().chain([told]).fold(entered(visit, &member), Reply::with)
        }
        SignInEnd::Second { member } => {
            let waiting = second::waiting(visit, &member);
            Reply::see_other("/sign-in/second", "second")
                .with(SetCookie::signed(keys, &waiting, visit.now()))
                .with(SetCookie::cleared(Told::NAME))
        }
        SignInEnd::Temporary { token } => {
            let verify = Verify::followed(token.expose());
            Reply::see_other("/register/password", "temporary_password").with(SetCookie::signed(
                keys,
                &verify,
                visit.now(),
            ))
        }
        SignInEnd::RanOut => {
            let typed = visit.form().get("email");
            let page = RanOut { view: signed_out_view(visit), email: typed.expose().trim() };
            Reply::page(http::StatusCode::GONE, page.render(), "ran_out")
        }
        SignInEnd::Ended => Reply::problem(visit, ProblemKind::RegistrationEnded, None),
        SignInEnd::Refused(errors) => refused(visit, &errors),
        SignInEnd::Limited(refused) => limited(visit, refused).with(failed(visit)),
        SignInEnd::Wrong => {
            let says = words(visit.language()).errors.sign_in_wrong;
            again(visit, http::StatusCode::UNPROCESSABLE_ENTITY, says, "wrong").with(failed(visit))
        }
        SignInEnd::Frozen => {
            let page = Office { view: signed_out_view(visit), subject: OfficeSubject::Frozen };
            Reply::ok(page.render(), "frozen")
        }
    }
}

/// The page behind the password, for whoever typed the right one in this visit.
pub(crate) fn second(visit: &Visit) -> Reply {
    match second::waits(visit) {
        Some(_) => Reply::ok(second_page(visit, None), "shown"),
        None => second_over(visit),
    }
}

/// Shows how proving a factor ended. No `_` arm: a new end must get a page.
pub(crate) fn proven(keys: &KeyRing, visit: &Visit, end: SecondEnd) -> Reply {
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
        SecondEnd::Refused(fault) => Reply::refused(second_page(visit, Some(fault))),
        SecondEnd::Limited(refused) => Reply::refused_code(visit, refused).unwrap_or_else(|| {
            let html = second_page(visit, Some(CodeFault::Shut));
            Reply::page(http::StatusCode::TOO_MANY_REQUESTS, html, "shut")
        }),
        SecondEnd::Over => second_over(visit),
    }
}

/// A code is never sent back: it may be one of paper.
fn second_page(visit: &Visit, fault: Option<CodeFault>) -> Html {
    let error = fault.map(|fault| says::code(visit.language(), fault));
    let checked = visit.form().get("remember").expose() == "yes";
    let days = visit.portal().second_factor.remember_days;
    let remember = (days > 0).then_some((days, Checkbox { checked, error: None }));
    let code = Field { value: "", error };
    SecondStep { view: signed_out_view(visit), code, remember }.render()
}

fn second_over(visit: &Visit) -> Reply {
    Reply::see_other("/sign-in", "second_over")
        .with(visit.say_once("/sign-in", SECOND_OVER))
        .with(SetCookie::cleared(cookies::Second::NAME))
}

/// The way back in begins with the address that was typed.
fn failed(visit: &Visit) -> SetCookie {
    visit.starts_way_back(visit.form().get("email").expose().trim())
}

/// The page that a recovery code opens.
const SECURITY: &str = "/profile/security";

/// On, for whoever is signed in already: who came in by a recovery code gets no further than its page.
pub(crate) fn on(visit: &Visit, who: &SignedIn) -> Reply {
    if who.session.limited {
        return Reply::see_other(SECURITY, "limited");
    }
    next(visit, &who.member)
}

/// On to the first thing left to ask, or home; new terms come before anything else.
pub(crate) fn next(visit: &Visit, member: &Member) -> Reply {
    let next = web::routes::next(member.next_step(visit.now()));
    let path = if web::owes_terms(visit.portal(), member) { "/sign-in/terms" } else { next };
    Reply::see_other(path, "signed_in")
}

/// The terms, to be accepted anew.
pub(crate) fn terms(visit: &Visit) -> Reply {
    let checked = visit.form().get(crate::ACCEPT_TERMS).expose() == "yes";
    let page = NewTerms { view: visit.view(), accept_terms: Checkbox { checked, error: None } };
    Reply::ok(page.render(), "shown")
}

/// The same, saying that they were not accepted.
pub(crate) fn terms_not_accepted(visit: &Visit) -> Reply {
    let error = Some(words(visit.language()).errors.terms_not_accepted);
    let accept_terms = Checkbox { checked: false, error };
    Reply::refused(NewTerms { view: visit.view(), accept_terms }.render())
}

/// On as well; home gives way to the account that a registration with this email could not open.
fn entered(visit: &Visit, member: &Member) -> Reply {
    let kept = visit.cookie::<cookies::AddAccount>();
    if member.next_step(visit.now()) == NextStep::Home && kept.is_some() {
        return Reply::see_other("/profile/accounts", "signed_in");
    }
    if member.next_step(visit.now()) == NextStep::Home
        && !web::owes_terms(visit.portal(), member)
        && let Some(page) = visit.led_away_from()
    {
        return Reply::see_other(page, "signed_in");
    }
    next(visit, member)
}

/// Back to the form, with nothing left of the session in the browser.
pub(crate) fn signed_out(visit: &Visit) -> Reply {
    Reply::see_other("/sign-in", "signed_out")
        .with(SetCookie::cleared(cookies::Session::NAME))
        .with(SetCookie::cleared(cookies::Visiting::NAME))
        .with(SetCookie::cleared(cookies::Draft::NAME))
        .with(visit.say_once("/sign-in", SIGNED_OUT))
        .signed_out()
}

/// How long to wait; where that does not help, what does. The same for known and unknown emails.
fn limited(visit: &Visit, refused: RefusedTry) -> Reply {
    if let Some(reply) = Reply::refused_try(visit, refused) {
        return reply;
    }
    let says = words(visit.language()).errors.sign_in_shut;
    again(visit, http::StatusCode::TOO_MANY_REQUESTS, says, "shut")
}

/// The form with what was typed, but for the password.
fn again(
    visit: &Visit,
    status: http::StatusCode,
    says: &'static str,
    outcome: &'static str,
) -> Reply {
    let typed = visit.form().get("email");
    let email = Field { value: typed.expose(), error: Some(says) };
    let password = SecretField::default();
    let page = SignIn { view: signed_out_view(visit), notice: None, email, password };
    Reply::page(status, page.render(), outcome)
}

fn refused(visit: &Visit, errors: &Errors) -> Reply {
    let typed = visit.form().get("email");
    let says = &words(visit.language()).errors;
    let about_email = errors.email.map(|error| says::email(visit.language(), error));
    let email = Field { value: typed.expose(), error: about_email.as_deref() };
    let password = SecretField { error: errors.password_missing.then_some(says.password_missing) };
    Reply::refused(SignIn { view: signed_out_view(visit), notice: None, email, password }.render())
}

/// The sign-in page offers no sign-out, even where a cookie names a session that is over.
fn signed_out_view(visit: &Visit) -> web::pages::view::View<'_> {
    web::pages::view::View { signed_in: false, ..visit.view() }
}
