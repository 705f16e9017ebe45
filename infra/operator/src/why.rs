//! `porchlight why`: says why somebody could not register or sign in, or how their report of an outage stands.

mod gather;
mod more;
mod obstacles;
mod outages;
mod people;
mod says;
mod unwritten;
mod words;

use std::fmt::Write as _;

use aws::SuppressionList;
use domain::ports::{Clock, Timeline};
use domain::why::Cause;
use domain::{Email, Happened, TimelineEntry};
use serde_json::json;
use web::portal::Portal;

pub(crate) use words::when;

use crate::arguments::Why;
use crate::end::{CommandEnd, Failure};
use crate::found::Found;
use crate::place::Place;

/// All that is known about somebody.
pub(crate) struct Case {
    /// Whom it is about.
    pub(crate) whom: Found,
    /// What happened, oldest first.
    pub(crate) timeline: Vec<TimelineEntry>,
    /// The reason why they get no further.
    pub(crate) cause: Cause,
    /// Other facts.
    pub(crate) more: Vec<String>,
    /// The address that letters go to, and whether it is a member's.
    pub(crate) mailbox: Option<(Email, bool)>,
}

/// Looks somebody up, says the cause and what to say, and notes the look-up.
pub(crate) async fn run(why: &Why, portal: &Portal, place: &Place) -> Result<CommandEnd, Failure> {
    let who = why.who.parse()?;
    let now = place.site.settings.clock.now();
    let tables = place.tables();
    let case = gather::case(&tables, portal, &place.keys, who, now).await?;
    let case = unwritten::seen(portal, case, &SuppressionList::new(&place.site.clients)).await;
    let looked_up = TimelineEntry {
        id: crate::target::random_id(),
        at: now,
        what: domain::staff::looked_up(&place.by),
        reference: None,
    };
    tables.tell(&case.whom.timelines(&place.keys), &[looked_up]).await?;
    Ok(end(portal, &case))
}

fn end(portal: &Portal, case: &Case) -> CommandEnd {
    let subject = case.whom.shown();
    let said = says::said(portal, &case.cause);
    let mut text = format!("{subject}\n\n");
    for entry in &case.timeline {
        let _ = writeln!(
            text,
            "  {:<22}{}",
            words::when(portal, entry.at),
            words::happened(portal, &entry.what)
        );
    }
    if case.timeline.is_empty() {
        text.push_str("  Nothing is noted of the last 90 days.\n");
    }
    let _ = writeln!(text, "\nNow: {}.", said.now);
    for more in &case.more {
        let _ = writeln!(text, "     {more}.");
    }
    let _ = writeln!(text, "\nSay: \"{}\"", said.english);
    let _ = writeln!(text, "     «{}»", said.spanish);
    if let Some(act) = &said.act {
        let _ = writeln!(text, "Do:  {act}");
    }
    let timeline: Vec<_> = case
        .timeline
        .iter()
        .map(|entry| {
            json!({
                "at": entry.at,
                "what": words::happened(portal, &entry.what),
                "reference": entry.reference.as_ref().map(ToString::to_string),
                "by": by(&entry.what),
            })
        })
        .collect();
    let json = json!({
        "subject": subject,
        "state": case.cause.name(),
        "until": case.cause.until(),
        "now": said.now,
        "more": case.more,
        "say": { "en": said.english, "es": said.spanish },
        "act": said.act,
        "timeline": timeline,
    });
    CommandEnd::well(text, json)
}

/// The member of staff who did it.
fn by(what: &Happened) -> Option<&str> {
    match what {
        Happened::Staff { by, .. } => by.as_deref(),
        _ => None,
    }
}
