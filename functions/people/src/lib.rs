//! Others on an account: who they are, inviting them, accepting, and the end of it.
//!
//! The account's list of guests is the one truth. It is written here, and by a guest's closing of the login. A GET changes nothing: mail scanners open
//! links. The post that accepts spends the link.

mod accept;
mod end;
mod forms;
mod invite;
mod pages;

use domain::Purpose;
use domain::ports::{
    Bindings, Clock, Counters, Links, Members, People, SecondFactors, Sessions, Standings,
    StoreError,
};
use lambda_http::{Body, Request, Response};
use web::cookies::Invitation;
use web::links::Way;
use web::pages::ProblemKind;
use web::{Reply, Step, Visit};

/// What these pages read and write.
pub trait Ports:
    Members + Sessions + Counters + Bindings + Links + Standings + People + SecondFactors
{
}

impl<P> Ports for P where
    P: Members + Sessions + Counters + Bindings + Links + Standings + People + SecondFactors
{
}

/// The way of the invitation's link.
const WAY: Way<Invitation> =
    Way::new(Purpose::Invite, "/people/accept", ProblemKind::InvitationOver);

/// Answers `/profile/people` and what is below it, `GET /people/verify` and `GET, POST /people/accept`.
#[tracing::instrument(name = "people", skip_all)]
pub async fn handle(step: &Step<impl Ports, impl Clock>, request: Request) -> Response<Body> {
    let fields: &[&str] = match request.uri().path() {
        "/profile/people" => &forms::INVITE,
        "/profile/people/end" => &end::FIELDS,
        "/people/accept" => &forms::ACCEPT,
        _ => &[],
    };
    step.answer("people", fields, request, |step, visit| Box::pin(reply(step, visit))).await
}

async fn reply(step: &Step<impl Ports, impl Clock>, visit: &Visit) -> Result<Reply, StoreError> {
    // Without a hold nothing of an account is shown here, so there is nothing to let anybody in to.
    if !visit.portal().shows_history() {
        return Ok(web::lost(visit));
    }
    let of_member = match visit.route() {
        // The link of a letter is good in any browser.
        ("GET", "/people/verify") => return Ok(WAY.follow(&step.desk, visit)),
        ("GET", "/people/accept") => return accept::show(step, visit).await,
        ("POST", "/people/accept") => return accept::submit(step, visit).await,
        route => route,
    };
    let Some(who) = web::signed_in(&step.ports, visit).await? else {
        return Ok(web::sign_in_first());
    };
    match of_member {
        ("GET", "/profile/people") => invite::show(step, visit, &who).await,
        ("POST", "/profile/people") => invite::submit(step, visit, &who).await,
        ("POST", "/profile/people/end") => end::submit(step, visit, &who).await,
        _ => Ok(web::lost(visit)),
    }
}
