//! Step 1: the sign-in page, signing in and signing out.

mod entry;
mod pages;
mod passkey;
mod second;
mod terms;
mod tries;

use domain::ports::{
    Clock, Counters, Members, Passkeys, Pendings, SecondFactors, Sessions, StoreError,
};
use domain::{Email, LinkToken, Member, RefusedTry, Session, SignInFit};
use lambda_http::{Body, Request, Response};
use web::{Reply, Step, Visit};

use crate::tries::Counting;

/// The box that accepts new terms.
const FIELDS: [&str; 6] =
    ["email", "password", web::terms::FIELDS[0], web::terms::FIELDS[1], "code", "remember"];

/// What the forms of a page post.
fn fields() -> Vec<&'static str> {
    [&FIELDS[..], &web::passkey::FIELDS].concat()
}

/// What a step needs that signs members in.
pub trait Ports: Members + Pendings + SecondFactors + Passkeys + Sessions + Counters {}

impl<P> Ports for P where P: Members + Pendings + SecondFactors + Passkeys + Sessions + Counters {}

/// Answers `GET /`, `GET, POST /sign-in`, `GET, POST /sign-in/second`, `GET, POST /sign-in/passkey`,
/// `GET, POST /sign-in/terms` and `POST /sign-out`.
#[tracing::instrument(name = "sign-in", skip_all)]
pub async fn handle(step: &Step<impl Ports, impl Clock>, request: Request) -> Response<Body> {
    step.answer("sign-in", &fields(), request, |step, visit| Box::pin(reply(step, visit))).await
}

async fn reply(step: &Step<impl Ports, impl Clock>, visit: &Visit) -> Result<Reply, StoreError> {
    let keys = &step.desk.keys;
    let begin = || passkey::begin(step, visit);
    Ok(match visit.route() {
        ("GET", "/" | "/sign-in") => show(step, visit).await?,
        ("POST", "/sign-in") => pages::tried(keys, visit, sign_in(step, visit).await?, begin()),
        ("GET", "/sign-in/second") => pages::second::shown(visit, begin()),
        ("POST", "/sign-in/second") => {
            pages::second::proven(keys, visit, second::submit(step, visit).await?, begin())
        }
        ("GET", "/sign-in/passkey") => pages::challenge(visit, begin()),
        ("POST", "/sign-in/passkey") => {
            let end = passkey::submit(step, visit).await?;
            pages::by_passkey(keys, visit, end, begin().as_ref())
        }
        ("GET", "/sign-in/terms") => terms::show(step, visit).await?,
        ("POST", "/sign-in/terms") => terms::submit(step, visit).await?,
        ("POST", "/sign-out") => sign_out(step, visit).await?,
        _ => web::lost(visit),
    })
}

/// How trying to sign in ended.
pub(crate) enum SignInEnd {
    /// Signed in; there may be something left to ask.
    SignedIn { member: Box<Member>, session: Session },
    /// The password is right, and a factor is asked for next. Nobody is signed in.
    Second { member: Box<Member> },
    /// The temporary password of a letter: step 5 comes next.
    Temporary { token: LinkToken },
    /// The temporary password of a registration whose time ran out: a new letter is the way on.
    RanOut,
    /// The temporary password of a registration that was ended before its time: registering is the way on.
    Ended,
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
    step: &Step<impl Ports, impl Clock>,
    visit: &Visit,
) -> Result<SignInEnd, StoreError> {
    let [email, password] = ["email", "password"].map(|field| visit.form().get(field));
    let email = match Email::parse(email.expose()) {
        Ok(email) if !password.expose().is_empty() => email,
        parsed => {
            let password_missing = password.expose().is_empty();
            return Ok(SignInEnd::Refused(Errors { email: parsed.err(), password_missing }));
        }
    };
    let found = match tries::count(step, visit, &email).await? {
        Counting::Counted(found) => found,
        Counting::Refused(refused) => return Ok(SignInEnd::Limited(refused)),
    };
    let (keys, member) = (&step.desk.keys, found.member.as_ref());
    match domain::sign_in_fit(keys, member, &found.pendings, password.expose(), visit.now()) {
        SignInFit::Member(member) => {
            if second::is_asked(step, visit, member).await? {
                web::forget_try(step, visit, &found.counted).await;
                entry::renew_hash(step, member, password.expose()).await;
                return Ok(SignInEnd::Second { member: Box::new(member.clone()) });
            }
            let known = found.counted.device.clone();
            let session = entry::open(step, visit, member, known).await?;
            web::forget_try(step, visit, &found.counted).await;
            entry::renew_hash(step, member, password.expose()).await;
            Ok(SignInEnd::SignedIn { member: Box::new(member.clone()), session })
        }
        SignInFit::Temporary(token) => {
            web::forget_try(step, visit, &found.counted).await;
            Ok(SignInEnd::Temporary { token })
        }
        SignInFit::RanOut => {
            web::forget_try(step, visit, &found.counted).await;
            Ok(SignInEnd::RanOut)
        }
        // It opens nothing any more, so it takes back no count either.
        SignInFit::Ended => Ok(SignInEnd::Ended),
        SignInFit::Frozen => Ok(SignInEnd::Frozen),
        SignInFit::Nobody => Ok(SignInEnd::Wrong),
    }
}

/// The form; whoever is signed in already goes on to where they were.
async fn show(step: &Step<impl Members, impl Clock>, visit: &Visit) -> Result<Reply, StoreError> {
    Ok(match web::session(&step.ports, visit).await? {
        Some(who) => pages::on(visit, &who),
        None => pages::form(visit, passkey::begin(step, visit)),
    })
}

async fn sign_out(
    step: &Step<impl Sessions, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    if let Some((member, session)) = visit.session() {
        step.ports.end(&member, &session, None).await?;
    }
    Ok(pages::signed_out(visit))
}
