//! What is kept of second factors: in the member's item, and beside it in items of their own.

use domain::{
    App, AppSecret, DeviceId, FactorId, FactorKind, FactorRecord, Factors, KeptOfFactors, KeyId,
    KeyRing, MemberId, PendingId, Place, RecoverySet, Remembered, ResetWait, UsedStep, open, seal,
};

use super::passkey::{mark, mark_map};
use super::{Item, ItemError, Key, Reader, Table, Writer};
use crate::random;

/// The start of the sort keys of all that is kept of a member's factors.
pub(crate) const SECOND: &str = "second#";
/// The start of those of browsers that are remembered.
pub(crate) const REMEMBERED: &str = "second#device#";
/// The start of those of steps that were used.
pub(crate) const STEPS: &str = "second#step#";
/// The start of those of records.
pub(crate) const BOUND: &str = "second#bound#";

/// How long a step is kept: for when it was used last, long after no earlier code would be taken.
const STEP_KEPT: jiff::SignedDuration = domain::BOUND_KEPT;

fn secret_place(key: &Key) -> Place<'_> {
    Place { table: Table::Members.name(), item: &key.pk, field: "app" }
}

/// The factors in a member's item; none where there is nothing of them.
pub(crate) fn factors_map(keys: &KeyRing, key: &Key, factors: &Factors) -> Option<Writer> {
    if *factors == Factors::default() {
        return None;
    }
    let map = Writer::default();
    let map = match &factors.app {
        Some(app) => map.map("app", app_map(keys, key, app)),
        None => map,
    };
    let map = map.maps_if_any("passkeys", factors.passkeys.iter().map(mark_map));
    let map = match &factors.codes {
        Some(set) => map.map("codes", codes_map(set)),
        None => map,
    };
    let map = match &factors.wait {
        Some(wait) => map.map("wait", wait_map(wait)),
        None => map,
    };
    Some(map.instant_if_any("password_by_mail", factors.password_by_mail))
}

pub(crate) fn factors(keys: &KeyRing, key: &Key, map: Reader<'_>) -> Result<Factors, ItemError> {
    let app = map.if_any("app", Reader::map)?.map(|map| app(keys, key, map)).transpose()?;
    let passkeys = map.if_any("passkeys", Reader::maps)?.unwrap_or_default();
    Ok(Factors {
        app,
        passkeys: passkeys.into_iter().map(mark).collect::<Result<_, _>>()?,
        codes: map.if_any("codes", Reader::map)?.map(codes).transpose()?,
        wait: map.if_any("wait", Reader::map)?.map(wait).transpose()?,
        password_by_mail: map.if_any("password_by_mail", Reader::instant)?,
    })
}

fn app_map(keys: &KeyRing, key: &Key, app: &App) -> Writer {
    let sealed = seal(keys, secret_place(key), &app.secret.expose(), random::bytes());
    Writer::default()
        .text("id", app.id.as_str())
        .text("sealed", &sealed)
        .instant("since", app.since)
        .instant_if_any("trial_until", app.trial_until)
}

fn app(keys: &KeyRing, key: &Key, map: Reader<'_>) -> Result<App, ItemError> {
    let secret = |sealed: &str| AppSecret::parse(&open(keys, secret_place(key), sealed)?);
    Ok(App {
        id: FactorId::from_stored(map.text("id")?),
        secret: map.parsed("sealed", secret)?,
        since: map.instant("since")?,
        trial_until: map.if_any("trial_until", Reader::instant)?,
    })
}

fn codes_map(set: &RecoverySet) -> Writer {
    Writer::default()
        .text("id", set.id.as_str())
        .text("key", set.key.as_str())
        .instant("since", set.since)
        .number("used", u32::from(set.used))
}

fn codes(map: Reader<'_>) -> Result<RecoverySet, ItemError> {
    Ok(RecoverySet {
        id: FactorId::from_stored(map.text("id")?),
        key: map.parsed("key", KeyId::parse)?,
        since: map.instant("since")?,
        used: map.number("used")?,
    })
}

fn wait_map(wait: &ResetWait) -> Writer {
    Writer::default()
        .text("id", &wait.id.text())
        .text("stop", &wait.stop.text())
        .instant("begun_at", wait.begun_at)
        .instant("ends_at", wait.ends_at)
}

fn wait(map: Reader<'_>) -> Result<ResetWait, ItemError> {
    Ok(ResetWait {
        id: map.parsed("id", PendingId::parse)?,
        stop: map.parsed("stop", PendingId::parse)?,
        begun_at: map.instant("begun_at")?,
        ends_at: map.instant("ends_at")?,
    })
}

pub(crate) fn remembered_item(kept: &Remembered) -> Item {
    Writer::under(&Key::remembered(&kept.member, &kept.device))
        .text("device_name", &kept.device_name)
        .number("epoch", kept.epoch)
        .instant("since", kept.since)
        .instant("expires_at", kept.until)
        .instant("delete_at", kept.until)
        .item()
}

