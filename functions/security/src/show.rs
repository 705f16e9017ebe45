//! What there is.

use domain::ports::{Clock, SecondFactors, StoreError};
use domain::{RecoverySet, SignedIn};
use web::pages::{AppShown, Security, SecurityDone};
use web::words::moment::{local_date, local_time};
use web::{Reply, Step, Visit};

/// What a page of these tells the next one.
pub(crate) const ADDED: &str = "added";
pub(crate) const REMOVED: &str = "removed";

pub(crate) async fn page(
    step: &Step<impl SecondFactors, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    let (factors, now) = (&who.member.factors, visit.now());
    let (zone, language) = (visit.portal().time_zone, visit.language());
    let time = |at| local_time(at, zone, language);
    let used = match &factors.app {
        Some(app) => {
            let kept = step.ports.kept(&who.member.id).await?;
            let of_app = kept.used.into_iter().find(|used| used.factor == app.id);
            of_app.and_then(|used| used.at()).map(time)
        }
        None => None,
    };
    let since = factors.app.as_ref().map(|app| local_date(app.since, zone, language));
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
        REMOVED => Some(SecurityDone::Removed),
        _ => None,
    });
    let page = Security {
        view: visit.view(),
        done,
        offered: visit.portal().second_factor.offered,
        app,
        codes_left: factors.codes.as_ref().map(RecoverySet::left),
        limited: who.session.limited,
        waiting: waiting.as_deref(),
    };
    Ok(Reply::ok(page.render(), "shown"))
}
