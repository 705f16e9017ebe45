//! Step 1: the sign-in page, signing in and signing out.

mod pages;

use domain::ports::{Clock, Members, Pendings, Sessions, StoreError};
use domain::{
    DeviceId, Email, EmailKey, LinkState, LinkToken, Member, NextStep, PasswordHash, Purpose,
    Session, SessionId, Standing, TemporaryPassword,
};
use lambda_http::{Body, Request, Response};
use web::{Reply, Step, Visit};

pub(crate) const FIELDS: [&str; 2] = ["email", "password"];

/// Answers `GET /`, `GET, POST /sign-in` and `POST /sign-out`.
#[tracing::instrument(name = "sign-in", skip_all)]
pub async fn handle(
    step: &Step<impl Members + Pendings + Sessions, impl Clock>,
    request: Request,
) -> Response<Body> {
    let visit = match step.desk.enter("sign-in", &request, &FIELDS) {
        Ok(visit) => visit,
        Err(refused) => return *refused,
    };
    let reply = match visit.route() {
        ("GET", "/" | "/sign-in") => show(step, &visit).await,
        ("POST", "/sign-in") => match sign_in(step, &visit).await {
            Ok(end) => pages::answer(&step.desk.keys, &visit, end),
            Err(error) => step.desk.unavailable(&visit, &error),
        },
        ("POST", "/sign-out") => sign_out(step, &visit).await,
        _ => web::lost(&visit),
    };
    step.desk.leave(&visit, reply)
}

/// How trying to sign in ended.
pub(crate) enum End {
    /// Signed in; there may be something left to ask.
    SignedIn { member: Box<Member>, session: Session },
    /// The temporary password of a letter: step 5 comes next.
    Temporary { token: LinkToken },
    /// A box is empty or holds no address.
    Refused(Errors),
    /// The pair is wrong; nobody learns which half.
    Wrong,
    /// The right pair of a login that staff look into.
    Frozen,
}

/// What is missing.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Errors {
    pub(crate) email: Option<domain::EmailError>,
    pub(crate) password_missing: bool,
}

async fn sign_in(
    step: &Step<impl Members + Pendings + Sessions, impl Clock>,
    visit: &Visit,
) -> Result<End, StoreError> {
    let [email, password] = FIELDS.map(|field| visit.form().get(field));
    let email = match Email::parse(email.expose()) {
        Ok(email) if !password.expose().is_empty() => email,
        parsed => {
            let password_missing = password.expose().is_empty();
            return Ok(End::Refused(Errors { email: parsed.err(), password_missing }));
        }
    };
    let keys = &step.desk.keys;
    let member = step.ports.by_email(&email).await?;
    let pendings = step.ports.of(&EmailKey::of(keys, &email)).await?;

    // One hash for everybody, known or not.
    let hash =
        member.as_ref().map_or_else(|| PasswordHash::of_nobody(keys), |m| m.password.clone());
    let is_password = hash.verify(keys, password.expose());
    let open = pendings.iter().filter(|pending| pending.state(visit.now()) == LinkState::Open);
    let temporary = open.map(domain::Pending::link).find(|link| {
        TemporaryPassword::derive(keys, link).is_some_and(|it| it.matches(password.expose()))
    });

    match (member.filter(|_| is_password), temporary) {
        (Some(member), _) if member.standing == Standing::Active => {
            let ids = (SessionId::from_random(web::random()), DeviceId::from_random(web::random()));
            let session = domain::session(&member, ids, visit.device_name(), visit.now());
            step.ports.open(&session).await?;
            Ok(End::SignedIn { member: Box::new(member), session })
        }
        (Some(member), _) if member.standing == Standing::Frozen => Ok(End::Frozen),
        (Some(_), _) | (None, None) => Ok(End::Wrong),
        (None, Some(link)) => Ok(LinkToken::derive(keys, Purpose::Verify, &link)
            .map_or(End::Wrong, |token| End::Temporary { token })),
    }
}

/// The form; whoever is signed in already goes on to where they were.
async fn show(step: &Step<impl Members, impl Clock>, visit: &Visit) -> Reply {
    match web::signed_in(&step.ports, visit).await {
        Ok(Some((_, member))) => pages::next(&member),
        Ok(None) => pages::form(visit),
        Err(error) => step.desk.unavailable(visit, &error),
    }
}

async fn sign_out(step: &Step<impl Sessions, impl Clock>, visit: &Visit) -> Reply {
    let Some((member, session)) = visit.session() else { return pages::signed_out() };
    match step.ports.end(&member, &session).await {
        Ok(()) => pages::signed_out(),
        Err(error) => step.desk.unavailable(visit, &error),
    }
}

/// Where a member goes next.
pub(crate) fn path(next: NextStep) -> &'static str {
    match next {
        NextStep::Paperless => "/register/paperless",
        NextStep::SecurityPhrase => "/register/security-phrase",
        NextStep::Home => "/home",
    }
}
