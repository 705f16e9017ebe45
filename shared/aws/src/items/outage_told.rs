//! What an event tells of an outage, sealed: what people typed stands nowhere openly.

use domain::outages::{
    CallBack, OutageKind, OutageNote, OutagePlace, OutageSaid, OutageTold, SaidBy, SeenOutage,
};
use domain::{KeyRing, OutboxId, Place, ReferenceCode, open, seal};
use serde_json::{Value, json};

use super::{ItemError, Table};
use crate::random;

/// The place of a sealed text: it opens in no other envelope.
fn place(envelope: &OutboxId) -> Place<'_> {
    Place { table: Table::Outbox.name(), item: envelope.as_str(), field: "outage" }
}

/// What the bus is told.
pub(crate) fn told_json(told: &OutageTold) -> Value {
    let reference = told.reference.to_string();
    match &told.said {
        OutageSaid::ByMember { kind, note } => json!({
            "reference": reference,
            "verified": true,
            "what": kind.name(),
            "note": note.as_ref().map(OutageNote::expose),
        }),
        OutageSaid::Unverified { place, seen, call_back } => json!({
            "reference": reference,
            "verified": false,
            "place": place.expose(),
            "seen": seen.name(),
            "call_back": call_back.expose(),
        }),
        OutageSaid::Restored(by) => json!({ "reference": reference, "by": by.name() }),
    }
}

pub(crate) fn sealed(keys: &KeyRing, envelope: &OutboxId, told: &OutageTold) -> String {
    seal(keys, place(envelope), &told_json(told).to_string(), random::bytes())
}

pub(crate) fn opened(
    keys: &KeyRing,
    envelope: &OutboxId,
    sealed: &str,
) -> Result<OutageTold, ItemError> {
    let read = || told(&serde_json::from_str(&open(keys, place(envelope), sealed)?).ok()?);
    read().ok_or(ItemError { attribute: "outage" })
}

fn told(json: &Value) -> Option<OutageTold> {
    let text = |name: &str| json[name].as_str();
    let owned = |name: &str| text(name).map(str::to_owned);
    let said = match (text("by"), json["verified"].as_bool()) {
        (Some(by), _) => OutageSaid::Restored(SaidBy::parse(by)?),
        (None, Some(true)) => OutageSaid::ByMember {
            kind: OutageKind::parse(text("what")?)?,
            note: owned("note").map(OutageNote::from_stored),
        },
        (None, _) => OutageSaid::Unverified {
            place: OutagePlace::from_stored(owned("place")?),
            seen: SeenOutage::parse(text("seen")?)?,
            call_back: CallBack::from_stored(owned("call_back")?),
        },
    };
    Some(OutageTold { reference: ReferenceCode::parse(text("reference")?)?, said })
}

#[cfg(test)]
mod tests {
    use fixtures::test_keys;

    use super::*;

    fn all() -> Vec<OutageTold> {
        let note = OutageNote::parse("behind the barn, \"left\"").expect("a note");
        let said = [
            OutageSaid::ByMember { kind: OutageKind::Partly, note },
            OutageSaid::ByMember { kind: OutageKind::Out, note: None },
            OutageSaid::Unverified {
                place: OutagePlace::parse("12 Mill Street").expect("a place"),
                seen: SeenOutage::Wire,
                call_back: CallBack::parse("800 555 0142").expect("a number"),
            },
            OutageSaid::Restored(SaidBy::Staff),
        ];
        let reference = ReferenceCode::parse("K7Q-2M4").expect("a code");
        said.map(|said| OutageTold { reference: reference.clone(), said }).to_vec()
    }

    #[test]
    fn what_was_said_reads_back_and_shows_nothing_of_itself() {
        let envelope = OutboxId::from_stored("o");
        for told in all() {
            let sealed = sealed(&test_keys(), &envelope, &told);

            assert_eq!(opened(&test_keys(), &envelope, &sealed), Ok(told));
            for personal in ["barn", "Mill", "0142", "K7Q"] {
                assert!(!sealed.contains(personal), "{sealed}");
            }
        }
    }

    #[test]
    fn what_was_said_does_not_open_in_another_envelope() {
        let sealed = sealed(&test_keys(), &OutboxId::from_stored("o"), &all()[0]);

        let opened = opened(&test_keys(), &OutboxId::from_stored("p"), &sealed);

        assert_eq!(opened, Err(ItemError { attribute: "outage" }));
    }
}
