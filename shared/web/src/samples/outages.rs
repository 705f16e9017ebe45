//! The pages of outages.

use domain::Language;
use domain::outages::{OutageKind, OutageNote, OutageStatus, SeenOutage};
use jiff::SignedDuration;

use super::{SERVICE, SPRING, choices, masked, typed, view, wrong};
use crate::pages::view::{Field, View};
use crate::pages::{Html, OpenOutage, OutageState, OutageTaken, Outages, OutagesOfAnybody};
use crate::portal::Portal;
use crate::words::moment::local_time;
use crate::words::words;

const CODE: &str = "K7Q-2M4";

fn member<'a>(portal: &'static Portal, language: Language, number: &'a str) -> Outages<'a> {
    Outages {
        view: View { signed_in: true, ..view(portal, language, "/outages") },
        number: Some(number),
        name: Some(SERVICE),
        is_closed: false,
        code: "a3k7q2mnb5tx",
        choices: &[],
        done: None,
        state: OutageState::Ready(None),
        note: Field::default(),
        what_error: None,
    }
}

fn anybody(portal: &'static Portal, language: Language) -> OutagesOfAnybody<'static> {
    OutagesOfAnybody {
        view: view(portal, language, "/outages"),
        is_of_member: false,
        place: Field::default(),
        seen: None,
        seen_error: None,
        call_back: Field::default(),
        robot_error: None,
    }
}

/// Each page with its name.
pub(super) fn pages(portal: &'static Portal, language: Language) -> Vec<(&'static str, Html)> {
    let [first, _] = masked();
    let says = &words(language).outages;
    let choices = choices(0, Some(SERVICE));
    let time = |minutes| {
        local_time(SPRING + SignedDuration::from_mins(minutes), portal.time_zone, language)
    };
    let open = OpenOutage {
        reference: CODE.to_owned(),
        kind: OutageKind::Out,
        status: OutageStatus::Reported,
        reported: time(0),
        since: time(0),
    };
    let crew = OpenOutage { status: OutageStatus::CrewSent, since: time(35), ..open.clone() };
    let back = time(95);
    let ready = member(portal, language, &first);
    let reported = Outages { state: OutageState::Open(&open), done: Some(says.reported), ..ready };
    let sent = Outages { state: OutageState::Open(&crew), choices: &choices, ..ready };
    let restored = Outages {
        state: OutageState::Ready(Some((CODE, &back))),
        done: Some(says.said_restored),
        choices: &choices,
        ..ready
    };
    let held = Outages { state: OutageState::Held(&back), ..ready };
    let closed = Outages { state: OutageState::Closed, ..ready };
    let none = Outages { number: None, ..closed };
    let view = anybody(portal, language).view;
    let view = View { state: "sent=yes", ..view };
    let taken = OutageTaken { view, reference: CODE };
    vec![
        ("outages", ready.render()),
        ("outages_reported", reported.render()),
        ("outages_crew_sent", sent.render()),
        ("outages_restored", restored.render()),
        ("outages_held", held.render()),
        ("outages_closed", closed.render()),
        ("outages_none", none.render()),
        ("outages_of_anybody", anybody(portal, language).render()),
        ("outage_taken", taken.render()),
    ]
}

/// Each refused form with its name.
pub(super) fn refused(portal: &'static Portal, language: Language) -> Vec<(&'static str, Html)> {
    let [number, _] = masked();
    let says = &words(language).outages;
    let too_long = (says.note_too_long)(OutageNote::MAX);
    let member = Outages {
        what_error: Some(says.what_missing),
        note: wrong("behind the <b>barn</b>", &too_long),
        ..member(portal, language, &number)
    };
    let all = OutagesOfAnybody {
        place: wrong("", says.anybody.place_missing),
        seen_error: Some(says.anybody.seen_missing),
        call_back: wrong("555-0142", says.anybody.call_back_wrong),
        robot_error: Some(words(language).errors.robot_needs_script),
        ..anybody(portal, language)
    };
    let robot = OutagesOfAnybody {
        place: typed("12 Mill Street"),
        seen: Some(SeenOutage::Tree),
        call_back: typed("(540) 555-0117"),
        robot_error: Some(words(language).errors.robot_expired),
        ..anybody(portal, language)
    };
    vec![
        ("outages", member.render()),
        ("outages_of_anybody", all.render()),
        ("outages_of_anybody_robot", robot.render()),
    ]
}
