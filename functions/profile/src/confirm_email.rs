//! A new email, confirmed: the link of the letter to the new address switches to it.
//!
//! The links of a move that staff began lead here too. A GET changes nothing: mail scanners open links. The post that
//! switches is bound to the link's token, so it works in any browser, signed in or not.

use data_encoding::BASE64URL_NOPAD;
use domain::ports::{Claims, Clock, Links, Members, Sessions, StoreError};
use domain::{
    Changed, FoundLink, KeyRing, Member, OutboxId, PendingId, Purpose, Session, SessionId,
    SpendEnd, SpendIds, change_email, decide_anew, move_email,
};
use web::cookies;
use web::links::{Linked, Way};
use web::pages::ProblemKind;
use web::{Reply, Step, Visit};

use crate::moving::{self, ProofEnd};
use crate::pages;

/// The ways of the links that lead here: the member's own, and those of a move that staff began.
const WAYS: [Way<cookies::NewEmail>; 3] = [
    Way::new(Purpose::NewEmail, PATH, ProblemKind::NewEmailOver),
    Way::new(Purpose::ProveEmail, PATH, ProblemKind::MoveOver),
    Way::new(Purpose::MoveEmail, PATH, ProblemKind::MoveOver),
];
const PATH: &str = "/profile/email/confirm";

/// How using the link ended.
enum ConfirmEmailEnd {
    /// The login has the new email; the browser goes on with a session if it had one of this member.
    Changed { member: Box<Member>, session: Option<Session> },
    /// The address that staff are to move the login to was to be proven.
    Proof(ProofEnd),
    /// The three days are not over.
    Early,
    /// The address is a member's by now; nothing has changed.
    Taken,
    /// The link was used, for this purpose.
    Used(Purpose),
    /// The link is over.
    Over,
    /// There is no link in this browser, or no longer.
    NoLink,
}

/// Takes the token out of the address and into a cookie; nothing is read and nothing is written.
pub(crate) fn follow<P>(step: &Step<P, impl Clock>, visit: &Visit) -> Reply {
    let way = WAYS.iter().find(|way| way.fits(&step.desk.keys, visit));
    way.unwrap_or(&WAYS[0]).follow(&step.desk, visit)
}

/// The way that the browser's link came.
fn way(keys: &KeyRing, visit: &Visit) -> &'static Way<cookies::NewEmail> {
    WAYS.iter().find(|way| way.followed(keys, visit).is_some()).unwrap_or(&WAYS[0])
}

/// The page that the letter's link leads to.
pub(crate) async fn show(
    step: &Step<impl Links, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    let way = way(&step.desk.keys, visit);
    Ok(match way.find(&step.ports, &step.desk.keys, visit).await? {
        Linked::Open(found) => moving::page(visit, &found.link),
        Linked::Used(found) => way.over(visit, used(found.link.purpose), None),
        Linked::Expired(_) => way.expired(visit),
        Linked::Nothing => way.again(visit),
    })
}

/// Switches to the new email.
pub(crate) async fn submit(
    step: &Step<impl Members + Links + Sessions + Claims, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    let request = BASE64URL_NOPAD.encode(&web::random::<16>());
    // Something else of the member may be changed in between.
    let end = decide_anew(&step.desk.clock, || attempt(step, visit, &request)).await?;
    Ok(answer(&step.desk.keys, visit, end))
}

async fn attempt(
    step: &Step<impl Members + Links + Sessions + Claims, impl Clock>,
    visit: &Visit,
    request: &str,
) -> Result<ConfirmEmailEnd, StoreError> {
    let way = way(&step.desk.keys, visit);
    let found = match way.find(&step.ports, &step.desk.keys, visit).await? {
        Linked::Open(found) => *found,
        Linked::Used(found) => return Ok(ConfirmEmailEnd::Used(found.link.purpose)),
        Linked::Expired(_) => return Ok(ConfirmEmailEnd::Over),
        Linked::Nothing => return Ok(ConfirmEmailEnd::NoLink),
    };
    let envelope = OutboxId::from_random(web::random());
    let ids = SpendIds { envelope, request: request.to_owned() };
    if found.link.purpose == Purpose::ProveEmail {
        return Ok(ConfirmEmailEnd::Proof(moving::prove(step, visit, &found, ids).await?));
    }
    switch(step, visit, &found, ids).await
}

