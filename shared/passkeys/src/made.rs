//! A passkey that an authenticator has just made.

use data_encoding::BASE64URL_NOPAD;
use domain::{Credential, FactorId};
use webauthn_rp::bin::{Decode, Encode as _};
use webauthn_rp::request::register::{RegistrationServerState, RegistrationVerificationOptions};
use webauthn_rp::response::register::{
    AuthenticatorAttestation, ClientExtensionsOutputs, Registration,
};
use webauthn_rp::response::{AuthTransports, AuthenticatorAttachment};

use crate::ceremony::{HANDLE, Site};
use crate::sent;

/// A new passkey, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Which it is.
    pub id: FactorId,
    /// What its answers are checked with.
    pub credential: Credential,
    /// What its authenticator counts from; zero if it counts nothing.
    pub counter: u32,
}

/// Checks what an authenticator answered to a ceremony that adds a passkey; `None` if anything about it is not right.
///
/// Whose it is, the state says, which must have come from us. What the authenticator is, nobody asks.
#[must_use]
pub fn made(site: &Site, state: &str, json: &str) -> Option<Made> {
    let state = BASE64URL_NOPAD.decode(state.as_bytes()).ok()?;
    let state = RegistrationServerState::<HANDLE>::decode(&state).ok()?;
    let sent = sent::attestation(json)?;
    let response =
        AuthenticatorAttestation::new(sent.client_data, sent.object, AuthTransports::NONE);
    let extensions = ClientExtensionsOutputs { cred_props: None, prf: None };
    let registration = Registration::new(response, AuthenticatorAttachment::None, extensions);
    let origins = [site.origin.as_str()];
    let options = RegistrationVerificationOptions::<&str, &str> {
        allowed_origins: &origins,
        error_on_unsolicited_extensions: false,
        ..RegistrationVerificationOptions::default()
    };
    let passkey = state.verify(&site.id, &registration, &options).ok()?;
    let dynamic = passkey.dynamic_state();
    let credential_id = passkey.id();
    let raw_id = credential_id.inner();
    let credential = Credential {
        raw_id: raw_id.to_vec(),
        key: passkey.static_state().encode().ok()?,
        state: dynamic.encode().ok()?.to_vec(),
    };
    let id = FactorId::of_credential(raw_id);
    Some(Made { id, credential, counter: dynamic.sign_count })
}
