//! The sessions of members.

use domain::{DeviceId, MemberId, Proof, ProofBy, Session, SessionId};

use super::{Item, ItemError, Key, Reader, Writer};

/// The start of the sort keys of sessions.
pub(crate) const SESSIONS: &str = "S#";

pub(crate) fn session_item(session: &Session) -> Item {
    let item = Writer::under(&Key::session(&session.member, &session.id))
        .number("epoch", session.epoch)
        .instant("signed_in_at", session.signed_in_at)
        .text("device", session.device.as_str())
        .text("device_name", &session.device_name)
        .instant("expires_at", session.ends_at)
        .instant("delete_at", session.ends_at);
    let item = match session.proof {
        Some(proof) => item.map("proof", proof_map(proof)),
        None => item,
    };
    if session.limited { item.number("limited", 1_u32).item() } else { item.item() }
}

fn proof_map(proof: Proof) -> Writer {
    let map = Writer::default().text("by", proof.by.name()).instant("at", proof.at);
    if proof.on_trial { map.number("on_trial", 1_u32) } else { map }
}

fn proof(map: Reader<'_>) -> Result<Proof, ItemError> {
    let (by, at) = (map.parsed("by", ProofBy::parse)?, map.instant("at")?);
    Ok(Proof { by, at, on_trial: map.has("on_trial") })
}

pub(crate) fn session(item: &Item) -> Result<Session, ItemError> {
    let item = Reader::new(item);
    Ok(Session {
        id: item.parsed("sk", |sk| sk.strip_prefix(SESSIONS).map(SessionId::from_stored))?,
        member: item.parsed("pk", |pk| pk.strip_prefix("M#").map(MemberId::from_stored))?,
        epoch: item.number("epoch")?,
        signed_in_at: item.instant("signed_in_at")?,
        ends_at: item.instant("expires_at")?,
        device: DeviceId::from_stored(item.text("device")?),
        device_name: item.text("device_name")?.to_owned(),
        proof: item.if_any("proof", Reader::map)?.map(proof).transpose()?,
        limited: item.has("limited"),
    })
}

#[cfg(test)]
mod tests {
    use domain::Figures;
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn a_session_reads_back() {
        let signed_in_at = Timestamp::constant(1_770_000_000, 0);
        let sample = Session {
            id: SessionId::from_stored("s1"),
            member: MemberId::from_stored("m1"),
            epoch: 2,
            signed_in_at,
            ends_at: signed_in_at + Figures::SHIPPED.session_total(),
            device: DeviceId::from_stored("d1"),
            device_name: "Chrome on Android".to_owned(),
            proof: None,
            limited: false,
        };
        let proven = |on_trial| {
            let proof = Proof { by: ProofBy::Recovery, at: signed_in_at, on_trial };
            Session { proof: Some(proof), limited: on_trial, ..sample.clone() }
        };

        for sample in [proven(true), proven(false), sample.clone()] {
            assert_eq!(session(&session_item(&sample)), Ok(sample));
        }
    }
}
