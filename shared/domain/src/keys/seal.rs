//! Encryption at rest, for the few personal things that have to be read back.

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use data_encoding::BASE64URL_NOPAD;

use crate::keys::ring::{KeyId, KeyRing};
use crate::keys::uses::Use;

/// Where a sealed text stands; it opens nowhere else.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The table.
    pub table: &'a str,
    /// The item's key.
    pub item: &'a str,
    /// The attribute.
    pub field: &'a str,
}

impl Place<'_> {
    /// Table ‖ item key ‖ field. Source: docs/DATA.md#accounts-and-the-import.
    fn associated_data(self) -> Vec<u8> {
        [self.table, self.item, self.field].join("\u{1f}").into_bytes()
    }
}

/// Seals a text under the current key as `key.nonce+ciphertext`; AES-256-GCM, 96-bit nonce, 128-bit tag.
#[must_use]
pub fn seal(keys: &KeyRing, place: Place<'_>, text: &str, nonce: [u8; 12]) -> String {
    seal_for(Use::Seal, keys, place, text, nonce)
}

/// As [`seal`], under the key for what is kept of an account over time.
#[must_use]
pub fn seal_history(keys: &KeyRing, place: Place<'_>, text: &str, nonce: [u8; 12]) -> String {
    seal_for(Use::History, keys, place, text, nonce)
}

fn seal_for(for_use: Use, keys: &KeyRing, place: Place<'_>, text: &str, nonce: [u8; 12]) -> String {
    let key = keys.derive(keys.current(), for_use).expect("the ring holds its current key");
    let aad = place.associated_data();
    let payload = Payload { msg: text.as_bytes(), aad: &aad };
    let sealed = Aes256Gcm::new(&key.into())
        .encrypt(&Nonce::from(nonce), payload)
        .expect("a text far shorter than 64 GiB");
    format!(
        "{}.{}",
        keys.current().as_str(),
        BASE64URL_NOPAD.encode(&[&nonce[..], &sealed].concat())
    )
}

/// Opens what [`seal`] made; `None` if the key is gone, the place is another or a bit has changed.
#[must_use]
pub fn open(keys: &KeyRing, place: Place<'_>, sealed: &str) -> Option<String> {
    open_for(Use::Seal, keys, place, sealed)
}

/// Opens what [`seal_history`] made, as [`open`] does.
#[must_use]
pub fn open_history(keys: &KeyRing, place: Place<'_>, sealed: &str) -> Option<String> {
    open_for(Use::History, keys, place, sealed)
}

fn open_for(for_use: Use, keys: &KeyRing, place: Place<'_>, sealed: &str) -> Option<String> {
    let (id, rest) = sealed.split_once('.')?;
    let key = keys.derive(&KeyId::parse(id)?, for_use)?;
    let bytes = BASE64URL_NOPAD.decode(rest.as_bytes()).ok()?;
    let (nonce, sealed) = bytes.split_at_checked(12)?;
    let nonce: [u8; 12] = nonce.try_into().ok()?;
    let aad = place.associated_data();
    let payload = Payload { msg: sealed, aad: &aad };
    let text = Aes256Gcm::new(&key.into()).decrypt(&Nonce::from(nonce), payload).ok()?;
    String::from_utf8(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::test_keys;

    const PLACE: Place<'_> = Place { table: "Members", item: "M#1", field: "phrase" };

    #[test]
    fn a_sealed_text_opens_where_it_was_sealed_and_nowhere_else() {
        let keys = test_keys();

        let sealed = seal(&keys, PLACE, "red barn", [3; 12]);

        assert_eq!(open(&keys, PLACE, &sealed).as_deref(), Some("red barn"));
        assert_eq!(open(&keys, Place { item: "M#2", ..PLACE }, &sealed), None);
        assert!(!sealed.contains("red"));
    }

    #[test]
    fn what_is_kept_over_time_opens_under_a_key_of_its_own_alone() {
        let keys = test_keys();

        let sealed = seal_history(&keys, PLACE, "8410", [3; 12]);

        assert_eq!(open_history(&keys, PLACE, &sealed).as_deref(), Some("8410"));
        assert_eq!(open_history(&keys, Place { item: "M#2", ..PLACE }, &sealed), None);
        assert_eq!(open(&keys, PLACE, &sealed), None);
    }

    #[test]
    fn what_was_not_sealed_does_not_open() {
        for text in ["", "1", "1.", "1.AAAA", "9.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
            assert_eq!(open(&test_keys(), PLACE, text), None);
        }
    }
}
