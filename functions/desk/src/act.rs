//! Acting for somebody.

use domain::desk::{Acting, StaffSession, acting};
use web::Reply;
use web::staff::StaffVisit;

use crate::pages;

/// What is done, for whom, and why.
pub(crate) const FIELDS: [&str; 3] = ["act", "whom", "reason"];

pub(crate) fn submit(visit: &StaffVisit, who: &StaffSession) -> Reply {
    match acting(who, visit.now()) {
        Acting::May => pages::search(visit, who),
        Acting::LooksOnly | Acting::Unsaid | Acting::WithoutSecond | Acting::TooOld => {
            pages::may_not_act(visit, who)
        }
    }
}
