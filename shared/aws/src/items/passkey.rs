//! Passkeys, each in an item of its own, and the challenges that they have signed.

use data_encoding::BASE64URL_NOPAD;
use domain::{
    CHALLENGE_LIFE, Credential, FactorId, MemberId, Passkey, PasskeyMark, PasskeyName,
    UsedChallenge,
};

use super::{Item, ItemError, Key, Reader, Writer};

/// The start of their keys.
pub(crate) const PASSKEYS: &str = "K#";

pub(crate) fn passkey_item(passkey: &Passkey) -> Item {
    let raw_id = &passkey.credential.raw_id;
    let raw_id = (!raw_id.is_empty()).then(|| BASE64URL_NOPAD.encode(raw_id));
    Writer::under(&Key::passkey(&passkey.id))
        .text("member", passkey.member.as_str())
        .text_if_any("credential_id", raw_id.as_deref())
        .text("public_key", &BASE64URL_NOPAD.encode(&passkey.credential.key))
        .text("authenticator", &BASE64URL_NOPAD.encode(&passkey.credential.state))
        .number("sign_count", passkey.counter)
        .text("name", passkey.name.expose())
        .instant("since", passkey.since)
        .instant_if_any("used_at", passkey.used_at)
        .item()
}

pub(crate) fn passkey(item: &Item) -> Result<Passkey, ItemError> {
    let item = Reader::new(item);
    let bytes = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).ok();
    let raw_id = item.if_any("credential_id", |item, name| item.parsed(name, bytes))?;
    Ok(Passkey {
        member: MemberId::from_stored(item.text("member")?),
        id: item.parsed("pk", |pk| pk.strip_prefix(PASSKEYS).map(FactorId::from_stored))?,
        credential: Credential {
            raw_id: raw_id.unwrap_or_default(),
            key: item.parsed("public_key", bytes)?,
            state: item.parsed("authenticator", bytes)?,
        },
        counter: item.number("sign_count")?,
        name: item.parsed("name", |name| PasskeyName::parse(name).ok())?,
        since: item.instant("since")?,
        used_at: item.if_any("used_at", Reader::instant)?,
    })
}

/// What the member's item has of a passkey.
pub(crate) fn mark_map(mark: &PasskeyMark) -> Writer {
    Writer::default()
        .text("id", mark.id.as_str())
        .instant("since", mark.since)
        .instant_if_any("trial_until", mark.trial_until)
}

pub(crate) fn mark(map: Reader<'_>) -> Result<PasskeyMark, ItemError> {
    Ok(PasskeyMark {
        id: FactorId::from_stored(map.text("id")?),
        since: map.instant("since")?,
        trial_until: map.if_any("trial_until", Reader::instant)?,
    })
}

/// Writes a challenge that a passkey has signed. It is kept for as long as it could be used again.
pub(crate) fn signed_challenge_item(used: &UsedChallenge) -> Item {
    let ends = used.at + CHALLENGE_LIFE;
    Writer::under(&Key::challenge(&used.key))
        .instant("expires_at", ends)
        .instant("delete_at", ends)
        .item()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::items::text;

    const THEN: Timestamp = Timestamp::constant(1_770_000_000, 0);

    fn unused() -> Passkey {
        Passkey {
            member: MemberId::from_stored("m"),
            id: FactorId::of_credential(b"credential"),
            credential: Credential {
                raw_id: b"credential".to_vec(),
                key: vec![1; 34],
                state: vec![0, 1, 2],
            },
            counter: 7,
            name: PasskeyName::parse("Inés’ phone").expect("a name"),
            since: THEN,
            used_at: None,
        }
    }

    #[test]
    fn a_passkey_reads_back() {
        let unused = unused();
        for sample in [Passkey { used_at: Some(THEN), ..unused.clone() }, unused.clone()] {
            assert_eq!(passkey(&passkey_item(&sample)), Ok(sample));
        }
        let mut damaged = passkey_item(&unused);
        damaged.insert("public_key".to_owned(), text("!"));
        assert_eq!(passkey(&damaged), Err(ItemError { attribute: "public_key" }));
    }

    #[test]
    fn one_that_was_written_before_its_own_id_was_kept_reads_without_it() {
        let mut before = passkey_item(&unused());
        before.remove("credential_id");

        let read = passkey(&before).expect("a passkey");

        assert_eq!(read.credential.raw_id, [0; 0]);
        assert_eq!(passkey_item(&read), before);
        assert_eq!((read.id, read.name), (unused().id, unused().name));
    }
}