pub(crate) fn step_item(used: &UsedStep) -> Item {
    let at = used.at().unwrap_or_default();
    Writer::under(&Key::step(used))
        .number("step", used.step)
        .instant("delete_at", at + STEP_KEPT)
        .item()
}

pub(crate) fn bound_item(bound: &FactorRecord) -> Item {
    Writer::under(&Key::bound(bound))
        .text("kind", bound.kind.name())
        .instant("since", bound.since)
        .instant_if_any("ended_at", bound.ended_at)
        .instant("delete_at", bound.kept_until())
        .item()
}

/// Reads an item of a member's factors into what is kept of them.
pub(crate) fn keep(kept: &mut KeptOfFactors, item: &Item) -> Result<(), ItemError> {
    let item = Reader::new(item);
    let member = item.parsed("pk", |pk| pk.strip_prefix("M#").map(MemberId::from_stored))?;
    let sk = item.text("sk")?;
    if let Some(device) = sk.strip_prefix(REMEMBERED) {
        kept.remembered.push(Remembered {
            member,
            device: DeviceId::from_stored(device),
            device_name: item.text("device_name")?.to_owned(),
            epoch: item.number("epoch")?,
            since: item.instant("since")?,
            until: item.instant("expires_at")?,
        });
    } else if let Some(factor) = sk.strip_prefix(STEPS) {
        let (factor, step) = (FactorId::from_stored(factor), item.number("step")?);
        kept.used.push(UsedStep { member, factor, step });
    } else if let Some(id) = sk.strip_prefix(BOUND) {
        kept.bound.push(FactorRecord {
            member,
            id: FactorId::from_stored(id),
            kind: item.parsed("kind", FactorKind::parse)?,
            since: item.instant("since")?,
            ended_at: item.if_any("ended_at", Reader::instant)?,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use domain::PasskeyMark;
    use fixtures::test_keys;
    use jiff::Timestamp;

    use super::*;
    use crate::items::text;

    const THEN: Timestamp = Timestamp::constant(1_770_000_000, 0);

    fn full() -> Factors {
        let id = |byte| PendingId::new([byte; 16]);
        let secret = AppSecret::parse(&"A".repeat(32)).expect("160 bits");
        Factors {
            app: Some(App {
                id: FactorId::from_stored("f"),
                secret,
                since: THEN,
                trial_until: Some(THEN),
            }),
            passkeys: [Some(THEN), None]
                .map(|trial_until| PasskeyMark {
                    id: FactorId::from_stored("k"),
                    since: THEN,
                    trial_until,
                })
                .into(),
            codes: Some(RecoverySet {
                id: FactorId::from_stored("c"),
                key: test_keys().current().clone(),
                since: THEN,
                used: 0b101,
            }),
            wait: Some(ResetWait { id: id(1), stop: id(2), begun_at: THEN, ends_at: THEN }),
            password_by_mail: Some(THEN),
        }
    }

    fn key() -> Key {
        Key::member(&MemberId::from_stored("m"))
    }

    #[test]
    fn factors_read_back_and_where_there_are_none_nothing_is_written() {
        let alone = Factors { password_by_mail: Some(THEN), ..Factors::default() };
        for sample in [full(), alone] {
            let item = factors_map(&test_keys(), &key(), &sample).expect("something").item();
            assert_eq!(factors(&test_keys(), &key(), Reader::new(&item)), Ok(sample));
        }
        assert!(factors_map(&test_keys(), &key(), &Factors::default()).is_none());
    }

    #[test]
    fn the_secret_is_not_readable_in_the_item_and_opens_nowhere_else() {
        let item = factors_map(&test_keys(), &key(), &full()).expect("something").item();
        let other = Key::member(&MemberId::from_stored("other"));

        assert!(!format!("{item:?}").contains(&"A".repeat(32)));
        let read = factors(&test_keys(), &other, Reader::new(&item));
        assert_eq!(read, Err(ItemError { attribute: "sealed" }));
    }

    #[test]
    fn what_is_kept_beside_the_member_reads_back() {
        let member = MemberId::from_stored("m");
        let remembered = Remembered {
            member: member.clone(),
            device: DeviceId::from_stored("d"),
            device_name: "Chrome on Android".to_owned(),
            epoch: 2,
            since: THEN,
            until: THEN,
        };
        let used = UsedStep { member: member.clone(), factor: FactorId::from_stored("f"), step: 7 };
        let bound = FactorRecord {
            member,
            id: FactorId::from_stored("f"),
            kind: FactorKind::App,
            since: THEN,
            ended_at: Some(THEN),
        };
        let mut kept = KeptOfFactors::default();

        for item in [remembered_item(&remembered), step_item(&used), bound_item(&bound)] {
            keep(&mut kept, &item).expect("ours");
        }

        let expected = KeptOfFactors {
            remembered: vec![remembered],
            used: vec![used],
            bound: vec![bound.clone()],
        };
        assert_eq!(kept, expected);
        let mut damaged = bound_item(&bound);
        damaged.insert("kind".to_owned(), text("unknown"));
        let read = keep(&mut kept, &damaged);
        assert_eq!(read, Err(ItemError { attribute: "kind" }));
    }
}
