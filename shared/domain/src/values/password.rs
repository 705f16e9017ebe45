//! Passwords: what may be one, and how one is kept.

mod argon;

use std::fmt;

use data_encoding::HEXLOWER;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::figures::Figures;
use crate::keys::ring::{KeyId, KeyRing};
use crate::keys::uses::Use;
use crate::values::nearby::{Nearby, NearbyKind, built_from, is_usual};

/// A password that a member has chosen; it met every rule.
#[derive(Clone)]
pub struct NewPassword(SecretString);

/// The rule that was broken; never the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewPasswordError {
    /// Nothing was typed.
    Missing,
    /// Fewer characters than the figure says.
    TooShort,
    /// More than [`NewPassword::MAX`] characters or 1,024 bytes.
    TooLong,
    /// A common one, one of a breach, a pattern, or nothing but *password* and its like.
    TooEasy,
    /// It is built from words that anybody would try here.
    Nearby(NearbyKind),
}

impl NewPassword {
    /// The most characters, inclusive.
    pub const MAX: usize = 128;
    /// The most bytes, inclusive; more is refused before anything is hashed.
    const MAX_BYTES: usize = 1024;
    /// Fewer guesses than this and a password counts as common. Source: zxcvbn, score 2.
    const MIN_GUESSES_LOG10: f64 = 6.0;

    /// Parses a password as typed, with words that anybody would try here: the email, the co-op's name, town and phone.
    ///
    /// # Errors
    ///
    /// The first rule that it breaks.
    pub fn parse(
        typed: &str,
        nearby: &[Nearby<'_>],
        figures: Figures,
    ) -> Result<Self, NewPasswordError> {
        if typed.is_empty() {
            return Err(NewPasswordError::Missing);
        }
        let password: String = typed.nfc().collect();
        let characters = password.chars().count();
        if characters > Self::MAX || password.len() > Self::MAX_BYTES {
            return Err(NewPasswordError::TooLong);
        }
        if characters < figures.password_min() {
            return Err(NewPasswordError::TooShort);
        }
        if let Some(kind) = built_from(&password, nearby) {
            return Err(NewPasswordError::Nearby(kind));
        }
        let words: Vec<&str> = nearby.iter().map(|near| near.text).collect();
        if is_breached(&password)
            || is_usual(&password)
            || zxcvbn::zxcvbn(&password, &words).guesses_log10() < Self::MIN_GUESSES_LOG10
        {
            return Err(NewPasswordError::TooEasy);
        }
        Ok(Self(SecretString::from(password)))
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword(..)")
    }
}

/// Whether a password is among the common ones of past breaches, in capitals or not. The file says where they are from.
fn is_breached(password: &str) -> bool {
    let hash = Sha256::digest(password.to_lowercase());
    let start = HEXLOWER.encode(&hash[..8]);
    include_str!("password/breached.txt").lines().any(|line| line == start)
}

/// What is kept of a password: argon2id of its peppered form, in PHC notation, and the pepper's key.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash {
    /// The hash, with its own salt and cost.
    pub phc: String,
    /// The key of the pepper.
    pub pepper: KeyId,
}

impl PasswordHash {
    /// Hashes a password under the current pepper.
    #[must_use]
    pub fn of(keys: &KeyRing, password: &NewPassword, salt: [u8; 16]) -> Self {
        Self::now(keys, password.0.expose_secret(), salt)
    }

    /// Hashes a password under the current pepper that was just verified; it was judged when it was chosen.
    #[must_use]
    pub fn anew(keys: &KeyRing, verified: &str, salt: [u8; 16]) -> Self {
        let password: String = verified.nfc().collect();
        Self::now(keys, &password, salt)
    }

    fn now(keys: &KeyRing, password: &str, salt: [u8; 16]) -> Self {
        let pepper = keys.current().clone();
        let peppered = keys.mac_now(Use::Pepper, &[password.as_bytes()]);
        Self { phc: argon::hash(&peppered, salt, keys.hash_cost()), pepper }
    }

    /// Whether a password as typed is the one that was hashed.
    #[must_use]
    pub fn verify(&self, keys: &KeyRing, typed: &str) -> bool {
        if typed.len() > NewPassword::MAX_BYTES {
            return false;
        }
        let typed: String = typed.nfc().collect();
        let peppered = keys.mac(&self.pepper, Use::Pepper, &[typed.as_bytes()]);
        peppered.is_some_and(|peppered| argon::is_of(&self.phc, &peppered))
    }

    /// A hash that no password has, to compare with where there is none: the work is the same.
    #[must_use]
    pub fn of_nobody(keys: &KeyRing) -> Self {
        // Zeros in base64: a salt of 16 bytes, a hash of 32.
        let (cost, salt, hash) = (keys.hash_cost().prefix(), "A".repeat(22), "A".repeat(43));
        Self { phc: format!("{cost}{salt}${hash}"), pepper: keys.current().clone() }
    }

