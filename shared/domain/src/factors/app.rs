//! An authenticator app: its secret, and the step of a code. Source: RFC 6238, with SHA-1, six digits and 30 seconds.

use std::fmt;

use data_encoding::BASE32_NOPAD;
use jiff::Timestamp;
use totp_rs::{Builder, Totp};

use crate::keys::ring::{KeyId, KeyRing};
use crate::keys::uses::Use;
use crate::values::ids::{FactorId, MemberId};

/// The seconds of a step.
pub(crate) const STEP_SECONDS: i64 = 30;

/// The bytes of a secret: 160 bits, as long as SHA-1's result. Source: RFC 4226 §4.
const SECRET: usize = 20;

/// An authenticator app that a member has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// Which.
    pub id: FactorId,
    /// What its codes are made of.
    pub secret: AppSecret,
    /// When it was added.
    pub since: Timestamp,
    /// Until when it is on trial, if it was the first factor.
    pub trial_until: Option<Timestamp>,
}

/// What an app and we make codes of.
#[derive(Clone, PartialEq, Eq)]
pub struct AppSecret([u8; SECRET]);

/// Something that is offered and not yet kept: what it will be is derived from its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The id that it will have.
    pub id: FactorId,
    /// The key that it is derived with.
    pub key: KeyId,
}

impl App {
    /// Whether it may still be somebody else's who knows the password.
    #[must_use]
    pub fn is_on_trial(&self, now: Timestamp) -> bool {
        self.trial_until.is_some_and(|until| now < until)
    }
}

impl AppSecret {
    /// Derives the secret of an app that is offered to a member; `None` if the key is gone.
    ///
    /// So nothing is kept, in no cookie either, before a right code was typed.
    #[must_use]
    pub fn derive(keys: &KeyRing, member: &MemberId, offer: &Offer) -> Option<Self> {
        let parts = [member.as_str().as_bytes(), offer.id.as_str().as_bytes()];
        let mac = keys.mac(&offer.key, Use::AppSecret, &parts)?;
        Some(Self(mac[..SECRET].try_into().ok()?))
    }

    /// Reads what [`AppSecret::expose`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Some(Self(BASE32_NOPAD.decode(text.as_bytes()).ok()?.try_into().ok()?))
    }

    /// The secret in base 32: for sealing, and for the member who types it into the app.
    #[must_use]
    pub fn expose(&self) -> String {
        BASE32_NOPAD.encode(&self.0)
    }

    /// The address that a QR code holds. Source: the key URI format of Google Authenticator.
    #[must_use]
    pub fn address(&self, issuer: &str, account: &str) -> String {
        let (issuer, account, secret) = (escaped(issuer), escaped(account), self.expose());
        format!("otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}")
    }

    /// The step whose code was typed: the present one, or the one before or after it.
    #[must_use]
    pub fn step(&self, code: &str, now: Timestamp) -> Option<u64> {
        let seconds = u64::try_from(now.as_second()).ok()?;
        self.totp().check(code, seconds)
    }

    /// The code of an instant, as the app shows it; for tests, which have no app.
    #[must_use]
    pub fn code(&self, at: Timestamp) -> String {
        let seconds = u64::try_from(at.as_second()).unwrap_or(0);
        self.totp().generate(seconds).to_string()
    }

    fn totp(&self) -> Totp {
        // Its defaults are SHA-1, six digits, 30 seconds and one step either side; a test holds them to the RFC.
        Builder::new().with_secret(self.0).build_noncompliant()
    }
}

impl fmt::Debug for AppSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AppSecret(..)")
    }
}

/// A part of an address, with everything escaped but letters, digits and `-._~`.
fn escaped(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let each = text.bytes().map(|byte| {
        if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::fixtures::test_keys;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("an instant")
    }

    #[test]
    fn codes_are_those_of_the_rfc() {
        let secret = AppSecret(*b"12345678901234567890");
        // RFC 6238, appendix B, SHA-1: the last six of its eight digits.
        let vectors = [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ];

        for (second, code) in vectors {
            assert_eq!(secret.code(at(second)), code, "at {second}");
            let step = u64::try_from(second / STEP_SECONDS).ok();
            assert_eq!(secret.step(code, at(second)), step, "at {second}");
        }
    }

    #[test]
    fn a_code_counts_one_step_before_and_after_its_own_and_no_longer() {
        let secret = AppSecret([7; SECRET]);
        let now = at(1_770_000_000);
        let code = secret.code(now);
        let later =
            |seconds| secret.step(&code, now + SignedDuration::from_secs(seconds)).is_some();

        assert!(later(0) && later(59) && later(-30));
        assert!(!later(60) && !later(-31));
    }

    #[test]
    fn what_is_offered_is_one_members_alone_and_reads_back() {
        let (pat, lee) = (MemberId::from_stored("pat"), MemberId::from_stored("lee"));
        let offer =
            |id| Offer { id: FactorId::from_stored(id), key: test_keys().current().clone() };
        let secret = |member, id| AppSecret::derive(&test_keys(), member, &offer(id));

        let theirs = secret(&pat, "a").expect("a key");

        assert_ne!(Some(&theirs), secret(&lee, "a").as_ref());
        assert_ne!(Some(&theirs), secret(&pat, "b").as_ref());
        assert_eq!(AppSecret::parse(&theirs.expose()), Some(theirs.clone()));
        assert_eq!(theirs.expose().len(), 32, "160 bits");
        assert_eq!(format!("{theirs:?}"), "AppSecret(..)");
    }

    #[test]
    fn the_address_says_whose_it_is_and_escapes_it() {
        let secret = AppSecret([0; SECRET]);

        let address = secret.address("Juniper Valley: Co-op", "pat@example.com");

        let label = "Juniper%20Valley%3A%20Co-op";
        let zeros = "A".repeat(32);
        let expected =
            format!("otpauth://totp/{label}:pat%40example.com?secret={zeros}&issuer={label}");
        assert_eq!(address, expected);
    }
}
