//! Look-up keys and random ids: what items are named by.

use std::fmt;
use std::net::IpAddr;

use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};

use crate::keys::ring::KeyRing;
use crate::values::account_number::AccountNumber;
use crate::values::email::Email;
use crate::values::typed::Typed;

/// Makes a newtype over text that names items; safe to log, since nothing can be learnt from it.
macro_rules! key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Takes a key as an item has it.
            #[must_use]
            pub fn from_stored(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The key's text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    };
}

key! {
    /// What an email is looked up by in `Transient`: an HMAC under the index key.
    EmailKey
}
key! {
    /// What an account's counters are looked up by: an HMAC under the index key.
    AccountKey
}
key! {
    /// What a network address's counters are looked up by: an HMAC under the index key.
    AddressKey
}
key! {
    /// The partition of what is kept of an account over time under one holder: an HMAC under the index key.
    HistoryKey
}
key! {
    /// The customer of an account, for codes on bills: an HMAC under the index key.
    CustomerKey
}
key! {
    /// A member; random.
    MemberId
}
key! {
    /// A session; random, and secret half of nothing: the cookie that names it is signed.
    SessionId
}
key! {
    /// A browser that a member has signed in from; random.
    DeviceId
}
key! {
    /// A factor beside the password, or a set of recovery codes; random.
    FactorId
}
key! {
    /// Somebody on an account that is not theirs, as its list of guests names them; random.
    PersonId
}
key! {
    /// An outbox item; random.
    OutboxId
}
key! {
    /// A robot-check challenge that was used: a hash of its signature.
    ChallengeKey
}

fn text(bytes: &[u8]) -> String {
    BASE32_NOPAD.encode(bytes).to_ascii_lowercase()
}

impl EmailKey {
    /// The key of an email, by its canonical form.
    #[must_use]
    pub fn of(keys: &KeyRing, email: &Email) -> Self {
        Self(text(&keys.index_mac(&[b"email", email.canonical().as_bytes()])))
    }

    /// The key that letters to an email are counted under: without tags, and without gmail's dots.
    #[must_use]
    pub fn of_budget(keys: &KeyRing, email: &Email) -> Self {
        Self(text(&keys.index_mac(&[b"email", email.mailbox().as_bytes()])))
    }
}

impl AccountKey {
    /// The key of a billing account, whether it exists or not.
    #[must_use]
    pub fn of(keys: &KeyRing, account: &AccountNumber) -> Self {
        Self(text(&keys.index_mac(&[b"account", account.expose().as_bytes()])))
    }
}

impl HistoryKey {
    /// The partition of an account under one of its holders; that of another holder is another one.
    #[must_use]
    pub fn of(keys: &KeyRing, account: &AccountNumber, holder: u64) -> Self {
        let parts = [b"history", account.expose().as_bytes(), &holder.to_be_bytes()];
        Self(text(&keys.index_mac(&parts)))
    }
}

impl CustomerKey {
    /// The key of an account's customer; the number is in the form that it is compared in.
    #[must_use]
    pub fn of(keys: &KeyRing, account: &AccountNumber, customer: &Typed) -> Self {
        let parts = [&b"customer"[..], account.expose().as_bytes(), customer.expose().as_bytes()];
        Self(text(&keys.index_mac(&parts)))
    }

    /// A key that costs as much and is nobody's, since no customer's number is empty.
    pub(crate) fn of_nobody(keys: &KeyRing, account: &AccountNumber) -> Self {
        Self::of(keys, account, &Typed::new(""))
    }
}

impl AddressKey {
    /// The key of an IPv4 address or of an IPv6 /64.
    #[must_use]
    pub fn of(keys: &KeyRing, address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(four) => Self(text(&keys.index_mac(&[b"address", &four.octets()]))),
            IpAddr::V6(six) => Self(text(&keys.index_mac(&[b"address", &six.octets()[..8]]))),
        }
    }

    /// The key of an IPv6 /48, which has a limit of its own; `None` for IPv4.
    #[must_use]
    pub fn site_of(keys: &KeyRing, address: IpAddr) -> Option<Self> {
        match address.to_canonical() {
            IpAddr::V4(_) => None,
            IpAddr::V6(six) => Some(Self(text(&keys.index_mac(&[b"site", &six.octets()[..6]])))),
        }
    }
}