    /// Whether the hash was made with another pepper or cost than today's.
    #[must_use]
    pub fn is_outdated(&self, keys: &KeyRing) -> bool {
        self.pepper != *keys.current() || !self.phc.starts_with(&keys.hash_cost().prefix())
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{full_cost_keys, test_keys};

    const SHIPPED: Figures = Figures::SHIPPED;
    const GOOD: &str = "maple ladder quartz tin";

    #[track_caller]
    fn refused(typed: &str, rule: NewPasswordError) {
        let nearby = [
            Nearby { kind: NearbyKind::Email, text: "pat.lee@example.com" },
            Nearby { kind: NearbyKind::Name, text: "Juniper Valley Electric" },
        ];
        assert_eq!(NewPassword::parse(typed, &nearby, SHIPPED).err(), Some(rule), "{typed}");
    }

    #[test]
    fn fifteen_characters_are_the_fewest_and_any_kind_counts() {
        refused("maple ladder q", NewPasswordError::TooShort);
        assert!(NewPassword::parse("maple ladder qz", &[], SHIPPED).is_ok());
        assert!(NewPassword::parse("ñandú árbol río é", &[], SHIPPED).is_ok());
    }

    #[test]
    fn one_hundred_twenty_eight_characters_are_the_most() {
        let words = "quartz maple tin ladder violet ".repeat(5);
        assert!(NewPassword::parse(&words[..128], &[], SHIPPED).is_ok());
        refused(&words[..129], NewPasswordError::TooLong);
    }

    #[test]
    fn what_anybody_would_try_is_refused() {
        refused("passwordpassword", NewPasswordError::TooEasy);
        refused("password password", NewPasswordError::TooEasy);
        refused("contraseña contraseña", NewPasswordError::TooEasy);
        refused("contraseñacontraseña", NewPasswordError::TooEasy);
        refused("contraseña12345678", NewPasswordError::TooEasy);
        refused("facturas de electricidad", NewPasswordError::Nearby(NearbyKind::Trade));
        refused("aaaaaaaaaaaaaaaaaaaa", NewPasswordError::TooEasy);
        refused("1234567890123456", NewPasswordError::TooEasy);
        refused("qwertyuiopasdfgh", NewPasswordError::TooEasy);
        refused("pat.lee@example.com", NewPasswordError::Nearby(NearbyKind::Email));
        refused("Juniper Valley Electric 2026", NewPasswordError::Nearby(NearbyKind::Name));
    }

    #[test]
    fn a_password_of_a_breach_is_refused_however_odd_it_looks() {
        refused("lhbjkjubz2957704", NewPasswordError::TooEasy);
        refused("MailCreated5240", NewPasswordError::TooEasy);
        assert!(NewPassword::parse("MailCreated5241", &[], SHIPPED).is_ok());
        // ASVS 6.2.4: at least 3,000 that are long enough to be chosen here.
        assert!(
            include_str!("password/breached.txt").lines().filter(|line| line.len() == 16).count()
                > 3000
        );
    }

    #[test]
    fn a_hash_knows_its_password_and_no_other() {
        let keys = test_keys();
        let password = NewPassword::parse(GOOD, &[], SHIPPED).expect("a password");

        let hash = PasswordHash::of(&keys, &password, [5; 16]);

        assert!(hash.verify(&keys, GOOD));
        assert!(!hash.verify(&keys, "maple ladder quartz tim"));
        assert!(!hash.is_outdated(&keys));
    }

    #[test]
    fn a_portal_hashes_at_the_full_cost_and_takes_a_cheaper_hash_for_outdated() {
        let password = NewPassword::parse(GOOD, &[], SHIPPED).expect("a password");

        let hash = PasswordHash::of(&full_cost_keys(), &password, [5; 16]);
        let cheap = PasswordHash::of(&test_keys(), &password, [5; 16]);

        assert!(hash.phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hash.phc);
        let nobody = PasswordHash::of_nobody(&full_cost_keys());
        assert_eq!(
            nobody.phc.rsplit_once('$').map(|it| it.0.len()),
            hash.phc.rsplit_once('$').map(|it| it.0.len())
        );
        assert!(!nobody.is_outdated(&full_cost_keys()) && !nobody.verify(&full_cost_keys(), GOOD));
        assert!(cheap.is_outdated(&full_cost_keys()) && cheap.verify(&full_cost_keys(), GOOD));
    }

    #[test]
    fn a_letter_typed_as_two_code_points_is_the_same_letter() {
        let keys = test_keys();
        let composed =
            NewPassword::parse("caf\u{e9} ladder quartz", &[], SHIPPED).expect("a password");

        let hash = PasswordHash::of(&keys, &composed, [5; 16]);

        assert!(hash.verify(&keys, "cafe\u{301} ladder quartz"));
    }

    #[test]
    fn nobody_has_a_password() {
        let keys = test_keys();

        assert!(!PasswordHash::of_nobody(&keys).verify(&keys, GOOD));
        assert!(!PasswordHash::of_nobody(&keys).verify(&keys, ""));
    }
}
