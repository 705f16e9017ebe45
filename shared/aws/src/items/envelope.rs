//! Outbox items: letters with their marks, and events.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::{
    AccountNumber, Addressed, Bills, DeviceId, Email, EmailKey, Envelope, Event, EventKind, KeyId,
    Language, Leased, Letter, LinkClaim, Mark, MemberId, OutboxId, PendingId, Trace,
};
use jiff::Timestamp;

use super::{Item, ItemError, Key, Reader, Writer, happened, happened_map, reference};

/// The key of the sparse index: there only while a letter is unsent or an event unpublished.
pub(crate) const UNSENT: &str = "unsent";
/// Until when a worker holds the item.
pub(crate) const LEASE: &str = "lease_until";

/// A new item: nothing is sent or published. It has no TTL while anything is left to do.
pub(crate) fn envelope_item(envelope: &Envelope) -> Item {
    let marks = vec![Mark::Unsent; envelope.letters.len()];
    let item = Writer::under(&Key::outbox(&envelope.id))
        .set("letters", letters_value(&envelope.letters, &marks))
        .maps("events", envelope.events.iter().map(event_map))
        .instant("queued_at", envelope.queued_at)
        .number("attempts", 0_u32);
    let item = match &envelope.trace {
        Some(trace) => item.map("trace", trace_map(trace)),
        None => item,
    };
    let is_empty = envelope.letters.is_empty() && envelope.events.is_empty();
    if is_empty { item.item() } else { item.text(UNSENT, "0").item() }
}

/// The letters with how each stands; a letter without a mark is unsent.
pub(crate) fn letters_value(letters: &[Addressed], marks: &[Mark]) -> AttributeValue {
    let marks = marks.iter().copied().chain(std::iter::repeat(Mark::Unsent));
    let maps = letters.iter().zip(marks).map(|(letter, mark)| letter_map(letter, mark));
    AttributeValue::L(maps.map(|map| AttributeValue::M(map.item())).collect())
}

