//! What the billing system was told on a day.

use domain::{Outgoing, Typed};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::{Item, ItemError, KEPT, Key, Reader, Writer, event, event_map};

/// What one change told on a day, one item whatever the number of its events; `None` of nothing.
///
/// What is told of an outage is left out: it stands in no file.
pub(crate) fn change_item(day: Date, told: &[Outgoing]) -> Option<Item> {
    let (first, others) = told.split_first()?;
    let begins = day.to_zoned_datetime(TimeZone::UTC).map(|at| at.timestamp());
    let ends = begins.unwrap_or(Timestamp::MAX - SignedDuration::from_hours(24 * 366)) + KEPT;
    let item = outgoing_map(Writer::under(&Key::change(day, &first.id)), first);
    let item = item.instant("expires_at", ends).instant("delete_at", ends);
    if others.is_empty() {
        return Some(item.item());
    }
    let others = others.iter().map(|it| outgoing_map(Writer::default().text("id", &it.id), it));
    Some(item.maps("others", others).item())
}

fn outgoing_map(map: Writer, outgoing: &Outgoing) -> Writer {
    map.map("event", event_map(&outgoing.event))
        .texts("written", outgoing.written.iter().map(Typed::expose))
}

/// The events of an item, in the order in which they were told.
pub(crate) fn outgoing(item: &Item) -> Result<Vec<Outgoing>, ItemError> {
    let item = Reader::new(item);
    let first = one(item, "sk")?;
    let others = item.if_any("others", Reader::maps)?.unwrap_or_default();
    let others = others.into_iter().map(|map| one(map, "id"));
    std::iter::once(Ok(first)).chain(others).collect()
}

fn one(map: Reader<'_>, id: &'static str) -> Result<Outgoing, ItemError> {
    let event = event(map.map("event")?)?;
    // Items of an earlier version have the compared form alone.
    let written = if map.has("written") {
        map.texts("written")?.into_iter().map(Typed::new).collect()
    } else {
        event.accounts.iter().map(|account| Typed::new(account.expose())).collect()
    };
    Ok(Outgoing { id: map.text(id)?.to_owned(), event, written })
}

#[cfg(test)]
mod tests {
    use domain::{AccountNumber, Email, Event, EventKind, MemberId};

    use super::*;

    #[test]
    fn the_events_of_one_change_are_one_item() {
        let sample = |place: usize| Outgoing { id: format!("o1-{place}"), ..sample() };
        let told = [sample(0), sample(1), sample(2)];

        let item = change_item(jiff::civil::date(2026, 11, 25), &told).expect("an item");

        assert_eq!(outgoing(&item), Ok(told.to_vec()));
        assert_eq!(change_item(jiff::civil::date(2026, 11, 25), &[]), None);
    }

    #[test]
    fn a_change_reads_back_and_goes_thirty_days_after_its_day() {
        let sample = sample();

        let item = change_item(jiff::civil::date(2026, 11, 25), std::slice::from_ref(&sample));

        let item = item.expect("an item");
        assert_eq!(outgoing(&item), Ok(vec![sample.clone()]));
        let mut earlier = item.clone();
        earlier.remove("written");
        let compared = vec![Typed::new("12")];
        assert_eq!(outgoing(&earlier), Ok(vec![Outgoing { written: compared, ..sample }]));
        let delete_at = Reader::new(&item).instant("delete_at").map(|at| at.to_string());
        assert_eq!(delete_at.as_deref(), Ok("2026-12-25T00:00:00Z"));
    }

    fn sample() -> Outgoing {
        let at: Timestamp = "2026-11-25T18:00:00Z".parse().expect("an instant");
        let event = Event {
            kind: EventKind::PaperlessOff,
            member: Some(MemberId::from_stored("m")),
            email: Some(Email::parse("pat@example.com").expect("an email")),
            accounts: vec![AccountNumber::parse("12").expect("a number")],
            held_until: None,
            number: Some(4),
            outage: None,
            at,
        };
        let written = vec![Typed::new("00-12")];
        Outgoing { id: "o1-0".to_owned(), event, written }
    }
}
