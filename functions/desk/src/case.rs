//! Looking somebody up.

use domain::desk::StaffSession;
use domain::ports::{Clock, StoreError, Suppressions};
use staff::{Look, NotDone, Target, look_up};
use web::Reply;
use web::staff::StaffVisit;

use crate::audit::{self, Outcome};
use crate::{AtDesk, Ports, Provider, pages};

/// The box.
pub(crate) const FIELDS: [&str; 1] = ["whom"];

pub(crate) async fn submit(
    step: &AtDesk<impl Ports, impl Provider, impl Suppressions, impl Clock>,
    visit: &StaffVisit,
    who: &StaffSession,
) -> Result<Reply, StoreError> {
    audit::count(step, visit, who).await?;
    let typed = visit.form().get("whom");
    let form = visit.portal().account_form;
    let heard = Target::heard(&step.ports, typed.expose(), form, visit.now()).await;
    let whom = match heard {
        Ok(whom) => whom,
        Err(NotDone::Refused(refused)) => {
            // Nobody's timeline has it, so the log alone says who typed it.
            audit::note(who, "look-up", Outcome::Refused, "", "");
            return Ok(pages::nobody(visit, who, &refused));
        }
        Err(NotDone::Store(error)) => return Err(error),
    };
    let (office, portal, logged) = (step.office(), visit.portal(), whom.logged());
    let look = Look::new(who.who.as_str(), visit.now());
    match look_up(&office, &step.list, portal, whom, &look).await {
        Ok(case) => {
            audit::note(who, "look-up", Outcome::Shown, &case.whom.logged(), look.entry());
            Ok(pages::case(visit, who, &case))
        }
        Err(NotDone::Refused(refused)) => {
            audit::note(who, "look-up", Outcome::Refused, &logged, look.entry());
            Ok(pages::nobody(visit, who, &refused))
        }
        Err(NotDone::Store(error)) => Err(error),
    }
}
