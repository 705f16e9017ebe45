//! How a member's reports look.

use domain::history::AccountCode;
use domain::outages::{OutageNote, OutageNoteError, Report};
use domain::{AccountNumber, KeyRing, Member};
use http::StatusCode;
use jiff::Timestamp;
use web::pages::view::Field;
use web::pages::{OpenOutage, OutageState, Outages};
use web::words::moment::local_time;
use web::words::words;
use web::{Chosen, Reply, Visit};

use crate::report::{Errors, ReportEnd};

/// What the page says once: that it was reported, that the power is back.
const REPORTED: &str = "reported";
const RESTORED: &str = "restored";

/// The page of an account: how its report stands, or the buttons that report.
pub(crate) fn outages(visit: &Visit, chosen: &Chosen<'_>, report: Option<&Report>) -> Reply {
    let now = visit.now();
    let open = report.filter(|report| report.is_open(now)).map(|report| open(visit, report));
    let back = report.filter(|report| report.is_lately_restored(now));
    let back = back.map(|report| (report.reference.to_string(), time(visit, report.as_of)));
    let back = back.as_ref().map(|(code, time)| (code.as_str(), time.as_str()));
    let held = web::held_until(visit, &chosen.binding);
    let state = match (&held, &open) {
        (Some(until), _) => OutageState::Held(until),
        (None, Some(open)) => OutageState::Open(open),
        (None, None) if chosen.is_closed => OutageState::Closed,
        (None, None) => OutageState::Ready(back),
    };
    let typed = visit.form().get("note");
    let note = Field { value: typed.expose(), error: None };
    let number = chosen.binding.account.masked();
    let page = Outages { state, note, ..page(visit, chosen, &number) };
    Reply::ok(page.render(), "shown")
}

/// How a report stands that is open.
fn open(visit: &Visit, report: &Report) -> OpenOutage {
    OpenOutage {
        reference: report.reference.to_string(),
        kind: report.kind,
        status: report.status,
        reported: time(visit, report.reported_at),
        since: time(visit, report.as_of),
    }
}

fn time(visit: &Visit, at: Timestamp) -> String {
    local_time(at, visit.portal().time_zone, visit.language())
}

/// The page before its state is known.
fn page<'a>(visit: &'a Visit, chosen: &'a Chosen<'_>, number: &'a str) -> Outages<'a> {
    let says = &words(visit.language()).outages;
    Outages {
        view: visit.view(),
        number: Some(number),
        name: chosen.name.as_deref(),
        is_closed: chosen.is_closed,
        code: chosen.code.as_str(),
        choices: &chosen.choices,
        done: visit.just_done().and_then(|done| match done {
            REPORTED => Some(says.reported),
            RESTORED => Some(says.said_restored),
            _ => None,
        }),
        state: OutageState::Closed,
        note: Field::default(),
        what_error: None,
    }
}

/// What a member without an account sees.
pub(crate) fn no_account(visit: &Visit) -> Reply {
    let page = Outages {
        view: visit.view(),
        number: None,
        name: None,
        is_closed: false,
        code: "",
        choices: &[],
        done: None,
        state: OutageState::Closed,
        note: Field::default(),
        what_error: None,
    };
    Reply::ok(page.render(), "no_account")
}

/// The form with what was typed, and the rules that it broke.
fn refused(visit: &Visit, chosen: &Chosen<'_>, errors: Errors) -> Reply {
    let says = &words(visit.language()).outages;
    let too_long = (says.note_too_long)(OutageNote::MAX);
    let typed = visit.form().get("note");
    let error = errors.note.map(|OutageNoteError::TooLong| too_long.as_str());
    let number = chosen.binding.account.masked();
    let page = Outages {
        state: OutageState::Ready(None),
        note: Field { value: typed.expose(), error },
        what_error: errors.what.then_some(says.what_missing),
        ..page(visit, chosen, &number)
    };
    Reply::refused(page.render())
}

/// Shows how reporting ended. No `_` arm: a new end must get a page.
pub(crate) fn reported(visit: &Visit, chosen: &Chosen<'_>, end: ReportEnd) -> Reply {
    let code = Some(&chosen.code).filter(|_| !chosen.choices.is_empty());
    let to = address(code);
    match end {
        ReportEnd::Refused(errors) => refused(visit, chosen, errors),
        ReportEnd::Reported(reference) => Reply::see_other(to, "reported")
            .about(&reference)
            .with(visit.say_once("/outages", REPORTED)),
        // Of a second press, or of another window: it is as if this one had reported it.
        ReportEnd::IsOpen => Reply::see_other(to, "reported_before"),
        // The page says until when, and leads on.
        ReportEnd::Held => Reply::see_other(to, "held"),
        ReportEnd::AccountClosed => {
            let number = chosen.binding.account.masked();
            let page = Outages { state: OutageState::Closed, ..page(visit, chosen, &number) };
            Reply::page(StatusCode::CONFLICT, page.render(), "account_closed")
        }
        ReportEnd::TooMany(until) => Reply::wait(visit, until),
    }
}

/// Back to the page, which says once that the power is back. `is_news` is false of a second press.
pub(crate) fn restored(
    visit: &Visit,
    keys: &KeyRing,
    member: &Member,
    account: &AccountNumber,
    is_news: bool,
) -> Reply {
    let code = AccountCode::of(keys, &member.id, account);
    let to = address(Some(&code).filter(|_| member.accounts.len() > 1));
    let outcome = if is_news { "restored" } else { "restored_before" };
    Reply::see_other(to, outcome).with(visit.say_once("/outages", RESTORED))
}

/// An account or a report that is none of the member's: nothing of it is said.
pub(crate) fn of_nobody() -> Reply {
    Reply::see_other("/outages", "of_nobody")
}

/// The page of an account; the code is left out where the member has but one.
fn address(code: Option<&AccountCode>) -> String {
    match code {
        Some(code) => format!("/outages?account={}", code.as_str()),
        None => "/outages".to_owned(),
    }
}