async fn switch(
    step: &Step<impl Members + Links + Sessions, impl Clock>,
    visit: &Visit,
    found: &FoundLink,
    ids: SpendIds,
) -> Result<ConfirmEmailEnd, StoreError> {
    let here = web::signed_in(&step.ports, visit).await?;
    let here = here.filter(|who| who.member.id == found.member.id).map(|who| who.session);
    let not_me = PendingId::new(web::random());
    let spending = match found.link.purpose {
        Purpose::MoveEmail => move_email(&step.desk.keys, found, ids, not_me, visit.now()),
        _ => Ok(change_email(&step.desk.keys, found, ids, not_me, visit.now())),
    };
    let Ok(spending) = spending else { return Ok(ConfirmEmailEnd::Early) };
    Ok(match step.ports.spend(&spending).await? {
        SpendEnd::Spent => {
            let session = go_on(step, &spending.member, here).await;
            ConfirmEmailEnd::Changed { member: Box::new(spending.member), session }
        }
        SpendEnd::LinkSpent => ConfirmEmailEnd::Used(found.link.purpose),
        SpendEnd::EmailTaken => ConfirmEmailEnd::Taken,
    })
}

/// The session goes on after the commit; without one the member signs in with the new email.
async fn go_on(
    step: &Step<impl Sessions, impl Clock>,
    member: &Member,
    before: Option<Session>,
) -> Option<Session> {
    let session = before?.goes_on(SessionId::from_random(web::random()), member);
    match step.ports.open(&session, None).await {
        Ok(()) => Some(session),
        Err(error) => {
            tracing::error!(error = %error, "an email was changed, but no session goes on");
            None
        }
    }
}

/// Shows how it ended. No `_` arm: a new end must get a page.
fn answer(keys: &KeyRing, visit: &Visit, end: ConfirmEmailEnd) -> Reply {
    let way = way(keys, visit);
    match end {
        ConfirmEmailEnd::Changed { member, session: Some(session) } => {
            let cookies = cookies::going_on(keys, &member, &session, visit.figures(), visit.now());
            let reply = pages::done(visit, Changed::Email).with(way.forgotten());
            cookies.into_iter().fold(reply, Reply::with)
        }
        ConfirmEmailEnd::Changed { session: None, .. } => {
            to_sign_in(visit, "email-changed", "changed").with(way.forgotten())
        }
        ConfirmEmailEnd::Proof(ProofEnd::Proven) => {
            to_sign_in(visit, "email-proven", "proven").with(way.forgotten())
        }
        ConfirmEmailEnd::Proof(ProofEnd::WrongCode { to }) => moving::wrong_code(visit, &to),
        ConfirmEmailEnd::Early => Reply::problem(visit, ProblemKind::MoveEarly, None),
        ConfirmEmailEnd::Taken => way.over(visit, ProblemKind::NewEmailTaken, None),
        ConfirmEmailEnd::Used(purpose) => way.over(visit, used(purpose), None),
        ConfirmEmailEnd::Proof(ProofEnd::Used) => way.over(visit, used(Purpose::ProveEmail), None),
        ConfirmEmailEnd::Over => way.expired(visit),
        ConfirmEmailEnd::NoLink => way.again(visit),
    }
}

/// What is said of a link that did its work: an address that staff are to move a login to is not the one to sign in with yet.
fn used(purpose: Purpose) -> ProblemKind {
    match purpose {
        Purpose::ProveEmail => ProblemKind::ProofSpent,
        Purpose::Verify
        | Purpose::Recover
        | Purpose::NewEmail
        | Purpose::NotMe
        | Purpose::MoveEmail
        | Purpose::Invite
        | Purpose::ConfirmBills
        | Purpose::NotMyFactor
        | Purpose::StopReset
        | Purpose::ResetFactors => ProblemKind::LinkSpent,
    }
}

/// On to signing in, where it is said once what was done.
fn to_sign_in(visit: &Visit, what: &str, outcome: &'static str) -> Reply {
    Reply::see_other("/sign-in", outcome).with(visit.say_once("/sign-in", what))
}