/// Reads an item that was just leased.
pub(crate) fn leased(item: &Item) -> Result<Leased, ItemError> {
    let envelope = posted(item)?;
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

/// Reads an item's envelope, whoever holds it.
pub(crate) fn posted(item: &Item) -> Result<Envelope, ItemError> {
    let item = Reader::new(item);
    let letters = item.maps("letters")?.into_iter();
    Ok(Envelope {
        id: OutboxId::from_stored(item.text("pk")?),
        letters: letters.map(letter).collect::<Result<_, _>>()?,
        events: item.maps("events")?.into_iter().map(event).collect::<Result<_, _>>()?,
        trace: item.if_any("trace", Reader::map)?.map(trace).transpose()?,
        queued_at: item.instant("queued_at")?,
    })
}

fn letter_map(addressed: &Addressed, mark: Mark) -> Writer {
    let map = Writer::default()
        .text("to", addressed.to.expose())
        .text("language", addressed.language.tag())
        .text("kind", addressed.letter.kind());
    let map = match &addressed.letter {
        Letter::Confirm { link, expires_at }
        | Letter::AccountBound { link, expires_at }
        | Letter::NewEmail { link, expires_at }
        | Letter::EmailReplaced { link, expires_at } => link_map(map, link, *expires_at),
        Letter::Recover { link, expires_at, known } => link_map(map, link, *expires_at)
            .text_if_any("member", known.as_ref().map(|(member, _)| member.as_str()))
            .text_if_any("device", known.as_ref().map(|(_, device)| device.as_str())),
        Letter::AlreadyMember
        | Letter::AccountHasLogin
        | Letter::CouldNotMatch
        | Letter::TooManyTries
        | Letter::Welcome
        | Letter::LoginFrozen
        | Letter::StillFrozen
        | Letter::NoLogin
        | Letter::PasswordChanged
        | Letter::SessionsEnded
        | Letter::LoginClosed
        | Letter::LoginOpened
        | Letter::PhraseChanged
        | Letter::EmailInUse
        | Letter::EmailChanged => map,
        Letter::NewBrowser { browser } => map.text("browser", browser),
        Letter::BillsChanged { account, .. } => {
            map.text_if_any("account", account.as_ref().map(AccountNumber::expose))
        }
        Letter::AccountUnbound { account } | Letter::AccountAdded { account } => {
            map.text("account", account.expose())
        }
    };
    match mark {
        Mark::Unsent => map,
        Mark::Counted(at) => map.instant("counted_at", at),
        Mark::Sent(at) => map.instant("sent_at", at),
        Mark::Failed(at) => map.instant("failed_at", at),
        Mark::Held(at) => map.instant("held_at", at),
    }
}

fn link_map(map: Writer, link: &LinkClaim, expires_at: Timestamp) -> Writer {
    map.text("key", link.key.as_str())
        .text("email_key", link.email.as_str())
        .text("id", &link.id.text())
        .instant("expires_at", expires_at)
}

fn link(map: Reader<'_>) -> Result<LinkClaim, ItemError> {
    Ok(LinkClaim {
        key: map.parsed("key", KeyId::parse)?,
        email: EmailKey::from_stored(map.text("email_key")?),
        id: map.parsed("id", PendingId::parse)?,
    })
}

fn letter(map: Reader<'_>) -> Result<Addressed, ItemError> {
    let letter = match map.text("kind")? {
        "confirm" => Letter::Confirm { link: link(map)?, expires_at: map.instant("expires_at")? },
        "account_bound" => {
            Letter::AccountBound { link: link(map)?, expires_at: map.instant("expires_at")? }
        }
        "new_email" => {
            Letter::NewEmail { link: link(map)?, expires_at: map.instant("expires_at")? }
        }
        "email_replaced" => {
            Letter::EmailReplaced { link: link(map)?, expires_at: map.instant("expires_at")? }
        }
        "new_browser" => Letter::NewBrowser { browser: map.text("browser")?.to_owned() },
        "recover" => {
            let member = map.if_any("member", Reader::text)?.map(MemberId::from_stored);
            let device = map.if_any("device", Reader::text)?.map(DeviceId::from_stored);
            let expires_at = map.instant("expires_at")?;
            Letter::Recover { link: link(map)?, expires_at, known: member.zip(device) }
        }
        "account_unbound" => Letter::AccountUnbound { account: account(map)? },
        "account_added" => Letter::AccountAdded { account: account(map)? },
        "bills_by_email" => bills_changed(map, Bills::ByEmail)?,
        "bills_on_paper" => bills_changed(map, Bills::OnPaper)?,
        kind => plain_letter(kind).ok_or(ItemError { attribute: "kind" })?,
    };
    Ok(Addressed {
        to: map.parsed("to", |text| Email::parse(text).ok())?,
        language: map.parsed("language", Language::parse)?,
        letter,
    })
}

fn email(map: Reader<'_>, name: &'static str) -> Result<Email, ItemError> {
    map.parsed(name, |text| Email::parse(text).ok())
}

fn account(map: Reader<'_>) -> Result<AccountNumber, ItemError> {
    map.parsed("account", |text| AccountNumber::parse(text).ok())
}

fn bills_changed(map: Reader<'_>, bills: Bills) -> Result<Letter, ItemError> {
    let account = map.if_any("account", |map, _| account(map))?;
    Ok(Letter::BillsChanged { bills, account })
}

/// The letters that say the same to everybody.
fn plain_letter(kind: &str) -> Option<Letter> {
    let plain = [
        Letter::AlreadyMember,
        Letter::AccountHasLogin,
        Letter::CouldNotMatch,
        Letter::TooManyTries,
        Letter::Welcome,
        Letter::StillFrozen,
        Letter::NoLogin,
        Letter::PasswordChanged,
        Letter::SessionsEnded,
        Letter::LoginClosed,
        Letter::LoginFrozen,
        Letter::LoginOpened,
        Letter::PhraseChanged,
        Letter::EmailInUse,
        Letter::EmailChanged,
    ];
    plain.into_iter().find(|letter| letter.kind() == kind)
}

fn mark(map: Reader<'_>) -> Result<Mark, ItemError> {
    let sent = map.if_any("sent_at", Reader::instant)?.map(Mark::Sent);
    let failed = map.if_any("failed_at", Reader::instant)?.map(Mark::Failed);
    let held = map.if_any("held_at", Reader::instant)?.map(Mark::Held);
    let counted = map.if_any("counted_at", Reader::instant)?.map(Mark::Counted);
    Ok(sent.or(failed).or(held).or(counted).unwrap_or(Mark::Unsent))
}

fn trace_map(trace: &Trace) -> Writer {
    happened_map(Writer::default(), &trace.what)
        .text_if_any("account", trace.account.as_ref().map(AccountNumber::expose))
        .text_if_any("reference", trace.reference.as_ref().map(ToString::to_string).as_deref())
}

fn trace(map: Reader<'_>) -> Result<Trace, ItemError> {
    let account = |map: Reader<'_>, name| map.parsed(name, |text| AccountNumber::parse(text).ok());
    Ok(Trace {
        what: happened(map)?,
        account: map.if_any("account", account)?,
        reference: reference(map)?,
    })
}

pub(crate) fn event_map(event: &Event) -> Writer {
    Writer::default()
        .text("kind", event.kind.name())
        .text("member", event.member.as_str())
        .texts("accounts", event.accounts.iter().map(AccountNumber::expose))
        .text_if_any("email", event.email.as_ref().map(Email::expose))
        .number("number", event.number)
        .instant("at", event.at)
}

pub(crate) fn event(map: Reader<'_>) -> Result<Event, ItemError> {
    let error = |_| ItemError { attribute: "accounts" };
    let accounts = map.texts("accounts")?.into_iter().map(AccountNumber::parse);
    Ok(Event {
        kind: map.parsed("kind", EventKind::parse)?,
        member: MemberId::from_stored(map.text("member")?),
        accounts: accounts.collect::<Result<_, _>>().map_err(error)?,
        email: map.if_any("email", email)?,
        number: map.number("number")?,
        at: map.instant("at")?,
    })
}

#[cfg(test)]
mod tests {
    use domain::test_keys;

    use super::*;

    const THEN: Timestamp = Timestamp::constant(1_770_000_000, 0);

    fn link() -> LinkClaim {
        let (key, email) = (test_keys().current().clone(), EmailKey::from_stored("e"));
        LinkClaim { key, email, id: PendingId::new([3; 16]) }
    }

    fn addressed(letter: Letter) -> Addressed {
        let to = Email::parse("pat@example.com").expect("an email");
        Addressed { to, language: Language::Spanish, letter }
    }

    fn sample() -> Envelope {
        let known = (MemberId::from_stored("m"), DeviceId::from_stored("d"));
        let letters = [
            Letter::Confirm { link: link(), expires_at: THEN },
            Letter::AlreadyMember,
            Letter::AccountHasLogin,
            Letter::CouldNotMatch,
            Letter::TooManyTries,
            Letter::Welcome,
            Letter::AccountBound { link: link(), expires_at: THEN },
            Letter::AccountUnbound { account: AccountNumber::parse("12").expect("a number") },
            Letter::Recover { link: link(), expires_at: THEN, known: None },
            Letter::Recover { link: link(), expires_at: THEN, known: Some(known) },
            Letter::StillFrozen,
            Letter::NoLogin,
            Letter::PasswordChanged,
            Letter::NewBrowser { browser: "Chrome on Android".to_owned() },
            Letter::SessionsEnded,
            Letter::AccountAdded { account: AccountNumber::parse("12").expect("a number") },
            Letter::LoginClosed,
            Letter::LoginFrozen,
            Letter::LoginOpened,
            Letter::PhraseChanged,
            Letter::BillsChanged { bills: Bills::ByEmail, account: None },
            Letter::BillsChanged {
                bills: Bills::OnPaper,
                account: AccountNumber::parse("12").ok(),
            },
            Letter::NewEmail { link: link(), expires_at: THEN },
            Letter::EmailInUse,
            Letter::EmailChanged,
            Letter::EmailReplaced { link: link(), expires_at: THEN },
        ];
        let trace = Trace {
            what: domain::Happened::Asked(domain::Outcome::Confirm),
            account: Some(AccountNumber::parse("12").expect("a number")),
            reference: Some(PendingId::new([3; 16]).reference()),
        };
        let event = Event {
            kind: EventKind::LoginBound,
            member: MemberId::from_stored("m"),
            accounts: vec![AccountNumber::parse("12").expect("a number")],
            email: Some(Email::parse("new@example.com").expect("an email")),
            number: 1,
            at: THEN,
        };
        Envelope {
            id: OutboxId::from_stored("o1"),
            letters: letters.map(addressed).into(),
            events: vec![event],
            trace: Some(trace),
            queued_at: THEN,
        }
    }

    #[test]
    fn every_letter_and_event_reads_back_unsent() {
        let mut item = envelope_item(&sample());
        item.insert(LEASE.to_owned(), super::super::instant(THEN));

        let read = leased(&item).expect("a readable item");

        assert_eq!(read.envelope, sample());
        assert_eq!(read.marks, [Mark::Unsent; 26]);
    }

    #[test]
    fn marks_read_back() {
        let marks = [
            Mark::Unsent,
            Mark::Counted(THEN),
            Mark::Sent(THEN),
            Mark::Failed(THEN),
            Mark::Held(THEN),
        ];
        let mut item = envelope_item(&sample());
        item.insert(LEASE.to_owned(), super::super::instant(THEN));
        item.insert("letters".to_owned(), letters_value(&sample().letters[..5], &marks));

        assert_eq!(leased(&item).expect("a readable item").marks, marks);
    }

    #[test]
    fn an_item_is_in_the_index_if_it_holds_letters_or_events() {
        let events = Envelope { letters: Vec::new(), ..sample() };
        let nothing = Envelope { events: Vec::new(), ..events.clone() };

        assert!(envelope_item(&sample()).contains_key(UNSENT));
        assert!(envelope_item(&events).contains_key(UNSENT));
        assert!(!envelope_item(&nothing).contains_key(UNSENT));
        assert!(!envelope_item(&events).contains_key("delete_at"));
    }

    #[test]
    fn an_item_holds_neither_link_nor_temporary_password() {
        let item = format!("{:?}", envelope_item(&sample()));
        let keys = test_keys();
        let token = domain::LinkToken::derive(&keys, domain::Purpose::Verify, &link());
        let password = domain::TemporaryPassword::derive(&keys, &link());

        assert!(!item.contains(token.expect("a key").expose()));
        assert!(!item.contains(&password.expect("a key").expose()));
    }
}
