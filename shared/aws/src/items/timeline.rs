//! Entries of timelines: outcomes and times, without values.

use data_encoding::BASE64URL_NOPAD;
use domain::{
    Act, EventKind, Happened, HappenedKind, Held, LetterEnd, Obstacle, Outcome, ReferenceCode,
    TimelineEntry, Whose,
};
use sha2::{Digest, Sha256};

use super::{Item, ItemError, Key, Reader, Writer};

/// The entries that were told at once with the last one, and came before it.
const BEFORE: &str = "before";
/// What stands between the id of the last entry and the mark of those before it.
const MARKED: char = '&';

/// Entries that are told at once, as one item: the last one, and those before it in their order.
///
/// The same entries make the same item. Others make another one, also where the last entry is the same, so that no
/// entry is ever written over by fewer.
pub(crate) fn timeline_item(whose: &Whose, before: &[TimelineEntry], last: &TimelineEntry) -> Item {
    let id = if before.is_empty() {
        last.id.clone()
    } else {
        format!("{}{MARKED}{}", last.id, mark(before))
    };
    let item = entry_map(Writer::under(&Key::timeline(whose, last.at, &id)), last)
        .instant("expires_at", last.expires_at())
        .instant("delete_at", last.expires_at());
    if before.is_empty() {
        return item.item();
    }
    let before =
        before.iter().map(|entry| entry_map(Writer::default().text("id", &entry.id), entry));
    item.maps(BEFORE, before).item()
}

/// Reads the entries of an item, in their order.
pub(crate) fn timeline_entries(item: &Item) -> Result<Vec<TimelineEntry>, ItemError> {
    let item = Reader::new(item);
    let before = item.if_any(BEFORE, Reader::maps)?.unwrap_or_default().into_iter();
    let before = before.map(|map| read_entry(map, map.text("id")?.to_owned()));
    let mut entries = before.collect::<Result<Vec<_>, _>>()?;
    let id = item.parsed("sk", |sk| sk.split_once('#').map(|(_, id)| id.to_owned()))?;
    let id = id.split(MARKED).next().unwrap_or_default().to_owned();
    entries.push(read_entry(item, id)?);
    Ok(entries)
}

/// Tells entries from others by a few letters.
fn mark(entries: &[TimelineEntry]) -> String {
    let mut hash = Sha256::new();
    for entry in entries {
        hash.update(format!("{}#{}{MARKED}", entry.at.as_second(), entry.id));
    }
    BASE64URL_NOPAD.encode(&hash.finalize()[..9])
}

fn entry_map(map: Writer, entry: &TimelineEntry) -> Writer {
    let reference = entry.reference.as_ref().map(ToString::to_string);
    happened_map(map, &entry.what)
        .instant("at", entry.at)
        .text_if_any("reference", reference.as_deref())
}

fn read_entry(map: Reader<'_>, id: String) -> Result<TimelineEntry, ItemError> {
    let (at, what, reference) = (map.instant("at")?, happened(map)?, reference(map)?);
    Ok(TimelineEntry { id, at, what, reference })
}

/// Writes what happened into an item or a map.
pub(crate) fn happened_map(map: Writer, what: &Happened) -> Writer {
    let map = map.text("what", what.kind().name());
    match what {
        Happened::Asked { outcome, obstacles } => {
            let names: Vec<_> = obstacles.iter().map(Obstacle::name).collect();
            let names = names.iter().map(AsRef::as_ref);
            map.text("outcome", outcome.name()).texts("obstacles", names)
        }
        Happened::AskedAgain
        | Happened::AskedBack
        | Happened::AskedNewEmail
        | Happened::Closed
        | Happened::PassedOn
        | Happened::SaidNotMe
        | Happened::SaidItWasMe => map,
        Happened::Changed(kind) => map.text("event", kind.name()),
        Happened::Letter { kind, end } => {
            let map = map.text("letter", kind).text("end", end.name());
            map.text_if_any("held", end.reason().map(Held::name))
        }
        Happened::Staff { act, reason, by } => {
            map.text("act", act.name()).text("reason", reason).text_if_any("by", by.as_deref())
        }
    }
}

/// Reads what [`happened_map`] wrote.
pub(crate) fn happened(map: Reader<'_>) -> Result<Happened, ItemError> {
    Ok(match map.parsed("what", HappenedKind::parse)? {
        HappenedKind::Asked => {
            let names = map.if_any("obstacles", Reader::texts)?.unwrap_or_default();
            let obstacles: Option<Vec<Obstacle>> = names.into_iter().map(Obstacle::parse).collect();
            Happened::Asked {
                outcome: map.parsed("outcome", Outcome::parse)?,
                obstacles: obstacles.ok_or(ItemError { attribute: "obstacles" })?,
            }
        }
        HappenedKind::AskedAgain => Happened::AskedAgain,
        HappenedKind::AskedBack => Happened::AskedBack,
        HappenedKind::AskedNewEmail => Happened::AskedNewEmail,
        HappenedKind::Closed => Happened::Closed,
        HappenedKind::PassedOn => Happened::PassedOn,
        HappenedKind::SaidNotMe => Happened::SaidNotMe,
        HappenedKind::SaidItWasMe => Happened::SaidItWasMe,
        HappenedKind::Changed => Happened::Changed(map.parsed("event", EventKind::parse)?),
        HappenedKind::Letter => {
            let held = map.if_any("held", Reader::text)?;
            let end = map.parsed("end", |name| LetterEnd::parse(name, held))?;
            Happened::Letter { kind: map.text("letter")?.to_owned(), end }
        }
        HappenedKind::Staff => {
            let act = map.parsed("act", Act::parse)?;
            let by = map.if_any("by", Reader::text)?.map(str::to_owned);
            Happened::Staff { act, reason: map.text("reason")?.to_owned(), by }
        }
    })
}

