//! Step 1: the sign-in page, signing in and signing out.

mod entry;
mod fit;
mod pages;
mod terms;
mod tries;

use domain::ports::{Clock, Counters, Members, Pendings, Sessions, StoreError};
use domain::{Email, LinkToken, Member, RefusedTry, Session};
use lambda_http::{Body, Request, Response};
use web::{Reply, Step, Visit};

use crate::fit::Fit;
use crate::tries::Counting;

const FIELDS: [&str; 3] = ["email", "password", terms::FIELD];

/// Answers `GET /`, `GET, POST /sign-in`, `GET, POST /sign-in/terms` and `POST /sign-out`.
#[tracing::instrument(name = "sign-in", skip_all)]
pub async fn handle(
    step: &Step<impl Members + Pendings + Sessions + Counters, impl Clock>,
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
        ("GET", "/sign-in/terms") => terms::show(step, &visit).await,
        ("POST", "/sign-in/terms") => terms::submit(step, &visit).await,
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
    /// The temporary password of a registration whose time ran out: a new letter is the way on.
    RanOut,
    /// A box is empty or holds no address.
    Refused(Errors),
    /// Too many tries: nobody looked at the password.
    Limited(RefusedTry),
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
    step: &Step<impl Members + Pendings + Sessions + Counters, impl Clock>,
    visit: &Visit,
) -> Result<End, StoreError> {
    let [email, password] = ["email", "password"].map(|field| visit.form().get(field));
    let email = match Email::parse(email.expose()) {
        Ok(email) if !password.expose().is_empty() => email,
        parsed => {
            let password_missing = password.expose().is_empty();
            return Ok(End::Refused(Errors { email: parsed.err(), password_missing }));
        }
    };
    let found = match tries::count(step, visit, &email).await? {
        Counting::Counted(found) => found,
        Counting::Refused(refused) => return Ok(End::Limited(refused)),
    };
    match fit::decide(&step.desk.keys, &found, password.expose(), visit.now()) {
        Fit::Member(member) => {
            let known = found.counted.device.clone();
            let session = entry::open(step, visit, member, known).await?;
            tries::forget(step, &found.counted).await;
            entry::renew_hash(step, member, password.expose()).await;
            Ok(End::SignedIn { member: Box::new(member.clone()), session })
        }
        Fit::Temporary(token) => {
            tries::forget(step, &found.counted).await;
            Ok(End::Temporary { token })
        }
        Fit::RanOut => {
            tries::forget(step, &found.counted).await;
            Ok(End::RanOut)
        }
        Fit::Frozen => Ok(End::Frozen),
        Fit::Nobody => Ok(End::Wrong),
    }
}

/// The form; whoever is signed in already goes on to where they were.
async fn show(step: &Step<impl Members, impl Clock>, visit: &Visit) -> Reply {
    match web::session(&step.ports, visit).await {
        Ok(Some((_, member))) => pages::next(&member),
        Ok(None) => pages::form(visit),
        Err(error) => step.desk.unavailable(visit, &error),
    }
}

async fn sign_out(step: &Step<impl Sessions, impl Clock>, visit: &Visit) -> Reply {
    let Some((member, session)) = visit.session() else { return pages::signed_out() };
    match step.ports.end(&member, &session, None).await {
        Ok(()) => pages::signed_out(),
        Err(error) => step.desk.unavailable(visit, &error),
    }
}
