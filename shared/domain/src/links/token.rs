//! What a letter carries: the link's token and the temporary password. Both are derived; neither is stored.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;

use crate::keys::ring::{KeyId, KeyRing};
use crate::keys::uses::Use;
use crate::links::purpose::Purpose;
use crate::values::ids::{EmailKey, PendingId};

/// What a link names, before its token is made or after it was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkClaim {
    /// The key it is made with.
    pub key: KeyId,
    /// Whose email it went to.
    pub email: EmailKey,
    /// The pending registration, or the link's own item.
    pub id: PendingId,
}

/// A link's token: whoever has it has read the letter.
#[derive(Clone)]
pub struct LinkToken(SecretString);

impl LinkToken {
    /// Derives the token; `None` if the key is gone.
    #[must_use]
    pub fn derive(keys: &KeyRing, purpose: Purpose, claim: &LinkClaim) -> Option<Self> {
        let mac = mac(keys, purpose, claim)?;
        let id = BASE64URL_NOPAD.encode(&[claim.id.bytes().as_slice(), &mac].concat());
        let (key, email) = (claim.key.as_str(), claim.email.as_str());
        Some(Self(SecretString::from(format!("{key}.{email}.{id}"))))
    }

    /// Checks a token as it came: its form and its MAC. Expiry and use stand in the item it names.
    #[must_use]
    pub fn check(keys: &KeyRing, purpose: Purpose, text: &str) -> Option<LinkClaim> {
        let mut parts = text.split('.');
        let (key, email, id) = (parts.next()?, parts.next()?, parts.next()?);
        let email_fits = email.len() == 26 && email.bytes().all(|b| b.is_ascii_alphanumeric());
        if parts.next().is_some() || !email_fits {
            return None;
        }
        let bytes: [u8; 32] = BASE64URL_NOPAD.decode(id.as_bytes()).ok()?.try_into().ok()?;
        let (id, found) = bytes.split_at(16);
        let claim = LinkClaim {
            key: KeyId::parse(key)?,
            email: EmailKey::from_stored(email),
            id: PendingId::new(id.try_into().ok()?),
        };
        let expected = mac(keys, purpose, &claim)?;
        bool::from(expected.ct_eq(found)).then_some(claim)
    }

    /// The token's text, for the link and the cookie that carries it to the post.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkToken(..)")
    }
}

