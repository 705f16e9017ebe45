//! `porchlight why`: why could somebody not register or sign in?

mod case;
mod gather;
mod words;

use std::fmt::Write as _;

use aws::SystemClock;
use domain::ports::{Clock, Timeline};
use domain::{Act, Happened, TimelineEntry};
use serde_json::json;

use crate::arguments::Why;
use crate::end::{End, Failure};
use crate::place::Place;

use case::Case;

/// Looks somebody up, says what is so and what to say, and notes that it was looked up.
pub(crate) async fn run(why: &Why, place: &Place) -> Result<End, Failure> {
    let who = why.who.parse()?;
    let now = SystemClock.now();
    let tables = place.tables();
    let case = gather::case(&tables, &place.keys, who, now).await?;
    let looked_up = TimelineEntry {
        id: crate::who::random_id(),
        at: now,
        what: Happened::Staff { act: Act::LookedUp, reason: String::new() },
        reference: None,
    };
    tables.tell(&case.whom.timelines(&place.keys), &[looked_up]).await?;
    Ok(end(&case))
}

fn end(case: &Case) -> End {
    let subject = case.whom.shown();
    let mut text = format!("{subject}\n\n");
    for entry in &case.timeline {
        let _ = writeln!(text, "  {:<22}{}", words::when(entry.at), words::happened(&entry.what));
    }
    if case.timeline.is_empty() {
        text.push_str("  Nothing is noted of the last 90 days.\n");
    }
    let _ = writeln!(text, "\nNow: {}.", case.finding.now);
    for more in &case.more {
        let _ = writeln!(text, "     {more}.");
    }
    let _ = writeln!(text, "\nSay: \"{}\"", case.finding.say_english);
    let _ = writeln!(text, "     «{}»", case.finding.say_spanish);
    if let Some(act) = &case.finding.act {
        let _ = writeln!(text, "Do:  {act}");
    }
    let timeline: Vec<_> = case
        .timeline
        .iter()
        .map(|entry| {
            json!({
                "at": entry.at,
                "what": words::happened(&entry.what),
                "reference": entry.reference.as_ref().map(ToString::to_string),
            })
        })
        .collect();
    let json = json!({
        "subject": subject,
        "state": case.finding.state,
        "until": case.finding.until,
        "now": case.finding.now,
        "more": case.more,
        "say": { "en": case.finding.say_english, "es": case.finding.say_spanish },
        "act": case.finding.act,
        "timeline": timeline,
    });
    End::well(text, json)
}
