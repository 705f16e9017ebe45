//! Handing a member over to the vendor that takes payments: where to, and what the token says. Source: docs/DOORS.md.

use std::fmt;

use data_encoding::BASE32_NOPAD;
use jiff::{SignedDuration, Timestamp};

use crate::history::Cents;
use crate::keys::ring::KeyRing;
use crate::values::account_number::AccountNumber;
use crate::values::ids::MemberId;
use crate::values::typed::Typed;

/// The vendor that takes payments, as the deployment names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vendor {
    address: String,
    /// How much of the address is its origin.
    origin: usize,
    audience: String,
}

/// What is wrong with the settings of a vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VendorError {
    /// One of the two is missing.
    Half,
    /// The address is not `https://` and a host, or has signs that no policy may hold.
    Address,
    /// The audience has blanks or nothing in it.
    Audience,
}

impl Vendor {
    /// Takes the address that forms are posted to, and the name by which the vendor knows what is meant for it; `None` if
    /// neither is set. `plain` lets `http://` through, on a developer's machine.
    ///
    /// # Errors
    ///
    /// The first rule that they break.
    pub fn new(
        address: Option<String>,
        audience: Option<String>,
        plain: bool,
    ) -> Result<Option<Self>, VendorError> {
        let (address, audience) = match (address, audience) {
            (None, None) => return Ok(None),
            (Some(address), Some(audience)) => (address, audience),
            (Some(_), None) | (None, Some(_)) => return Err(VendorError::Half),
        };
        let origin = origin(&address, plain).ok_or(VendorError::Address)?;
        if audience.is_empty() || !audience.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(VendorError::Audience);
        }
        Ok(Some(Self { address, origin, audience }))
    }

    /// Where the form with the token is posted.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The address's scheme and host, for the page's policy.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.address[..self.origin]
    }

    /// Whom the token is meant for.
    #[must_use]
    pub fn audience(&self) -> &str {
        &self.audience
    }
}

/// How long the origin at the start of an address is; `None` if there is none that a policy may name.
fn origin(address: &str, plain: bool) -> Option<usize> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| address.starts_with(scheme))?;
    let is_taken = scheme == "https://" || plain;
    let rest = &address[scheme.len()..];
    let host = rest.split('/').next().unwrap_or_default();
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':');
    let is_path = |byte: u8| byte.is_ascii_graphic() && !b"\\\"'<>;,#".contains(&byte);
    let fits = !host.is_empty() && host.bytes().all(is_host) && rest.bytes().all(is_path);
    (is_taken && fits).then_some(scheme.len() + host.len())
}

/// What a token of a payment says. Personal, so `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct PayClaims {
    /// Who made it: the portal's origin.
    pub iss: String,
    /// Whom it is meant for.
    pub aud: String,
    /// Who pays: a name that is the same at each payment, and another at each vendor.
    pub sub: String,
    /// Whose account it is, named in the same way: it changes when the account passes on.
    pub holder: String,
    /// The account as billing wrote it.
    pub account: String,
    /// What is due, in cents; 0 if nothing is known to be.
    pub amount_cents: i64,
    /// Whether the vendor may keep a means of payment under `sub` and `holder`.
    pub may_store: bool,
    /// One of a kind: the vendor takes it once.
    pub jti: String,
    /// When it was made.
    pub iat: Timestamp,
    /// The first instant at which it is no longer good.
    pub exp: Timestamp,
}

impl fmt::Debug for PayClaims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PayClaims(..)")
    }
}

/// What is handed over: whose account, and what is due on it.
#[derive(Clone, Copy)]
pub struct HandOff<'a> {
    /// Who pays.
    pub member: &'a MemberId,
    /// For which account.
    pub account: &'a AccountNumber,
    /// Its holder at the binding.
    pub holder: u64,
    /// Its number as billing wrote it.
    pub written: &'a Typed,
    /// What is due, if it is known.
    pub owed: Option<Cents>,
    /// Whether the binding is held: whoever pays may be a stranger, and leaves nothing there that lasts.
    pub is_held: bool,
}

