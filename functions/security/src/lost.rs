//! "I can't do this": after the right password, a wait of which member and contact on file hear.

use domain::ports::{Claims, Clock, SecondFactors, StoreError};
use domain::{
    Member, MemberId, OutboxId, PendingId, ResetIds, begin_reset, contacts_of, decide_anew,
    may_prove, reset_wait,
};
use web::cookies::{self, Claims as _, SetCookie};
use web::pages::{LostState, SecondLost};
use web::words::moment::local_time;
use web::{Reply, Step, Visit};

const PATH: &str = "/sign-in/second/lost";

/// What helps, and what the button begins.
pub(crate) async fn show(
    step: &Step<impl SecondFactors, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    let Some(member) = member(step, visit).await? else { return Ok(over(visit)) };
    let now = visit.now();
    let running = member.factors.wait.as_ref().filter(|wait| wait.runs(now));
    let (zone, language) = (visit.portal().time_zone, visit.language());
    let from = running.map(|wait| local_time(wait.ends_at, zone, language));
    let days = reset_wait(&member, visit.portal().second_factor, now).as_hours() / 24;
    let state = from.as_deref().map_or(LostState::Asks(days), LostState::Begun);
    let view = web::pages::view::View { signed_in: false, ..visit.view() };
    Ok(Reply::ok(SecondLost { view, state }.render(), "shown"))
}

/// Begins the wait. Where one runs, nothing changes.
pub(crate) async fn submit(
    step: &Step<impl SecondFactors + Claims, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    let is_theirs = decide_anew(&step.desk.clock, || attempt(step, visit)).await?;
    Ok(if is_theirs { Reply::see_other(PATH, "begun") } else { over(visit) })
}

/// Whether a wait runs now.
async fn attempt(
    step: &Step<impl SecondFactors + Claims, impl Clock>,
    visit: &Visit,
) -> Result<bool, StoreError> {
    let Some(member) = member(step, visit).await? else { return Ok(false) };
    let contacts = contacts_of(&step.ports, &member, visit.now()).await?;
    let ids = ResetIds {
        reset: PendingId::new(web::random()),
        stop: PendingId::new(web::random()),
        envelopes: [(); 3].map(|()| OutboxId::from_random(web::random())),
    };
    let wait = reset_wait(&member, visit.portal().second_factor, visit.now());
    let begun = begin_reset(&step.desk.keys, &member, &contacts, wait, ids, visit.now());
    if let Some(write) = begun {
        step.ports.write(&write).await?;
    }
    Ok(true)
}

/// Whose password was typed in this visit, if they may still prove a factor.
async fn member(
    step: &Step<impl SecondFactors, impl Clock>,
    visit: &Visit,
) -> Result<Option<Member>, StoreError> {
    let Some(second) = visit.cookie::<cookies::Second>().filter(|it| it.visit == visit.id()) else {
        return Ok(None);
    };
    let member = step.ports.member(&MemberId::from_stored(second.member)).await?;
    Ok(member.filter(|member| may_prove(member, second.epoch)))
}

fn over(visit: &Visit) -> Reply {
    Reply::see_other("/sign-in", "second_over")
        .with(visit.say_once("/sign-in", "second-over"))
        .with(SetCookie::cleared(cookies::Second::NAME))
}
