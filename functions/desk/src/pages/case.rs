//! The page about somebody: what to say, what to do, what is so, what happened.

use std::collections::BTreeMap;

use askama::Template;
use domain::desk::{StaffSession, acting};
use domain::why::Cause;
use domain::{Act, Happened, TimelineEntry};
use jiff::Timestamp;
use staff::{Case, Deed, Said, happened, said, when};
use web::Reply;
use web::portal::Portal;
use web::staff::{StaffView, StaffVisit};

use super::{html, sentence, standing};
use crate::quotes::curled;

/// Somebody, as those see them who have them on the line.
#[derive(Template)]
#[template(path = "case.html")]
pub(super) struct CasePage<'a> {
    pub(super) view: StaffView<'a>,
    /// What was typed, for the forms of the acts.
    pub(super) whom: &'a str,
    /// What is in the box: nothing for the next caller, or what was typed if it may be a slip.
    pub(super) boxed: &'a str,
    /// Whom it is about, masked.
    pub(super) subject: String,
    pub(super) english: String,
    pub(super) spanish: String,
    pub(super) now: String,
    pub(super) more: Vec<String>,
    /// What to do, in words.
    pub(super) advice: Option<String>,
    pub(super) deeds: Deeds,
    pub(super) lines: Vec<Line>,
    /// What keeps somebody from acting, in a sentence.
    pub(super) may: Option<&'static str>,
    /// Whether signing in again may change that.
    pub(super) again: bool,
}

/// The acts, as they are offered.
#[derive(Default)]
pub(super) struct Deeds {
    /// The one right act.
    pub(super) right: Option<Deed>,
    /// Those that go with it, or of which one may be right.
    pub(super) also: Vec<Deed>,
    /// All others.
    pub(super) others: Vec<Deed>,
}

/// Something that happened.
pub(super) struct Line {
    pub(super) at: Timestamp,
    pub(super) when: String,
    pub(super) what: String,
    pub(super) code: Option<String>,
    /// Whether staff did it.
    pub(super) is_staffs: bool,
}

/// What is known of somebody.
pub(crate) fn case(visit: &StaffVisit, who: &StaffSession, case: &Case) -> Reply {
    let typed = visit.form().get("whom");
    let (may, again) = standing(acting(who, visit.now()));
    let page = CasePage { may, again, ..of_case(visit.view(), typed.expose(), case) };
    let reply = Reply::ok(html(&page), "case");
    // Who signs in again to act finds the box as it was.
    if again { visit.keep().cookie().into_iter().fold(reply, Reply::with) } else { reply }
}

pub(super) fn of_case<'a>(view: StaffView<'a>, whom: &'a str, case: &Case) -> CasePage<'a> {
    let portal = view.portal;
    let said = said(portal, &case.cause);
    let deeds = deeds(case, &said);
    let Said { now, english, spanish, act } = said;
    // The button says it.
    let is_button =
        |words: &str| deeds.right.is_some_and(|it| words == format!("\"{}\"", it.label()));
    let advice = act.map(|act| act.words.desk).filter(|words| !is_button(words));
    CasePage {
        view,
        whom,
        boxed: if may_be_a_slip(&case.cause) { whom } else { "" },
        subject: case.whom.shown(),
        english: curled(english),
        spanish: curled(spanish),
        now: sentence(&now.desk),
        more: case.more.iter().map(|more| sentence(&more.desk)).collect(),
        advice: advice.as_deref().map(sentence),
        deeds,
        lines: lines(portal, &case.timeline),
        may: None,
        again: false,
    }
}

/// Whether what was typed is nobody's, so that a digit or a letter may be wrong.
fn may_be_a_slip(cause: &Cause) -> bool {
    matches!(
        cause,
        Cause::NothingKnown | Cause::CodeUnknown | Cause::NoAccount { .. } | Cause::NoLogin { .. }
    )
}

/// What happened, newest first. Of the look-ups of one person the last one stands for all.
fn lines(portal: &Portal, timeline: &[TimelineEntry]) -> Vec<Line> {
    let mut looked: BTreeMap<&str, usize> = BTreeMap::new();
    for by in timeline.iter().filter_map(looked_up_by) {
        *looked.entry(by).or_default() += 1;
    }
    let mut lines = Vec::new();
    for entry in timeline.iter().rev() {
        let times = match looked_up_by(entry) {
            // Taken out, so that the earlier ones are left out.
            Some(by) => looked.remove(by),
            None => Some(1),
        };
        let Some(times) = times else { continue };
        let mut line = line(portal, entry);
        if times > 1 {
            line.what = format!("{}, {times} times in all", line.what);
        }
        lines.push(line);
    }
    lines
}

/// Who looked it up.
fn looked_up_by(entry: &TimelineEntry) -> Option<&str> {
    match &entry.what {
        Happened::Staff { act: Act::LookedUp, by: Some(by), .. } => Some(by),
        _ => None,
    }
}

fn line(portal: &Portal, entry: &TimelineEntry) -> Line {
    Line {
        at: entry.at,
        when: when(portal, entry.at),
        what: curled(&happened(portal, &entry.what)),
        code: entry.reference.as_ref().map(ToString::to_string),
        is_staffs: matches!(entry.what, Happened::Staff { .. }),
    }
}

/// The acts that can be done for whoever it is; none where nobody is known.
fn deeds(case: &Case, said: &Said) -> Deeds {
    let (email, account) = (case.whom.email(), case.whom.account());
    if email.is_none() && account.is_none() {
        return Deeds::default();
    }
    let (right, also) = match &said.act {
        Some(act) => (act.right, act.also.clone()),
        None => (None, Vec::new()),
    };
    // An email may have fifty accounts, so it takes a number to take one out.
    let can_be =
        |deed: &Deed| (*deed != Deed::Release || account.is_some()) && case.grounds.allow(*deed);
    let right = right.filter(can_be);
    // Where an account has to be named first, the words say so, and no other act is put forward.
    let wants_a_number = account.is_none() && also.contains(&Deed::Release);
    let also = if wants_a_number { Vec::new() } else { also };
    let also: Vec<Deed> = also.into_iter().filter(can_be).collect();
    let is_other = |deed: &Deed| right != Some(*deed) && !also.contains(deed);
    let others = Deed::ALL.into_iter().filter(can_be).filter(is_other).collect();
    Deeds { right, also, others }
}
