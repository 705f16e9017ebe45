//! What there is.

use domain::ports::{Clock, Passkeys, SecondFactors, StoreError};
use domain::{App, Passkey, PasskeyMark, RecoverySet, SignedIn};
use jiff::Timestamp;
use web::pages::{AppShown, PasskeyShown, Security, SecurityDone};
use web::words::moment::{local_date, local_time};
use web::{Reply, Step, Visit};

use crate::offer;

/// What a page of these tells the next one.
pub(crate) const ADDED: &str = "added";
pub(crate) const ADDED_PASSKEY: &str = "added-passkey";
pub(crate) const REMOVED: &str = "removed";
pub(crate) const REMOVED_ONE: &str = "removed-one";

pub(crate) async fn page(
    step: &Step<impl SecondFactors + Passkeys, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    let (factors, now) = (&who.member.factors, visit.now());
    let (zone, language) = (visit.portal().time_zone, visit.language());
    let time = |at| local_time(at, zone, language);
    let date = |at| local_date(at, zone, language);
    let used = match &factors.app {
        Some(app) => used_at(step, who, app).await?.map(time),
        None => None,
    };
    let ids: Vec<_> = factors.passkeys.iter().map(|mark| mark.id.clone()).collect();
    let kept = step.ports.passkeys(&ids).await?;
    let shown = |mark: &PasskeyMark| {
        let kept: Option<&Passkey> = kept.iter().find(|kept| kept.id == mark.id);
        PasskeyShown {
            id: mark.id.as_str().to_owned(),
            name: kept.map(|kept| kept.name.expose().to_owned()).unwrap_or_default(),
            since: date(mark.since),
            used: kept.and_then(|kept| kept.used_at).map(time),
            trial_until: mark.trial_until.filter(|_| mark.is_on_trial(now)).map(time),
        }
    };
    let passkeys: Vec<PasskeyShown> = factors.passkeys.iter().map(shown).collect();
    let since = factors.app.as_ref().map(|app| date(app.since));
    let on_trial = factors.app.as_ref().filter(|app| app.is_on_trial(now));
    let trial_until = on_trial.and_then(|app| app.trial_until).map(time);
    let waiting = factors.wait.as_ref().filter(|wait| wait.runs(now)).map(|it| time(it.ends_at));
    let app = since.as_deref().map(|since| AppShown {
        since,
        used: used.as_deref(),
        trial_until: trial_until.as_deref(),
    });
    let done = visit.just_done().and_then(|done| match done {
        ADDED => Some(SecurityDone::Added),
        ADDED_PASSKEY => Some(SecurityDone::AddedPasskey),
        REMOVED => Some(SecurityDone::Removed),
        REMOVED_ONE => Some(SecurityDone::RemovedOne),
        _ => None,
    });
    let page = Security {
        view: visit.view(),
        done,
        offered: visit.portal().second_factor.offered,
        app,
        passkeys: &passkeys,
        room_for_passkeys: offer::has_room(step, visit, who),
        codes_left: factors.codes.as_ref().map(RecoverySet::left),
        limited: who.session.limited,
        waiting: waiting.as_deref(),
    };
    Ok(Reply::ok(page.render(), "shown"))
}

/// When a code of the app was used last.
async fn used_at(
    step: &Step<impl SecondFactors, impl Clock>,
    who: &SignedIn,
    app: &App,
) -> Result<Option<Timestamp>, StoreError> {
    let kept = step.ports.kept(&who.member.id).await?;
    let of_app = kept.used.into_iter().find(|used| used.factor == app.id);
    Ok(of_app.and_then(|used| used.at()))
}
