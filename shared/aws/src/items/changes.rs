//! What the billing system was told on a day.

use domain::{Outgoing, Typed};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::{Item, ItemError, KEPT, Key, Reader, Writer, event, event_map};

pub(crate) fn change_item(day: Date, outgoing: &Outgoing) -> Item {
    let begins = day.to_zoned_datetime(TimeZone::UTC).map(|at| at.timestamp());
    let ends = begins.unwrap_or(Timestamp::MAX - SignedDuration::from_hours(24 * 366)) + KEPT;
    Writer::under(&Key::change(day, &outgoing.id))
        .map("event", event_map(&outgoing.event))
        .texts("written", outgoing.written.iter().map(Typed::expose))
        .instant("expires_at", ends)
        .instant("delete_at", ends)
        .item()
}

pub(crate) fn outgoing(item: &Item) -> Result<Outgoing, ItemError> {
    let item = Reader::new(item);
    let event = event(item.map("event")?)?;
    // Items of an earlier version have the compared form alone.
    let written = if item.has("written") {
        item.texts("written")?.into_iter().map(Typed::new).collect()
    } else {
        event.accounts.iter().map(|account| Typed::new(account.expose())).collect()
    };
    Ok(Outgoing { id: item.text("sk")?.to_owned(), event, written })
}

#[cfg(test)]
mod tests {
    use domain::{AccountNumber, Email, Event, EventKind, MemberId};

    use super::*;

    #[test]
    fn a_change_reads_back_and_goes_thirty_days_after_its_day() {
        let at: Timestamp = "2026-11-25T18:00:00Z".parse().expect("an instant");
        let event = Event {
            kind: EventKind::PaperlessOff,
            member: MemberId::from_stored("m"),
            email: Some(Email::parse("pat@example.com").expect("an email")),
            accounts: vec![AccountNumber::parse("12").expect("a number")],
            number: 4,
            at,
        };
        let written = vec![Typed::new("00-12")];
        let sample = Outgoing { id: "o1-0".to_owned(), event, written };

        let item = change_item(jiff::civil::date(2026, 11, 25), &sample);

        assert_eq!(outgoing(&item), Ok(sample.clone()));
        let mut earlier = item.clone();
        earlier.remove("written");
        let compared = vec![Typed::new("12")];
        assert_eq!(outgoing(&earlier), Ok(Outgoing { written: compared, ..sample }));
        let delete_at = Reader::new(&item).instant("delete_at").map(|at| at.to_string());
        assert_eq!(delete_at.as_deref(), Ok("2026-12-25T00:00:00Z"));
    }
}
