//! Looking somebody up.

use domain::desk::{LOOK_UPS_MAX, StaffKey, StaffSession};
use domain::ports::{Clock, StoreError, Suppressions};
use staff::{LookedUp, NotDone, Target, look_up};
use web::Reply;
use web::staff::StaffVisit;

use crate::{AtDesk, Ports, Provider, audit, pages};

/// The box.
pub(crate) const FIELDS: [&str; 1] = ["whom"];

pub(crate) async fn submit(
    step: &AtDesk<impl Ports, impl Provider, impl Suppressions, impl Clock>,
    visit: &StaffVisit,
    who: &StaffSession,
) -> Result<Reply, StoreError> {
    let typed = visit.form().get("whom");
    let form = visit.portal().account_form;
    let heard = Target::heard(&step.ports, typed.expose(), form, visit.now()).await;
    let whom = match heard {
        Ok(whom) => whom,
        Err(NotDone::Refused(refused)) => return Ok(pages::nobody(visit, who, &refused)),
        Err(NotDone::Store(error)) => return Err(error),
    };
    count(step, visit, who).await?;
    let (office, portal, by) = (step.office(), visit.portal(), who.who.as_str());
    match look_up(&office, &step.list, portal, whom, by, visit.now()).await {
        Ok(LookedUp { case, entry }) => {
            audit::note(who, "look-up", &case.whom.shown(), &entry);
            Ok(pages::case(visit, who, &case))
        }
        Err(NotDone::Refused(refused)) => Ok(pages::nobody(visit, who, &refused)),
        Err(NotDone::Store(error)) => Err(error),
    }
}

/// Counts a look-up. An alarm is on the highest count of an hour; no page refuses more.
async fn count(
    step: &AtDesk<impl Ports, impl Provider, impl Suppressions, impl Clock>,
    visit: &StaffVisit,
    who: &StaffSession,
) -> Result<(), StoreError> {
    let key = StaffKey::of(&step.desk.keys, &who.who);
    let count = step.ports.count_look_up(&key, visit.now()).await?;
    tracing::info!(target: "metrics", LookUpsOfOne = u64::from(count));
    if count > LOOK_UPS_MAX {
        tracing::warn!(staff = who.who.as_str(), count, "more look-ups in an hour than usual");
    }
    Ok(())
}
