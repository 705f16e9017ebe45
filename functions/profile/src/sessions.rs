//! Where the member is signed in, and ending it.

use domain::ports::{Clock, SecondFactors, Sessions, StoreError};
use domain::{
    Changed, DeviceId, OutboxId, Remembered, ReopenIds, Session, SessionId, SignedIn,
    end_other_sessions, standing_sessions, told_of_end,
};
use web::cookies;
use web::pages::{self, Html, RememberedRow, SessionRow};
use web::words::moment::local_time;
use web::{Reply, Step, Visit};

pub(crate) const FIELDS: [&str; 3] = ["session", "others", "device"];

/// What the page says once: that a session was ended, that a browser is remembered no longer.
const ENDED: &str = "ended";
const FORGOTTEN: &str = "forgotten";

/// The list.
pub(crate) async fn show(
    step: &Step<impl Sessions + SecondFactors, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    let all = standing(step, visit, who).await?;
    let remembered = remembered(step, visit, who).await?;
    Ok(Reply::ok(page(visit, who, &all, &remembered), "shown"))
}

/// Ends one of them, or all but this one; or has a browser be asked for a code again.
pub(crate) async fn submit(
    step: &Step<impl Sessions + SecondFactors, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    let [session, others, device] = FIELDS.map(|field| visit.form().get(field));
    if !device.expose().is_empty() {
        let device = DeviceId::from_stored(device.expose());
        step.ports.forget(&who.member.id, &device).await?;
        return Ok(Reply::see_other("/profile/sessions", "forgotten")
            .with(visit.say_once("/profile/sessions", FORGOTTEN)));
    }
    if others.expose() == "yes" {
        return end_others(step, visit, who).await;
    }
    Ok(match end_one(step, visit, who, session.expose()).await {
        Ok(true) => Reply::see_other("/profile/sessions", "ended")
            .with(visit.say_once("/profile/sessions", ENDED)),
        Ok(false) => Reply::see_other("/profile/sessions", "not_there"),
        // Another window ends it too: the list as it is now.
        Err(StoreError::Conflict) => Reply::see_other("/profile/sessions", "conflict"),
        Err(error @ StoreError::Unavailable(_)) => return Err(error),
    })
}

/// Ends one of the member's own, and answers whether it was there; an id that is none of theirs ends nothing.
async fn end_one(
    step: &Step<impl Sessions, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
    id: &str,
) -> Result<bool, StoreError> {
    let all = standing(step, visit, who).await?;
    let Some(session) = all.iter().find(|session| session.id.as_str() == id) else {
        return Ok(false);
    };
    let told = OutboxId::from_random(web::random());
    let envelope = told_of_end(&who.member, session, told, visit.now());
    step.ports.end(&who.member.id, &session.id, Some(&envelope)).await?;
    Ok(true)
}

async fn end_others(
    step: &Step<impl Sessions, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    let session = SessionId::from_random(web::random());
    let ids = ReopenIds { session, envelope: OutboxId::from_random(web::random()) };
    let reopened = end_other_sessions(&who.member, &who.session, ids, visit.now());
    match step.ports.reopen(&reopened).await {
        Ok(()) => {
            let (keys, now) = (&step.desk.keys, visit.now());
            let cookies =
                cookies::going_on(keys, &reopened.member, &reopened.session, visit.figures(), now);
            Ok(cookies.into_iter().fold(crate::pages::done(visit, Changed::Sessions), Reply::with))
        }
        // Another window changed something in between: the list as it is now, for whoever is still signed in.
        Err(StoreError::Conflict) => Ok(Reply::see_other("/profile/sessions", "conflict")),
        Err(error @ StoreError::Unavailable(_)) => Err(error),
    }
}

async fn standing(
    step: &Step<impl Sessions, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Vec<Session>, StoreError> {
    let all = step.ports.of_member(&who.member.id).await?;
    Ok(standing_sessions(all, &who.member, visit.now()))
}

/// The browsers in which no code is asked for; without a factor nothing is read.
async fn remembered(
    step: &Step<impl SecondFactors, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Vec<Remembered>, StoreError> {
    if !who.member.factors.is_asked() {
        return Ok(Vec::new());
    }
    let (member, rules, now) = (&who.member, visit.portal().second_factor, visit.now());
    let kept = step.ports.kept(&member.id).await?.remembered.into_iter();
    Ok(kept.filter(|kept| kept.stands(member, rules, now)).collect())
}

fn page(visit: &Visit, who: &SignedIn, all: &[Session], remembered: &[Remembered]) -> Html {
    let row = |session: &Session| SessionRow {
        id: session.id.as_str().to_owned(),
        device: session.device_name.clone(),
        since: local_time(session.signed_in_at, visit.portal().time_zone, visit.language()),
        is_this: session.id == who.session.id,
    };
    let all: Vec<SessionRow> = all.iter().map(row).collect();
    let kept = |kept: &Remembered| RememberedRow {
        id: kept.device.as_str().to_owned(),
        device: kept.device_name.clone(),
        until: local_time(
            kept.over_at(visit.portal().second_factor).unwrap_or(kept.until),
            visit.portal().time_zone,
            visit.language(),
        ),
    };
    let remembered: Vec<RememberedRow> = remembered.iter().map(kept).collect();
    let [ended, forgotten] = [ENDED, FORGOTTEN].map(|said| visit.just_done() == Some(said));
    let view = visit.view();
    pages::Sessions { view, ended, all: &all, forgotten, remembered: &remembered }.render()
}
