//! An authenticator and a browser that are not ours, for passkeys: the `passkey` crate.

use std::future::Future;
use std::pin::Pin;

use data_encoding::BASE64URL_NOPAD;
use passkey::authenticator::{Authenticator, UiHint, UserCheck, UserValidationMethod};
use passkey::client::{Client, DefaultClientData, WebauthnError};
use passkey::crypto::rust_crypto::RustCryptoBackend;
use passkey::types::ctap2::{Aaguid, Ctap2Error, StatusCode};
use passkey::types::{Passkey, webauthn};
use serde_json::{Value, json};
use url::Url;

use crate::app::{Browser, Portal};

/// A phone or a stick with one passkey on it. A clone is a copy that somebody has made of it.
#[derive(Clone)]
pub struct Key {
    /// What is on it.
    pub passkey: Option<Passkey>,
    /// The origin at which its browser thinks to be.
    pub origin: String,
    /// The relying party that the page there names, if it names one.
    pub relying_party: Option<String>,
    /// Whether it does not verify who has it.
    pub is_open_to_all: bool,
}

/// Somebody who presses the button, and whom the key verifies or not.
struct Person {
    is_verified: bool,
}

impl UserValidationMethod for Person {
    type PasskeyItem = Passkey;

    // As the trait's macro writes it.
    fn check_user<'hint, 'me, 'all>(
        &'me self,
        hint: UiHint<'hint, Passkey>,
        presence: bool,
        _verification: bool,
    ) -> Pin<Box<dyn Future<Output = Result<UserCheck, Ctap2Error>> + Send + 'all>>
    where
        'hint: 'all,
        'me: 'all,
        Self: 'all,
    {
        let verification = self.is_verified;
        let is_there = matches!(hint, UiHint::InformExcludedCredentialFound(_));
        Box::pin(async move {
            if is_there {
                return Err(Ctap2Error::CredentialExcluded);
            }
            Ok(UserCheck { presence, verification })
        })
    }

    fn is_presence_enabled(&self) -> bool {
        true
    }

    fn is_verification_enabled(&self) -> Option<bool> {
        Some(self.is_verified)
    }
}

impl Key {
    /// One with no passkey yet, at an origin.
    pub fn at(origin: &str) -> Self {
        let origin = origin.to_owned();
        Self { passkey: None, origin, relying_party: None, is_open_to_all: false }
    }

    /// Makes a passkey, as the script of our page asks for it; the answer as it is sent.
    pub async fn make(&mut self, asked: &Asked) -> String {
        self.make_another(asked).await.expect("it has none of them")
    }

    /// The same; `None` if it has one of those that the member has. Otherwise it keeps the new one instead of any before, as
    /// authenticators do of one member and one site.
    pub async fn make_another(&mut self, asked: &Asked) -> Option<String> {
        let excluded = asked.exclude.iter().map(|id| json!({ "type": "public-key", "id": id }));
        let options = json!({ "publicKey": {
            "rp": { "name": "Juniper Valley", "id": self.relying_party },
            "user": {
                "id": BASE64URL_NOPAD.encode(asked.user.as_bytes()),
                "name": "a",
                "displayName": "a",
            },
            "challenge": asked.challenge,
            "pubKeyCredParams": [
                { "type": "public-key", "alg": -7 },
                { "type": "public-key", "alg": -8 },
                { "type": "public-key", "alg": -257 },
            ],
            "authenticatorSelection": {
                "residentKey": "required",
                "requireResidentKey": true,
                "userVerification": self.verification(),
            },
            "attestation": "none",
            "excludeCredentials": excluded.collect::<Value>(),
        }});
        let options: webauthn::CredentialCreationOptions =
            serde_json::from_value(options).expect("what a browser takes");
        let mut client = Client::new(self.authenticator()).allows_insecure_localhost(true);
        let url = self.url();
        let made = Box::pin(client.register(&url, options, DefaultClientData)).await;
        self.passkey.clone_from(client.authenticator().store());
        if made.as_ref().is_err_and(is_excluded) {
            return None;
        }
        Some(serde_json::to_string(&made.expect("a passkey")).expect("it is JSON"))
    }

    /// Signs a challenge; the answer as it is sent.
    pub async fn sign(&mut self, challenge: &str) -> String {
        let options = json!({ "publicKey": {
            "challenge": challenge,
            "rpId": self.relying_party,
            "userVerification": self.verification(),
        }});
        let options: webauthn::CredentialRequestOptions =
            serde_json::from_value(options).expect("what a browser takes");
        let mut client = Client::new(self.authenticator()).allows_insecure_localhost(true);
        let url = self.url();
        let signed = Box::pin(client.authenticate(&url, options, DefaultClientData)).await;
        self.passkey.clone_from(client.authenticator().store());
        serde_json::to_string(&signed.expect("an answer")).expect("it is JSON")
    }

    /// Signs what the page that is shown asks; the fields that carry the answer.
    pub async fn answer<P: Portal>(&mut self, browser: &Browser<'_, P>) -> [(String, String); 2] {
        let asked = Asked::on(browser);
        let credential = self.sign(&asked.challenge).await;
        asked.fields(credential)
    }

    fn verification(&self) -> &'static str {
        if self.is_open_to_all { "discouraged" } else { "required" }
    }

    fn authenticator(&self) -> Authenticator<Option<Passkey>, Person, RustCryptoBackend> {
        let person = Person { is_verified: !self.is_open_to_all };
        let store = self.passkey.clone();
        let mut authenticator =
            Authenticator::new(Aaguid::new_empty(), store, person, RustCryptoBackend);
        authenticator.set_make_credentials_with_signature_counter(true);
        authenticator
    }

    fn url(&self) -> Url {
        Url::parse(&self.origin).expect("an origin")
    }
}

/// Whether an authenticator made none because it has one already.
fn is_excluded(fault: &WebauthnError) -> bool {
    let code = u8::from(StatusCode::from(Ctap2Error::CredentialExcluded));
    matches!(fault, WebauthnError::AuthenticatorError(shown) if *shown == code)
}

/// What a page asks an authenticator.
#[derive(Default)]
pub struct Asked {
    /// The challenge, in base64url.
    pub challenge: String,
    /// All of it, signed by us.
    pub signed: String,
    /// The member's id, where a passkey is to be made.
    pub user: String,
    /// The credentials that the member has, there.
    pub exclude: Vec<String>,
}

impl Asked {
    /// What the page that is shown asks.
    #[track_caller]
    pub fn on<P: Portal>(browser: &Browser<'_, P>) -> Self {
        let data = |name: &str| {
            let all = browser.page().attributes("[data-passkey]", &format!("data-{name}"));
            all.into_iter().next().unwrap_or_default()
        };
        let [challenge, signed, user, exclude] =
            ["challenge", "signed", "user", "exclude"].map(data);
        let exclude = exclude.split_whitespace().map(str::to_owned).collect();
        let asked = Self { challenge, signed, user, exclude };
        assert!(!asked.challenge.is_empty(), "no passkey is asked for: {}", browser.page().main());
        asked
    }

    /// What the page's script fetches.
    pub fn fetched(json: &str) -> Self {
        let fetched: Value = serde_json::from_str(json).expect("it is JSON");
        let text = |name: &str| fetched[name].as_str().expect("a text").to_owned();
        Self { challenge: text("challenge"), signed: text("signed"), ..Self::default() }
    }

    /// The fields that carry an answer.
    pub fn fields(&self, credential: String) -> [(String, String); 2] {
        [("challenge".to_owned(), self.signed.clone()), ("credential".to_owned(), credential)]
    }
}
