//! Signing in at the co-op's provider, and out again.

use domain::desk::{NoSession, StaffSignIn, StaffToken, open_session};
use domain::ports::{Clock, StoreError, Suppressions};
use web::staff::{Met, StaffVisit};
use web::{Reply, random};

use crate::pages;
use crate::{AtDesk, NotVouched, Ports, Provider, Sent};

/// Sends the browser to the provider. Nothing is written: all that comes back is checked against the cookie.
pub(crate) async fn begin(
    step: &AtDesk<impl Ports, impl Provider, impl Suppressions, impl Clock>,
    visit: &StaffVisit,
) -> Reply {
    let sign_in = StaffSignIn::new(random());
    let sent = if visit.query("to") == Some("act") { Sent::ToAct } else { Sent::ToSignIn };
    match step.provider.address(&sign_in, sent, visit.now()).await {
        Ok(address) => {
            Reply::see_other(address, "sent").without_referrer().with(visit.begin(&sign_in))
        }
        Err(not) => pages::not_vouched(visit, &not),
    }
}

/// Opens a session for whom the provider vouches. The one GET that does: the provider sends browsers here.
pub(crate) async fn finish(
    step: &AtDesk<impl Ports, impl Provider, impl Suppressions, impl Clock>,
    visit: &mut StaffVisit,
) -> Result<Reply, StoreError> {
    let Some(sign_in) = visit.signing_in() else { return again(step, visit).await };
    // Anybody can lead a browser here: a query that answers nothing uses up nothing and asks for nothing.
    if let Err(not) = step.provider.check(visit.query_text(), &sign_in) {
        return refused(step, visit, &not).await;
    }
    let until = visit.now() + domain::desk::SIGN_IN_LIFE;
    if !step.ports.use_once(&sign_in.key(), until).await? {
        return again(step, visit).await;
    }
    let vouched = step.provider.vouch(visit.query_text(), &sign_in, visit.now()).await;
    let vouched = match vouched {
        Ok(vouched) => vouched,
        Err(not) => return refused(step, visit, &not).await,
    };
    let token = StaffToken::new(random());
    let who = vouched.who.clone();
    let session = match open_session(vouched, &token, visit.now()) {
        Ok(session) => session,
        Err(NoSession::NoRole) => {
            tracing::info!(target: "audit", staff = who.as_str(), "signed in without a role");
            end_before(step, visit).await?;
            return Ok(pages::no_role(visit));
        }
        Err(NoSession::Over) => {
            let over = NotVouched::Refused("the ID token is over".to_owned());
            return refused(step, visit, &over).await;
        }
    };
    step.ports.open_at_desk(&session).await?;
    end_before(step, visit).await?;
    let (staff, role) = (session.who.as_str(), session.role.name());
    tracing::info!(target: "audit", staff, role, "signed in");
    let reply = Reply::see_other("/desk", "signed_in").without_referrer();
    Ok(visit.opened(&token, &session).into_iter().fold(reply, Reply::with))
}

/// Signs nobody in. Where the provider said so of this browser's own sign-in, nobody stays signed in either.
async fn refused(
    step: &AtDesk<impl Ports, impl Provider, impl Suppressions, impl Clock>,
    visit: &StaffVisit,
    not: &NotVouched,
) -> Result<Reply, StoreError> {
    match not {
        NotVouched::Declined(_) | NotVouched::Refused(_) => end_before(step, visit).await?,
        // It says nothing of who sits here.
        NotVouched::Foreign(_) | NotVouched::Later(_) => {}
    }
    Ok(pages::not_vouched(visit, not))
}

/// Whoever was signed in here is not any more.
async fn end_before(
    step: &AtDesk<impl Ports, impl Provider, impl Suppressions, impl Clock>,
    visit: &StaffVisit,
) -> Result<(), StoreError> {
    match visit.token() {
        Some(before) => step.ports.end_at_desk(&before.key()).await,
        None => Ok(()),
    }
}

/// A callback that is opened again: where a session stands it leads on, and otherwise it signs nobody in.
async fn again(
    step: &AtDesk<impl Ports, impl Provider, impl Suppressions, impl Clock>,
    visit: &mut StaffVisit,
) -> Result<Reply, StoreError> {
    Ok(match visit.meet(&step.ports).await? {
        Met::Staff(_) => Reply::see_other("/desk", "signed_in_before").without_referrer(),
        Met::OldForm(_) | Met::Nobody => pages::begin_again(visit),
    })
}

/// Ends the session of this browser, and says where the provider's own ends. That one stands also where ours is over, and
/// where the form is of a page from before the sign-in.
pub(crate) async fn end(
    step: &AtDesk<impl Ports, impl Provider, impl Suppressions, impl Clock>,
    visit: &mut StaffVisit,
    met: Met,
) -> Result<Reply, StoreError> {
    match met {
        Met::Staff(who) | Met::OldForm(who) => {
            step.ports.end_at_desk(&who.key).await?;
            visit.forget();
            tracing::info!(target: "audit", staff = who.who.as_str(), "signed out");
        }
        Met::Nobody => {}
    }
    let elsewhere = step.provider.sign_out(visit.now()).await;
    let reply = pages::signed_out(visit, elsewhere.as_deref()).signed_out();
    Ok(StaffVisit::ended().into_iter().fold(reply, Reply::with))
}
