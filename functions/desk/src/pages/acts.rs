//! The pages of an act: asked once more, done, and not done.

use askama::Template;
use domain::staff::ReasonError;
use http::StatusCode;
use staff::acts::{Done, Reach, Told};
use staff::{Deed, Refused};
use web::Reply;
use web::staff::{StaffView, StaffVisit};

use super::{fault, html, sentence};
use crate::deeds;

/// An act that is asked for, and what is wrong with how.
pub(crate) struct Asked {
    pub(crate) deed: Deed,
    pub(crate) reason: Option<ReasonError>,
    pub(crate) to: Option<Refused>,
    /// Whether the form that came was sent before.
    pub(crate) again: bool,
}

/// What the page that asks once more is about.
pub(crate) struct Asks<'a> {
    /// For whom, masked.
    pub(crate) shown: &'a str,
    /// What this page's form is known by.
    pub(crate) token: &'a str,
    pub(crate) reach: &'a Reach,
}

/// The page that asks once more.
#[derive(Template)]
#[template(path = "ask.html")]
pub(super) struct AskPage<'a> {
    pub(super) view: StaffView<'a>,
    pub(super) whom: &'a str,
    pub(super) token: &'a str,
    pub(super) again: bool,
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
    /// Whether it was done by the same form before, and not now.
    pub(super) before: bool,
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
    pub(crate) fn first(deed: Deed) -> Self {
        Self { deed, reason: None, to: None, again: false }
    }
}

/// Asks once more, and for the reason.
pub(crate) fn ask(visit: &StaffVisit, asks: &Asks<'_>, asked: &Asked) -> Reply {
    let [whom, reason, to] = ["whom", "reason", "to"].map(|field| visit.form().get(field));
    let (deed, Asks { shown, token, reach }) = (&asked.deed, asks);
    let page = AskPage {
        view: visit.view(),
        whom: whom.expose(),
        token,
        again: asked.again,
        deed: *deed,
        shown,
        leads_to: deeds::leads_to(*deed, visit.portal(), reach),
        warning: deeds::warning(*deed),
        reason: reason.expose(),
        reason_fault: asked.reason.map(|error| sentence(&error.to_string())),
        to: to.expose(),
        to_fault: asked.to.as_ref().map(fault),
    };
    if page.again {
        return Reply::page(StatusCode::CONFLICT, html(&page), "sent_before");
    }
    if page.reason_fault.is_some() || page.to_fault.is_some() {
        return Reply::refused(html(&page));
    }
    Reply::ok(html(&page), "asked_once_more")
}

/// What was done, and what to tell the caller.
pub(crate) fn done(visit: &StaffVisit, deed: Deed, done: &Done, reach: &Reach) -> Reply {
    let whom = visit.form().get("whom");
    Reply::ok(html(&of_done(visit, whom.expose(), deed, (done, reach), false)), "done")
}

/// What was done by the same form before, and not again.
pub(crate) fn done_before(visit: &StaffVisit, deed: Deed, done: &Done, reach: &Reach) -> Reply {
    let whom = visit.form().get("whom");
    Reply::ok(html(&of_done(visit, whom.expose(), deed, (done, reach), true)), "done_before")
}

fn of_done<'a>(
    visit: &'a StaffVisit,
    whom: &'a str,
    deed: Deed,
    (done, reach): (&Done, &Reach),
    before: bool,
) -> DonePage<'a> {
    let [english, spanish] = deeds::tell(visit.portal(), deed, done, reach);
    DonePage {
        view: visit.view(),
        whom,
        deed,
        before,
        says: sentence(&format!("{} {}", done.shown, done.says.desk)),
        code: match &done.told {
            Told::Code { code, .. } => Some(code.expose()),
            Told::Nothing | Told::Hours(_) => None,
        },
        english,
        spanish,
    }
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
