//! Step 5: the letter's link, the password, and the claim of the account.
//!
//! A GET changes nothing: mail scanners open links. The post that sets the password spends the link.

mod by_hand;
mod pages;
mod post;

use domain::ports::{Claims, Clock, Counters, Pendings, Sessions, StoreError};
use domain::{LinkClaim, LinkState, LinkToken, Pending, Purpose};
use lambda_http::{Body, Request, Response};
use web::cookies::Verify;
use web::pages::ProblemKind;
use web::{Step, Visit, links};

/// Answers `GET /register/verify` and `GET, POST /register/password`.
#[tracing::instrument(name = "set-password", skip_all)]
pub async fn handle(
    step: &Step<impl Pendings + Claims + Sessions + Counters, impl Clock>,
    request: Request,
) -> Response<Body> {
    let visit = match step.desk.enter("set-password", &request, &post::FIELDS) {
        Ok(visit) => visit,
        Err(refused) => return *refused,
    };
    let reply = match visit.route() {
        ("GET", "/register/verify") => {
            let ways = ("/register/password", ProblemKind::LinkWrong);
            links::follow(&step.desk, &visit, Purpose::Verify, ways)
        }
        ("GET", "/register/password") => match linked(step, &visit).await {
            Ok(linked) => pages::form(step, &visit, &linked),
            Err(error) => step.desk.unavailable(&visit, &error),
        },
        ("POST", "/register/password") => match post::submit(step, &visit).await {
            Ok(end) => pages::answer(step, &visit, end),
            Err(error) => step.desk.unavailable(&visit, &error),
        },
        _ => web::lost(&visit),
    };
    step.desk.leave(&visit, reply)
}

/// What the browser's link leads to.
pub(crate) enum Linked {
    /// No link was followed: the temporary password is typed by hand.
    Nothing,
    /// A registration that can be confirmed.
    Open(Box<Pending>),
    /// A link that did its work.
    Used(Box<Pending>),
    /// A link whose time is over, or whose registration was cleaned away.
    Expired(LinkClaim),
}

pub(crate) async fn linked(
    step: &Step<impl Pendings, impl Clock>,
    visit: &Visit,
) -> Result<Linked, StoreError> {
    let verify = visit.cookie::<Verify>();
    let claim = verify.and_then(|it| LinkToken::check(&step.desk.keys, Purpose::Verify, &it.token));
    let Some(claim) = claim else { return Ok(Linked::Nothing) };
    let found = step.ports.pending(&claim.email, &claim.id).await?;
    Ok(match found {
        None => Linked::Expired(claim),
        Some(pending) => match pending.state(visit.now()) {
            LinkState::Open => Linked::Open(Box::new(pending)),
            LinkState::Used => Linked::Used(Box::new(pending)),
            LinkState::Expired => Linked::Expired(claim),
        },
    })
}
