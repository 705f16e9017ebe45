//! What a browser sends of a credential: `PublicKeyCredential.toJSON()`, of which the parts are read that are signed.
//!
//! Source: Web Authentication Level 3, §5.1.

use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;

/// The most bytes of it, inclusive. An RSA key of 4,096 bits makes about two thousand.
const MOST: usize = 8_192;

/// A credential as it was sent; what is not read is left out.
#[derive(Deserialize)]
struct Sent<R> {
    #[serde(rename = "rawId")]
    raw_id: String,
    response: R,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SentAssertion {
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    authenticator_data: String,
    signature: String,
    user_handle: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SentAttestation {
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    attestation_object: String,
}

/// What shows that somebody has a passkey.
pub(crate) struct AssertionBytes {
    pub(crate) id: Vec<u8>,
    pub(crate) client_data: Vec<u8>,
    pub(crate) authenticator_data: Vec<u8>,
    pub(crate) signature: Vec<u8>,
    pub(crate) handle: Vec<u8>,
}

/// What a new passkey is told by.
pub(crate) struct AttestationBytes {
    pub(crate) client_data: Vec<u8>,
    pub(crate) object: Vec<u8>,
}

/// Reads an assertion; `None` if anything of it is missing, the user handle too.
pub(crate) fn assertion(json: &str) -> Option<AssertionBytes> {
    let sent: Sent<SentAssertion> = read(json)?;
    Some(AssertionBytes {
        id: bytes(&sent.raw_id)?,
        client_data: bytes(&sent.response.client_data)?,
        authenticator_data: bytes(&sent.response.authenticator_data)?,
        signature: bytes(&sent.response.signature)?,
        handle: bytes(&sent.response.user_handle?)?,
    })
}

/// Reads what tells of a new passkey.
pub(crate) fn attestation(json: &str) -> Option<AttestationBytes> {
    let sent: Sent<SentAttestation> = read(json)?;
    let (client_data, object) =
        (bytes(&sent.response.client_data)?, bytes(&sent.response.attestation_object)?);
    Some(AttestationBytes { client_data, object })
}

fn read<'a, T: Deserialize<'a>>(json: &'a str) -> Option<T> {
    (json.len() <= MOST).then(|| serde_json::from_str(json).ok())?
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    BASE64URL_NOPAD.decode(text.trim_end_matches('=').as_bytes()).ok()
}
