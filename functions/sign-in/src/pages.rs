//! How step 1 looks.

pub(crate) mod second;

use domain::{KeyRing, Member, NextStep, RefusedTry, SignedIn};
use web::cookies::{self, Claims, SetCookie, Told, Verify};
use web::pages::view::{Field, SecretField};
use web::pages::{
    ByPasskey, NewTerms, Office, OfficeSubject, ProblemKind, RanOut, SignIn, SignInNotice,
};
use web::passkey::Begun;
use web::terms::{self, NotAccepted};
use web::words::words;
use web::{Reply, Visit, says};

use crate::passkey::{PasskeyEnd, PasskeyFault};
use crate::{Errors, SignInEnd};

/// What the second step tells this page when it took too long.
const SECOND_OVER: &str = "second-over";
/// What signing out tells this page.
const SIGNED_OUT: &str = "signed-out";

/// The form, with what another page has to say above it.
pub(crate) fn form(visit: &Visit, begun: Option<Begun>) -> Reply {
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
    if visit.session().is_some() && asked.is_none() {
        // The cookie names no session that stands; what the form is bound to must outlast it.
        let reply = Reply::see_other("/sign-in", "session_over");
        return reply.with(SetCookie::cleared(cookies::Session::NAME));
    }
    let notice = asked.or_else(|| visit.led_away_from().map(|_| SignInNotice::SignInFirst));
    let begun = offered(visit, begun);
    let page = SignIn { notice, email, ..empty(visit, begun.as_ref()) };
    Reply::ok(page.render(), "shown")
}

/// Shows how trying to sign in ended. No `_` arm: a new end must get a page.
pub(crate) fn tried(keys: &KeyRing, visit: &Visit, end: SignInEnd, begun: Option<Begun>) -> Reply {
    match end {
        SignInEnd::SignedIn { member, session } => {
            let cookies = cookies::signed_in(keys, &member, &session, visit.figures());
            let told = SetCookie::cleared(Told::NAME);
            cookies.into_iter().chain([told]).fold(entered(visit, &member), Reply::with)
        }
        SignInEnd::Second { member } => {
            let waiting = crate::second::waiting(visit, &member);
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
        SignInEnd::Refused(errors) => refused(visit, &errors, begun),
        SignInEnd::Limited(refused) => limited(visit, refused, begun).with(failed(visit)),
        SignInEnd::Wrong => {
            let says = words(visit.language()).errors.sign_in_wrong;
            again(visit, http::StatusCode::UNPROCESSABLE_ENTITY, (says, "wrong"), begun)
                .with(failed(visit))
        }
        SignInEnd::Frozen => frozen(visit),
    }
}

fn frozen(visit: &Visit) -> Reply {
    let page = Office { view: signed_out_view(visit), subject: OfficeSubject::Frozen };
    Reply::ok(page.render(), "frozen")
}

/// A fresh challenge, for the page's script.
pub(crate) fn challenge(visit: &Visit, begun: Option<Begun>) -> Reply {
    begun.map_or_else(|| web::lost(visit), |begun| Reply::json(begun.json(), "challenge"))
}

/// Shows how signing in by a passkey ended. No `_` arm: a new end must get a page.
pub(crate) fn by_passkey(
    keys: &KeyRing,
    visit: &Visit,
    end: PasskeyEnd,
    begun: Option<&Begun>,
) -> Reply {
    match end {
        PasskeyEnd::SignedIn { member, session } => {
            let cookies = cookies::signed_in(keys, &member, &session, visit.figures());
            let cleared = [Told::NAME, cookies::Second::NAME].map(SetCookie::cleared);
            cookies.into_iter().chain(cleared).fold(entered(visit, &member), Reply::with)
        }
        PasskeyEnd::Proven => Reply::json("{}".to_owned(), "proven"),
        PasskeyEnd::Refused(fault) => {
            let says = &words(visit.language()).errors;
            let error = match fault {
                PasskeyFault::Over => says.passkey_over,
                PasskeyFault::Wrong => says.passkey_refused,
            };
            let page = empty(visit, begun);
            let passkey = page.passkey.map(|by| ByPasskey { error: Some(error), ..by });
            Reply::refused(SignIn { passkey, ..page }.render())
        }
        PasskeyEnd::Frozen => frozen(visit),
    }
}

/// The challenge of the sign-in page. Where no second step is offered, none is offered there.
fn offered(visit: &Visit, begun: Option<Begun>) -> Option<Begun> {
    begun.filter(|_| visit.portal().second_factor.offered)
}

/// The sign-in page with nothing typed.
fn empty<'a>(visit: &'a Visit, begun: Option<&'a Begun>) -> SignIn<'a> {
    SignIn {
        view: signed_out_view(visit),
        notice: None,
        email: Field::default(),
        password: SecretField::default(),
        passkey: begun.map(|begun| ByPasskey { ceremony: begun.ceremony(), error: None }),
    }
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
    let accept_terms = terms::checkbox(visit, None);
    Reply::ok(NewTerms { view: visit.view(), accept_terms }.render(), "shown")
}

/// The same, saying that they were not accepted.
pub(crate) fn terms_not_accepted(visit: &Visit, why: NotAccepted) -> Reply {
    let accept_terms = terms::checkbox(visit, Some(why));
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
fn limited(visit: &Visit, refused: RefusedTry, begun: Option<Begun>) -> Reply {
    if let Some(reply) = Reply::refused_try(visit, refused) {
        return reply;
    }
    let says = words(visit.language()).errors.sign_in_shut;
    again(visit, http::StatusCode::TOO_MANY_REQUESTS, (says, "shut"), begun)
}

/// The form with what was typed, but for the password.
fn again(
    visit: &Visit,
    status: http::StatusCode,
    (says, outcome): (&'static str, &'static str),
    begun: Option<Begun>,
) -> Reply {
    let begun = offered(visit, begun);
    let typed = visit.form().get("email");
    let email = Field { value: typed.expose(), error: Some(says) };
    let page = SignIn { email, ..empty(visit, begun.as_ref()) };
    Reply::page(status, page.render(), outcome)
}

fn refused(visit: &Visit, errors: &Errors, begun: Option<Begun>) -> Reply {
    let begun = offered(visit, begun);
    let typed = visit.form().get("email");
    let says = &words(visit.language()).errors;
    let about_email = errors.email.map(|error| says::email(visit.language(), error));
    let email = Field { value: typed.expose(), error: about_email.as_deref() };
    let password = SecretField { error: errors.password_missing.then_some(says.password_missing) };
    Reply::refused(SignIn { email, password, ..empty(visit, begun.as_ref()) }.render())
}

/// The sign-in page offers no sign-out, even where a cookie names a session that is over.
fn signed_out_view(visit: &Visit) -> web::pages::view::View<'_> {
    web::pages::view::View { signed_in: false, ..visit.view() }
}
