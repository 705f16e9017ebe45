//! A new email, confirmed: the link of the letter to the new address switches to it.
//!
//! A GET changes nothing: mail scanners open links. The post that switches is bound to the link's token, so it works
//! in any browser, signed in or not.

use data_encoding::BASE64URL_NOPAD;
use domain::ports::{Clock, Links, Members, Sessions, StoreError};
use domain::{
    Changed, KeyRing, Member, OutboxId, PendingId, Purpose, Session, SessionId, SpendEnd, SpendIds,
    change_email, decide_anew,
};
use web::cookies;
use web::links::{Linked, Way};
use web::pages::{ConfirmEmail, ProblemKind};
use web::{Reply, Step, Visit};

use crate::pages;

/// The way of the letter's link.
pub(crate) const WAY: Way<cookies::NewEmail> =
    Way::new(Purpose::NewEmail, "/profile/email/confirm", ProblemKind::NewEmailOver);

/// How using the link ended.
enum ConfirmEmailEnd {
    /// The login has the new email; the browser goes on with a session if it had one of this member.
    Changed { member: Box<Member>, session: Option<Session> },
    /// The address is a member's by now; nothing has changed.
    Taken,
    /// The link was used.
    Used,
    /// The link is over, or there is none in this browser.
    Over,
}

/// The page that the letter's link leads to.
pub(crate) async fn show(
    step: &Step<impl Links, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    Ok(match WAY.find(&step.ports, &step.desk.keys, visit).await? {
        Linked::Open(found) => {
            let email = found.link.to.expose();
            Reply::ok(ConfirmEmail { view: visit.view(), email }.render(), "shown")
        }
        Linked::Used(_) => WAY.over(visit, ProblemKind::LinkSpent, None),
        Linked::Expired(_) | Linked::Nothing => WAY.over(visit, ProblemKind::NewEmailOver, None),
    })
}

/// Switches to the new email.
pub(crate) async fn submit(
    step: &Step<impl Members + Links + Sessions, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    let request = BASE64URL_NOPAD.encode(&web::random::<16>());
    // Something else of the member may be changed in between.
    let end = decide_anew(&step.desk.clock, || attempt(step, visit, &request)).await?;
    Ok(answer(&step.desk.keys, visit, end))
}

async fn attempt(
    step: &Step<impl Members + Links + Sessions, impl Clock>,
    visit: &Visit,
    request: &str,
) -> Result<ConfirmEmailEnd, StoreError> {
    let found = match WAY.find(&step.ports, &step.desk.keys, visit).await? {
        Linked::Open(found) => *found,
        Linked::Used(_) => return Ok(ConfirmEmailEnd::Used),
        Linked::Expired(_) | Linked::Nothing => return Ok(ConfirmEmailEnd::Over),
    };
    let here = web::signed_in(&step.ports, visit).await?;
    let here = here.filter(|who| who.member.id == found.member.id).map(|who| who.session);
    let envelope = OutboxId::from_random(web::random());
    let ids = SpendIds { envelope, request: request.to_owned() };
    let not_me = PendingId::new(web::random());
    let spending = change_email(&step.desk.keys, &found, ids, not_me, visit.now());
    Ok(match step.ports.spend(&spending).await? {
        SpendEnd::Spent => {
            let session = go_on(step, &spending.member, here).await;
            ConfirmEmailEnd::Changed { member: Box::new(spending.member), session }
        }
        SpendEnd::LinkSpent => ConfirmEmailEnd::Used,
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
    match end {
        ConfirmEmailEnd::Changed { member, session: Some(session) } => {
            let cookies = cookies::going_on(keys, &member, &session, visit.now());
            let reply = pages::done(Changed::Email).with(WAY.forgotten());
            cookies.into_iter().fold(reply, Reply::with)
        }
        ConfirmEmailEnd::Changed { session: None, .. } => {
            Reply::see_other("/sign-in?notice=email-changed", "changed").with(WAY.forgotten())
        }
        ConfirmEmailEnd::Taken => WAY.over(visit, ProblemKind::NewEmailTaken, None),
        ConfirmEmailEnd::Used => WAY.over(visit, ProblemKind::LinkSpent, None),
        ConfirmEmailEnd::Over => WAY.over(visit, ProblemKind::NewEmailOver, None),
    }
}
