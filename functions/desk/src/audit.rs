//! The count of look-ups, and the log of who looked at whom and who did what, apart from all other lines.

use domain::desk::{LOOK_UPS_MAX, StaffKey, StaffSession};
use domain::ports::{Clock, StoreError, Suppressions};
use staff::Deed;
use web::staff::StaffVisit;

use crate::{AtDesk, Ports, Provider};

/// How far something got.
#[derive(Clone, Copy)]
pub(crate) enum Outcome {
    /// The case was shown.
    Shown,
    /// The page that asks once more was shown, with whom it is about.
    Asked,
    /// It was ordered, and is on record before anything is done.
    Ordered,
    /// It was done.
    Done,
    /// The same form was sent before, so nothing was done.
    Again,
    /// Something stood in the way.
    Refused,
    /// Something did not answer, so it may be done or not.
    Failed,
    /// The session allows no acts.
    MayNot,
}

impl Outcome {
    fn name(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Asked => "asked",
            Self::Ordered => "ordered",
            Self::Done => "done",
            Self::Again => "again",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::MayNot => "may_not",
        }
    }
}

/// Notes a look-up or an act. `whom` is as [`staff::Target::logged`] says it, and `entry` is the id of the timeline's note. Both
/// are empty where what was typed is nobody, and `entry` wherever there is none.
pub(crate) fn note(who: &StaffSession, act: &str, outcome: Outcome, whom: &str, entry: &str) {
    let (staff, role, outcome) = (who.who.as_str(), who.role.name(), outcome.name());
    tracing::info!(target: "audit", staff, role, act, outcome, whom, entry, "at the desk");
}

/// The name of an act in the log.
pub(crate) fn name(deed: Deed) -> &'static str {
    if deed == Deed::KeepEmail { "keep-email" } else { deed.name() }
}

/// Counts a look-up, as each post is that asks about somebody: a look-up itself, or an act, once. An alarm is on the highest
/// count of an hour of the clock; no page refuses more.
pub(crate) async fn count(
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
