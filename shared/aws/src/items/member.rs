//! Members, and the item per email that makes it unique.

use std::collections::BTreeMap;

use domain::{
    AccountNumber, AskedBills, Bills, Binding, Changed, Email, Factors, GuestOf, KeyId, KeyRing,
    Language, Member, MemberId, OwnBills, Paperless, PaperlessKind, PasswordHash, PendingId,
    PersonId, Phrase, PhraseKind, Place, Role, SecurityPhrase, Standing, Which, open, seal,
};
use jiff::Timestamp;

use super::{
    Item, ItemError, Key, Reader, Table, Writer, acceptance, factors, factors_map, receipts,
};
use crate::random;

fn phrase_place(key: &Key) -> Place<'_> {
    Place { table: Table::Members.name(), item: &key.pk, field: "phrase" }
}

pub(crate) fn member_item(keys: &KeyRing, member: &Member) -> Item {
    let key = Key::member(&member.id);
    let item = Writer::under(&key)
        .text("email", member.email.expose())
        .text("language", member.language.tag())
        .text("password", &member.password.phc)
        .text("pepper", member.password.pepper.as_str())
        .text("standing", member.standing.name())
        .maps("accounts", member.accounts.iter().map(binding_map))
        .maps_if_any("guest_of", member.guest_of.iter().map(guest_of_map))
        .map("paperless", paperless_map(&member.paperless))
        .map("phrase", phrase_map(keys, &key, &member.phrase))
        .map("terms", acceptance::map(&member.terms))
        .number("epoch", member.epoch)
        .number("event_number", member.event_number)
        .instant("since", member.since)
        .map("changed", changed_map(&member.changed))
        .number("version", member.version);
    let item = match &member.asked_bills {
        Some(asked) => item.map("asked_bills", asked_bills_map(asked)),
        None => item,
    };
    let item = match &member.receipt {
        Some(receipt) => item.map("receipt", receipts::map(receipt)),
        None => item,
    };
    match factors_map(keys, &key, &member.factors) {
        Some(factors) => item.map("factors", factors).item(),
        None => item.item(),
    }
}

pub(crate) fn member(keys: &KeyRing, item: &Item) -> Result<Member, ItemError> {
    let item = Reader::new(item);
    let id = item.parsed("pk", |pk| pk.strip_prefix("M#").map(MemberId::from_stored))?;
    let bindings = item.maps("accounts")?.into_iter().map(binding).collect::<Result<_, _>>();
    // Who has no accounts of others has no list of them.
    let of_others = item.if_any("guest_of", Reader::maps)?.unwrap_or_default();
    let guest_of = of_others.into_iter().map(guest_of).collect::<Result<_, _>>();
    Ok(Member {
        email: item.parsed("email", |text| Email::parse(text).ok())?,
        language: item.parsed("language", Language::parse)?,
        password: PasswordHash {
            phc: item.text("password")?.to_owned(),
            pepper: item.parsed("pepper", KeyId::parse)?,
        },
        standing: item.parsed("standing", Standing::parse)?,
        accounts: bindings?,
        guest_of: guest_of?,
        paperless: paperless(item.map("paperless")?)?,
        asked_bills: item.if_any("asked_bills", Reader::map)?.map(asked_bills).transpose()?,
        receipt: item.if_any("receipt", Reader::map)?.map(receipts::read).transpose()?,
        phrase: phrase(keys, &Key::member(&id), item.map("phrase")?)?,
        terms: acceptance::read(item.map("terms")?)?,
        epoch: item.number("epoch")?,
        event_number: item.number("event_number")?,
        since: item.instant("since")?,
        // A member that was written before changes were noted has none.
        changed: item.if_any("changed", Reader::map)?.map(changed).transpose()?.unwrap_or_default(),
        factors: match item.if_any("factors", Reader::map)? {
            Some(map) => factors(keys, &Key::member(&id), map)?,
            None => Factors::default(),
        },
        version: item.number("version")?,
        id,
    })
}

fn binding_map(binding: &Binding) -> Writer {
    let map = Writer::default()
        .text("account", binding.account.expose())
        .number("holder", binding.holder)
        .instant("since", binding.since)
        .instant_if_any("held_until", binding.held_until)
        .text_if_any("bills_unasked", binding.bills_unasked.then_some("yes"));
    match &binding.own_bills {
        Some(own) => map.map("bills", own_bills_map(own)),
        None => map,
    }
}

fn binding(map: Reader<'_>) -> Result<Binding, ItemError> {
    Ok(Binding {
        account: map.parsed("account", |text| AccountNumber::parse(text).ok())?,
        holder: map.number("holder")?,
        since: map.instant("since")?,
        own_bills: map.if_any("bills", Reader::map)?.map(own_bills).transpose()?,
        held_until: map.if_any("held_until", Reader::instant)?,
        bills_unasked: map.has("bills_unasked"),
    })
}

