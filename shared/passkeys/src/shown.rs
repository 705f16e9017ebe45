//! Whether somebody has a passkey: the answer of an authenticator, and its check.

use std::fmt;

use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use domain::{Credential, FactorId, MemberId};
use webauthn_rp::AuthenticatedCredential;
use webauthn_rp::bin::{Decode, Encode as _};
use webauthn_rp::request::auth::{
    AuthenticationVerificationOptions, DiscoverableAuthenticationServerState,
    SignatureCounterEnforcement,
};
use webauthn_rp::request::register::UserHandle;
use webauthn_rp::response::auth::{DiscoverableAuthentication, DiscoverableAuthenticatorAssertion};
use webauthn_rp::response::register::{
    AuthenticatorExtensionOutputStaticState, CompressedP256PubKey, CompressedPubKey,
    CredentialProtectionPolicy, DynamicState, StaticState,
};
use webauthn_rp::response::{AuthenticatorAttachment, Backup, CredentialId};

use crate::ceremony::{HANDLE, Site};
use crate::sent;

/// A public key as the library keeps it.
type Key = CompressedPubKey<[u8; 32], [u8; 32], [u8; 48], Vec<u8>>;

/// Where the counter stands in what an authenticator signs. Source: Web Authentication Level 3, §6.1.
const COUNTER: std::ops::Range<usize> = 33..37;

/// The generator of P-256, a key that nobody's passkey has: what an unknown one is checked with, so that it takes as long.
/// Source: SEC 2, §2.4.2.
const NOBODY: [u8; 32] = [
    0x6b, 0x17, 0xd1, 0xf2, 0xe1, 0x2c, 0x42, 0x47, 0xf8, 0xbc, 0xe6, 0xe5, 0x63, 0xa4, 0x40, 0xf2,
    0x77, 0x03, 0x7d, 0x81, 0x2d, 0xeb, 0x33, 0xa0, 0xf4, 0xa1, 0x39, 0x45, 0xd8, 0x98, 0xc2, 0x96,
];

/// An answer of an authenticator, not checked yet.
pub struct Assertion {
    /// Whose passkey it says it is.
    pub member: MemberId,
    /// Which passkey it says it is.
    pub id: FactorId,
    answer: DiscoverableAuthentication<HANDLE>,
}

/// What an answer that is right tells of its passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// How often it has signed, as its authenticator counts; zero if that counts nothing.
    pub counter: u32,
    /// What the library wants to know the next time.
    pub state: Vec<u8>,
}

impl Assertion {
    /// Reads what a browser sent; `None` if it is none, or names a user that is no member's.
    #[must_use]
    pub fn read(json: &str) -> Option<Self> {
        let sent = sent::assertion(json)?;
        let handle: [u8; HANDLE] = sent.handle.try_into().ok()?;
        let member = MemberId::from_random(
            BASE32_NOPAD.decode(&handle.to_ascii_uppercase()).ok()?.try_into().ok()?,
        );
        let id = FactorId::of_credential(&sent.id);
        let response = DiscoverableAuthenticatorAssertion::new(
            sent.client_data,
            sent.authenticator_data,
            sent.signature,
            UserHandle::from(handle),
        );
        let answer = DiscoverableAuthentication::new(
            CredentialId::try_from(sent.id).ok()?,
            response,
            AuthenticatorAttachment::None,
        );
        Some(Self { member, id, answer })
    }

    /// Checks the answer to a ceremony: signature, challenge, origin, relying party, and that its user was verified.
    ///
    /// Without a passkey it is checked with a key that nobody has, and never right.
    #[must_use]
    pub fn check(&self, site: &Site, state: &str, kept: Option<&Credential>) -> Option<Shown> {
        let state = BASE64URL_NOPAD.decode(state.as_bytes()).ok()?;
        let state = DiscoverableAuthenticationServerState::decode(&state).ok()?;
        let known = kept.and_then(known);
        let is_known = known.is_some();
        let (key, dynamic) = known.unwrap_or_else(nobody);
        let response = self.answer.response();
        let mut passkey = AuthenticatedCredential::new(
            self.answer.raw_id(),
            response.user_handle(),
            key,
            dynamic,
        )
        .ok()?;
        let origins = [site.origin.as_str()];
        let options = AuthenticationVerificationOptions::<&str, &str> {
            allowed_origins: &origins,
            error_on_unsolicited_extensions: false,
            // Ours is the rule, in `domain`: it also says what becomes of two at once.
            sig_counter_enforcement: SignatureCounterEnforcement::Ignore,
            ..AuthenticationVerificationOptions::default()
        };
        state.verify(&site.id, &self.answer, &mut passkey, &options).ok()?;
        let counter = response.authenticator_data().get(COUNTER)?.try_into().ok()?;
        let state = passkey.dynamic_state().encode().ok()?.to_vec();
        is_known.then(|| Shown { counter: u32::from_be_bytes(counter), state })
    }
}

impl fmt::Debug for Assertion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Assertion(..)")
    }
}

/// What is kept of a passkey, as the library has it.
fn known(kept: &Credential) -> Option<(StaticState<Key>, DynamicState)> {
    let key = StaticState::decode(kept.key.as_slice()).ok()?;
    let state = DynamicState::decode(kept.state.as_slice().try_into().ok()?).ok()?;
    Some((key, state))
}

fn nobody() -> (StaticState<Key>, DynamicState) {
    let extensions = AuthenticatorExtensionOutputStaticState {
        cred_protect: CredentialProtectionPolicy::None,
        hmac_secret: None,
    };
    let key = CompressedPubKey::P256(CompressedP256PubKey::from((NOBODY, true)));
    let key = StaticState { credential_public_key: key, extensions };
    let state = DynamicState {
        user_verified: true,
        backup: Backup::NotEligible,
        sign_count: 0,
        authenticator_attachment: AuthenticatorAttachment::None,
    };
    (key, state)
}
