//! Outbox items: letters with their marks, and events.

mod letters;

use domain::{
    AccountNumber, Due, Email, Envelope, Event, EventKind, KeyRing, Lane, Later, Leased, Mark,
    MemberId, OutboxId, Trace,
};
use jiff::Timestamp;

pub(crate) use letters::letters_value;
use letters::{letter, mark};

use super::{
    Item, ItemError, Key, Reader, Writer, happened, happened_map, instant, outage_told, reference,
};

/// The sparse index of what is left to do: `lane`, sorted by `due_at`.
///
/// Both are there only while a letter or an event waits.
pub(crate) const DUE: &str = "due";
/// When the item is due.
const DUE_AT: &str = "due_at";
/// In which lane.
const LANE: &str = "lane";
/// The end of a worker's lease of the item.
pub(crate) const LEASE: &str = "lease_until";

/// Writes a new item, with nothing sent or published.
///
/// It has no TTL while anything waits.
pub(crate) fn envelope_item(keys: &KeyRing, envelope: &Envelope) -> Item {
    let marks = vec![Mark::Unsent; envelope.letters.len()];
    let item = Writer::under(&Key::outbox(&envelope.id))
        .set("letters", letters_value(&envelope.letters, &marks))
        .maps("events", envelope.events.iter().map(|event| whole_event_map(keys, envelope, event)))
        .instant("queued_at", envelope.queued_at)
        .number("attempts", 0_u32);
    let item = match &envelope.trace {
        Some(trace) => item.map("trace", trace_map(trace)),
        None => item,
    };
    let is_empty = envelope.letters.is_empty() && envelope.events.is_empty();
    if is_empty {
        return item.item();
    }
    let lane = Lane::of(envelope, &marks, None);
    item.text(LANE, lane.name()).instant(DUE_AT, envelope.queued_at).item()
}

/// Writes a new item that is due later than it is queued.
pub(crate) fn later_item(keys: &KeyRing, later: &Later) -> Item {
    let mut item = envelope_item(keys, &later.envelope);
    item.insert(DUE_AT.to_owned(), instant(later.not_before));
    item
}

/// Reads an item of the index.
pub(crate) fn due(item: &Item) -> Result<Due, ItemError> {
    let item = Reader::new(item);
    Ok(Due { at: item.instant(DUE_AT)?, id: OutboxId::from_stored(item.text("pk")?) })
}

/// The place of an envelope in the index, for the page after it.
pub(crate) fn due_key(lane: Lane, due: &Due) -> Item {
    let key = Writer::under(&Key::outbox(&due.id));
    key.text(LANE, lane.name()).instant(DUE_AT, due.at).item()
}

/// The end of the lease of an item that is due, if somebody holds it.
pub(crate) fn held(item: &Item, now: Timestamp) -> Result<Option<Timestamp>, ItemError> {
    let item = Reader::new(item);
    let is_due = item.if_any(DUE_AT, Reader::instant)?.is_some_and(|at| at <= now);
    Ok(item.if_any(LEASE, Reader::instant)?.filter(|until| is_due && *until > now))
}

/// Reads an item that was just leased.
pub(crate) fn leased(keys: &KeyRing, item: &Item) -> Result<Leased, ItemError> {
    let envelope = posted(keys, item)?;
    let item = Reader::new(item);
    let marks = item.maps("letters")?.into_iter().map(mark).collect::<Result<_, _>>()?;
    let attempts: u32 = item.number("attempts")?;
    Ok(Leased {
        envelope,
        marks,
        published: item.if_any("published_at", Reader::instant)?,
        attempts: attempts.saturating_sub(1),
        until: item.instant(LEASE)?,
    })
}

/// Reads an item's envelope, whether a worker holds it or not.
pub(crate) fn posted(keys: &KeyRing, item: &Item) -> Result<Envelope, ItemError> {
    let item = Reader::new(item);
    let id = OutboxId::from_stored(item.text("pk")?);
    let whole = |map| whole_event(keys, &id, map);
    let letters = item.maps("letters")?.into_iter();
    Ok(Envelope {
        letters: letters.map(letter).collect::<Result<_, _>>()?,
        events: item.maps("events")?.into_iter().map(whole).collect::<Result<_, _>>()?,
        trace: item.if_any("trace", Reader::map)?.map(trace).transpose()?,
        queued_at: item.instant("queued_at")?,
        id,
    })
}

fn email(map: Reader<'_>, name: &'static str) -> Result<Email, ItemError> {
    map.parsed(name, |text| Email::parse(text).ok())
}

fn trace_map(trace: &Trace) -> Writer {
    happened_map(Writer::default(), &trace.what)
        .text_if_any("account", trace.account.as_ref().map(AccountNumber::expose))
        .text_if_any("reference", trace.reference.as_ref().map(ToString::to_string).as_deref())
        .text_if_any("login", trace.login.as_ref().map(Email::expose))
}

fn trace(map: Reader<'_>) -> Result<Trace, ItemError> {
    let account = |map: Reader<'_>, name| map.parsed(name, |text| AccountNumber::parse(text).ok());
    Ok(Trace {
        what: happened(map)?,
        account: map.if_any("account", account)?,
        reference: reference(map)?,
        login: map.if_any("login", email)?,
    })
}

/// An event with what it tells of an outage, which opens in this envelope alone.
fn whole_event_map(keys: &KeyRing, envelope: &Envelope, event: &Event) -> Writer {
    let sealed = event.outage.as_ref().map(|told| outage_told::sealed(keys, &envelope.id, told));
    event_map(event).text_if_any("outage", sealed.as_deref())
}

fn whole_event(keys: &KeyRing, envelope: &OutboxId, map: Reader<'_>) -> Result<Event, ItemError> {
    let sealed = map.if_any("outage", Reader::text)?;
    let outage = sealed.map(|sealed| outage_told::opened(keys, envelope, sealed)).transpose()?;
    Ok(Event { outage, ..event(map)? })
}

/// An event without what it tells of an outage.
pub(crate) fn event_map(event: &Event) -> Writer {
    let map = Writer::default()
        .text("kind", event.kind.name())
        .text_if_any("member", event.member.as_ref().map(MemberId::as_str))
        .texts("accounts", event.accounts.iter().map(AccountNumber::expose))
        .text_if_any("email", event.email.as_ref().map(Email::expose))
        .instant_if_any("held_until", event.held_until)
        .instant("at", event.at);
    match event.number {
        Some(number) => map.number("number", number),
        None => map,
    }
}

pub(crate) fn event(map: Reader<'_>) -> Result<Event, ItemError> {
    let error = |_| ItemError { attribute: "accounts" };
    let accounts = map.texts("accounts")?.into_iter().map(AccountNumber::parse);
    Ok(Event {
        kind: map.parsed("kind", EventKind::parse)?,
        member: map.if_any("member", Reader::text)?.map(MemberId::from_stored),
        accounts: accounts.collect::<Result<_, _>>().map_err(error)?,
        email: map.if_any("email", email)?,
        held_until: map.if_any("held_until", Reader::instant)?,
        number: map.if_any("number", Reader::number)?,
        outage: None,
        at: map.instant("at")?,
    })
}

#[cfg(test)]
mod tests;
