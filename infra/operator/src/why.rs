//! `porchlight why`: says why somebody could not register or sign in, or how their report of an outage stands.

use std::fmt::Write as _;

use aws::SuppressionList;
use domain::Happened;
use domain::ports::Clock;
use serde_json::json;
use staff::{Case, Look, happened, look_up, said, when};
use web::portal::Portal;

use crate::arguments::Why;
use crate::end::{CommandEnd, Failure};
use crate::place::Place;

/// Looks somebody up, says the cause and what to say, and notes the look-up.
pub(crate) async fn run(why: &Why, portal: &Portal, place: &Place) -> Result<CommandEnd, Failure> {
    let who = why.who.parse()?;
    let now = place.site.settings.clock.now();
    let tables = place.tables();
    let list = SuppressionList::new(&place.site.clients);
    let office = place.office(&tables);
    let look = Look::new(&place.by, now);
    Ok(end(portal, &look_up(&office, &list, portal, who, &look).await?))
}

fn end(portal: &Portal, case: &Case) -> CommandEnd {
    let subject = case.whom.shown();
    let said = said(portal, &case.cause);
    let mut text = format!("{subject}\n\n");
    for entry in &case.timeline {
        let _ = writeln!(text, "  {:<22}{}", when(portal, entry.at), happened(portal, &entry.what));
    }
    if case.timeline.is_empty() {
        text.push_str("  Nothing is noted of the last 90 days.\n");
    }
    let _ = writeln!(text, "\nNow: {}.", said.now.shell);
    let more: Vec<&str> = case.more.iter().map(|more| &*more.shell).collect();
    for more in &more {
        let _ = writeln!(text, "     {more}.");
    }
    let _ = writeln!(text, "\nSay: \"{}\"", said.english);
    let _ = writeln!(text, "     «{}»", said.spanish);
    let act = said.act.as_ref().map(|act| &act.words.shell);
    if let Some(act) = act {
        let _ = writeln!(text, "Do:  {act}");
    }
    let timeline: Vec<_> = case
        .timeline
        .iter()
        .map(|entry| {
            json!({
                "at": entry.at,
                "what": happened(portal, &entry.what),
                "reference": entry.reference.as_ref().map(ToString::to_string),
                "by": by(&entry.what),
            })
        })
        .collect();
    let json = json!({
        "subject": subject,
        "state": case.cause.name(),
        "until": case.cause.until(),
        "now": said.now.shell,
        "more": more,
        "say": { "en": said.english, "es": said.spanish },
        "act": act,
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
