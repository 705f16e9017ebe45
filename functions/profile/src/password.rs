//! A new password: it ends every other session, and this browser goes on with a new one.

use domain::limits::Subject;
use domain::ports::{Clock, Counters, Members, SecondFactors, Sessions, StoreError};
use domain::{
    Changed, EmailKey, KeyRing, Member, Needs, OutboxId, PasswordHash, RefusedTry, ReopenIds,
    Session, SessionId, SignedIn, Standing, code_tries,
};
use lambda_http::http::StatusCode;
use web::cookies::{Claims, SetCookie};
use web::new_password::{self, Errors};
use web::pages::view::SecretField;
use web::pages::{ChangePassword, Html};
use web::proof::{self, About, Proof};
use web::words::words;
use web::{Reply, Step, Visit, cookies};

use crate::{pages, twice};

pub(crate) const FIELDS: [&str; 4] =
    [proof::FIELDS[0], "new_password", "confirm_password", proof::FIELDS[1]];

/// How changing it ended.
enum NewPasswordEnd {
    /// The password is new, and so is the session.
    Changed { member: Box<Member>, session: Session },
    /// Rules of the form were broken.
    Refused { about: About, password: Errors },
    /// Too many wrong passwords or codes.
    Limited(RefusedTry, About),
    /// The session ended in between.
    SignedOut,
    /// Another window changed something in between.
    Conflict,
}

/// The empty form.
pub(crate) fn show(visit: &Visit, who: &SignedIn) -> Reply {
    Reply::ok(page(visit, who, About::default(), Errors::default()), "shown")
}

pub(crate) async fn submit(
    step: &Step<impl Members + Sessions + Counters + SecondFactors, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    Ok(answer(&step.desk.keys, visit, who, change(step, visit, who).await?))
}

async fn change(
    step: &Step<impl Members + Sessions + Counters + SecondFactors, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<NewPasswordEnd, StoreError> {
    let typed = visit.form().get(FIELDS[0]);
    let parsed = new_password::parse(
        visit.portal(),
        visit.form(),
        who.member.email.expose(),
        typed.expose(),
    );
    let proof = proof::check(step, visit, who, Needs::NewPassword).await?;
    let (password, who) = match (parsed, proof) {
        (Ok(password), Proof::Given(now)) => (password, now),
        (parsed, Proof::Given(_)) => return Ok(refused(About::default(), parsed.err())),
        (parsed, Proof::Refused(about)) => return Ok(refused(about, parsed.err())),
        (_, Proof::Limited(refused, about)) => {
            return Ok(NewPasswordEnd::Limited(refused, about));
        }
        (_, Proof::SignedOut) => return Ok(NewPasswordEnd::SignedOut),
    };
    let who = &*who;
    let password = PasswordHash::of(&step.desk.keys, &password, web::random());
    let session = SessionId::from_random(web::random());
    let ids = ReopenIds { session, envelope: OutboxId::from_random(web::random()) };
    let (SignedIn { member, session }, figures) = (who, visit.figures());
    let changed = domain::change_password(member, session, password, ids, figures, visit.now());
    match step.ports.reopen(&changed).await {
        Ok(()) => {
            // A new password opens what guessing at the old one has shut.
            let guessed = Subject::SignIn(EmailKey::of(&step.desk.keys, &who.member.email));
            web::forget(&step.ports, &[guessed]).await;
            if who.member.factors.is_asked() {
                let device = Some(&who.session.device);
                web::forget(&step.ports, &code_tries(&who.member.id, device)).await;
            }
            Ok(NewPasswordEnd::Changed {
                member: Box::new(changed.member),
                session: changed.session,
            })
        }
        Err(StoreError::Conflict) => set_by_another_press(step, visit, who).await,
        Err(error @ StoreError::Unavailable(_)) => Err(error),
    }
}

fn refused(about: About, password: Option<Errors>) -> NewPasswordEnd {
    NewPasswordEnd::Refused { about, password: password.unwrap_or_default() }
}

/// How it ended if another press of the button was quicker: the password is the very one that was typed here, too, after
/// the one before it. So this browser goes on as it would have by the first answer.
async fn set_by_another_press(
    step: &Step<impl Members + Sessions, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<NewPasswordEnd, StoreError> {
    let (keys, typed) = (&step.desk.keys, visit.form().get(FIELDS[1]));
    let now = twice::member_now(&step.ports, who).await?;
    let now = now.filter(|it| it.standing == Standing::Active);
    let Some(member) = now.filter(|it| it.password.verify(keys, typed.expose())) else {
        return Ok(NewPasswordEnd::Conflict);
    };
    let (device, browser) = (who.session.device.clone(), who.session.device_name.clone());
    let id = SessionId::from_random(web::random());
    let session = domain::session(&member, id, device, browser, visit.figures(), visit.now());
    step.ports.open(&session, None).await?;
    Ok(NewPasswordEnd::Changed { member: Box::new(member), session })
}

/// The answer to a press of the button that comes after the first has set the password and ended the session. It looks at
/// no password, and opens no session.
pub(crate) fn set(visit: &Visit) -> Reply {
    Reply::see_other("/sign-in", "changed_before")
        .with(visit.say_once("/sign-in", "password-set"))
        .with(SetCookie::cleared(cookies::Session::NAME))
}

/// Shows how it ended. No `_` arm: a new end must get a page.
fn answer(keys: &KeyRing, visit: &Visit, who: &SignedIn, end: NewPasswordEnd) -> Reply {
    match end {
        NewPasswordEnd::Changed { member, session } => {
            let cookies = cookies::signed_in(keys, &member, &session, visit.figures());
            cookies.into_iter().fold(pages::done(visit, Changed::Password), Reply::with)
        }
        NewPasswordEnd::Refused { about, password } => {
            Reply::refused(page(visit, who, about, password))
        }
        NewPasswordEnd::Limited(refused, about) => {
            proof::limited(visit, who, refused, || page(visit, who, about, Errors::default()))
        }
        NewPasswordEnd::SignedOut => web::sign_in_first(),
        NewPasswordEnd::Conflict => {
            let html = page(visit, who, About::default(), Errors::default());
            Reply::page(StatusCode::CONFLICT, html, "conflict")
        }
    }
}

fn page(visit: &Visit, who: &SignedIn, about: About, errors: Errors) -> Html {
    let asked = proof::boxes(visit, who, Needs::NewPassword, about);
    let says = &words(visit.language()).errors;
    let new_password = errors.new_password.map(|error| error.sentence(visit.portal(), says));
    let confirm_password = errors.confirm_password.map(|error| error.sentence(says));
    let page = ChangePassword {
        view: visit.view(),
        email: who.member.email.expose(),
        current_password: asked.password.unwrap_or_default(),
        code: asked.code,
        new_password: SecretField { error: new_password.as_deref() },
        confirm_password: SecretField { error: confirm_password },
        least: visit.figures().password_min(),
    };
    page.render()
}
