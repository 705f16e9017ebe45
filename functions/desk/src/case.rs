//! Looking somebody up.

use domain::desk::{LOOK_UPS_MAX, StaffKey, StaffSession};
use domain::ports::{Clock, StoreError};
use web::Reply;
use web::staff::StaffVisit;

use crate::pages;
use crate::{AtDesk, Ports, Provider};

/// The box.
pub(crate) const FIELDS: [&str; 1] = ["whom"];

pub(crate) async fn submit(
    step: &AtDesk<impl Ports, impl Provider, impl Clock>,
    visit: &StaffVisit,
    who: &StaffSession,
) -> Result<Reply, StoreError> {
    count(step, visit, who).await?;
    Ok(pages::search(visit, who))
}

/// Counts a look-up. An alarm is on the highest count of an hour; no page refuses more.
async fn count(
    step: &AtDesk<impl Ports, impl Provider, impl Clock>,
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
