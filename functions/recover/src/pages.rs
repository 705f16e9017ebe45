//! How the way back in looks.

use domain::{DeviceId, KeyRing, Member, Purpose};
use web::cookies::{self, Claims, SetCookie, Told};
use web::links::Linked;
use web::new_password::Errors;
use web::pages::view::{Field, SecretField, View};
use web::pages::{self, Html, ProblemKind, Recover, RecoverSent};
use web::words::words;
use web::{Reply, Visit, says};

use crate::WAY;
use crate::ask::AskBackEnd;
use crate::choose::RecoverEnd;

/// The query that shows what was asked for in this browser.
const SENT: &str = "sent";

/// The form, with what was typed before, also where signing in failed; or what was asked for, if that is to be shown.
pub(crate) fn ask(visit: &Visit) -> Reply {
    let typed = visit.form().get("email");
    let before = match visit.cookie::<Told>() {
        Some(Told::AskedBack { email, reference }) if visit.query(SENT).is_some() => {
            return sent(visit, &email, &reference);
        }
        Some(Told::SignInFailed { email }) if visit.typed_before().is_none() => email,
        Some(_) | None => typed.expose().to_owned(),
    };
    let email = Field { value: &before, error: None };
    Reply::ok(Recover { view: view(visit), email }.render(), "shown")
}

/// The page after asking, the same whatever is known of the address.
fn sent(visit: &Visit, email: &str, reference: &str) -> Reply {
    let life = Purpose::Recover.life().as_mins();
    let valid_minutes = u32::try_from(life).unwrap_or(u32::MAX);
    let page = RecoverSent { view: view(visit), email, reference, valid_minutes };
    Reply::ok(page.render(), "shown")
}

/// Shows how asking ended: the same whatever is known of the address. No `_` arm: a new end must get a page.
pub(crate) fn asked(keys: &KeyRing, visit: &Visit, end: &AskBackEnd) -> Reply {
    let typed = visit.form().get("email");
    match end {
        AskBackEnd::Sent(reference) => {
            let email = typed.expose().trim().to_owned();
            let told = Told::AskedBack { email, reference: reference.to_string() };
            Reply::see_other("/recover?sent=yes", "asked").about(reference).with(SetCookie::signed(
                keys,
                &told,
                visit.now(),
            ))
        }
        AskBackEnd::Refused(error) => {
            let error = says::email(visit.language(), *error);
            let email = Field { value: typed.expose(), error: Some(&error) };
            Reply::refused(Recover { view: view(visit), email }.render())
        }
        AskBackEnd::Limited(until) => Reply::wait(visit, *until),
    }
}

/// The form for a new password, or the page that says why there is none.
pub(crate) fn choose(visit: &Visit, linked: &Linked) -> Reply {
    match linked {
        Linked::Open(found) => Reply::ok(page(visit, &found.member, Errors::default()), "shown"),
        Linked::Nothing => WAY.expired(visit),
        Linked::Used(found) => WAY.over(visit, ProblemKind::RecoverSpent, Some(&found.link.claim)),
        Linked::Expired(claim) => WAY.over(visit, ProblemKind::RecoverOver, Some(claim)),
    }
}

/// Shows how choosing a new password ended. No `_` arm: a new end must get a page.
pub(crate) fn chosen(keys: &KeyRing, visit: &Visit, end: &RecoverEnd) -> Reply {
    match end {
        // All sessions are over, this browser's too. It is known from now on: no guessing by others from the same network
        // keeps its member from signing in with the password that they have just chosen.
        RecoverEnd::Set(member) => {
            let device = DeviceId::from_random(web::random());
            Reply::see_other("/sign-in", "password_set")
                .with(visit.say_once("/sign-in", "password-set"))
                .with(WAY.forgotten())
                .with(SetCookie::cleared(cookies::Session::NAME))
                .with(cookies::known(keys, member, &device, visit.now()))
        }
        RecoverEnd::Refused { errors, member } => Reply::refused(page(visit, member, *errors)),
        RecoverEnd::NoLink => WAY.expired(visit),
        RecoverEnd::Spent(claim) => WAY.over(visit, ProblemKind::RecoverSpent, Some(claim)),
        RecoverEnd::Over(claim) => WAY.over(visit, ProblemKind::RecoverOver, Some(claim)),
    }
}

fn page(visit: &Visit, member: &Member, errors: Errors) -> Html {
    let says = &words(visit.language()).errors;
    let new_password = errors.new_password.map(|error| error.sentence(visit.portal(), says));
    let confirm_password = errors.confirm_password.map(|error| error.sentence(says));
    let page = pages::NewPassword {
        view: view(visit),
        email: member.email.expose(),
        new_password: SecretField { error: new_password.as_deref() },
        confirm_password: SecretField { error: confirm_password },
        least: visit.figures().password_min(),
    };
    page.render()
}

/// These pages offer no sign-out, even where a cookie names a session.
fn view(visit: &Visit) -> View<'_> {
    View { signed_in: false, ..visit.view() }
}