impl HandOff<'_> {
    /// How long a token is good for. Source: docs/DOORS.md#the-token.
    pub const LIFE: SignedDuration = SignedDuration::from_mins(10);

    /// What the token says; `random` makes it one of a kind.
    #[must_use]
    pub fn claims(
        &self,
        keys: &KeyRing,
        vendor: &Vendor,
        issuer: &str,
        random: [u8; 16],
        now: Timestamp,
    ) -> PayClaims {
        let named = |parts: &[&[u8]]| BASE32_NOPAD.encode(&keys.index_mac(parts)).to_lowercase();
        let audience = vendor.audience().as_bytes();
        let account = self.account.expose().as_bytes();
        let owed = self.owed.filter(|owed| owed.is_owed());
        PayClaims {
            iss: issuer.to_owned(),
            aud: vendor.audience().to_owned(),
            sub: named(&[b"pay-member", audience, self.member.as_str().as_bytes()]),
            holder: named(&[b"pay-holder", audience, account, &self.holder.to_be_bytes()]),
            account: self.written.expose().to_owned(),
            amount_cents: owed.map_or(0, Cents::expose),
            may_store: !self.is_held,
            jti: BASE32_NOPAD.encode(&random).to_lowercase(),
            iat: now,
            exp: now + Self::LIFE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::test_keys;

    const NOON: Timestamp = Timestamp::constant(1_795_435_200, 0);

    fn vendor(address: &str, audience: &str) -> Result<Option<Vendor>, VendorError> {
        Vendor::new(Some(address.to_owned()), Some(audience.to_owned()), false)
    }

    fn claims(member: &str, account: &str, holder: u64, audience: &str) -> PayClaims {
        let vendor = vendor("https://pay.example", audience).expect("a vendor").expect("one");
        let account = AccountNumber::parse(account).expect("a number");
        let (member, written) = (MemberId::from_stored(member), Typed::new("0012-345"));
        let owed = Cents::new(8_410);
        let is_held = account.expose() == "99";
        let handed = HandOff {
            member: &member,
            account: &account,
            holder,
            written: &written,
            owed,
            is_held,
        };
        handed.claims(&test_keys(), &vendor, "https://porch.example", [7; 16], NOON)
    }

    #[test]
    fn a_vendor_is_an_address_by_https_and_an_audience() {
        let one = vendor("https://pay.example:8443/in?coop=7", "pay-example").expect("a vendor");
        let one = one.expect("one");

        assert_eq!(one.origin(), "https://pay.example:8443");
        assert_eq!(one.address(), "https://pay.example:8443/in?coop=7");
        assert_eq!(one.audience(), "pay-example");
        assert_eq!(Vendor::new(None, None, false), Ok(None));
    }

    #[test]
    fn what_would_widen_the_pages_policy_is_no_vendor() {
        for address in [
            "",
            "pay.example",
            "http://pay.example",
            "https://",
            "https:///in",
            "https://*/",
            "https://pay.example; script-src *",
            "https://pay.example/in;script-src *",
            "https://pay@example",
            "https://pay.example\\in",
            "https://pay.example/'x'",
            "javascript:alert(1)",
        ] {
            assert_eq!(vendor(address, "a"), Err(VendorError::Address), "{address}");
        }
        assert_eq!(vendor("https://pay.example", "a b"), Err(VendorError::Audience));
        let half = Vendor::new(Some("https://pay.example".to_owned()), None, false);
        assert_eq!(half, Err(VendorError::Half));
        let plain = Vendor::new(
            Some("http://127.0.0.1:9000/_vendor".to_owned()),
            Some("a".to_owned()),
            true,
        );
        assert!(plain.is_ok_and(|it| it.is_some_and(|it| it.origin() == "http://127.0.0.1:9000")));
    }

    #[test]
    fn a_token_names_payer_and_holder_for_one_vendor_alone_and_never_by_an_id_of_ours() {
        let one = claims("m1", "42", 1, "a");

        assert_eq!((one.sub.len(), one.holder.len(), one.jti.len()), (26, 26, 26));
        assert_eq!(claims("m1", "43", 1, "a").sub, one.sub, "the same payer for each account");
        assert_ne!(claims("m2", "42", 1, "a").sub, one.sub);
        assert_eq!(claims("m2", "42", 1, "a").holder, one.holder, "whoever pays");
        assert_ne!(claims("m1", "42", 2, "a").holder, one.holder, "it passed on");
        assert_ne!(claims("m1", "42", 1, "b").sub, one.sub);
        assert_ne!(claims("m1", "42", 1, "b").holder, one.holder);
        assert!(!one.sub.contains("m1"));
    }

    #[test]
    fn a_vendor_keeps_no_means_of_payment_for_an_account_that_is_held() {
        assert!(claims("m1", "42", 1, "a").may_store);
        assert!(!claims("m1", "99", 1, "a").may_store);
    }

    #[test]
    fn a_token_says_what_is_due_for_ten_minutes() {
        let one = claims("m1", "42", 1, "a");

        assert_eq!((one.amount_cents, one.account.as_str()), (8_410, "0012-345"));
        assert_eq!(one.exp.as_second() - one.iat.as_second(), 600);
        assert_eq!((one.iss.as_str(), one.aud.as_str()), ("https://porch.example", "a"));
    }
}
