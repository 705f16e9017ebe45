//! The pages of an act: asked once more, done, and not done.

use askama::Template;
use domain::staff::ReasonError;
use http::StatusCode;
use staff::acts::{Done, Reach, Told};
use staff::{Deed, Refused};
use web::Reply;
use web::staff::{StaffView, StaffVisit};

use super::{html, sentence};
use crate::deeds;

/// An act that is asked for, and what is wrong with how.
pub(crate) struct Asked {
    pub(crate) deed: Deed,
    /// For whom, masked.
    pub(crate) shown: String,
    pub(crate) reach: Reach,
    pub(crate) reason: Option<ReasonError>,
    pub(crate) to: Option<Refused>,
}

/// The page that asks once more.
#[derive(Template)]
#[template(path = "ask.html")]
pub(super) struct AskPage<'a> {
    pub(super) view: StaffView<'a>,
    pub(super) whom: &'a str,
    pub(super) deed: Deed,
    pub(super) shown: &'a str,
    pub(super) leads_to: String,
    pub(super) warning: Option<&'static str>,
    pub(super) reason: &'a str,
    pub(super) reason_fault: Option<String>,
    pub(super) to: &'a str,
    pub(super) to_fault: Option<String>,
}

/// The page after an act.
#[derive(Template)]
#[template(path = "done.html")]
pub(super) struct DonePage<'a> {
    pub(super) view: StaffView<'a>,
    pub(super) whom: &'a str,
    pub(super) deed: Deed,
    pub(super) says: String,
    /// What to read to the caller.
    pub(super) code: Option<String>,
    pub(super) english: String,
    pub(super) spanish: String,
}

/// The page of an act that was not done.
#[derive(Template)]
#[template(path = "not_done.html")]
pub(super) struct NotDonePage<'a> {
    pub(super) view: StaffView<'a>,
    pub(super) whom: &'a str,
    pub(super) deed: Deed,
    pub(super) what: String,
    pub(super) how: String,
}

impl Asked {
    /// An act that was pressed, with no reason yet.
    pub(crate) fn first(deed: Deed, shown: String, reach: Reach) -> Self {
        Self { deed, shown, reach, reason: None, to: None }
    }
}

/// Asks once more, and for the reason.
pub(crate) fn ask(visit: &StaffVisit, asked: &Asked) -> Reply {
    let [whom, reason, to] = ["whom", "reason", "to"].map(|field| visit.form().get(field));
    let Asked { deed, shown, .. } = asked;
    let page = AskPage {
        view: visit.view(),
        whom: whom.expose(),
        deed: *deed,
        shown,
        leads_to: deeds::leads_to(*deed, visit.portal(), &asked.reach),
        warning: deeds::warning(*deed),
        reason: reason.expose(),
        reason_fault: asked.reason.map(|error| sentence(&error.to_string())),
        to: to.expose(),
        to_fault: asked.to.as_ref().map(|it| format!("{} {}", sentence(&it.what), it.how.desk)),
    };
    if page.reason_fault.is_some() || page.to_fault.is_some() {
        return Reply::refused(html(&page));
    }
    Reply::ok(html(&page), "asked_once_more")
}

/// What was done, and what to tell the caller.
pub(crate) fn done(visit: &StaffVisit, deed: Deed, done: &Done, reach: &Reach) -> Reply {
    let whom = visit.form().get("whom");
    let [english, spanish] = deeds::tell(deed, done, reach);
    let page = DonePage {
        view: visit.view(),
        whom: whom.expose(),
        deed,
        says: sentence(&format!("{} {}", done.shown, done.says.desk)),
        code: match &done.told {
            Told::Code { code, .. } => Some(code.expose()),
            Told::Nothing | Told::Hours(_) => None,
        },
        english,
        spanish,
    };
    Reply::ok(html(&page), "done")
}

/// Why nothing was done, and what helps.
pub(crate) fn not_done(visit: &StaffVisit, deed: Deed, refused: &Refused) -> Reply {
    let whom = visit.form().get("whom");
    let page = NotDonePage {
        view: visit.view(),
        whom: whom.expose(),
        deed,
        what: sentence(&refused.what),
        how: sentence(&refused.how.desk),
    };
    Reply::page(StatusCode::CONFLICT, html(&page), "not_done")
}