fn mac(keys: &KeyRing, purpose: Purpose, claim: &LinkClaim) -> Option<[u8; 16]> {
    let parts = [purpose.name().as_bytes(), claim.email.as_str().as_bytes(), claim.id.bytes()];
    let mac = keys.mac(&claim.key, Use::Link, &parts)?;
    mac[..16].try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::test_keys;
    use crate::links::temporary_password::TemporaryPassword;
    use crate::values::email::Email;

    #[test]
    fn purposes_read_back_by_their_own_names() {
        let all = [
            (Purpose::Verify, "verify"),
            (Purpose::Recover, "recover"),
            (Purpose::NewEmail, "new_email"),
            (Purpose::NotMe, "not_me"),
        ];

        for (purpose, name) in all {
            assert_eq!((purpose.name(), Purpose::parse(name)), (name, Some(purpose)));
        }
        assert_eq!(Purpose::parse("Verify"), None);
    }

    #[test]
    fn a_link_works_half_an_hour_a_day_or_thirty_days_by_its_purpose() {
        let minutes = |purpose: Purpose| purpose.life().as_mins();

        let all = [Purpose::Recover, Purpose::Verify, Purpose::NewEmail, Purpose::NotMe];
        assert_eq!(all.map(minutes), [30, 24 * 60, 24 * 60, 30 * 24 * 60]);
        let moving = [Purpose::ProveEmail, Purpose::MoveEmail].map(minutes);
        assert_eq!(moving, [24 * 60, 10 * 24 * 60]);
        assert_eq!(minutes(Purpose::Invite), 7 * 24 * 60);
    }

    fn claim() -> LinkClaim {
        let email = Email::parse("pat@example.com").expect("an address");
        let keys = test_keys();
        LinkClaim {
            key: keys.current().clone(),
            email: EmailKey::of(&keys, &email),
            id: PendingId::new([9; 16]),
        }
    }

    #[test]
    fn a_token_names_what_it_was_made_for() {
        let token = LinkToken::derive(&test_keys(), Purpose::Verify, &claim()).expect("a key");

        assert_eq!(LinkToken::check(&test_keys(), Purpose::Verify, token.expose()), Some(claim()));
    }

    #[test]
    fn a_token_for_one_purpose_is_nothing_for_another() {
        let keys = test_keys();
        for made_for in Purpose::ALL.iter().copied() {
            let token = LinkToken::derive(&keys, made_for, &claim()).expect("a key");
            for shown_for in Purpose::ALL.iter().copied() {
                let found = LinkToken::check(&keys, shown_for, token.expose());
                assert_eq!(found.is_some(), made_for == shown_for, "{made_for:?} {shown_for:?}");
            }
        }
    }

    #[test]
    fn a_token_with_any_letter_changed_is_refused() {
        let keys = test_keys();
        let token = LinkToken::derive(&keys, Purpose::Verify, &claim()).expect("a key");

        for at in 0..token.expose().len() {
            let mut changed = token.expose().as_bytes().to_vec();
            changed[at] = if changed[at] == b'a' { b'b' } else { b'a' };
            let changed = String::from_utf8(changed).expect("ASCII");
            assert_eq!(LinkToken::check(&keys, Purpose::Verify, &changed), None, "letter {at}");
        }
    }

    #[test]
    fn what_is_not_a_token_is_refused() {
        for text in ["", ".", "..", "1.a.b", "1.é.b", &"x".repeat(4096)] {
            assert_eq!(LinkToken::check(&test_keys(), Purpose::Verify, text), None);
        }
    }

    #[test]
    fn what_is_longer_than_a_token_or_names_no_email_key_is_refused_even_if_we_made_it() {
        let keys = test_keys();
        let made = |email: &str| {
            let claim = LinkClaim { email: EmailKey::from_stored(email), ..claim() };
            let token = LinkToken::derive(&keys, Purpose::Verify, &claim).expect("a key");
            token.expose().to_owned()
        };
        let check = |text: &str| LinkToken::check(&keys, Purpose::Verify, text);

        assert!(check(&made(&"a".repeat(26))).is_some());
        assert_eq!(check(&made(&"a".repeat(25))), None);
        assert_eq!(check(&made(&"-".repeat(26))), None);
        assert_eq!(check(&format!("{}.x", made(&"a".repeat(26)))), None);
    }

    #[test]
    fn a_temporary_password_is_forgiving_in_form() {
        let password = TemporaryPassword::derive(&test_keys(), &claim()).expect("a key");
        let shown = password.expose();
        let misread = shown.to_ascii_lowercase().replace('0', "o").replace('1', "l");

        assert!(password.matches(&shown));
        assert!(password.matches(&format!(" {} ", shown.replace('-', " "))));
        assert!(password.matches(&misread));
        assert!(!password.matches(&shown[1..]));
        assert!(!password.matches(""));
    }

    #[test]
    fn a_temporary_password_is_three_groups_of_four() {
        let password = TemporaryPassword::derive(&test_keys(), &claim()).expect("a key");

        assert_eq!(password.expose().split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4]);
    }

    #[test]
    fn debug_shows_nothing() {
        let keys = test_keys();

        let text = format!(
            "{:?} {:?}",
            LinkToken::derive(&keys, Purpose::Verify, &claim()),
            TemporaryPassword::derive(&keys, &claim())
        );

        assert_eq!(text, "Some(LinkToken(..)) Some(TemporaryPassword(..))");
    }
}