/// Reads a reference code, if there is one.
pub(crate) fn reference(map: Reader<'_>) -> Result<Option<ReferenceCode>, ItemError> {
    map.if_any("reference", |map, name| map.parsed(name, ReferenceCode::parse))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::{AccountKey, PendingId};
    use jiff::{SignedDuration, Timestamp};

    use super::*;

    const THEN: Timestamp = Timestamp::constant(1_770_000_000, 0);

    fn entry(what: Happened) -> TimelineEntry {
        let reference = Some(PendingId::new([7; 16]).reference());
        TimelineEntry { id: "o1#0".to_owned(), at: THEN, what, reference }
    }

    #[test]
    fn whatever_happened_reads_back() {
        let letter = |end| Happened::Letter { kind: "confirm".to_owned(), end };
        let all = [
            Happened::Asked { outcome: Outcome::Confirm, obstacles: Vec::new() },
            Happened::Asked {
                outcome: Outcome::CouldNotMatch,
                obstacles: vec![Obstacle::Name, Obstacle::Answer("billing_zip".to_owned())],
            },
            Happened::AskedAgain,
            Happened::AskedBack,
            Happened::AskedNewEmail,
            Happened::Closed,
            Happened::PassedOn,
            Happened::SaidNotMe,
            Happened::SaidItWasMe,
            Happened::Changed(EventKind::LoginBound),
            letter(LetterEnd::Sent),
            letter(LetterEnd::Waits(None)),
            letter(LetterEnd::Waits(Some(Held::Strangers))),
            letter(LetterEnd::Held(Held::Address)),
            letter(LetterEnd::Held(Held::Strangers)),
            letter(LetterEnd::Held(Held::Bounced)),
            letter(LetterEnd::Held(Held::Bouncing)),
            letter(LetterEnd::Held(Held::Another)),
            letter(LetterEnd::Held(Held::Used)),
            letter(LetterEnd::Failed),
            letter(LetterEnd::Bounced),
            letter(LetterEnd::Suppressed),
            letter(LetterEnd::Full),
            letter(LetterEnd::Answered),
            letter(LetterEnd::Refused),
            letter(LetterEnd::CameBack),
            letter(LetterEnd::Delayed),
            letter(LetterEnd::Complained),
            Happened::Staff { act: Act::LookedUp, reason: "called in".to_owned(), by: None },
            Happened::Staff {
                act: Act::Unlocked,
                reason: String::new(),
                by: Some("arn:aws:iam::111122223333:user/sam".to_owned()),
            },
        ];
        let whose = Whose::Account(AccountKey::from_stored("a"));

        for what in all {
            let entry = entry(what);
            let item = timeline_item(&whose, std::slice::from_ref(&entry), &entry);
            assert_eq!(timeline_entries(&item), Ok(vec![entry.clone(), entry]));
        }
    }

    #[test]
    fn what_is_told_alone_is_written_as_before_entries_were_told_together() {
        let whose = Whose::Account(AccountKey::from_stored("a"));
        let entry = entry(Happened::AskedAgain);

        let item = timeline_item(&whose, &[], &entry);

        assert!(!item.contains_key(BEFORE));
        assert_eq!(Reader::new(&item).text("sk"), Ok("001770000000#o1#0"));
        assert_eq!(timeline_entries(&item), Ok(vec![entry]));
    }

    #[test]
    fn the_same_entries_make_the_same_item_and_others_another() {
        let whose = Whose::Account(AccountKey::from_stored("a"));
        let (asked, last) = (entry(Happened::AskedAgain), entry(Happened::Closed));
        let later = TimelineEntry { at: THEN + SignedDuration::from_secs(1), ..asked.clone() };
        let key = |before: &[TimelineEntry]| {
            let item = timeline_item(&whose, before, &last);
            Reader::new(&item).text("sk").map(str::to_owned)
        };

        let both = [asked, later];
        let keys = [&[][..], &both[..1], &both[1..], &both].map(key);

        let different: BTreeSet<_> = keys.iter().map(|key| key.clone().expect("a key")).collect();
        assert_eq!(different.len(), keys.len());
        assert_eq!(key(&[entry(Happened::AskedAgain)]), keys[1]);
    }

    #[test]
    fn what_was_told_before_obstacles_were_reads_as_having_none() {
        let whose = Whose::Account(AccountKey::from_stored("a"));
        let asked = Happened::Asked { outcome: Outcome::CouldNotMatch, obstacles: Vec::new() };
        let mut item = timeline_item(&whose, &[], &entry(asked.clone()));
        item.remove("obstacles");

        assert_eq!(timeline_entries(&item), Ok(vec![entry(asked)]));
    }

    #[test]
    fn an_entry_goes_after_ninety_days() {
        let whose = Whose::Account(AccountKey::from_stored("a"));
        let item = timeline_item(&whose, &[], &entry(Happened::AskedAgain));

        let delete_at = Reader::new(&item).instant("delete_at");
        assert_eq!(delete_at, Ok(THEN + SignedDuration::from_hours(90 * 24)));
    }
}
