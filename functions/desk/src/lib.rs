//! The desk: staff sign in at the co-op's provider, look up why somebody cannot register or sign in, and mend it.
//!
//! Its host, cookies, keys and routes are its own. A GET changes nothing but one: the provider sends a browser back to
//! `GET /desk/callback`, which opens a session.

mod act;
mod audit;
mod case;
mod deeds;
mod deployed;
mod openid;
mod pages;
mod provider;
mod quotes;
mod sign_in;
mod words;

use domain::KeyRing;
use domain::ports::{
    Clock, Holds, Letters, Links, LookUps, Releases, SecondFactors, StaffSessions, StoreError,
    Suppressions,
};
use lambda_http::{Body, Request, Response};
use staff::{Office, Reads};
use web::Reply;
use web::staff::{Met, StaffDesk, StaffVisit};

pub use deployed::{Deployed, deployed};
pub use openid::{OpenId, Set};
pub use provider::{NotVouched, Provider, Sent};

/// What the desk reads and writes.
pub trait Ports:
    StaffSessions + LookUps + Reads + Letters + Links + Holds + Releases + SecondFactors
{
}

impl<P> Ports for P where
    P: StaffSessions + LookUps + Reads + Letters + Links + Holds + Releases + SecondFactors
{
}

/// The desk: the ports that it reads and writes, who vouches for staff, and what it has at hand.
#[derive(Clone)]
pub struct AtDesk<P, I, L, C> {
    /// What it reads and writes.
    pub ports: P,
    /// Who vouches for staff.
    pub provider: I,
    /// The addresses that the mail service writes to no more.
    pub list: L,
    /// What it has at hand.
    pub desk: StaffDesk<C>,
    /// The members' keys, by which accounts and emails are found.
    pub members: KeyRing,
}

impl<P, I, L, C> AtDesk<P, I, L, C> {
    /// What look-ups and acts work on.
    fn office(&self) -> Office<'_, P, C> {
        Office { store: &self.ports, clock: &self.desk.clock, keys: &self.members }
    }
}

/// Answers everything at the desk's host.
#[tracing::instrument(name = "desk", skip_all)]
pub async fn handle(
    step: &AtDesk<impl Ports, impl Provider, impl Suppressions, impl Clock>,
    request: Request,
) -> Response<Body> {
    let fields: &[&str] = match request.uri().path() {
        "/desk/case" => &case::FIELDS,
        "/desk/act" => &act::FIELDS,
        _ => &[],
    };
    let answer = step
        .desk
        .answer(step, request, fields, pages::refused, |step, visit| Box::pin(reply(step, visit)));
    answer.await
}

async fn reply(
    step: &AtDesk<impl Ports, impl Provider, impl Suppressions, impl Clock>,
    visit: &mut StaffVisit,
) -> Result<Reply, StoreError> {
    match visit.route() {
        ("GET", "/desk/sign-in") => return Ok(sign_in::begin(step, visit).await),
        ("GET", "/desk/callback") => return sign_in::finish(step, visit).await,
        _ => {}
    }
    let met = visit.meet(&step.ports).await?;
    // Whoever presses it wants to be out, from whichever page.
    if visit.route() == ("POST", "/desk/sign-out") {
        return sign_in::end(step, visit, met).await;
    }
    let who = match met {
        Met::Staff(who) => who,
        Met::OldForm(_) => return Ok(pages::old_form(visit)),
        Met::Nobody => return Ok(pages::sign_in(visit)),
    };
    match visit.route() {
        ("POST", "/desk/case") => case::submit(step, visit, &who).await,
        ("POST", "/desk/act") => act::submit(step, visit, &who).await,
        _ => Ok(pages::search(visit, &who)),
    }
}