macro_rules! random {
    ($($name:ident),*) => {$(
        impl $name {
            /// Makes an id of 128 random bits.
            #[must_use]
            pub fn from_random(bytes: [u8; 16]) -> Self {
                Self(text(&bytes))
            }
        }
    )*};
}

random!(MemberId, SessionId, DeviceId, OutboxId, FactorId, PersonId);

/// A pending registration: 128 bits that only its letter and its browser name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PendingId([u8; 16]);

impl PendingId {
    /// Takes the id's bytes.
    #[must_use]
    pub fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Reads what [`PendingId::text`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// The id in 22 letters, for item keys and cookies.
    #[must_use]
    pub fn text(&self) -> String {
        BASE64URL_NOPAD.encode(&self.0)
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// What a caller reads out on the phone, such as `K7Q-2M4`; it opens nothing.
    #[must_use]
    pub fn reference(&self) -> ReferenceCode {
        ReferenceCode::of(&self.0)
    }
}

impl fmt::Debug for PendingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PendingId({})", self.reference())
    }
}

/// A short code on pages without a way on, by which staff find what happened.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReferenceCode(String);

impl ReferenceCode {
    /// Thirty bits of an id in Crockford's alphabet: enough to find it by, too few to be it.
    #[must_use]
    pub fn of(id: &[u8; 16]) -> Self {
        let letters = crate::values::crockford::crockford(id, 6);
        Self(format!("{}-{}", &letters[..3], &letters[3..]))
    }

    /// Reads a code as it is read out or written down: case, spaces, dashes, O for 0 and I or L for 1 do not matter.
    #[must_use]
    pub fn parse(heard: &str) -> Option<Self> {
        let letters = crate::values::crockford::uncrockford(heard);
        let is_whole = letters.len() == 6 && letters.bytes().all(|b| b.is_ascii_alphanumeric());
        is_whole.then(|| Self(format!("{}-{}", &letters[..3], &letters[3..])))
    }
}

impl fmt::Display for ReferenceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ReferenceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReferenceCode({})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::test_keys;

    #[track_caller]
    fn address(text: &str) -> AddressKey {
        AddressKey::of(&test_keys(), text.parse().expect("an address"))
    }

    #[test]
    fn addresses_of_one_ipv6_64_share_a_key() {
        assert_eq!(address("2001:db8:1:2::1"), address("2001:db8:1:2:ffff::9"));
        assert_ne!(address("2001:db8:1:2::1"), address("2001:db8:1:3::1"));
    }

    #[test]
    fn an_ipv4_address_written_as_ipv6_is_the_same() {
        assert_eq!(address("::ffff:192.0.2.1"), address("192.0.2.1"));
        assert_ne!(address("192.0.2.1"), address("192.0.2.2"));
    }

    #[test]
    fn a_pending_id_reads_back() {
        let id = PendingId::new([7; 16]);

        assert_eq!(PendingId::parse(&id.text()), Some(id));
        assert_eq!(PendingId::parse("short"), None);
    }

    #[test]
    fn a_reference_code_is_two_groups_of_three() {
        assert_eq!(PendingId::new([0xff; 16]).reference().to_string(), "ZZZ-ZZZ");
    }

    #[test]
    fn a_reference_code_is_understood_as_it_is_read_out() {
        let code = ReferenceCode::parse("K0Q-1M4");

        assert_eq!(code.as_ref().map(ToString::to_string).as_deref(), Some("K0Q-1M4"));
        assert_eq!(ReferenceCode::parse(" koq lm4 "), code);
        for wrong in ["", "K7Q", "K7Q-2M4-5", "K7Q-2Mñ"] {
            assert_eq!(ReferenceCode::parse(wrong), None, "{wrong}");
        }
    }
}
