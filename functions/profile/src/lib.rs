//! What a member has on file, and changing it.
//!
//! One module for each thing that can be changed; what needs the password or a code again asks for it by `web::proof`.

mod accounts;
mod close;
mod confirm_bills;
mod confirm_email;
mod email;
mod ended;
mod language;
mod moving;
mod pages;
mod paperless;
mod password;
mod phrase;
mod sessions;
mod twice;

use domain::SignedIn;
use domain::ports::{
    Bindings, Claims, Clock, Counters, Links, Logins, Members, People, Registrations,
    SecondFactors, Sessions, Standings, StoreError,
};
use lambda_http::{Body, Request, Response};
use web::portal::Portal;
use web::{Reply, Step, Visit};

/// What the profile reads and writes; each of its pages takes what it needs.
pub trait Ports:
    Members
    + Sessions
    + SecondFactors
    + Counters
    + Registrations
    + Bindings
    + Logins
    + Links
    + Claims
    + Standings
    + People
{
}

impl<P> Ports for P where
    P: Members
        + Sessions
        + SecondFactors
        + Counters
        + Registrations
        + Bindings
        + Logins
        + Links
        + Claims
        + Standings
        + People
{
}

/// Answers `/profile` and all below it.
#[tracing::instrument(name = "profile", skip_all)]
pub async fn handle(step: &Step<impl Ports, impl Clock>, request: Request) -> Response<Body> {
    let fields = fields(step.desk.portal, request.uri().path());
    step.answer("profile", &fields, request, |step, visit| Box::pin(reply(step, visit))).await
}

async fn reply(step: &Step<impl Ports, impl Clock>, visit: &Visit) -> Result<Reply, StoreError> {
    Ok(match visit.route() {
        ("GET", "/profile/closed") => close::goodbye(visit),
        // The link of a letter is good in any browser.
        ("GET", "/profile/email/verify") => confirm_email::follow(step, visit),
        ("GET", "/profile/email/confirm") => confirm_email::show(step, visit).await?,
        ("POST", "/profile/email/confirm") => confirm_email::submit(step, visit).await?,
        ("GET", "/profile/paperless/verify") => confirm_bills::follow(step, visit),
        ("GET", "/profile/paperless/confirm") => confirm_bills::show(step, visit).await?,
        ("POST", "/profile/paperless/confirm") => confirm_bills::submit(step, visit).await?,
        _ => match web::signed_in(&step.ports, visit).await? {
            Some(who) => of_member(step, visit, who).await?,
            None => ended::signed_out(step, visit).await?,
        },
    })
}

/// What the forms of a page post.
fn fields(portal: &'static Portal, path: &str) -> Vec<&'static str> {
    match path {
        "/profile/paperless" => paperless::FIELDS.to_vec(),
        "/profile/password" => password::FIELDS.to_vec(),
        "/profile/security-phrase" => phrase::FIELDS.to_vec(),
        "/profile/accounts" => accounts::fields(portal),
        "/profile/close" => close::FIELDS.to_vec(),
        "/profile/email" => [&email::FIELDS[..], &web::slip::FIELDS].concat(),
        "/profile/email/confirm" => moving::FIELDS.to_vec(),
        "/profile/language" => language::FIELDS.to_vec(),
        "/profile/sessions" => sessions::FIELDS.to_vec(),
        _ => Vec::new(),
    }
}

/// The pages of whoever is signed in.
async fn of_member(
    step: &Step<impl Ports, impl Clock>,
    visit: &Visit,
    who: SignedIn,
) -> Result<Reply, StoreError> {
    Ok(match visit.route() {
        ("GET", "/profile") => pages::summary(visit, &who.member),
        ("GET", "/profile/language") => language::show(visit, &who),
        ("POST", "/profile/language") => language::submit(step, visit, &who).await?,
        ("GET", "/profile/paperless") => paperless::show(step, visit, &who),
        ("POST", "/profile/paperless") => paperless::submit(step, visit, &who).await?,
        ("GET", "/profile/password") => password::show(visit, &who),
        ("POST", "/profile/password") => password::submit(step, visit, &who).await?,
        ("GET", "/profile/security-phrase") => phrase::show(visit, &who),
        ("POST", "/profile/security-phrase") => phrase::submit(step, visit, &who).await?,
        ("GET", "/profile/accounts") => accounts::show(visit, &who),
        ("POST", "/profile/accounts") => accounts::submit(step, visit, &who).await?,
        ("GET", "/profile/sessions") => sessions::show(step, visit, &who).await?,
        ("POST", "/profile/sessions") => sessions::submit(step, visit, &who).await?,
        ("GET", "/profile/email") => email::show(visit, &who),
        ("POST", "/profile/email") => email::submit(step, visit, &who).await?,
        ("GET", "/profile/close") => close::show(visit, &who),
        ("POST", "/profile/close") => close::submit(step, visit, &who).await?,
        _ => web::lost(visit),
    })
}
