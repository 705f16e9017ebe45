//! The letters of an outbox item, each with its mark.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::{
    AboutWait, AccountNumber, Addressed, Carried, DeviceId, Email, EmailKey, FactorKind, KeyId,
    Language, Letter, LetterKind, LinkClaim, Mark, MemberId, PendingId, Role,
};

use crate::items::{ItemError, Reader, Writer, receipts};

/// Writes the letters with their marks. A letter without a mark is unsent.
pub(crate) fn letters_value(letters: &[Addressed], marks: &[Mark]) -> AttributeValue {
    let marks = marks.iter().copied().chain(std::iter::repeat(Mark::Unsent));
    let maps = letters.iter().zip(marks).map(|(letter, mark)| letter_map(letter, mark));
    AttributeValue::L(maps.map(|map| AttributeValue::M(map.item())).collect())
}

fn letter_map(addressed: &Addressed, mark: Mark) -> Writer {
    let map = Writer::default()
        .text("to", addressed.to.expose())
        .text("language", addressed.language.tag())
        .text("kind", addressed.letter.kind().name());
    let map = carried_map(map, &addressed.letter.carried());
    match mark {
        Mark::Unsent => map,
        Mark::Counted(at) => map.instant("counted_at", at),
        Mark::Sent(at) => map.instant("sent_at", at),
        Mark::Failed(at) => map.instant("failed_at", at),
        Mark::Held(at) => map.instant("held_at", at),
    }
}

/// What a letter carries, each thing where it carries one.
fn carried_map(map: Writer, carried: &Carried) -> Writer {
    let Carried {
        link,
        expires_at,
        known,
        browser,
        account,
        held_until,
        factor,
        left,
        from,
        about,
        person,
        role,
        receipt,
        again,
        by_time,
        on_paper,
    } = carried;
    let map = match link {
        Some(link) => map
            .text("key", link.key.as_str())
            .text("email_key", link.email.as_str())
            .text("id", &link.id.text()),
        None => map,
    };
    let map = match expires_at {
        Some(expires_at) => map.instant("expires_at", *expires_at),
        None => map,
    };
    let map = match receipt {
        Some(receipt) => map.map("receipt", receipts::map(receipt)),
        None => map,
    };
    map.text_if_any("member", known.as_ref().map(|(member, _)| member.as_str()))
        .text_if_any("device", known.as_ref().map(|(_, device)| device.as_str()))
        .text_if_any("browser", browser.as_deref())
        .text_if_any("account", account.as_ref().map(AccountNumber::expose))
        .instant_if_any("held_until", *held_until)
        .text_if_any("factor", factor.map(FactorKind::name))
        .number_if_any("left", *left)
        .instant_if_any("from", *from)
        .text_if_any("waiting", about.as_ref().map(|about| about.member.as_str()))
        .text_if_any("wait", about.as_ref().map(|about| about.id.text()).as_deref())
        .text_if_any("person", person.as_ref().map(Email::expose))
        .text_if_any("role", role.map(Role::name))
        .text_if_any("again", again.then_some("yes"))
        .text_if_any("by_time", by_time.then_some("yes"))
        .text_if_any("on_paper", on_paper.then_some("yes"))
}

/// Reads what [`carried_map`] wrote.
fn carried(map: Reader<'_>) -> Result<Carried, ItemError> {
    let account = |map: Reader<'_>, name| map.parsed(name, |text| AccountNumber::parse(text).ok());
    let person = |map: Reader<'_>, name| map.parsed(name, |text| Email::parse(text).ok());
    let member = map.if_any("member", Reader::text)?.map(MemberId::from_stored);
    let device = map.if_any("device", Reader::text)?.map(DeviceId::from_stored);
    let waiting = map.if_any("waiting", Reader::text)?.map(MemberId::from_stored);
    let wait = map.if_any("wait", |map, name| map.parsed(name, PendingId::parse))?;
    Ok(Carried {
        link: if map.has("key") { Some(link(map)?) } else { None },
        expires_at: map.if_any("expires_at", Reader::instant)?,
        known: member.zip(device),
        browser: map.if_any("browser", Reader::text)?.map(str::to_owned),
        account: map.if_any("account", account)?,
        held_until: map.if_any("held_until", Reader::instant)?,
        factor: map.if_any("factor", |map, name| map.parsed(name, FactorKind::parse))?,
        left: map.if_any("left", Reader::number)?,
        from: map.if_any("from", Reader::instant)?,
        about: waiting.zip(wait).map(|(member, id)| AboutWait { member, id }),
        person: map.if_any("person", person)?,
        role: map.if_any("role", |map, name| map.parsed(name, Role::parse))?,
        receipt: map.if_any("receipt", Reader::map)?.map(receipts::read).transpose()?,
        again: map.has("again"),
        by_time: map.has("by_time"),
        on_paper: map.has("on_paper"),
    })
}

fn link(map: Reader<'_>) -> Result<LinkClaim, ItemError> {
    Ok(LinkClaim {
        key: map.parsed("key", KeyId::parse)?,
        email: EmailKey::from_stored(map.text("email_key")?),
        id: map.parsed("id", PendingId::parse)?,
    })
}

pub(super) fn letter(map: Reader<'_>) -> Result<Addressed, ItemError> {
    let kind = map.parsed("kind", LetterKind::parse)?;
    Ok(Addressed {
        to: map.parsed("to", |text| Email::parse(text).ok())?,
        language: map.parsed("language", Language::parse)?,
        letter: Letter::of(kind, carried(map)?).ok_or(ItemError { attribute: "letters" })?,
    })
}

pub(super) fn mark(map: Reader<'_>) -> Result<Mark, ItemError> {
    let sent = map.if_any("sent_at", Reader::instant)?.map(Mark::Sent);
    let failed = map.if_any("failed_at", Reader::instant)?.map(Mark::Failed);
    let held = map.if_any("held_at", Reader::instant)?.map(Mark::Held);
    let counted = map.if_any("counted_at", Reader::instant)?.map(Mark::Counted);
    Ok(sent.or(failed).or(held).or(counted).unwrap_or(Mark::Unsent))
}