fn guest_of_map(of: &GuestOf) -> Writer {
    Writer::default()
        .text("account", of.account.expose())
        .text("owner", of.owner.as_str())
        .text("person", of.person.as_str())
        .text("role", of.role.name())
}

fn guest_of(map: Reader<'_>) -> Result<GuestOf, ItemError> {
    Ok(GuestOf {
        account: map.parsed("account", |text| AccountNumber::parse(text).ok())?,
        owner: MemberId::from_stored(map.text("owner")?),
        person: PersonId::from_stored(map.text("person")?),
        role: map.parsed("role", Role::parse)?,
    })
}

fn own_bills_map(own: &OwnBills) -> Writer {
    Writer::default().text("come", own.bills.name()).map("text", acceptance::map(&own.consent))
}

fn own_bills(map: Reader<'_>) -> Result<OwnBills, ItemError> {
    let bills = map.parsed("come", Bills::parse)?;
    Ok(OwnBills { bills, consent: acceptance::read(map.map("text")?)? })
}

/// Which accounts a choice is for: one by its number, or all.
fn asked_bills_map(asked: &AskedBills) -> Writer {
    let map = Writer::default().text_if_any(
        "account",
        match &asked.which {
            Which::All => None,
            Which::One(account) => Some(account.expose()),
        },
    );
    map.map("text", acceptance::map(&asked.consent))
        .texts("accounts", asked.accounts.iter().map(AccountNumber::expose))
        .text("link", &asked.link.text())
        .number("epoch", asked.epoch)
        .instant("expires_at", asked.expires_at)
}

fn asked_bills(map: Reader<'_>) -> Result<AskedBills, ItemError> {
    let account = |map: Reader<'_>, name| map.parsed(name, |text| AccountNumber::parse(text).ok());
    Ok(AskedBills {
        which: map.if_any("account", account)?.map_or(Which::All, Which::One),
        accounts: map.if_any("accounts", receipts::accounts)?.unwrap_or_default(),
        consent: acceptance::read(map.map("text")?)?,
        link: map.parsed("link", PendingId::parse)?,
        epoch: map.number("epoch")?,
        expires_at: map.instant("expires_at")?,
    })
}

fn changed_map(changed: &BTreeMap<Changed, Timestamp>) -> Writer {
    changed.iter().fold(Writer::default(), |map, (changed, at)| map.instant(changed.name(), *at))
}

fn changed(map: Reader<'_>) -> Result<BTreeMap<Changed, Timestamp>, ItemError> {
    let mut all = BTreeMap::new();
    for &changed in Changed::ALL {
        if let Some(at) = map.if_any(changed.name(), Reader::instant)? {
            all.insert(changed, at);
        }
    }
    Ok(all)
}

fn paperless_map(paperless: &Paperless) -> Writer {
    let map = Writer::default().text("state", paperless.kind().name());
    match paperless {
        Paperless::Unasked => map,
        Paperless::Skipped(at) | Paperless::Returned(at) => map.instant("at", *at),
        Paperless::On(text) | Paperless::Off(text) => map.map("text", acceptance::map(text)),
    }
}

fn paperless(map: Reader<'_>) -> Result<Paperless, ItemError> {
    let text = || acceptance::read(map.map("text")?);
    Ok(match map.parsed("state", PaperlessKind::parse)? {
        PaperlessKind::Unasked => Paperless::Unasked,
        PaperlessKind::Skipped => Paperless::Skipped(map.instant("at")?),
        PaperlessKind::On => Paperless::On(text()?),
        PaperlessKind::Off => Paperless::Off(text()?),
        PaperlessKind::Returned => Paperless::Returned(map.instant("at")?),
    })
}

fn phrase_map(keys: &KeyRing, key: &Key, phrase: &Phrase) -> Writer {
    let map = Writer::default().text("state", phrase.kind().name());
    match phrase {
        Phrase::Unasked => map,
        Phrase::Skipped(at) => map.instant("at", *at),
        Phrase::Chosen(phrase) => {
            map.text("sealed", &seal(keys, phrase_place(key), phrase.expose(), random::bytes()))
        }
    }
}

fn phrase(keys: &KeyRing, key: &Key, map: Reader<'_>) -> Result<Phrase, ItemError> {
    Ok(match map.parsed("state", PhraseKind::parse)? {
        PhraseKind::Unasked => Phrase::Unasked,
        PhraseKind::Skipped => Phrase::Skipped(map.instant("at")?),
        PhraseKind::Chosen => {
            let phrase = map.parsed("sealed", |sealed| open(keys, phrase_place(key), sealed))?;
            Phrase::Chosen(SecurityPhrase::from_stored(phrase))
        }
    })
}

/// The item that keeps an email unique: there can be only one.
pub(crate) fn email_item(member: &Member) -> Item {
    Writer::under(&Key::email(&member.email)).text("member", member.id.as_str()).item()
}

/// Reads which member has an email.
pub(crate) fn member_of_email(item: &Item) -> Result<MemberId, ItemError> {
    Reader::new(item).text("member").map(MemberId::from_stored)
}

#[cfg(test)]
mod tests;
