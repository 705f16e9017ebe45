//! "I can't do this": after the right password, a wait of which member and contact on file hear.

use domain::ports::{Claims, Clock, Counters, SecondFactors, StoreError};
use domain::{
    FactorWrite, Member, MemberId, OutboxId, PendingId, ResetIds, ResetWait, begin_reset,
    contacts_of, decide_anew, is_after_mail, may_prove, reset_tries, reset_wait,
};
use jiff::Timestamp;
use lambda_http::http::StatusCode;
use web::cookies::{self, Claims as _, SetCookie};
use web::pages::{Html, LostState, SecondLost};
use web::words::moment::local_time;
use web::{Reply, Step, Visit};

const PATH: &str = "/sign-in/second/lost";

/// How beginning a wait ended.
enum BeginEnd {
    /// One runs, begun by this press of the button or before it.
    Runs,
    /// Too many were begun lately: when there is room for one more.
    Spent(Timestamp),
    /// It took too long, or something has changed since the password was typed.
    Over,
}

/// What helps, and what the button begins.
pub(crate) async fn show(
    step: &Step<impl SecondFactors + Counters, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    let Some(member) = member(step, visit).await? else { return Ok(over(visit)) };
    let now = visit.now();
    if let Some(wait) = running(&member, now) {
        let (is_over, at) = (wait.ends_at <= now, time(visit, wait.ends_at));
        let until = time(visit, wait.open_until());
        let state = if is_over { LostState::Open(&until) } else { LostState::Begun(&at) };
        return Ok(Reply::ok(page(visit, state), "shown"));
    }
    let tries = reset_tries(&member);
    let read = step.ports.read(&tries.subjects()).await?;
    Ok(match tries.count(&read, now) {
        Ok(_) => {
            let hours = reset_wait(&member, visit.portal().second_factor, now).as_hours();
            // A day that has begun is waited for to its end, or nearly so.
            let days = (hours + 23) / 24;
            let after_mail = is_after_mail(&member, now);
            Reply::ok(page(visit, LostState::Asks { days, after_mail }), "shown")
        }
        Err(until) => spent(visit, until),
    })
}

/// Begins the wait. Where one runs, nothing changes.
pub(crate) async fn submit(
    step: &Step<impl SecondFactors + Counters + Claims, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    Ok(match decide_anew(&step.desk.clock, || attempt(step, visit)).await? {
        BeginEnd::Runs => Reply::see_other(PATH, "begun"),
        BeginEnd::Spent(until) => spent(visit, until),
        BeginEnd::Over => over(visit),
    })
}

async fn attempt(
    step: &Step<impl SecondFactors + Counters + Claims, impl Clock>,
    visit: &Visit,
) -> Result<BeginEnd, StoreError> {
    let Some(member) = member(step, visit).await? else { return Ok(BeginEnd::Over) };
    if running(&member, visit.now()).is_some() {
        return Ok(BeginEnd::Runs);
    }
    let tries = reset_tries(&member);
    let read = step.ports.read(&tries.subjects()).await?;
    let counts = match tries.count(&read, visit.now()) {
        Ok(counts) => counts,
        Err(until) => return Ok(BeginEnd::Spent(until)),
    };
    let contacts = contacts_of(&step.ports, &member, visit.now()).await?;
    let ids = ResetIds {
        reset: PendingId::new(web::random()),
        stop: PendingId::new(web::random()),
        envelopes: [(); 3].map(|()| OutboxId::from_random(web::random())),
    };
    let wait = reset_wait(&member, visit.portal().second_factor, visit.now());
    let begun = begin_reset(&step.desk.keys, &member, &contacts, wait, ids, visit.now());
    if let Some(write) = begun {
        step.ports.write(&FactorWrite { counts, ..write }).await?;
    }
    Ok(BeginEnd::Runs)
}

/// The wait of a member, while it runs or its link still works.
fn running(member: &Member, now: Timestamp) -> Option<&ResetWait> {
    member.factors.wait.as_ref().filter(|wait| wait.runs(now))
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

fn spent(visit: &Visit, until: Timestamp) -> Reply {
    let until = time(visit, until);
    Reply::page(StatusCode::TOO_MANY_REQUESTS, page(visit, LostState::Spent(&until)), "spent")
}

fn page(visit: &Visit, state: LostState<'_>) -> Html {
    let view = web::pages::view::View { signed_in: false, ..visit.view() };
    SecondLost { view, state }.render()
}

fn time(visit: &Visit, at: Timestamp) -> String {
    local_time(at, visit.portal().time_zone, visit.language())
}

fn over(visit: &Visit) -> Reply {
    Reply::see_other("/sign-in", "second_over")
        .with(visit.say_once("/sign-in", "second-over"))
        .with(SetCookie::cleared(cookies::Second::NAME))
}
